"""From the closing to the evaluation: the technical parts open, and evaluators get them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.open_parts import require_settled
from gongjian.market.procurement.bid_errors import NotClosed
from gongjian.market.procurement.errors import (
    BidsSealed,
    InterestsUndeclared,
    TooFewEvaluators,
)
from gongjian.market.procurement.models import Call, PartChoice
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.evaluation import EvaluatorState, least_evaluators
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.bids import closing_of
from gongjian.market.procurement.selectors.judged_bids import sealed_companies


def open_technical(*, actor: Actor, call_id: UUID, now: datetime) -> Call:
    """Let the trustees open the technical parts. Everybody reads them from then on, so whoever
    judges has to have declared before.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    NotClosed
        The root of all envelopes is not published.
    TooFewEvaluators, InterestsUndeclared
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.OPEN_TECHNICAL, actor, call)
        if closing_of(call) is None:
            raise NotClosed
        data = {"evaluators": _declared(call), "stage": call.stage_number}
        write_event(
            call, actor=actor, name="technical_opening_begun", now=now,
            step=CallStep.OPEN_TECHNICAL, data=data,
        )  # fmt: skip
    return call


def begin_evaluation(*, actor: Actor, call_id: UUID, now: datetime) -> Call:
    """Give the open technical parts to the evaluators.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    TooFewEvaluators, InterestsUndeclared, BidsSealed, PartUnsettled
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.EVALUATE, actor, call)
        data = {"evaluators": _declared(call), "stage": call.stage_number}
        if sealed_companies(call, PartChoice.TECHNICAL):
            raise BidsSealed
        require_settled(call, PartChoice.TECHNICAL)
        write_event(
            call, actor=actor, name="evaluation_begun", now=now, step=CallStep.EVALUATE, data=data
        )
    return call


def _declared(call: Call) -> int:
    """How many judge, who all have declared.

    Raises
    ------
    TooFewEvaluators, InterestsUndeclared
    """
    quality = evaluations.quality_of(evaluations.criteria_of(call))
    evaluators = evaluations.in_office(evaluations.evaluators_of(call))
    least = least_evaluators(call.procedure.code, len(quality))
    if len(evaluators) < least:
        raise TooFewEvaluators(least)
    if any(one.state == EvaluatorState.APPOINTED for one in evaluators):
        raise InterestsUndeclared
    return len(evaluators)
