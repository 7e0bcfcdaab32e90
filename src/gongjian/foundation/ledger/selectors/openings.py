"""An entry with what opens its commitment: for whoever holds a receipt of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.ledger import rules
from gongjian.foundation.ledger.models import LedgerEntry


@dataclass(frozen=True, slots=True)
class Opening:
    """SHA-256 over ``salt`` and ``text`` is ``commitment``, the content of a leaf of the tree.

    ``leaf_index`` is None until the entry is sealed.
    """

    entry_id: UUID
    text: str
    salt: bytes
    commitment: bytes
    leaf_index: int | None


def opening_of(*, subject: str, action: str) -> Opening | None:
    """The first entry of an act on a thing, opened; None where there is none or it was forgotten.

    Whoever shows it decides who may see it: the text is what was recorded.
    """
    entry = LedgerEntry.objects.filter(subject=subject, action=action).order_by("id").first()
    if entry is None or entry.salt is None:
        return None
    text = rules.canonical(
        entry_id=entry.pk,
        action=entry.action,
        subject=entry.subject,
        actor=entry.actor,
        at=entry.at,
        data=entry.data,
    )
    return Opening(
        entry.pk, text.decode(), bytes(entry.salt), bytes(entry.commitment), entry.leaf_index
    )
