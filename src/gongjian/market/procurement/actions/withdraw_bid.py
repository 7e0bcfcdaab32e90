"""Withdrawing a bid, until the deadline and not after."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.bid_errors import BidTooLate, NoBid
from gongjian.market.procurement.models import Bid, EnvelopeFate
from gongjian.market.procurement.policies import bids as bid_policies
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls


def withdraw_bid(*, actor: Actor, call_id: UUID, company_id: UUID, now: datetime) -> Bid:
    """Take a company's bid out of the call; a new one may be sent while it is open.

    A company that may no longer take part may still withdraw.

    Raises
    ------
    NotFound, NotAllowed
        The call is hidden; the actor is no member of the company.
    CallTransitionNotAllowed, BidTooLate
        The call has closed.
    NoBid
    """
    try:
        with transaction.atomic():
            call = calls.get_visible(actor=actor, call_id=call_id)
            if not bid_policies.speaks_for(actor, company_id):
                raise NotAllowed
            policies.require(CallStep.BID, actor, call)
            bid = (
                Bid.objects.select_for_update(no_key=True)
                .filter(call=call, stage_number=call.stage_number, company=company_id)
                .first()
            )
            if bid is None:
                raise NoBid
            standing = bid.envelopes.filter(fate=EnvelopeFate.STANDING).first()
            if standing is None:
                raise NoBid
            standing.fate = EnvelopeFate.WITHDRAWN
            standing.save(update_fields=["fate"])
            data = {"envelope": standing.shown_digest}
            ledger.record(actor, "bid_withdrawn", bid.reference, now=now, data=data)
    except DatabaseError as error:
        if "gongjian: bid is late" in str(error):
            raise BidTooLate from error
        raise
    return bid
