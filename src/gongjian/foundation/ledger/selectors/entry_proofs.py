"""That several acts stand in the ledger, under one signed checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.ledger.selectors.checkpoints import (
    checkpoint_text,
    latest_checkpoint,
    witnessed_checkpoint,
)
from gongjian.foundation.ledger.selectors.receipts import opening_of_entry
from gongjian.foundation.ledger.selectors.tiles import from_tiles
from gongjian.methods import merkle

Act = tuple[str, str, datetime]
"""Subject, action ("" : whichever) and moment of an entry."""
OPEN_ACTORS = "system:"


@dataclass(frozen=True, slots=True)
class EntryProof:
    """Where an entry stands; opened for whoever may have it, else by its commitment alone."""

    index: int
    path: list[bytes]
    opening: dict[str, str]


@dataclass(frozen=True, slots=True)
class EntryProofs:
    checkpoint: str
    """"" where nothing was sealed yet."""
    proofs: dict[Act, EntryProof]
    """Of the acts that are sealed under it."""


def prove_entries(acts: Sequence[Act], *, reader: str) -> EntryProofs:
    """Prove that acts stand in the ledger. Four queries, however many there are.

    Of what the town's own jobs did everybody may read the entry, save where it holds a digest of
    somebody's words; of everything else the commitment is given, which tells nothing, and the entry
    only to whoever did it: it names them, and by that all else they did.

    Parameters
    ----------
    reader : str
        Reference of whoever asks; "" where that may be anybody: all visitors have one reference.
    """
    entries = _entries(acts)
    beyond = max((entry.leaf_index or 0 for entry in entries.values()), default=0)
    checkpoint = witnessed_checkpoint(beyond=beyond) or latest_checkpoint()
    if checkpoint is None:
        return EntryProofs("", {})
    size = checkpoint.size
    places = {
        act: entry.leaf_index
        for act, entry in entries.items()
        if entry.leaf_index is not None and entry.leaf_index < size
    }

    def compute(hash_at: merkle.HashAt) -> dict[int, list[bytes]]:
        return {
            place: list(merkle.inclusion_proof(hash_at, place, size))
            for place in sorted(set(places.values()))
        }

    paths = from_tiles(size, compute) if places else {}
    proofs = {
        act: EntryProof(place, paths[place], _opening(entries[act], reader))
        for act, place in places.items()
    }
    return EntryProofs(checkpoint_text(checkpoint), proofs)


def _entries(acts: Sequence[Act]) -> dict[Act, LedgerEntry]:
    rows = LedgerEntry.objects.filter(
        subject__in={subject for subject, _action, _at in acts},
        at__in={at for _subject, _action, at in acts},
    )
    known: dict[Act, LedgerEntry] = {}
    for entry in rows.order_by("-id"):
        known[entry.subject, entry.action, entry.at] = entry
        known[entry.subject, "", entry.at] = entry
    return {act: known[act] for act in acts if act in known}


def _opening(entry: LedgerEntry, reader: str) -> dict[str, str]:
    has_words = any(name.endswith("sha256") for name in entry.data)
    is_open = entry.actor.startswith(OPEN_ACTORS) and not has_words
    if is_open or (reader and entry.actor == reader):
        return opening_of_entry(entry)
    return {"commitment": bytes(entry.commitment).hex()}
