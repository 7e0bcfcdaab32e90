"""Proofs, computed from the tiles: a few rows are read, however long the ledger is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.ledger.errors import LedgerBroken
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerTile
from gongjian.foundation.ledger.selectors.checkpoints import latest_checkpoint
from gongjian.methods import merkle

TILE_WIDTH = 1 << merkle.TILE_HEIGHT


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


def inclusion_proof(entry_id: UUID) -> InclusionProof:
    """Prove that an entry is in the tree of the latest checkpoint.

    Raises
    ------
    NotFound
        There is no such entry, or it is not sealed yet.
    """
    entry = LedgerEntry.objects.filter(pk=entry_id, leaf_index__isnull=False).first()
    checkpoint = latest_checkpoint()
    if entry is None or entry.leaf_index is None or checkpoint is None:
        raise NotFound
    path = merkle.inclusion_proof(_Tiles().hash_at, entry.leaf_index, checkpoint.size)
    return InclusionProof(
        leaf_index=entry.leaf_index,
        leaf_hash=merkle.leaf_hash(bytes(entry.commitment)),
        path=tuple(path),
        checkpoint=checkpoint,
    )


def consistency_proof(old_size: int, new_size: int) -> list[bytes]:
    """Prove that the tree of the new size is the one of the old size, only longer.

    Raises
    ------
    Invalid
        The sizes are not in order, or the tree never was that large.
    """
    checkpoint = latest_checkpoint()
    if not 0 <= old_size <= new_size <= (checkpoint.size if checkpoint else 0):
        raise Invalid
    return merkle.consistency_proof(_Tiles().hash_at, old_size, new_size)


class _Tiles:
    """Hashes of complete subtrees; each tile is read once."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], bytes] = {}

    def hash_at(self, level: int, index: int) -> bytes:
        tile_level, height = divmod(level, merkle.TILE_HEIGHT)
        begin = index << height
        tile_index, place = divmod(begin, TILE_WIDTH)
        tile = self._tile(tile_level, tile_index)
        width = 1 << height
        hashes = [
            tile[at * merkle.HASH_LENGTH : (at + 1) * merkle.HASH_LENGTH]
            for at in range(place, place + width)
        ]
        if len(hashes[-1]) != merkle.HASH_LENGTH:
            raise LedgerBroken
        return merkle.root_hash(hashes)

    def _tile(self, level: int, index: int) -> bytes:
        if (level, index) not in self._read:
            tile = LedgerTile.objects.filter(level=level, index=index).first()
            if tile is None:
                raise LedgerBroken
            self._read[level, index] = bytes(tile.hashes)
        return self._read[level, index]
