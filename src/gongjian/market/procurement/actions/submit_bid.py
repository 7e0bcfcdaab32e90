"""Handing in a sealed bid: nobody here can read it; what can be checked is checked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.bid_errors import (
    BidTooLate,
    ClockWentBack,
    EnvelopeGone,
    EnvelopeRefused,
    NewerEnvelope,
    UnknownBidderKey,
)
from gongjian.market.procurement.models import Bid, BidderKey, BidEnvelope, Call, EnvelopeFate
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.market.procurement.selectors.taking_part import get_taking_part
from gongjian.methods.bid_closing import Receipt
from gongjian.methods.bid_envelopes import Context, Envelope, check_envelope
from gongjian.methods.bid_envelopes import read_envelope as _read_envelope
from gongjian.methods.canonical_json import NotCanonical, write_base64


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
        It is no envelope for this call, or not signed with a key of this company.
    NewerEnvelope, EnvelopeGone
        One that was sealed later is here; this one was withdrawn or replaced.
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
            key = _key_of(envelope, company.pk)
            row = _replace(bid, key, envelope, body, actor)
            _sign(row, context)
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


def _key_of(envelope: Envelope, company_id: UUID) -> BidderKey:
    text = write_base64(envelope.bidder)
    # Locked, so that it cannot be revoked between this look and the end.
    keys = BidderKey.objects.select_for_update(no_key=True)
    key = keys.filter(public_key=text, company=company_id, revoked_at=None).first()
    if key is None:
        raise UnknownBidderKey
    return key


def _replace(
    bid: Bid, key: BidderKey, envelope: Envelope, body: bytes, actor: Actor
) -> BidEnvelope:
    sent = bid.envelopes.order_by("-sequence").values_list("sequence", flat=True).first()
    if sent is not None and sent >= envelope.sequence:
        raise NewerEnvelope
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


def _sign(row: BidEnvelope, context: Context) -> None:
    received_at = row.received_at.isoformat(timespec="microseconds")
    row.receipt = ledger.sign_statement(
        lambda town: Receipt(
            town, context.call, context.digest(), bytes(row.digest), received_at
        ).text()
    )
    row.save(update_fields=["receipt"])


def _record(actor: Actor, row: BidEnvelope, now: datetime) -> None:
    data = {"envelope": row.shown_digest, "received_at": row.received_at.isoformat()}
    ledger.record(actor, "bid_received", row.bid.reference, now=now, data=data)
