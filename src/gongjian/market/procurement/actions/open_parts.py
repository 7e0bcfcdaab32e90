"""Opening bids once enough trustees have released their shares."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.models import (
    BidClosing,
    BidEnvelope,
    OpenedPart,
    ShareRelease,
)
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.bids import read_body, standing_envelopes
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods.bid_openings import open_bid, release_of
from gongjian.methods.call_file import outcome_of
from gongjian.methods.canonical_json import read_canonical

OPENER = Actor.system("bid-opening")


def open_parts(*, release_id: UUID, now: datetime) -> int:
    """Open what a trustee's shares, with those of others, make open; return how many parts.

    What is open already stays as it is; as often as it is called, whatever became of a worker.
    """
    release = ShareRelease.objects.select_related("closing").get(pk=release_id)
    closing, part = release.closing, release.part
    # The long part, before anything is locked: nothing it reads changes any more.
    found = _open(closing, part)
    with transaction.atomic():
        # Locked for its order with other openings, not for its state: shares were taken in their
        # time, and whoever has them can open. A call suspended just now would lose the opening.
        calls.get_locked(actor=OPENER, call_id=closing.call_id)
        known = set(
            OpenedPart.objects.filter(
                part=part, envelope__in=[envelope.pk for envelope, *_ in found]
            ).values_list("envelope", flat=True)
        )
        rows = [
            OpenedPart(
                envelope=envelope, part=part, outcome=outcome, content=content, opened_at=now
            )
            for envelope, outcome, content in found
            if envelope.pk not in known
        ]
        OpenedPart.objects.bulk_create(rows)
        if rows:
            data = {"part": part, "opened": len(rows)}
            ledger.record(OPENER, "bid_parts_opened", closing.reference, now=now, data=data)
    return len(rows)


def _open(closing: BidClosing, part: str) -> list[tuple[BidEnvelope, str, str]]:
    """Envelope, outcome and content of whatever no longer waits for trustees."""
    context = sealing_context(closing.call, closing.stage_number)
    releases = [
        release_of(read_canonical(bytes(row.body), max_bytes=len(row.body)), context)
        for row in closing.releases.filter(part=part)
    ]
    if len({release.trustee for release in releases}) < context.threshold:
        return []
    found = []
    rows = standing_envelopes(closing.call, closing.stage_number)
    opened = OpenedPart.objects.filter(part=part, envelope__in=[row.pk for row in rows])
    done = set(opened.values_list("envelope", flat=True))
    for row in rows:
        envelope = read_body(row)
        if row.pk in done or part not in envelope.parts:
            continue
        opening = open_bid(context, envelope, part, releases)
        outcome, content = outcome_of(opening, part, context.currency)
        if outcome != "waiting":
            found.append((row, outcome, content))
    return found
