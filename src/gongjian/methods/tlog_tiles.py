"""A published log as files: where each lies, what stands in it, and hashes and proofs read from it.

Tiles hold up to 256 neighbouring hashes of one level in eight; bundles hold the entries. Whoever
has a checkpoint and these files can compute every proof, so that a log needs no other interface.

References
----------
C2SP tlog-tiles (https://c2sp.org/tlog-tiles), without pruning: nothing is ever taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import NamedTuple

from gongjian.methods import merkle

WIDTH = 1 << merkle.TILE_HEIGHT
"""Hashes in a full tile, entries in a full bundle."""

_LEVELS = range(64)
_LENGTH_BYTES = 2
_PLACE = re.compile(r"((?:x[0-9]{3}/)*)([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
_LONGEST_PLACE = 60


class Tile(NamedTuple):
    """One tile, or one bundle of entries.

    Attributes
    ----------
    level : int
        0 holds leaf hashes; each level above hashes 256 of the one below.
    number : int
        From the left, from 0.
    width : int
        How many of its 256 places are taken, from 1.
    """

    level: int
    number: int
    width: int


ReadTile = Callable[[Tile], bytes]
"""The hashes of a tile, 32 bytes each; more than its width where it has grown meanwhile."""


def place_of(number: int, width: int = WIDTH) -> str:
    """The last part of a file's path: 1234067 is ``x001/x234/067``; ``.p/7`` if only 7 wide."""
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
    return path if width == WIDTH else f"{path}.p/{width}"


def read_place(text: str) -> tuple[int, int]:
    """Read what `place_of` wrote: number and width.

    Raises
    ------
    ValueError
        If it is written in any other way.
    """
    found = _PLACE.fullmatch(text) if len(text) <= _LONGEST_PLACE else None
    if not found:
        raise ValueError("this is no place of a tile")
    number = int(found[1].replace("x", "").replace("/", "") + found[2])
    width = int(found[3] or WIDTH)
    if width > WIDTH or place_of(number, width) != text:
        raise ValueError("this is no place of a tile")
    return number, width


def tile_path(tile: Tile) -> str:
    """Where a tile lies, below the log's address."""
    return f"tile/{tile.level}/{place_of(tile.number, tile.width)}"


def bundle_path(bundle: Tile) -> str:
    """Where a bundle of entries lies, below the log's address; its level does not matter."""
    return f"tile/entries/{place_of(bundle.number, bundle.width)}"


def width_at(size: int, level: int, number: int) -> int:
    """How wide a tile is in a tree of a size; 0 where there is none."""
    return max(0, min(WIDTH, (size >> (merkle.TILE_HEIGHT * level)) - number * WIDTH))


def tiles_of(size: int) -> Iterator[Tile]:
    """All tiles of a tree, level by level; those of level 0 are where the bundles are, too."""
    for level in _LEVELS:
        hashes = size >> (merkle.TILE_HEIGHT * level)
        if not hashes:
            return
        for number in range(-(-hashes // WIDTH)):
            yield Tile(level, number, width_at(size, level, number))


def write_bundle(entries: list[bytes]) -> bytes:
    """A bundle: each entry after its length.

    Raises
    ------
    ValueError
        If an entry is longer than 65,535 bytes, or there are more than 256.
    """
    if len(entries) > WIDTH or any(len(entry) > 0xFFFF for entry in entries):
        raise ValueError("these entries do not fit a bundle")
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES, "big") + entry for entry in entries)


def read_bundle(data: bytes) -> list[bytes]:
    """Read what `write_bundle` wrote.

    Raises
    ------
    ValueError
        If it breaks off.
    """
    entries, at = [], 0
    while at < len(data):
        begin = at + _LENGTH_BYTES
        end = begin + int.from_bytes(data[at:begin], "big")
        if begin > len(data) or end > len(data):
            raise ValueError("the bundle breaks off")
        entries.append(data[begin:end])
        at = end
    return entries


def hashes_of(size: int, read: ReadTile) -> merkle.HashAt:
    """The hashes of a tree's complete subtrees, from its tiles, each of which is read once.

    Parameters
    ----------
    size : int
        Number of leaves of the tree.
    read : callable
        Gives a tile. What it gives is believed: proofs made of it are to be verified.

    Returns
    -------
    callable
        For `merkle.inclusion_proof` and `merkle.consistency_proof`, which raise ValueError where
        a tile is too short. At most 255 hashes computed for each hash asked for.
    """
    kept: dict[tuple[int, int], bytes] = {}

    def hash_at(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, merkle.TILE_HEIGHT)
        number, place = divmod(index << height, WIDTH)
        if (tile_level, number) not in kept:
            kept[tile_level, number] = read(
                Tile(tile_level, number, width_at(size, tile_level, number))
            )
        begin = place * merkle.HASH_LENGTH
        end = begin + (merkle.HASH_LENGTH << height)
        hashes = kept[tile_level, number][begin:end]
        if len(hashes) != end - begin:
            raise ValueError(f"tile {tile_level}/{number} is too short")
        return _fold(hashes)

    return hash_at


def tiles_for(size: int, compute: Callable[[merkle.HashAt], object]) -> list[Tile]:
    """Which tiles a computation will read: to fetch them at once.

    ``compute`` is run on hashes that mean nothing.
    """
    asked: dict[tuple[int, int], Tile] = {}

    def note(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, merkle.TILE_HEIGHT)
        number = (index << height) // WIDTH
        asked[tile_level, number] = Tile(tile_level, number, width_at(size, tile_level, number))
        return merkle.EMPTY_ROOT

    compute(note)
    return list(asked.values())


def root_of(size: int, hash_at: merkle.HashAt) -> bytes:
    """Root of a tree of any size within the one that ``hash_at`` is of."""
    hashes, begin = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            hashes.append(hash_at(level, begin >> level))
            begin += 1 << level
    return merkle.Frontier(size, tuple(hashes)).root()


def _fold(hashes: bytes) -> bytes:
    """Root of a power of two of neighbouring hashes, as `merkle.node_hash` makes it."""
    # A proof of ten million entries folds some 750 pairs.
    pair = 2 * merkle.HASH_LENGTH
    while len(hashes) > merkle.HASH_LENGTH:
        hashes = b"".join(
            [
                sha256(b"\x01" + hashes[at : at + pair]).digest()
                for at in range(0, len(hashes), pair)
            ]
        )
    return hashes
