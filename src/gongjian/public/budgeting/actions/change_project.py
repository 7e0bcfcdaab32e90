"""What happens to a project, from submission to rating."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, Unauthenticated
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions import project_steps as steps
from gongjian.public.budgeting.actions.project_steps import ProjectDraft
from gongjian.public.budgeting.errors import PhaseOver, RulesLocked
from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    ProjectRating,
)
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.rules.projects import (
    OPEN_BUILDING,
    REPORTED,
    TITLE_LENGTH,
    ProjectState,
    ProjectStep,
)
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.projects import lock_project

SUBMITTED_AN_HOUR = 10


def submit_project(
    *, actor: Actor, number: str, draft: ProjectDraft, now: datetime
) -> BudgetProject:
    """Add a project to a round that collects them; managers may while it is checked, too.

    Raises
    ------
    NotFound, Unauthenticated, PhaseOver, Invalid, TooMany
    """
    if not policies.is_person(actor):
        raise Unauthenticated
    if not draft.title.strip():
        raise Invalid(fields={"title": [_("A title is needed.")]})
    steps.require_money(draft.cost_minor)
    steps.require_place(draft)
    count_hit(
        f"budget-project:{actor.user_id}", limit=SUBMITTED_AN_HOUR, period_seconds=3600, now=now
    )
    found = rounds.get_round(actor=actor, number=number, now=now)
    with transaction.atomic():
        round_ = rounds.lock_gently(actor=actor, round_id=found.pk, now=now)
        part = rounds.get_part(round_, draft.part_id)
        phase = round_.phase(now)
        is_late = phase == Phase.CHECK and policies.may_manage(actor, round_)
        if not (phase == Phase.COLLECT or is_late):
            raise PhaseOver
        project = BudgetProject.objects.create(
            round=round_,
            part=part,
            number=round_.next_project,
            title=steps.masked(draft.title.strip(), actor)[:TITLE_LENGTH],
            text=steps.masked(draft.text, actor),
            language=draft.language,
            place=draft.place,
            longitude=draft.longitude,
            latitude=draft.latitude,
            cost_minor=draft.cost_minor,
            proposer_id=actor.user_id,
            submitted_at=now,
        )
        BudgetRound.objects.filter(pk=round_.pk).update(next_project=F("next_project") + 1)
        steps.write_event(project, actor, "budget_project_submitted", now)
    return project


def check_project(
    *,
    actor: Actor,
    number: str,
    project_number: int,
    is_feasible: bool | None,
    reason: str,
    cost_minor: int | None,
    now: datetime,
    department_id: UUID | None = None,
) -> BudgetProject:
    """Say whether a project can be built and for how much; or (None) which department has to.

    Raises
    ------
    NotFound, NotAllowed, PhaseOver
    Invalid
        No reason, or no cost of what is feasible.
    RulesLocked
        The rules are locked: what is on the ballot is fixed.
    """
    found = rounds.get_round(actor=actor, number=number, now=now)
    with transaction.atomic():
        # Against ballots, too: costs are a rule of theirs.
        round_ = rounds.lock_round(actor=actor, round_id=found.pk, now=now)
        project = lock_project(round_, project_number)
        if not policies.may_check(actor, project):
            raise NotAllowed
        steps.require_step(ProjectStep.CHECK, project, now)
        if round_.locked_at is not None:
            raise RulesLocked
        if department_id is not None:
            if not policies.may_manage(actor, round_):
                raise NotAllowed
            project.department_id = people.get_public_body(department_id).pk
        if is_feasible is None:
            steps.save(project, ["department"])
            return project
        if not reason.strip():
            raise Invalid(fields={"reason": [_("Say why.")]})
        steps.require_money(cost_minor)
        if is_feasible and cost_minor is None:
            raise Invalid(fields={"cost": [_("Say what it costs.")]})
        project.state = ProjectState.ACCEPTED if is_feasible else ProjectState.REFUSED
        project.cost_minor = project.cost_minor if cost_minor is None else cost_minor
        project.reason = reason.strip()
        steps.save(project, ["state", "cost_minor", "reason", "department"])
        # Whose ballot is open shows other projects from now on.
        BudgetRound.objects.filter(pk=round_.pk).update(version=F("version") + 1)
        name = "budget_project_accepted" if is_feasible else "budget_project_refused"
        steps.write_event(project, actor, name, now)
    return project


def withdraw_project(
    *, actor: Actor, number: str, project_number: int, reason: str, now: datetime
) -> BudgetProject:
    """Take a project back; ballots that name it stay valid, and it is not counted.

    Raises
    ------
    NotFound, NotAllowed, PhaseOver, Invalid
    """
    found = rounds.get_round(actor=actor, number=number, now=now)
    with transaction.atomic():
        round_ = rounds.lock_round(actor=actor, round_id=found.pk, now=now)
        project = lock_project(round_, project_number)
        is_voted_on = round_.phase(now) in {Phase.VOTE, Phase.COUNT}
        # Once it is voted on, it belongs to its voters more than to who proposed it.
        may = (
            policies.may_manage(actor, round_)
            if is_voted_on
            else policies.may_withdraw(actor, project)
        )
        if not may:
            raise NotAllowed
        steps.require_step(ProjectStep.WITHDRAW, project, now)
        if not reason.strip():
            raise Invalid(fields={"reason": [_("Say why.")]})
        project.state, project.reason = ProjectState.WITHDRAWN, reason.strip()
        steps.save(project, ["state", "reason"])
        BudgetRound.objects.filter(pk=round_.pk).update(version=F("version") + 1)
        steps.write_event(project, actor, "budget_project_withdrawn", now)
    return project


def report_building(
    *,
    actor: Actor,
    number: str,
    project_number: int,
    state: str,
    text: str,
    spent_minor: int | None,
    now: datetime,
) -> BudgetProject:
    """Say how a funded project goes: being built, built, or given up and why.

    Raises
    ------
    NotFound, NotAllowed, PhaseOver, Invalid
    """
    found = rounds.get_round(actor=actor, number=number, now=now)
    with transaction.atomic():
        round_ = rounds.lock_round(actor=actor, round_id=found.pk, now=now)
        project = lock_project(round_, project_number)
        if not policies.may_check(actor, project):
            raise NotAllowed
        steps.require_step(ProjectStep.REPORT, project, now)
        if state not in REPORTED:
            raise Invalid(fields={"state": [_("Choose how it stands.")]})
        if not text.strip():
            raise Invalid(fields={"text": [_("Say what has happened.")]})
        steps.require_money(spent_minor)
        project.state, project.reason = state, text.strip()
        project.spent_minor = project.spent_minor if spent_minor is None else spent_minor
        steps.save(project, ["state", "reason", "spent_minor"])
        open_ = round_.projects.filter(state__in=[one.value for one in OPEN_BUILDING]).exists()
        round_.finished_at = None if open_ else (round_.finished_at or now)
        round_.save(update_fields=["finished_at"])
        steps.write_event(project, actor, f"budget_project_{state}", now)
    return project


def rate_project(
    *, actor: Actor, number: str, project_number: int, stars: int, now: datetime
) -> BudgetProject:
    """Say how good what was built is, from 1 to 5; again: another number in its place.

    Raises
    ------
    NotFound, Unauthenticated, PhaseOver, Invalid
    """
    if actor.user_id is None:
        raise Unauthenticated
    if not 1 <= stars <= 5:
        raise Invalid(fields={"stars": [_("From 1 to 5.")]})
    round_ = rounds.get_round(actor=actor, number=number, now=now)
    with transaction.atomic():
        project = lock_project(round_, project_number)
        steps.require_step(ProjectStep.RATE, project, now)
        rating, is_new = ProjectRating.objects.get_or_create(
            project=project, user_id=actor.user_id, defaults={"stars": stars, "at": now}
        )
        if is_new:
            project.rating_count += 1
            project.rating_sum += stars
        else:
            project.rating_sum += stars - rating.stars
            rating.stars, rating.at = stars, now
            rating.save(update_fields=["stars", "at"])
        project.save(update_fields=["rating_sum", "rating_count"])
        ledger.record(actor, "budget_project_rated", project.reference, now=now)
    return project
