"""Opening bids once enough trustees have released their shares."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.write_call_release import in_ledger, write_call_release
from gongjian.market.procurement.bid_errors import PartUnsettled
from gongjian.market.procurement.models import (
    BidClosing,
    BidEnvelope,
    Call,
    OpenedPart,
    Outcome,
    PartChoice,
    ShareRelease,
)
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.bids import (
    closing_of,
    read_body,
    standing_envelopes,
)
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods.bid_envelopes import Context
from gongjian.methods.bid_openings import Release, open_bid, release_of
from gongjian.methods.call_file import outcome_of
from gongjian.methods.canonical_json import read_canonical

OPENER = Actor.system("bid-opening")


def open_parts(*, release_id: UUID, now: datetime) -> int:
    """Open what a trustee's shares, with those of others, make open; return how many parts.

    What is open already stays as it is; as often as it is called, whatever became of a worker. The
    company is told of a part that stays shut, and of one that opens after all.
    """
    release = ShareRelease.objects.select_related("closing").get(pk=release_id)
    closing, part = release.closing, release.part
    # The long part, before anything is locked: nothing it reads changes any more.
    found = _open(closing, part)
    with transaction.atomic():
        # Locked for its order with other openings, not for its state: shares were taken in their
        # time, and whoever has them can open. A call suspended just now would lose the opening.
        call = calls.get_locked(actor=OPENER, call_id=closing.call_id)
        known = {
            row.envelope_id: row
            for row in OpenedPart.objects.filter(
                part=part, envelope__in=[envelope.pk for envelope, *_ in found]
            )
        }
        opened = 0
        for envelope, outcome, content in found:
            before = known.get(envelope.pk)
            if before is None:
                OpenedPart.objects.create(
                    envelope=envelope, part=part, outcome=outcome, content=content, opened_at=now
                )
            elif before.outcome == Outcome.UNOPENABLE != outcome:
                before.outcome, before.content, before.opened_at = outcome, content, now
                before.save(update_fields=["outcome", "content", "opened_at"])
            else:
                continue
            opened += outcome != Outcome.UNOPENABLE
            if before is not None or outcome != Outcome.OPEN:
                _note(call, envelope, part, outcome, now)
        if opened:
            name = "bid_parts_opened"
            published = write_call_release(call, name=name, now=now)
            data = {"part": part, "opened": opened, **in_ledger(published)}
            ledger.record(OPENER, name, closing.reference, now=now, data=data)
    return opened


def require_settled(call: Call, part: str) -> None:
    """Let a locked call go on only if what cannot be opened still cannot: shares that were taken
    may wait for their worker.

    Raises
    ------
    PartUnsettled
    """
    closing = closing_of(call)
    if closing is None:
        return
    shut = OpenedPart.objects.filter(
        part=part, outcome=Outcome.UNOPENABLE, envelope__bid__call=call,
        envelope__bid__stage_number=call.stage_number,
    ).select_related("envelope")  # fmt: skip
    rows = list(shut)
    if not rows:
        return
    context = sealing_context(call)
    releases = _releases(closing, part, context)
    for row in rows:
        envelope = read_body(row.envelope)
        if open_bid(context, envelope, part, releases).outcome != "unopenable":
            raise PartUnsettled


def _note(call: Call, envelope: BidEnvelope, part: str, outcome: str, now: datetime) -> None:
    """In the call's history, which tells its company."""
    name = "bid_part_opened_late" if outcome == Outcome.OPEN else "bid_part_shut"
    write_event(
        call, actor=OPENER, name=name, now=now, is_public=part != PartChoice.SECRET,
        data={
            "part": part,
            "outcome": outcome,
            "company": str(envelope.bid.company_id),
            "envelope": envelope.shown_digest,
        },
    )  # fmt: skip


def _open(closing: BidClosing, part: str) -> list[tuple[BidEnvelope, str, str]]:
    """Envelope, outcome and content of whatever no longer waits for trustees."""
    context = sealing_context(closing.call, closing.stage_number)
    releases = _releases(closing, part, context)
    if len({release.trustee for release in releases}) < context.threshold:
        return []
    found = []
    rows = standing_envelopes(closing.call, closing.stage_number)
    opened = OpenedPart.objects.filter(part=part, envelope__in=[row.pk for row in rows])
    done = set(opened.exclude(outcome=Outcome.UNOPENABLE).values_list("envelope", flat=True))
    for row in rows:
        envelope = read_body(row)
        if row.pk in done or part not in envelope.parts:
            continue
        opening = open_bid(context, envelope, part, releases)
        outcome, content = outcome_of(opening, part, context.currency)
        if outcome != "waiting":
            found.append((row, outcome, content))
    return found


def _releases(closing: BidClosing, part: str, context: Context) -> list[Release]:
    return [
        release_of(read_canonical(bytes(row.body), max_bytes=len(row.body)), context)
        for row in closing.releases.filter(part=part)
    ]
