"""Budget projects as the trail tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.money import shown
from gongjian.foundation.trail.interface import Behind, Kind, Moment, Money, Told, Weight
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.models import BudgetProject, ProjectEvent, State
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors.evidence import project_id_of, proposers_of

_FUNDED = {State.FUNDED, State.BUILDING, State.BUILT}


def describe_projects(actor: Actor, project_ids: Sequence[UUID], now: datetime) -> dict[UUID, Told]:
    rows = BudgetProject.objects.filter(pk__in=project_ids).select_related("round", "department")
    return {
        one.pk: Told(
            title=one.title,
            url=reverse("budget_project", args=[one.round.number, one.number]),
            number=f"{one.round.shown_number}-{one.number}",
            state=one.get_state_display(),
            language=one.language,
            at=one.submitted_at,
            note="" if one.cost_minor is None else shown(one.cost_minor, one.round.currency),
            owner=one.department.name if one.department else "",
        )
        for one in rows
        if one.round.phase(now) != Phase.DRAFT or policies.may_manage(actor, one.round)
    }


def find_project(actor: Actor, number: str, now: datetime) -> UUID:
    return project_id_of(actor=actor, number=number, now=now)


def moments_of_projects(project_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[Moment]]:
    """One query."""
    rows = ProjectEvent.objects.filter(project__in=project_ids).select_related("department")
    found: dict[UUID, list[Moment]] = {}
    last: dict[UUID, str] = {}
    for event in rows.order_by("id"):
        # What changes only its words or its costs is told on its own page.
        if last.get(event.project_id) == event.state:
            continue
        last[event.project_id] = event.state
        found.setdefault(event.project_id, []).append(
            Moment(
                at=event.at, words=capfirst(event.get_state_display()),
                by=event.department.name if event.department else "",
                subject=f"budget_project:{event.project_id}",
            )
        )  # fmt: skip
    return found


def weigh_projects(project_ids: Sequence[UUID]) -> Weight:
    """What funded ones may cost and did cost, how they are liked, and how many cast a ballot in
    their rounds."""
    total, rounds = Weight(), {}
    for one in BudgetProject.objects.filter(pk__in=project_ids).select_related("round"):
        money = []
        if one.state in _FUNDED and one.cost_minor is not None:
            money.append(Money("budgeted", one.round.currency, one.cost_minor))
        if one.spent_minor is not None:
            money.append(Money("paid", one.round.currency, one.spent_minor))
        total += Weight(money=tuple(money), stars=one.rating_sum, starred=one.rating_count)
        rounds[one.round_id] = one.round.voters
    return total + Weight(voters=sum(rounds.values()))


def voices_of_projects(project_ids: Sequence[UUID]) -> list[QuerySet[Any, Any]]:
    rows = BudgetProject.objects.filter(pk__in=project_ids, proposer__isnull=False)
    return [rows.annotate(voice=Cast(F("proposer"), CharField())).order_by().values_list("voice")]


def behind_project(project_id: UUID, after: str, size: int) -> Behind:
    return Behind(proposers_of(project_id), [], "")


KINDS = [
    Kind(
        name="budgetproject", place=32, word=_("budget project"), icon="local_offer",
        hidden=ngettext_lazy(
            "a budget project that is not public",
            "%(count)d budget projects that are not public",
            "count",
        ),
        describe=describe_projects, find=find_project, slug="budget-project",
        moments=moments_of_projects, weigh=weigh_projects, voices=voices_of_projects,
        behind=behind_project,
    ),
]  # fmt: skip
