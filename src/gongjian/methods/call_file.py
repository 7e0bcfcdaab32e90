"""The public file of a call: what everybody may read of it, as one document that can be checked
(`call_check`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gongjian.methods.bid_closing import (
    ClosingEntry,
)
from gongjian.methods.bid_closing import read_entry as _read_entry
from gongjian.methods.bid_contents import read_content
from gongjian.methods.bid_envelopes import (
    Context,
    Envelope,
    check_envelope,
    envelope_of,
    head_of,
    read_context,
)
from gongjian.methods.bid_openings import PartOpening, Release, open_bid, release_of
from gongjian.methods.bid_withdrawals import Withdrawal, withdrawal_of
from gongjian.methods.canonical_json import (
    NotCanonical,
    read_canonical,
    require_fields,
)

CALL_FILE_FORMAT = "gongjian-call-file-1"
MAX_CALL_FILE_BYTES = 400_000_000
PUBLIC_PARTS = ("technical", "price")


@dataclass(frozen=True, slots=True)
class CallFile:
    """A call file, read but not checked against itself.

    Attributes
    ----------
    context : Context
    closing : str
        The signed note; "" before the call closed.
    entries : tuple of ClosingEntry
    envelopes : tuple of Envelope
        Those that stood at closing.
    others : tuple of Envelope
        Heads of those that were replaced or withdrawn.
    withdrawals : tuple of Withdrawal
    releases : tuple of Release
    opened : tuple of dict
        What the town says came out of it.
    companies : tuple of dict
        What the numbers that stand in envelopes are called, by the town's word.
    ledger : dict or None
    value : dict
        All of it.
    """

    context: Context
    closing: str
    entries: tuple[ClosingEntry, ...]
    envelopes: tuple[Envelope, ...]
    others: tuple[Envelope, ...]
    withdrawals: tuple[Withdrawal, ...]
    releases: tuple[Release, ...]
    opened: tuple[dict[str, Any], ...]
    companies: tuple[dict[str, Any], ...]
    ledger: dict[str, Any] | None
    value: dict[str, Any] = field(repr=False)


def read_call_file(data: bytes) -> CallFile:
    """Read a call file. Envelopes' and trustees' signatures are verified on the way.

    Raises
    ------
    NotCanonical
        With what is wrong first.
    """
    found = require_fields(
        read_canonical(data.strip(), max_bytes=MAX_CALL_FILE_BYTES),
        {
            "closing": str,
            "companies": list,
            "context": dict,
            "entries": list,
            "envelopes": list,
            "evaluation": dict,
            "format": str,
            "ledger": dict,
            "opened": list,
            "others": list,
            "releases": list,
            "withdrawals": list,
        },
        optional="evaluation ledger",
    )
    if found["format"] != CALL_FILE_FORMAT:
        raise NotCanonical("not a call file")
    context = read_context(found["context"])
    envelopes = tuple(envelope_of(one) for one in found["envelopes"])
    for envelope in envelopes:
        check_envelope(envelope, context)
    opened = {"content": str, "envelope": str, "outcome": str, "part": str}
    company = {"code": str, "name": str}
    return CallFile(
        context=context,
        closing=found["closing"],
        entries=tuple(_read_entry(one) for one in found["entries"]),
        envelopes=envelopes,
        others=tuple(head_of(one) for one in found["others"]),
        withdrawals=tuple(withdrawal_of(one) for one in found["withdrawals"]),
        releases=tuple(release_of(one, context) for one in found["releases"]),
        opened=tuple(require_fields(one, opened) for one in found["opened"]),
        companies=tuple(require_fields(one, company) for one in found["companies"]),
        ledger=found.get("ledger"),
        value=found,
    )


def open_all(file: CallFile) -> dict[tuple[bytes, str], PartOpening]:
    """Open every public part of every bid, from the shares in the file."""
    return {
        (envelope.digest(), part): open_bid(file.context, envelope, part, file.releases)
        for envelope in file.envelopes
        for part in PUBLIC_PARTS
        if part in envelope.parts
    }


def outcome_of(opening: PartOpening, part: str, currency: str) -> tuple[str, str]:
    """Outcome and content as a call file gives them: a part that opens to something that is no
    part of a bid is its bidder's fault, too."""
    if opening.content is None:
        return opening.outcome, ""
    try:
        read_content(part, opening.content, currency)
    except NotCanonical:
        return "bidder_at_fault", ""
    return "open", opening.content.decode()
