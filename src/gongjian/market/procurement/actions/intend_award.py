"""Saying who is to have the contract, to every bidder with its scores; ranking anew; awarding."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law import interface as law
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.open_parts import require_settled
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.actions.write_letters import write_letters
from gongjian.market.procurement.actions.write_ranking import write_ranking
from gongjian.market.procurement.errors import (
    AwardPossible,
    ExclusionUndecided,
    NobodyQualifies,
    PricesSealed,
    StandstillRuns,
)
from gongjian.market.procurement.models import (
    Award,
    AwardState,
    Call,
    Company,
    ExclusionState,
    PartChoice,
)
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.companies import CompanySize
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.judged_bids import JudgedBid, judged_bids
from gongjian.market.procurement.selectors.taking_part import require_may_take_part

SMALL = frozenset({CompanySize.MICRO, CompanySize.SMALL})


def intend_award(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Award:
    """Rank the bids, say publicly that the first is to have the contract, and write to all bidders.

    Nobody chooses: the ranking does.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    PricesSealed
        A price is not open yet.
    ExclusionUndecided
        One waits for another person.
    NobodyQualifies
        No bid has a place.
    CompanyRefused
        The first may not take part on this day, being debarred perhaps: its bid has to be excluded
        on that ground first.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.INTEND, actor, call)
        reason = reason_of(reason)
        bids = _priced(call)
        _require_decided(call)
        ranking = write_ranking(call, bids, actor=actor, now=now)
        if not ranking.bids:
            raise NobodyQualifies
        first = json.loads(ranking.file)["ranking"][0]
        winner = next(bid for bid in bids if bid.code == first["bid"])
        _require_may_win(call, winner.company_id, now)
        award = Award.objects.create(
            call=call, ranking=ranking, company_id=winner.company_id,
            amount_minor=winner.price_minor or 0, currency=call.currency,
            estimate_minor=call.estimate_minor, bids=len(bids),
            is_small_firm=winner.size in SMALL, reason=reason, intended_at=now,
            intended_by=actor.reference,
        )  # fmt: skip
        write_letters(ranking, bids, now)
        data = {
            "award": str(award.pk),
            "company": str(winner.company_id),
            "amount_minor": award.amount_minor,
            "currency": award.currency,
            "ranking_sha256": ranking.digest,
        }
        write_event(
            call, actor=actor, name="award_intended", now=now, step=CallStep.INTEND, text=reason,
            data=data,
        )  # fmt: skip
    return award


def begin_standstill(*, call_id: UUID, now: datetime) -> None:
    """Let the standstill run from the day of the letters; running already: nothing."""
    job = Actor.system("standstill")
    with transaction.atomic():
        call = calls.get_locked(actor=job, call_id=call_id)
        if call.state != CallState.INTENT:
            return
        limit = call.procedure.standstill
        days = law.parameter(limit.parameter, local_day(now), limit.default)
        call.standstill_until = duties.deadline_at(call.area, now, days)
        data = {"days": days, "until": call.standstill_until.isoformat()}
        write_event(
            call, actor=job, name="standstill_begun", now=now, step=CallStep.STAND_STILL, data=data
        )


def rank_again(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Call:
    """Withdraw an intent, and go back to where bids are excluded and ranked.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.RANK_AGAIN, actor, call)
        withdraw_award(call, actor=actor, reason=reason_of(reason), now=now)
    return call


def withdraw_award(call: Call, *, actor: Actor, reason: str, now: datetime) -> None:
    """Withdraw what a locked call in its intent or standstill intends."""
    award = holding_award(call)
    award.state, award.withdrawn_reason = AwardState.WITHDRAWN.value, reason
    award.save(update_fields=["state", "withdrawn_reason"])
    call.standstill_until = None
    write_event(
        call, actor=actor, name="award_withdrawn", now=now, step=CallStep.RANK_AGAIN, text=reason,
        data={"award": str(award.pk)},
    )  # fmt: skip


def award_call(*, actor: Actor, call_id: UUID, now: datetime) -> Award:
    """Award what was intended, when the standstill has ended without an open complaint.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    StandstillRuns
    CompanyRefused
        The company may not take part any more: it was debarred meanwhile, perhaps.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.AWARD, actor, call)
        if call.standstill_until is None or now < call.standstill_until:
            raise StandstillRuns
        award = holding_award(call)
        _require_may_win(call, award.company_id, now)
        award.state, award.made_at = AwardState.MADE.value, now
        award.made_by = actor.reference
        award.save(update_fields=["state", "made_at", "made_by"])
        data = {
            "award": str(award.pk),
            "company": str(award.company_id),
            "amount_minor": award.amount_minor,
            "currency": award.currency,
        }
        write_event(call, actor=actor, name="call_awarded", now=now, step=CallStep.AWARD, data=data)
    return award


def end_without_award(*, actor: Actor, call_id: UUID, reason: str, now: datetime) -> Call:
    """Declare a call unsuccessful of whose bids none has a place, and tell each why.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid, PricesSealed, ExclusionUndecided
    AwardPossible
        A bid has a place.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.INTEND, actor, call)
        policies.require(CallStep.DECLARE_UNSUCCESSFUL, actor, call)
        call.state_reason = reason_of(reason)
        bids = _priced(call)
        _require_decided(call)
        ranking = write_ranking(call, bids, actor=actor, now=now)
        if ranking.bids:
            raise AwardPossible
        write_letters(ranking, bids, now)
        write_event(
            call, actor=actor, name="call_declared_unsuccessful", now=now,
            step=CallStep.DECLARE_UNSUCCESSFUL, text=reason,
            data={"ranking_sha256": ranking.digest},
        )  # fmt: skip
    return call


def holding_award(call: Call) -> Award:
    """The award of a locked call that has one."""
    return Award.objects.exclude(state=AwardState.WITHDRAWN).get(call=call)


def _require_may_win(call: Call, company_id: UUID, now: datetime) -> None:
    company = Company.objects.select_related("organisation").get(pk=company_id)
    require_may_take_part(call, company, on=local_day(now))


def _require_decided(call: Call) -> None:
    found = evaluations.open_exclusions_of(call).values()
    if any(one.state == ExclusionState.PROPOSED for one in found):
        raise ExclusionUndecided


def _priced(call: Call) -> list[JudgedBid]:
    bids = judged_bids(call)
    if any(bid.price is None and not bid.fault for bid in bids):
        raise PricesSealed
    require_settled(call, PartChoice.PRICE)
    return bids
