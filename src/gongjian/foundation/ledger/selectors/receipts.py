"""Receipts: files that prove offline that an act stands in the ledger."""

from __future__ import annotations

from uuid import UUID

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.ledger import rules
from gongjian.foundation.ledger.errors import NotSealedYet
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry
from gongjian.foundation.ledger.selectors.checkpoints import (
    checkpoint_text,
    latest_checkpoint,
    witnessed_checkpoint,
)
from gongjian.foundation.ledger.selectors.proofs import path_under
from gongjian.methods.receipt_check import write_receipt


def receipt_text(*, subject: str, action: str, data: dict[str, str] | None = None) -> str:
    """The receipt of the first entry about an act on a thing (C2SP tlog-proof).

    Whoever gives it out decides who may have it: it holds what was recorded.

    Parameters
    ----------
    data : dict, optional
        Only an entry whose data has these members.

    Raises
    ------
    NotFound
        There is no such entry.
    NotSealedYet
        It waits to be put into the tree; it will be within seconds.
    """
    entries = LedgerEntry.objects.filter(subject=subject, action=action).order_by("id")
    wanted = (data or {}).items()
    entry = next((one for one in entries if wanted <= one.data.items()), None)
    if entry is None:
        raise NotFound
    return _receipt_of(entry)


def receipt_by_id(entry_id: UUID) -> str:
    """The receipt of an entry; errors as `receipt_text`."""
    entry = LedgerEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound
    return _receipt_of(entry)


def _receipt_of(entry: LedgerEntry) -> str:
    if entry.leaf_index is None:
        raise NotSealedYet
    checkpoint = _checkpoint_for(entry.leaf_index)
    return write_receipt(
        index=entry.leaf_index,
        path=path_under(checkpoint, entry.leaf_index),
        checkpoint=checkpoint_text(checkpoint),
        opening=opening_of_entry(entry),
    )


def _checkpoint_for(leaf_index: int) -> Checkpoint:
    """A witnessed one proves more than the latest, where it is late enough."""
    witnessed = witnessed_checkpoint(beyond=leaf_index)
    if witnessed is not None:
        return witnessed
    latest = latest_checkpoint()
    if latest is None:
        raise NotFound
    return latest


def opening_of_entry(entry: LedgerEntry) -> dict[str, str]:
    """What a receipt opens an entry with; its commitment alone where it was forgotten."""
    if entry.salt is None:
        return {"commitment": bytes(entry.commitment).hex()}
    text = rules.canonical(
        entry_id=entry.pk,
        action=entry.action,
        subject=entry.subject,
        actor=entry.actor,
        at=entry.at,
        data=entry.data,
    )
    return {"entry": text.decode(), "salt": bytes(entry.salt).hex()}
