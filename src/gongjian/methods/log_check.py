"""A whole published log computed anew from its entries, and compared with all that it says."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator

from gongjian.methods import merkle
from gongjian.methods.receipt_check import Finding
from gongjian.methods.signed_note import Checkpoint
from gongjian.methods.tlog_tiles import WIDTH, ReadTile, Tile, read_bundle, tiles_of, width_at


def check_log(
    checkpoint: Checkpoint,
    read_tile: ReadTile,
    read_entries: Callable[[Tile], bytes],
    earlier: Iterable[Checkpoint] = (),
    on_progress: Callable[[int], object] = lambda entries: None,
) -> Iterator[Finding]:
    """Recompute a log.

    Parameters
    ----------
    checkpoint : Checkpoint
        Of the tree to check, its signature verified by the caller.
    read_tile, read_entries : callable
        Give a tile, and a bundle of entries; whatever they raise goes through.
    earlier : iterable of Checkpoint
        That the log signed before: this one must have grown out of each.
    on_progress : callable
        Called with the number of entries checked since the last call.

    Yields
    ------
    Finding
        Whether the entries lead to the root, whether the tiles say the same, and a finding for
        each earlier checkpoint. What comes after a mismatch is not looked at.

    Notes
    -----
    Some 3 µs an entry. Memory for one hash of 256 entries.
    """
    older = sorted(earlier, key=lambda one: one.size)
    findings = []
    frontier, upper = merkle.Frontier(), dict[tuple[int, int], bytes]()
    for number in range(-(-checkpoint.size // WIDTH)):
        width = width_at(checkpoint.size, 0, number)
        try:
            entries = read_bundle(read_entries(Tile(0, number, width)))[:width]
        except ValueError:
            entries = []
        if len(entries) != width:
            yield Finding("tree", "fail", "entries_short", {"number": number})
            return
        leaves = [merkle.leaf_hash(entry) for entry in entries]
        stored = read_tile(Tile(0, number, width))[: width * merkle.HASH_LENGTH]
        if stored != b"".join(leaves):
            yield Finding("tiles", "fail", "tile_differs", {"level": 0, "number": number})
            return
        while older and older[0].size < frontier.size + width:
            some = frontier.append_many(leaves[: older[0].size - frontier.size])[0]
            findings.append(_since(older.pop(0), some.root(), checkpoint))
        frontier, nodes = frontier.append_many(leaves)
        for level, index, hash_ in nodes:
            if level and level % merkle.TILE_HEIGHT == 0:
                upper[level // merkle.TILE_HEIGHT, index] = hash_
        on_progress(width)
    findings += [_since(one, frontier.root(), checkpoint) for one in older]
    if frontier.root() != checkpoint.root:
        yield Finding("tree", "fail", "tree_differs", {"size": checkpoint.size})
    else:
        told = {"size": checkpoint.size, "root": b64encode(checkpoint.root).decode()}
        yield Finding("tree", "pass", "tree_fits", told)
    yield _compare_upper(checkpoint.size, upper, read_tile)
    yield from findings


def _since(old: Checkpoint, root: bytes, new: Checkpoint) -> Finding:
    sizes = {"old": old.size, "new": new.size, "size": old.size}
    if old.size > new.size:
        return Finding("growth", "fail", "rolled_back", sizes)
    if old.root == root:
        return Finding("growth", "pass", "grew" if old.size < new.size else "same", sizes)
    return Finding("growth", "fail", "not_grown" if old.size < new.size else "forked", sizes)


def _compare_upper(
    size: int, computed: dict[tuple[int, int], bytes], read_tile: ReadTile
) -> Finding:
    count = 0
    for tile in tiles_of(size):
        count += 1
        if tile.level:
            places = range(tile.number * WIDTH, tile.number * WIDTH + tile.width)
            meant = b"".join(computed[tile.level, place] for place in places)
            if read_tile(tile)[: len(meant)] != meant:
                told = {"level": tile.level, "number": tile.number}
                return Finding("tiles", "fail", "tile_differs", told)
    return Finding("tiles", "pass", "tiles_fit", {"count": count})
