"""Withdrawing a bid, until the deadline and not after, with a signature of its company."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.bid_errors import (
    BidTooLate,
    NoBid,
    UnknownBidderKey,
    WithdrawalRefused,
)
from gongjian.market.procurement.models import Bid, EnvelopeFate
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies import companies as company_policies
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.bids import active_key_locked
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods.bid_withdrawals import Withdrawal
from gongjian.methods.bid_withdrawals import read_withdrawal as _read_withdrawal
from gongjian.methods.canonical_json import NotCanonical, write_canonical


def withdraw_bid(
    *, actor: Actor, call_id: UUID, company_id: UUID, body: bytes, now: datetime
) -> Bid:
    """Take a company's bid out of the call; a new one may be sent while it is open.

    A company that may no longer take part may still withdraw. The same withdrawal again is
    answered as the first time, while no other envelope stands.

    Parameters
    ----------
    body : bytes
        As `methods.bid_withdrawals.sign_withdrawal` or the page of the call made it. It is
        published after the closing: without it, nobody would know who took the bid out.

    Raises
    ------
    NotFound, NotAllowed
        The call is hidden; the actor is no member of the company.
    CallTransitionNotAllowed, BidTooLate
        The call has closed.
    WithdrawalRefused, UnknownBidderKey
        It withdraws another envelope or none, or is not signed with a key of this company.
    NoBid
    """
    withdrawal = _checked(body)
    try:
        with transaction.atomic():
            call = calls.get_visible(actor=actor, call_id=call_id)
            if not company_policies.speaks_for(actor, company_id):
                raise NotAllowed
            policies.require(CallStep.BID, actor, call)
            bid = (
                Bid.objects.select_for_update(no_key=True)
                .filter(call=call, stage_number=call.stage_number, company=company_id)
                .first()
            )
            if bid is None:
                raise NoBid
            text = write_canonical(withdrawal.as_json()).decode()
            standing = bid.envelopes.filter(fate=EnvelopeFate.STANDING).first()
            if standing is None:
                if bid.envelopes.filter(withdrawal=text).exists():
                    return bid
                raise NoBid
            if withdrawal.envelope != bytes(standing.digest):
                raise WithdrawalRefused("of another envelope than the one that stands")
            if withdrawal.context != sealing_context(call).digest():
                raise WithdrawalRefused("of another call or stage")
            if active_key_locked(withdrawal.bidder, company_id) is None:
                raise UnknownBidderKey
            standing.fate, standing.withdrawal = EnvelopeFate.WITHDRAWN, text
            standing.save(update_fields=["fate", "withdrawal"])
            data = {"envelope": standing.shown_digest}
            ledger.record(actor, "bid_withdrawn", bid.reference, now=now, data=data)
    except DatabaseError as error:
        if "gongjian: bid is late" in str(error):
            raise BidTooLate from error
        raise
    return bid


def _checked(body: bytes) -> Withdrawal:
    try:
        return _read_withdrawal(body)
    except NotCanonical as error:
        raise WithdrawalRefused(str(error)) from error
