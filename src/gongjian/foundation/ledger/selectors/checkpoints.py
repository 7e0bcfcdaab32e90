from __future__ import annotations

from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerHead


def has_unsealed() -> bool:
    """Whether entries wait to be put into the tree; cheap however long the ledger is."""
    return LedgerEntry.objects.filter(leaf_index=None).exists()


def latest_checkpoint() -> Checkpoint | None:
    """The last signed root; None before the first entry is sealed."""
    return Checkpoint.objects.order_by("-size").first()


def verifier_key() -> str:
    """The name and public key of the ledger, one line to publish; "" before it began."""
    return LedgerHead.objects.values_list("verifier_key", flat=True).first() or ""
