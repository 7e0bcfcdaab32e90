"""What the town signs of bids: a receipt for every envelope, and the root over all at closing.

Both are signed notes under the ledger's key, each with a first line of its own, so that none can
be taken for the other or for a checkpoint of the ledger.

The root stands over every envelope that ever came in, with what became of it. So after closing
no envelope can be added, exchanged, withdrawn or brought back without contradicting a root that
trustees and the public have, and a bidder whose receipt names an envelope that is not under the
root holds the town's own signature against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongjian.methods import merkle
from gongjian.methods.canonical_json import (
    NotCanonical,
    read_base64,
    require_fields,
    write_base64,
    write_canonical,
)
from gongjian.methods.signed_note import InvalidNote, parse_verifier_key, verify_note

RECEIPT_TITLE = "gongjian-receipt-1"
CLOSING_TITLE = "gongjian-closing-1"
FATES = ("standing", "replaced", "withdrawn")


@dataclass(frozen=True, slots=True, order=True)
class ClosingEntry:
    """One envelope under the root.

    Attributes
    ----------
    envelope : bytes
        Its digest, 32 bytes.
    received_at : str
        By the clock of the town's database.
    fate : str
        One of `FATES`.
    """

    envelope: bytes
    received_at: str
    fate: str

    def as_json(self) -> dict[str, Any]:
        return {
            "envelope": write_base64(self.envelope),
            "fate": self.fate,
            "received_at": self.received_at,
        }


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says.

    Attributes
    ----------
    town, call : str
        Name of the town's key, and the call.
    company : str
        Official number of the company whose envelope it is.
    context, envelope : bytes
        Digests, 32 bytes each.
    deadline : str
        Of the call as it stood then; it only ever becomes later.
    received_at : str
    """

    town: str
    call: str
    company: str
    context: bytes
    envelope: bytes
    deadline: str
    received_at: str

    def text(self) -> str:
        digests = (write_base64(self.context), write_base64(self.envelope))
        times = (self.deadline, self.received_at)
        return _lines(RECEIPT_TITLE, self.town, self.call, self.company, *digests, *times)


@dataclass(frozen=True, slots=True)
class Closing:
    """What the town says of a call when it closes.

    Attributes
    ----------
    town, call : str
    context : bytes
        Digest, 32 bytes.
    deadline : str
        The first instant that is too late for an envelope: the last one set.
    closed_at : str
        By the clock of the town's database; not before the deadline.
    envelopes : int
        How many are under the root.
    root : bytes
        32 bytes.
    """

    town: str
    call: str
    context: bytes
    deadline: str
    closed_at: str
    envelopes: int
    root: bytes

    def text(self) -> str:
        times = (self.deadline, self.closed_at)
        under = (str(self.envelopes), write_base64(self.root))
        context = write_base64(self.context)
        return _lines(CLOSING_TITLE, self.town, self.call, context, *times, *under)


def moment_text(moment: datetime | None) -> str:
    """A moment as receipts, closings and entries write it; "" for none."""
    return moment.isoformat(timespec="microseconds") if moment else ""


def read_entry(value: object) -> ClosingEntry:
    """An entry from its JSON.

    Raises
    ------
    NotCanonical
        If it is none.
    """
    found = require_fields(value, {"envelope": str, "fate": str, "received_at": str})
    if found["fate"] not in FATES:
        raise NotCanonical("an envelope of unknown fate")
    return ClosingEntry(read_base64(found["envelope"], 32), found["received_at"], found["fate"])


def closing_root(entries: Iterable[ClosingEntry]) -> bytes:
    """Root over all envelopes of a call (RFC 9162), whatever order they are given in.

    Returns
    -------
    bytes
        32 bytes; that of the empty tree where no envelope came. n log n for n envelopes.
    """
    return merkle.root_hash(
        [
            merkle.leaf_hash(b"gongjian-1 closing entry\n" + write_canonical(entry.as_json()))
            for entry in sorted(entries)
        ]
    )


def read_receipt(note: str, town_key: str) -> Receipt:
    """A receipt, if the town signed it.

    Parameters
    ----------
    note : str
        The signed note.
    town_key : str
        The town's verifier key, from a source one trusts.

    Raises
    ------
    InvalidNote
        If it is no receipt, or not signed by this key.
    ValueError
        If the key is malformed.
    """
    fields = _fields(note, town_key, RECEIPT_TITLE, 7)
    town, call, company, context, envelope, deadline, received_at = fields
    try:
        digests = (read_base64(context, 32), read_base64(envelope, 32))
        return Receipt(town, call, company, *digests, deadline, received_at)
    except NotCanonical as error:
        raise InvalidNote(str(error)) from None


def read_closing(note: str, town_key: str) -> Closing:
    """What the town said at closing, if it signed it; arguments and errors as `read_receipt`."""
    fields = _fields(note, town_key, CLOSING_TITLE, 7)
    town, call, context, deadline, closed_at, count, root = fields
    try:
        if not count.isdecimal() or str(int(count)) != count:
            raise NotCanonical("no number of envelopes")
        digests = (read_base64(context, 32), read_base64(root, 32))
        return Closing(town, call, digests[0], deadline, closed_at, int(count), digests[1])
    except NotCanonical as error:
        raise InvalidNote(str(error)) from None


def _fields(note: str, town_key: str, title: str, count: int) -> list[str]:
    name, public_key = parse_verifier_key(town_key)
    found, *fields = verify_note(note, name, public_key)[:-1].split("\n")
    if found != title or len(fields) != count or fields[0] != name:
        raise InvalidNote(f"the note is no {title} of {name}")
    return fields


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)
