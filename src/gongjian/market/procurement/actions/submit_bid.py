"""Handing in a sealed bid: nobody here can read it; what can be checked is checked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Count, Max

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.bid_errors import (
    BidTooLate,
    ClockWentBack,
    EnvelopeGone,
    EnvelopeRefused,
    NewerEnvelope,
    TooManyEnvelopes,
    UnknownBidderKey,
)
from gongjian.market.procurement.models import Bid, BidEnvelope, Call, EnvelopeFate
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.bids import active_key_locked
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.market.procurement.selectors.taking_part import get_taking_part
from gongjian.methods.bid_closing import Receipt, moment_text
from gongjian.methods.bid_envelopes import Context, Envelope, check_envelope
from gongjian.methods.bid_envelopes import read_envelope as _read_envelope
from gongjian.methods.canonical_json import NotCanonical

MOST_ENVELOPES = 20
"""Of one company for one stage: each is kept for ever, up to 2 MB of it."""


def submit_bid(
    *, actor: Actor, call_id: UUID, company_id: UUID, body: bytes, now: datetime
) -> BidEnvelope:
    """Take a company's envelope; it replaces the one that stood.

    The same envelope again is answered as the first time, with the same receipt, while it stands.

    Parameters
    ----------
    body : bytes
        The envelope, as `methods.bid_envelopes.seal_bid` or the page of the call made it.
    now : datetime
        For everything but the deadline, which the database holds by its own clock.

    Raises
    ------
    NotFound, NotAllowed, CompanyRefused
        The call is hidden; the actor is no member; the company may not take part.
    CallTransitionNotAllowed, BidTooLate, ClockWentBack
        The call takes no bids, or no more.
    EnvelopeRefused, UnknownBidderKey
        It is no envelope of this company for this call, or not signed with a key of its own.
    NewerEnvelope, EnvelopeGone
        One that was sealed later is here; this one was withdrawn or replaced.
    TooManyEnvelopes
        `MOST_ENVELOPES` of this company are here.
    """
    call = calls.get_visible(actor=actor, call_id=call_id)
    context = sealing_context(call)
    # The long part, before anything is locked.
    envelope = _checked(body, context)
    try:
        with transaction.atomic():
            # Not the call: bids of others go on. The database's triggers see to it that it is
            # open, and let its closing wait for what is on its way.
            call = calls.get_visible(actor=actor, call_id=call_id)
            company = get_taking_part(
                actor=actor, call=call, company_id=company_id, on=local_day(now)
            )
            bid = _locked_bid(call, company.pk, now)
            before = BidEnvelope.objects.filter(digest=envelope.digest(), bid=bid).first()
            if before is not None:
                if before.fate != EnvelopeFate.STANDING:
                    raise EnvelopeGone
                return before
            policies.require(CallStep.BID, actor, call)
            if sealing_context(call) != context:
                raise EnvelopeRefused
            if envelope.company != company.code:
                raise EnvelopeRefused("sealed for another company")
            row = _replace(bid, envelope, body, actor)
            _sign(row, call, envelope, context)
            _record(actor, row, now)
    except DatabaseError as error:
        if "gongjian: bid is late" in str(error):
            raise BidTooLate from error
        if "gongjian: clock went back" in str(error):
            raise ClockWentBack from error
        raise
    return row


def _checked(body: bytes, context: Context) -> Envelope:
    try:
        envelope = _read_envelope(body)
        check_envelope(envelope, context)
    except NotCanonical as error:
        raise EnvelopeRefused(str(error)) from error
    return envelope


def _locked_bid(call: Call, company_id: UUID, now: datetime) -> Bid:
    """The company's bid, locked: its members' envelopes come one after another."""
    where = {"call": call, "stage_number": call.stage_number, "company_id": company_id}
    Bid.objects.bulk_create([Bid(**where, begun_at=now)], ignore_conflicts=True)
    return Bid.objects.select_for_update(no_key=True).get(**where)


def _replace(bid: Bid, envelope: Envelope, body: bytes, actor: Actor) -> BidEnvelope:
    key = active_key_locked(envelope.bidder, bid.company_id)
    if key is None:
        raise UnknownBidderKey
    sent = bid.envelopes.aggregate(latest=Max("sequence"), count=Count("pk"))
    if sent["latest"] is not None and sent["latest"] >= envelope.sequence:
        raise NewerEnvelope
    if sent["count"] >= MOST_ENVELOPES:
        raise TooManyEnvelopes
    bid.envelopes.filter(fate=EnvelopeFate.STANDING).update(fate=EnvelopeFate.REPLACED)
    row = BidEnvelope.objects.create(
        bid=bid,
        key=key,
        digest=envelope.digest(),
        body=body,
        sequence=envelope.sequence,
        sent_by=actor.reference,
    )
    row.refresh_from_db(fields=["received_at"])
    return row


def _sign(row: BidEnvelope, call: Call, envelope: Envelope, context: Context) -> None:
    digests = (context.digest(), envelope.digest())
    times = (moment_text(call.closes_at), moment_text(row.received_at))
    row.receipt = ledger.sign_statement(
        lambda town: Receipt(town, context.call, envelope.company, *digests, *times).text()
    )
    row.save(update_fields=["receipt"])


def _record(actor: Actor, row: BidEnvelope, now: datetime) -> None:
    data = {"envelope": row.shown_digest, "received_at": row.received_at.isoformat()}
    ledger.record(actor, "bid_received", row.bid.reference, now=now, data=data)
