"""Bids: by company, and all of a call for its closing and opening."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.models import (
    Bid,
    BidClosing,
    BidderKey,
    BidEnvelope,
    Call,
    CallCriterion,
    CriterionKind,
    EnvelopeFate,
    ShareRelease,
)
from gongjian.market.procurement.policies import companies as policies
from gongjian.methods.bid_closing import ClosingEntry, moment_text
from gongjian.methods.bid_envelopes import Envelope, envelope_of
from gongjian.methods.canonical_json import read_canonical, write_base64


def standing_envelope(call: Call, company_id: UUID) -> BidEnvelope | None:
    """A company's envelope that stands in the call's present stage."""
    return (
        BidEnvelope.objects.filter(
            bid__call=call,
            bid__stage_number=call.stage_number,
            bid__company=company_id,
            fate=EnvelopeFate.STANDING,
        )
        .select_related("bid", "key")
        .first()
    )


def envelopes_of(call: Call, company_id: UUID) -> Sequence[BidEnvelope]:
    """All that a company sent in the present stage, the newest first; without their bytes."""
    rows = BidEnvelope.objects.filter(
        bid__call=call, bid__stage_number=call.stage_number, bid__company=company_id
    )
    return list(rows.defer("body").order_by("-received_at", "-id"))


def active_keys(company_id: UUID) -> Sequence[BidderKey]:
    """Keys with which a company may sign."""
    return list(BidderKey.objects.filter(company=company_id, revoked_at=None))


def keys_of(company_id: UUID) -> Sequence[BidderKey]:
    """All that a company ever registered, the newest first."""
    return list(BidderKey.objects.filter(company=company_id))


def get_own_key(*, actor: Actor, company_id: UUID, key_id: UUID) -> BidderKey:
    """A key of a company that somebody speaks for.

    Raises
    ------
    NotFound
    """
    key = BidderKey.objects.filter(pk=key_id, company=company_id).first()
    if key is None or not policies.speaks_for(actor, company_id):
        raise NotFound
    return key


def active_key_locked(public_key: bytes, company_id: UUID) -> BidderKey | None:
    """A key with which a company may sign, locked: it is not revoked between this look and the
    end of the transaction."""
    keys = BidderKey.objects.select_for_update(no_key=True)
    text = write_base64(public_key)
    return keys.filter(public_key=text, company=company_id, revoked_at=None).first()


def closing_of(call: Call, stage_number: int | None = None) -> BidClosing | None:
    """What was signed when a stage (by default the present one) closed."""
    stage = stage_number or call.stage_number
    return BidClosing.objects.filter(call=call, stage_number=stage).first()


def closings_of(call: Call) -> list[BidClosing]:
    """Of every stage that has closed, the first stage first."""
    return list(BidClosing.objects.filter(call=call).order_by("stage_number"))


def get_closing(call: Call, stage_number: int | None = None) -> BidClosing:
    """Of a stage; without one, of the last that has closed.

    Raises
    ------
    NotFound
    """
    found = [one for one in closings_of(call) if stage_number in {None, one.stage_number}]
    if not found:
        raise NotFound
    return found[-1]


def closing_entries(call: Call, stage_number: int) -> list[ClosingEntry]:
    """Every envelope that came in, with what became of it, as it stands under the root."""
    rows = BidEnvelope.objects.filter(bid__call=call, bid__stage_number=stage_number)
    return sorted(
        ClosingEntry(bytes(digest), moment_text(received_at), fate)
        for digest, received_at, fate in rows.values_list("digest", "received_at", "fate")
    )


def ended_envelopes(call: Call, stage_number: int) -> Sequence[BidEnvelope]:
    """Those that were replaced or withdrawn, by digest."""
    rows = BidEnvelope.objects.filter(bid__call=call, bid__stage_number=stage_number)
    return list(rows.exclude(fate=EnvelopeFate.STANDING).order_by("digest"))


def standing_envelopes(call: Call, stage_number: int) -> Sequence[BidEnvelope]:
    """The envelopes that take part, by digest."""
    return list(
        BidEnvelope.objects.filter(
            bid__call=call, bid__stage_number=stage_number, fate=EnvelopeFate.STANDING
        )
        .select_related("bid__company__organisation", "key")
        .order_by("digest")
    )


def read_body(row: BidEnvelope) -> Envelope:
    """The envelope itself; it was checked when it came in."""
    return envelope_of(read_canonical(bytes(row.body), max_bytes=len(row.body)))


def bidding_companies(call: Call, stage_number: int) -> list[UUID]:
    """Companies whose bid stands in a stage."""
    rows = Bid.objects.filter(
        call=call, stage_number=stage_number, envelopes__fate=EnvelopeFate.STANDING
    )
    return list(rows.order_by("id").values_list("company", flat=True))


def get_own_envelope(*, actor: Actor, call: Call, envelope_id: UUID) -> BidEnvelope:
    """An envelope of a company that somebody speaks for; without its bytes.

    Raises
    ------
    NotFound
    """
    rows = BidEnvelope.objects.filter(pk=envelope_id, bid__call=call).defer("body")
    row = rows.select_related("bid").first()
    if row is None or not policies.speaks_for(actor, row.bid.company_id):
        raise NotFound
    return row


def proof_of(row: BidEnvelope) -> str:
    """The receipt from the ledger that an envelope came, for whoever may see the envelope.

    Raises
    ------
    NotFound, NotSealedYet
    """
    return ledger.receipt_text(
        subject=row.bid.reference, action="bid_received", data={"envelope": row.shown_digest}
    )


def releases_of(closing: BidClosing) -> Sequence[ShareRelease]:
    """What trustees released, in the order it came; without their bytes."""
    return list(closing.releases.select_related("trustee__body").defer("body"))


def quality_criteria(call: Call) -> Sequence[CallCriterion]:
    """What the technical part of a bid for the present stage answers to."""
    rows = call.criteria.filter(stage_number=call.stage_number, kind=CriterionKind.QUALITY)
    return list(rows.order_by("place"))
