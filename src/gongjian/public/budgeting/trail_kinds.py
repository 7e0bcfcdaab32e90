"""Budget projects as the trail tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.money import shown
from gongjian.foundation.trail.interface import Kind, Told
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.models import BudgetProject
from gongjian.public.budgeting.rules.phases import Phase


def describe_projects(actor: Actor, project_ids: Sequence[UUID], now: datetime) -> dict[UUID, Told]:
    rows = BudgetProject.objects.filter(pk__in=project_ids).select_related("round")
    return {
        one.pk: Told(
            title=one.title,
            url=reverse("budget_project", args=[one.round.number, one.number]),
            number=f"{one.round.shown_number}-{one.number}",
            state=one.get_state_display(),
            language=one.language,
            at=one.submitted_at,
            note="" if one.cost_minor is None else shown(one.cost_minor, one.round.currency),
        )
        for one in rows
        if one.round.phase(now) != Phase.DRAFT or policies.may_manage(actor, one.round)
    }


KINDS = [
    Kind(
        name="budgetproject", place=32, word=_("budget project"), icon="local_offer",
        hidden=ngettext_lazy(
            "a budget project that is not public",
            "%(count)d budget projects that are not public",
            "count",
        ),
        describe=describe_projects,
    ),
]  # fmt: skip
