"""Complaints of bidders in the standstill: they suspend the call until somebody else decides."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.exclude_bid import exclude_locked, lift_locked
from gongjian.market.procurement.actions.intend_award import holding_award, withdraw_award
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.actions.suspend_call import resume_locked
from gongjian.market.procurement.errors import (
    ComplaintDecided,
    ComplaintMade,
    NotABidder,
    StandstillOver,
)
from gongjian.market.procurement.models import (
    AwardComplaint,
    AwardLetter,
    AwardState,
    Call,
    ComplaintState,
    ExclusionState,
)
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies.companies import member_ids
from gongjian.market.procurement.rules.evaluation import Ground, Remedy
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.awards import pending_complaints


def make_complaint(
    *, actor: Actor, call_id: UUID, company_id: UUID, text: str, now: datetime
) -> AwardComplaint:
    """Object to an intended award, for a company that bid. The call rests until it is decided.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    NotABidder
        The actor speaks for no company that was told of the award.
    StandstillOver, ComplaintMade
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.COMPLAIN, actor, call)
        if call.state == CallState.SUSPENDED and call.suspended_from != CallState.STANDSTILL:
            raise StandstillOver
        # Its clock stands still while the call is suspended.
        moment = call.suspended_at or now
        if call.standstill_until is None or moment >= call.standstill_until:
            raise StandstillOver
        award = holding_award(call)
        speaks = company_id in member_ids(actor)
        told = AwardLetter.objects.filter(ranking=award.ranking_id, company=company_id)
        if not speaks or not told.exists():
            raise NotABidder
        text = reason_of(text, "text")
        try:
            with transaction.atomic():
                made = AwardComplaint.objects.create(
                    call=call, award=award, company_id=company_id, maker_id=actor.user_id,
                    number=AwardComplaint.objects.filter(call=call).count() + 1,
                    text=text, made_at=now,
                )  # fmt: skip
        except IntegrityError:
            raise ComplaintMade from None
        is_first = call.state == CallState.STANDSTILL
        if is_first:
            with override(call.language):
                call.state_reason = _("A bidder has complained about the intended award.")
        write_event(
            call, actor=actor, name="complaint_made", now=now,
            step=CallStep.SUSPEND if is_first else CallStep.COMPLAIN,
            data={"complaint": made.number},
        )  # fmt: skip
    return made


def decide_complaint(
    *,
    actor: Actor,
    call_id: UUID,
    number: int,
    is_upheld: bool,
    reason: str,
    remedy: str = "",
    now: datetime,
) -> AwardComplaint:
    """Decide on a complaint, with reasons. When the last one is decided, the call goes on; one that
    is upheld has the award withdrawn, or the call cancelled, and before that what was upheld is
    done: an exclusion is lifted, or the bid that was to win is excluded.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    Invalid
        No reason, no remedy; or the bid is not excluded, so that nothing can be lifted.
    ComplaintDecided
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.DECIDE_COMPLAINT, actor, call)
        complaint = AwardComplaint.objects.filter(call=call, number=number).first()
        if complaint is None:
            raise NotFound
        if complaint.state != ComplaintState.PENDING:
            raise ComplaintDecided
        reason = reason_of(reason)
        if is_upheld and remedy not in set(Remedy):
            raise Invalid(fields={"remedy": [_("Say what follows.")]})
        complaint.state = ComplaintState.UPHELD if is_upheld else ComplaintState.DISMISSED
        complaint.decision, complaint.remedy = reason, remedy if is_upheld else ""
        complaint.decided_at, complaint.decided_by = now, actor.reference
        complaint.save()
        data = {"complaint": number, "is_upheld": is_upheld, "remedy": complaint.remedy}
        write_event(
            call, actor=actor, name="complaint_decided", now=now,
            step=CallStep.DECIDE_COMPLAINT, text=reason, data=data,
        )  # fmt: skip
        if is_upheld:
            _remedy(call, complaint, actor=actor, now=now)
        _go_on(call, actor=actor, now=now)
    return complaint


def _remedy(call: Call, complaint: AwardComplaint, *, actor: Actor, now: datetime) -> None:
    excluded = evaluations.exclusions_of(call)
    if complaint.remedy == Remedy.LIFT:
        found = excluded.get(complaint.company_id)
        if found is None:
            raise Invalid(fields={"remedy": [_("The bid of this company is not excluded.")]})
        lift_locked(found, call, actor=actor, reason=complaint.decision, now=now)
    winner = complaint.award.company_id
    if complaint.remedy == Remedy.EXCLUDE and winner not in excluded:
        exclude_locked(
            call, actor=actor, company_id=winner, ground=Ground.UPHELD, reason=complaint.decision,
            state=ExclusionState.IN_FORCE, now=now,
        )  # fmt: skip


def _go_on(call: Call, *, actor: Actor, now: datetime) -> None:
    """What the decisions on all complaints about an award come to, once none is open."""
    if pending_complaints(call):
        return
    award = holding_award(call)
    upheld = list(AwardComplaint.objects.filter(award=award, state=ComplaintState.UPHELD))
    remedies = {one.remedy for one in upheld}
    reason = "\n".join(one.decision for one in upheld)
    if Remedy.CANCEL in remedies:
        call.state_reason = reason
        award.state, award.withdrawn_reason = AwardState.WITHDRAWN.value, reason
        award.save(update_fields=["state", "withdrawn_reason"])
        write_event(
            call, actor=actor, name="call_cancelled", now=now, step=CallStep.CANCEL, text=reason
        )
        return
    with override(call.language):
        words = reason or _("All complaints are decided.")
    moments = AwardComplaint.objects.filter(award=award).values_list("made_at", flat=True)
    if not upheld and call.suspended_at not in set(moments):
        # It was suspended for another reason, which decides when it goes on.
        return
    resume_locked(call, actor=actor, reason=words, now=now)
    if upheld:
        withdraw_award(call, actor=actor, reason=reason, now=now)
