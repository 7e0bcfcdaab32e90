"""Judging: each evaluator's scores, locking them, and opening prices after all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.declare_interest import interests_now
from gongjian.market.procurement.actions.write_ranking import rank_if_complete
from gongjian.market.procurement.errors import (
    EvaluatorHasInterest,
    InterestsUndeclared,
    ScoresLocked,
    ScoresMissing,
    ScoresOpen,
    TooFewEvaluators,
)
from gongjian.market.procurement.models import BidScore, Call, Evaluator, EvaluatorStateName
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.evaluation import (
    MOST_SCORE,
    REASON_LENGTH,
    EvaluatorState,
    all_locked,
    least_evaluators,
)
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.judged_bids import bidders_of, readable_bids
from gongjian.market.procurement.selectors.judging import scored
from gongjian.methods.bid_ranking_file import lock_digest


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an evaluator thinks of a bid by one criterion."""

    criterion_id: UUID
    score: int
    reason: str


def score_bid(
    *,
    actor: Actor,
    call_id: UUID,
    company_id: UUID,
    judgements: Sequence[Judgement],
    now: datetime,
) -> list[BidScore]:
    """Give a bid scores by some criteria, alone; again, until they are locked. All or none.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    EvaluatorHasInterest
        They have come to belong to a bidder since.
    InterestsUndeclared, ScoresLocked
    Invalid
        No such bid or criterion, a score that is none, or no reason.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        evaluator = _scoring(actor, call, now)
        known = {one.pk for one in evaluations.quality_of(evaluations.criteria_of(call))}
        asked = {one.criterion_id for one in judgements}
        if (
            not asked <= known
            or len(asked) != len(judgements)
            or company_id not in readable_bids(call)
        ):
            raise Invalid(_("There is no such bid or criterion in this stage."))
        for one in judgements:
            _require_reasoned(one)
        said = [
            BidScore.objects.update_or_create(
                evaluator=evaluator, company_id=company_id, criterion_id=one.criterion_id,
                defaults={
                    "score": one.score,
                    "reason": cases.mask(one.reason.strip(), []),
                    "scored_at": now,
                },
            )[0]
            for one in judgements
        ]  # fmt: skip
        # That something was scored, not what: nobody else is to know before all are locked.
        data = {"evaluator": evaluator.code}
        ledger.record(actor, "bid_scored", call.reference, now=now, data=data)
    return said


def lock_scores(*, actor: Actor, call_id: UUID, now: datetime) -> Evaluator:
    """Say that one has judged; nothing of it can be changed after. The last one shows all.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    EvaluatorHasInterest, InterestsUndeclared, ScoresLocked
    ScoresMissing
        Not every bid has a score by every criterion.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        evaluator = _scoring(actor, call, now)
        quality = evaluations.quality_of(evaluations.criteria_of(call))
        scores = evaluations.own_scores(evaluator)
        missing = len(readable_bids(call)) * len(quality) - len(scores)
        if missing:
            raise ScoresMissing(missing)
        evaluator.state, evaluator.locked_at = EvaluatorStateName.LOCKED.value, now
        evaluator.save(update_fields=["state", "locked_at"])
        data = {"evaluator": evaluator.code, "sha256": lock_digest(map(scored, scores.values()))}
        write_event(
            call, actor=actor, name="scores_locked", now=now, step=CallStep.SCORE, data=data
        )
        rank_if_complete(call, actor=actor, now=now)
    return evaluator


def open_prices(*, actor: Actor, call_id: UUID, now: datetime) -> Call:
    """Let the trustees open the prices: only when quality is judged for good.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    TooFewEvaluators, ScoresOpen
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.OPEN_PRICES, actor, call)
        if not call.stage.has_price:
            policies.require(CallStep.NEXT_STAGE, actor, call)
            raise ScoresOpen(_("This stage has no prices: invite companies to the next one."))
        quality = evaluations.quality_of(evaluations.criteria_of(call))
        evaluators = evaluations.in_office(evaluations.evaluators_of(call))
        least = least_evaluators(call.procedure.code, len(quality))
        if len(evaluators) < least:
            raise TooFewEvaluators(least)
        if quality and not all_locked(one.state for one in evaluators):
            raise ScoresOpen
        write_event(
            call, actor=actor, name="price_opening_begun", now=now, step=CallStep.OPEN_PRICES
        )
    return call


def _scoring(actor: Actor, call: Call, now: datetime) -> Evaluator:
    """The evaluator that somebody is, locked, who may score now."""
    policies.require(CallStep.SCORE, actor, call)
    evaluator = evaluations.get_evaluator(actor=actor, call=call, is_locked=True)
    if evaluator.state == EvaluatorState.LOCKED:
        raise ScoresLocked
    if evaluator.state != EvaluatorState.CLEARED:
        raise InterestsUndeclared
    if interests_now(evaluator, bidders_of(call)):
        raise EvaluatorHasInterest
    return evaluator


def _require_reasoned(one: Judgement) -> None:
    wrong = {}
    if not 0 <= one.score <= MOST_SCORE:
        wrong["score"] = [_("A score is a whole number from 0 to 10.")]
    if not 0 < len(one.reason.strip()) <= REASON_LENGTH:
        wrong["reason"] = [_("Say why, in your own words: bidders and the public read it.")]
    if wrong:
        raise Invalid(fields=wrong)
