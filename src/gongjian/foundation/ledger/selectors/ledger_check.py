"""The whole ledger computed anew from its entries, and compared with all that is stored of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gongjian.foundation.ledger import rules
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerHead, LedgerTile
from gongjian.methods import merkle
from gongjian.methods.signed_note import InvalidNote, parse_verifier_key, verify_checkpoint

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """What was found; ``mismatch`` is empty where everything fits."""

    sealed: int
    waiting: int
    erased: int
    checkpoints: int
    root: bytes
    mismatch: str = ""


class _Mismatch(Exception):
    """The first thing that does not fit, in words for the administrator's terminal."""


def check_ledger(
    *, key: str = "", on_progress: Callable[[int], object] = lambda entries: None
) -> LedgerCheck:
    """Recompute commitments, tree, tiles and checkpoints; tell the first mismatch.

    Parameters
    ----------
    key : str
        The verifier key as it was published; else the one the ledger names itself, which tells
        nothing against someone who replaced key and ledger together.
    on_progress : callable
        Called with the number of entries checked since the last call.

    Notes
    -----
    Some 15 µs an entry. Entries sealed meanwhile are left for the next check.
    """
    return _Check(key, on_progress).run()


class _Check:
    def __init__(self, key: str, on_progress: Callable[[int], object]) -> None:
        self.key = key
        self.on_progress = on_progress
        self.frontier = merkle.Frontier()
        self.waiting = self.erased = self.checkpoints = 0

    def run(self) -> LedgerCheck:
        mismatch = ""
        try:
            self._everything()
        except _Mismatch as found:
            mismatch = str(found)
        return LedgerCheck(
            sealed=self.frontier.size,
            waiting=self.waiting,
            erased=self.erased,
            checkpoints=self.checkpoints,
            root=self.frontier.root(),
            mismatch=mismatch,
        )

    def _everything(self) -> None:
        head = LedgerHead.objects.first() or LedgerHead()
        for checkpoint in _checkpoints(head.size):
            while self.frontier.size < checkpoint.size:
                self._grow(checkpoint.size)
            self._compare_checkpoint(checkpoint, self.key or head.verifier_key)
        _require(
            self.frontier.size == head.size and [*_hex(self.frontier)] == head.frontier,
            f"The head says {head.size} entries, the last checkpoint {self.frontier.size}, "
            "or the right edge of the tree differs.",
        )
        beyond = LedgerEntry.objects.filter(leaf_index__gte=head.size).exists()
        # Asked after the entries: sealing moves both at once.
        _require(
            not beyond or (LedgerHead.objects.first() or LedgerHead()).size > head.size,
            f"There are sealed entries beyond the {head.size} that the head says.",
        )
        for waiting in LedgerEntry.objects.filter(leaf_index=None).iterator(chunk_size=CHUNK):
            self._compare_content(waiting)
            self.waiting += 1

    def _grow(self, wanted: int) -> None:
        size = self.frontier.size
        # By key and not with one long cursor: nothing is locked or kept open for hours.
        entries = LedgerEntry.objects.filter(
            leaf_index__gte=size, leaf_index__lt=min(size + CHUNK, wanted)
        ).order_by("leaf_index")
        _require(bool(entries), f"Entry {size} is missing.")
        for place, entry in enumerate(entries, start=size):
            _require(entry.leaf_index == place, f"Entry {place} is missing.")
            self._compare_content(entry)
        leaves = [merkle.leaf_hash(bytes(entry.commitment)) for entry in entries]
        self.frontier, nodes = self.frontier.append_many(leaves)
        _compare_tiles(nodes)
        self.on_progress(len(entries))

    def _compare_content(self, entry: LedgerEntry) -> None:
        if entry.salt is None:
            self.erased += 1
            return
        text = rules.canonical(
            entry_id=entry.pk,
            action=entry.action,
            subject=entry.subject,
            actor=entry.actor,
            at=entry.at,
            data=entry.data,
        )
        _require(
            rules.commitment(bytes(entry.salt), text) == bytes(entry.commitment),
            f"{_name(entry)} was changed after it was recorded.",
        )

    def _compare_checkpoint(self, checkpoint: Checkpoint, key: str) -> None:
        says = f"The checkpoint of {checkpoint.size} entries"
        try:
            signed = verify_checkpoint(checkpoint.note, *parse_verifier_key(key))
        except InvalidNote as error:
            raise _Mismatch(f"{says} is not signed by {key}: {error}.") from error
        _require(
            signed.size == checkpoint.size and signed.root == bytes(checkpoint.root),
            f"{says} is stored with another size or root than was signed.",
        )
        _require(
            signed.root == self.frontier.root(),
            f"{says} was signed over other entries than are stored: one of those before it was "
            "replaced together with its commitment and its tile.",
        )
        self.checkpoints += 1


def _checkpoints(size: int) -> Iterator[Checkpoint]:
    """All up to a size, the smallest first."""
    seen = 0
    while some := list(
        Checkpoint.objects.filter(size__gt=seen, size__lte=size).order_by("size")[:CHUNK]
    ):
        yield from some
        seen = some[-1].size


def _compare_tiles(nodes: Iterable[merkle.Node]) -> None:
    kept = [node for node in nodes if node.level % merkle.TILE_HEIGHT == 0]
    for level, group in _by_tile_level(kept):
        first, last = group[0].index >> merkle.TILE_HEIGHT, group[-1].index >> merkle.TILE_HEIGHT
        stored = {
            tile.index: bytes(tile.hashes)
            for tile in LedgerTile.objects.filter(level=level, index__range=(first, last))
        }
        for node in group:
            tile_index, place = divmod(node.index, 1 << merkle.TILE_HEIGHT)
            at = place * merkle.HASH_LENGTH
            found = stored.get(tile_index, b"")[at : at + merkle.HASH_LENGTH]
            _require(
                found == node.hash,
                f"Tile {level}/{tile_index} has another hash at place {place} than follows from "
                f"entry {((node.index + 1) << node.level) - 1} and those before it.",
            )


def _by_tile_level(nodes: list[merkle.Node]) -> Iterator[tuple[int, list[merkle.Node]]]:
    for level in sorted({node.level for node in nodes}):
        yield level // merkle.TILE_HEIGHT, [node for node in nodes if node.level == level]


def _hex(frontier: merkle.Frontier) -> Iterator[str]:
    return (hash_.hex() for hash_ in frontier.hashes)


def _name(entry: LedgerEntry) -> str:
    place = "waiting" if entry.leaf_index is None else entry.leaf_index
    return f"Entry {place} ({entry.action} {entry.subject}, {entry.pk})"


def _require(fits: bool, otherwise: str) -> None:
    if not fits:
        raise _Mismatch(otherwise)
