"""The steps of an initiative from one state to another."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import StepNotOpen
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.actions import checks
from gongjian.market.initiatives.actions.write_event import write_event
from gongjian.market.initiatives.actions.write_initiative_release import (
    write_initiative_release,
)
from gongjian.market.initiatives.errors import NotMeasured, NotPlannable
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeState, InitiativeStep
from gongjian.market.initiatives.selectors import initiatives
from gongjian.market.initiatives.selectors.outcomes import outcomes_of, unmeasured

NAMES = {
    InitiativeStep.PLAN: "initiative_planned",
    InitiativeStep.START: "initiative_started",
    InitiativeStep.DELIVER: "initiative_delivered",
    InitiativeStep.REVIEW: "initiative_reviewed",
    InitiativeStep.REFUSE: "initiative_refused",
    InitiativeStep.DROP: "initiative_dropped",
    InitiativeStep.RESUME: "initiative_resumed",
}
_MOMENTS = {
    InitiativeState.PLANNED: "planned_at",
    InitiativeState.DELIVERED: "delivered_at",
    InitiativeState.REFUSED: "ended_at",
    InitiativeState.DROPPED: "ended_at",
}


def take_step(
    *,
    actor: Actor,
    initiative_id: UUID,
    step: InitiativeStep,
    now: datetime,
    reason: str = "",
    version: int | None = None,
) -> Initiative:
    """Take one of the steps of `NAMES`: whoever is behind the evidence, or follows it, is told.

    Parameters
    ----------
    reason : str
        Needed to refuse, drop, resume and review: the review says what it came to.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, StepNotOpen, StaleVersion
        As for every step.
    NotPlannable
        A plan needs an owner, a quarter and a measure of its outcome.
    NotMeasured
        A review needs a reading of each measure that people read.
    Invalid
        There is no reason where one is needed, or it is too long.
    """
    with transaction.atomic():
        initiative = initiatives.get_locked(
            actor=actor, initiative_id=initiative_id, step=step, version=version
        )
        target = rules.next_state(step, InitiativeState(initiative.state))
        if target is None:
            raise StepNotOpen
        text = checks.words_of(
            "reason", reason, most=rules.REASON_LENGTH,
            may_be_empty=step not in rules.NEEDS_REASON,
        )  # fmt: skip
        _require_ready(initiative, step, now)
        _set_moments(initiative, target, now)
        event = write_event(
            initiative, actor=actor, name=NAMES[step], now=now, to_state=target, text=text
        )
        if target in rules.ENDED_STATES | {InitiativeState.REVIEWED}:
            Initiative.objects.filter(pk=initiative.pk).update(reason=event.text)
            initiative.reason = event.text
        write_initiative_release(initiative, actor=actor, now=now)
    return initiative


def _require_ready(initiative: Initiative, step: InitiativeStep, now: datetime) -> None:
    if step is InitiativeStep.PLAN:
        is_whole = initiative.department_id is not None and initiative.quarter is not None
        if not is_whole or not initiative.measures.filter(removed_at=None).exists():
            raise NotPlannable
    if step is InitiativeStep.REVIEW and unmeasured(outcomes_of(initiative, local_day(now))):
        raise NotMeasured


def _set_moments(initiative: Initiative, target: InitiativeState, now: datetime) -> None:
    if target is InitiativeState.CONSIDERED:
        # Considered anew: what was decided of it before stands in the history.
        initiative.planned_at = initiative.ended_at = None
        initiative.reason = ""
        return
    if target is InitiativeState.UNDER_WAY:
        # Begun, or begun again: what was delivered was not it.
        initiative.delivered_at = None
    if target in _MOMENTS:
        setattr(initiative, _MOMENTS[target], now)
