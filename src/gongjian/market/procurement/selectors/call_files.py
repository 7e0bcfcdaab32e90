"""The call file: all that anybody needs to check a call without trusting the town."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.models import BidClosing, BidEnvelope, Call, OpenedPart, Ranking
from gongjian.market.procurement.rules.opening import PUBLIC_PARTS
from gongjian.market.procurement.selectors.bids import (
    closing_entries,
    closing_of,
    ended_envelopes,
    read_body,
    standing_envelopes,
)
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods.call_file import CALL_FILE_FORMAT
from gongjian.methods.canonical_json import read_canonical, write_base64, write_canonical


def call_file(call: Call, stage_number: int | None = None, *, with_secrets: bool = False) -> bytes:
    """A stage of a call as one file, canonical JSON.

    Parameters
    ----------
    with_secrets : bool
        Sealed trade secrets, too: for trustees. They are as unreadable as they were, and still
        are not handed to everybody.
    """
    number = stage_number or call.stage_number
    context = sealing_context(call, number)
    closing = closing_of(call, number)
    value: dict[str, Any] = {
        "closing": closing.note if closing else "",
        "companies": [],
        "context": context.as_json(),
        "entries": [],
        "envelopes": [],
        "format": CALL_FILE_FORMAT,
        "opened": [],
        "others": [],
        "releases": [],
        "withdrawals": [],
    }
    if closing is not None:
        rows = standing_envelopes(call, number)
        ended = ended_envelopes(call, number)
        without = () if with_secrets else ("secret",)
        value |= {
            "companies": _companies(rows),
            "entries": [entry.as_json() for entry in closing_entries(call, number)],
            "envelopes": [read_body(row).as_json(without=without) for row in rows],
            "opened": _opened(rows),
            "others": [read_body(row).head() for row in ended],
            "releases": _releases(closing),
            "withdrawals": _withdrawals(ended),
        }
        ranking = Ranking.objects.filter(call=call, stage_number=number).last()
        if ranking is not None:
            value["evaluation"] = json.loads(ranking.file)
        proof = ledger_proof(closing)
        if proof is not None:
            value["ledger"] = proof
    return write_canonical(value)


def _companies(rows: Sequence[BidEnvelope]) -> list[dict[str, str]]:
    """What the numbers that stand in envelopes are called: the town's word."""
    names = {row.bid.company.code: row.bid.company.name for row in rows}
    return [{"code": code, "name": name} for code, name in sorted(names.items())]


def _withdrawals(rows: Sequence[BidEnvelope]) -> list[Any]:
    found = [row.withdrawal.encode() for row in rows if row.withdrawal]
    return [read_canonical(body, max_bytes=len(body)) for body in found]


def _opened(rows: Sequence[BidEnvelope]) -> list[dict[str, str]]:
    names = {row.pk: row.shown_digest for row in rows}
    opened = OpenedPart.objects.filter(envelope__in=names, part__in=PUBLIC_PARTS)
    return [
        {
            "content": one.content,
            "envelope": names[one.envelope_id],
            "outcome": one.outcome,
            "part": one.part,
        }
        for one in opened.order_by("envelope__digest", "part")
    ]


def _releases(closing: BidClosing) -> list[Any]:
    rows = closing.releases.filter(part__in=PUBLIC_PARTS).order_by("sha256")
    return [read_canonical(bytes(row.body), max_bytes=len(row.body)) for row in rows]


def ledger_proof(closing: BidClosing) -> dict[str, Any] | None:
    """That the closing stands in the ledger; None until it is sealed there."""
    opening = ledger.opening_of(subject=closing.reference, action="bids_closed")
    if opening is None:
        return None
    try:
        proof = ledger.inclusion_proof(opening.entry_id)
    except NotFound:
        return None
    return {
        "checkpoint": proof.checkpoint.note,
        "entry": opening.text,
        "index": proof.leaf_index,
        "path": [write_base64(one) for one in proof.path],
        "salt": write_base64(opening.salt),
    }
