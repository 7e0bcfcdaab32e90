"""Leaving a bid out of the ranking, by one person before prices are known and by two after."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.errors import AnotherPersonDecides, NotExplained, StageJudged
from gongjian.market.procurement.models import BidExclusion, Call, ExclusionState
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.evaluation import GROUNDS, Ground
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.companies import is_debarred
from gongjian.market.procurement.selectors.evaluation_files import ranking_of
from gongjian.market.procurement.selectors.judged_bids import readable_bids


def exclude_bid(
    *, actor: Actor, call_id: UUID, company_id: UUID, ground: str, reason: str, now: datetime
) -> BidExclusion:
    """Exclude a bid from the ranking, with a ground and a reason that are published.

    No rule does so by itself: a price that is flagged is asked about, and somebody decides. Whether
    a bid meets the conditions is decided while prices are sealed. Once they are open this proposes,
    and another person decides.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    StageJudged
        The stage is ranked: what follows from that is public.
    NotExplained
        The company was not asked about its price, or may still answer.
    Invalid
        No such bid, no such ground by now, no reason; or it is excluded already.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.EXCLUDE_BID, actor, call)
        state = CallState(call.state)
        if state is CallState.EVALUATION and ranking_of(call) is not None:
            raise StageJudged
        if company_id not in readable_bids(call):
            raise Invalid(fields={"company": [_("There is no such bid.")]})
        if ground not in GROUNDS[state]:
            raise Invalid(fields={"ground": [_ground_words(ground)]})
        if ground == Ground.DEBARRED and not is_debarred(company_id, local_day(now)):
            raise Invalid(fields={"ground": [_("This company is not debarred.")]})
        if ground == Ground.ABNORMAL and not evaluations.is_explained(call, company_id, now):
            raise NotExplained
        is_proposed = state is CallState.PRICE_OPENING
        return exclude_locked(
            call, actor=actor, company_id=company_id, ground=ground, reason=reason_of(reason),
            state=ExclusionState.PROPOSED if is_proposed else ExclusionState.IN_FORCE, now=now,
        )  # fmt: skip


def exclude_locked(
    call: Call,
    *,
    actor: Actor,
    company_id: UUID,
    ground: str,
    reason: str,
    state: ExclusionState,
    now: datetime,
) -> BidExclusion:
    """Write down an exclusion of a locked call, whoever decided on it.

    Raises
    ------
    Invalid
        It is excluded already.
    """
    if company_id in evaluations.open_exclusions_of(call):
        raise Invalid(_("This bid is excluded already, or somebody has proposed it."))
    made = BidExclusion.objects.create(
        call=call, stage_number=call.stage_number, company_id=company_id, ground=ground,
        reason=reason, at=now, by=actor.reference, state=state.value,
    )  # fmt: skip
    is_proposed = state is ExclusionState.PROPOSED
    step = CallStep.EXCLUDE_BID if call.state != CallState.SUSPENDED else None
    write_event(
        call, actor=actor, name="exclusion_proposed" if is_proposed else "bid_excluded", now=now,
        step=step, text=reason, is_public=not is_proposed,
        data={"company": str(company_id), "ground": ground},
    )  # fmt: skip
    return made


def decide_exclusion(
    *,
    actor: Actor,
    call_id: UUID,
    company_id: UUID,
    is_confirmed: bool,
    reason: str = "",
    now: datetime,
) -> BidExclusion:
    """Agree to an exclusion that another person proposed, or refuse it with a reason.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    AnotherPersonDecides
        The actor proposed it.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.DECIDE_EXCLUSION, actor, call)
        found = _open_one(call, company_id, ExclusionState.PROPOSED)
        if found.by == actor.reference:
            raise AnotherPersonDecides
        if not is_confirmed:
            found.outcome_reason = reason_of(reason)
        found.state = ExclusionState.IN_FORCE if is_confirmed else ExclusionState.REFUSED
        found.decided_at, found.decided_by = now, actor.reference
        found.save()
        write_event(
            call, actor=actor, name="bid_excluded" if is_confirmed else "exclusion_refused",
            now=now, step=CallStep.DECIDE_EXCLUSION, is_public=is_confirmed,
            text=found.reason if is_confirmed else found.outcome_reason,
            data={"company": str(company_id), "ground": found.ground},
        )  # fmt: skip
    return found


def lift_exclusion(
    *, actor: Actor, call_id: UUID, company_id: UUID, reason: str, now: datetime
) -> BidExclusion:
    """Let a bid that was excluded count again; its scores are there. By another person.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    AnotherPersonDecides
        The actor excluded it, or agreed to that.
    StageJudged
        The stage is ranked without it.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.LIFT_EXCLUSION, actor, call)
        if call.state == CallState.EVALUATION and ranking_of(call) is not None:
            raise StageJudged
        found = _open_one(call, company_id, ExclusionState.IN_FORCE)
        if actor.reference in {found.by, found.decided_by}:
            raise AnotherPersonDecides
        return lift_locked(found, call, actor=actor, reason=reason_of(reason), now=now)


def lift_locked(
    found: BidExclusion, call: Call, *, actor: Actor, reason: str, now: datetime
) -> BidExclusion:
    """Lift an exclusion of a locked call, whoever decided on it."""
    found.state, found.lifted_at, found.lifted_by = ExclusionState.LIFTED, now, actor.reference
    found.outcome_reason = reason
    found.save()
    step = CallStep.LIFT_EXCLUSION if call.state != CallState.SUSPENDED else None
    write_event(
        call, actor=actor, name="exclusion_lifted", now=now, step=step, text=reason,
        data={"company": str(found.company_id), "ground": found.ground},
    )  # fmt: skip
    return found


def _open_one(call: Call, company_id: UUID, state: ExclusionState) -> BidExclusion:
    found = evaluations.open_exclusions_of(call).get(company_id)
    if found is None or found.state != state:
        raise NotFound
    return found


def _ground_words(ground: str) -> str:
    if ground == Ground.CONDITIONS:
        return _("Whether a bid meets the conditions is decided before prices are opened.")
    return _("This is no ground at this time.")
