"""Publishing the root over all envelopes: part of closing a call, in the same transaction."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.models import BidClosing, BidWindow, Call
from gongjian.market.procurement.selectors.bids import closing_entries, closing_of
from gongjian.methods.bid_closing import Closing, closing_root, moment_text
from gongjian.methods.bid_envelopes import Context


def publish_root(call: Call, context: Context, *, actor: Actor, now: datetime) -> BidClosing:
    """Sign the root over the envelopes of the call's present stage; a second time, nothing happens.

    Parameters
    ----------
    call : Call
        Locked, and closed by this transaction (`write_event` with `CallStep.CLOSE`).
    context : Context
        What its bids were sealed for.
    now : datetime
        By the database's clock.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the root is published in the transaction that closes the call")
    before = closing_of(call)
    if before is not None:
        return before
    if call.closes_at is None:
        raise RuntimeError("a call without a deadline does not close")
    # Whoever is handing in a bid right now holds this row; whoever comes later finds it closed.
    BidWindow.objects.select_for_update().filter(call=call).first()
    BidWindow.objects.filter(call=call).update(closes_at=None)
    entries = closing_entries(call, call.stage_number)
    root = closing_root(entries)
    note = ledger.sign_statement(
        lambda town: Closing(
            town,
            str(call.pk),
            context.digest(),
            moment_text(call.closes_at),
            moment_text(now),
            len(entries),
            root,
        ).text()
    )
    closing = BidClosing.objects.create(
        call=call,
        stage_number=call.stage_number,
        envelopes=len(entries),
        standing=sum(1 for entry in entries if entry.fate == "standing"),
        root=root,
        note=note,
        deadline=call.closes_at,
        closed_at=now,
    )
    data = {
        "call": str(call.pk),
        "closing": hashlib.sha256(note.encode()).hexdigest(),
        "envelopes": closing.envelopes,
        "root": closing.shown_root,
    }
    ledger.record(actor, "bids_closed", closing.reference, now=now, data=data)
    return closing
