"""Tiles and entries of the sealed tree, as anybody may read them: entries are commitments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import BigIntegerField, Q, QuerySet, SmallIntegerField

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.ledger.errors import LedgerBroken
from gongjian.foundation.ledger.models import LedgerEntry, LedgerTile
from gongjian.methods import merkle
from gongjian.methods.tlog_tiles import WIDTH, Tile, hashes_of, root_of, tiles_for, write_bundle

Computed = TypeVar("Computed")


def tile_bytes(tile: Tile) -> bytes:
    """The hashes of a tile, as wide as asked.

    Raises
    ------
    NotFound
        The tree has not grown so far.
    """
    row = LedgerTile.objects.filter(level=tile.level, index=tile.number).first()
    wanted = tile.width * merkle.HASH_LENGTH
    if row is None or len(row.hashes) < wanted:
        raise NotFound
    return bytes(row.hashes)[:wanted]


def bundle_bytes(bundle: Tile) -> bytes:
    """The commitments of neighbouring entries, as a bundle of tlog-tiles.

    Raises
    ------
    NotFound
        The tree has not grown so far.
    """
    begin = bundle.number * WIDTH
    rows = LedgerEntry.objects.filter(leaf_index__gte=begin, leaf_index__lt=begin + bundle.width)
    found = rows.order_by("leaf_index").values_list("commitment", flat=True)
    entries = [bytes(commitment) for commitment in found]
    if len(entries) != bundle.width:
        raise NotFound
    return write_bundle(entries)


def from_tiles(size: int, compute: Callable[[merkle.HashAt], Computed]) -> Computed:
    """Compute something of a tree, with all the tiles it takes read in one query.

    Raises
    ------
    LedgerBroken
        A tile is missing or too short.
    """
    tiles = tiles_for(size, compute)
    read = _read(tiles)
    try:
        return compute(hashes_of(size, lambda tile: read.get((tile.level, tile.number), b"")))
    except ValueError as error:
        raise LedgerBroken from error


def root_at(size: int, tree_size: int) -> bytes:
    """Root of the tree as it was at an earlier size."""
    return from_tiles(tree_size, lambda hash_at: root_of(size, hash_at))


def _read(tiles: Iterable[Tile]) -> dict[tuple[int, int], bytes]:
    wanted = [number for tile in tiles for number in (tile.level, tile.number)]
    if not wanted:
        return {}
    rows = _tiles(len(wanted) // 2).rows(*wanted)
    return {(level, index): bytes(hashes) for level, index, hashes in rows}


@lru_cache(maxsize=64)
def _tiles(count: int) -> Prepared[tuple[int, int, bytes]]:
    """So many tiles by level and number: a proof asks for a few, and the same few kinds."""

    def rows(*places: Any) -> QuerySet[Any]:
        pairs = zip(places[::2], places[1::2], strict=True)
        wanted = reduce(or_, (Q(level=level, index=index) for level, index in pairs))
        return LedgerTile.objects.filter(wanted).values_list("level", "index", "hashes")

    return Prepared(rows, *[SmallIntegerField(), BigIntegerField()] * count)
