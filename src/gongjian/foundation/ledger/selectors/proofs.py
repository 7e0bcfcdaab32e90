"""Proofs, computed from the tiles: a few rows are read, however long the ledger is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import UUIDField
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry
from gongjian.foundation.ledger.selectors.checkpoints import latest_checkpoint
from gongjian.foundation.ledger.selectors.tiles import from_tiles
from gongjian.methods import merkle

_PLACE: Prepared[tuple[int, bytes]] = Prepared(
    lambda key: LedgerEntry.objects.filter(pk=key, leaf_index__isnull=False).values_list(
        "leaf_index", "commitment"
    ),
    UUIDField(),
)


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That an entry stands at a place in the tree of a checkpoint (RFC 9162)."""

    leaf_index: int
    leaf_hash: bytes
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    def is_valid(self) -> bool:
        return merkle.verify_inclusion(
            self.leaf_hash,
            self.leaf_index,
            self.checkpoint.size,
            self.path,
            bytes(self.checkpoint.root),
        )


def inclusion_proof(entry_id: UUID, checkpoint: Checkpoint | None = None) -> InclusionProof:
    """Prove that an entry is in the tree of a checkpoint, or of the latest.

    Raises
    ------
    NotFound
        There is no such entry, or it is not sealed in that tree.
    """
    entry = _PLACE.first(entry_id)
    checkpoint = checkpoint or latest_checkpoint()
    if entry is None or checkpoint is None:
        raise NotFound
    leaf_index, commitment = entry
    if leaf_index >= checkpoint.size:
        raise NotFound
    return InclusionProof(
        leaf_index=leaf_index,
        leaf_hash=merkle.leaf_hash(bytes(commitment)),
        path=tuple(_path(leaf_index, checkpoint.size)),
        checkpoint=checkpoint,
    )


def path_of(leaf_index: int, tree_size: int) -> list[bytes]:
    """The path from a leaf to the root of the tree of a size.

    Raises
    ------
    Invalid
        The tree of that size has no such leaf, or never was that large.
    """
    _require_size(tree_size, "tree_size")
    if not 0 <= leaf_index < tree_size:
        raise Invalid(fields={"leaf_index": [_("The tree of this size has no such entry.")]})
    return _path(leaf_index, tree_size)


def path_under(checkpoint: Checkpoint, leaf_index: int) -> list[bytes]:
    """The path from a leaf of a checkpoint's tree to its root."""
    return _path(leaf_index, checkpoint.size)


def consistency_proof(old_size: int, new_size: int) -> list[bytes]:
    """Prove that the tree of the new size is the one of the old size, only longer.

    Raises
    ------
    Invalid
        The sizes are not in order, or the tree never was that large.
    """
    if not 0 <= old_size <= new_size:
        raise Invalid(fields={"old_size": [_("The old size comes before the new one.")]})
    _require_size(new_size, "new_size")
    return from_tiles(
        new_size, lambda hash_at: merkle.consistency_proof(hash_at, old_size, new_size)
    )


def _path(leaf_index: int, tree_size: int) -> list[bytes]:
    return from_tiles(
        tree_size, lambda hash_at: merkle.inclusion_proof(hash_at, leaf_index, tree_size)
    )


def _require_size(size: int, field: str) -> None:
    checkpoint = latest_checkpoint()
    if size > (checkpoint.size if checkpoint else 0):
        raise Invalid(fields={field: [_("The tree has not grown so far.")]})
