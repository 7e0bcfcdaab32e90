"""The whole ledger computed anew from its entries, and compared with all that is stored of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gongjian.foundation.ledger import rules
from gongjian.foundation.ledger.models import Checkpoint, LedgerEntry, LedgerHead, LedgerTile
from gongjian.methods import merkle
from gongjian.methods.signed_note import parse_verifier_key, verify_checkpoint

CHUNK = 2_000
WAITING = pgettext_lazy("ledger entry", "waiting")
MISSING = gettext_lazy("Entry %(place)d is missing.")
CHANGED = gettext_lazy(
    "Entry %(place)s (%(action)s %(subject)s, %(id)s) was changed after it was recorded."
)
OTHER_HASH = gettext_lazy(
    "Tile %(level)d/%(index)d has another hash at place %(place)d than follows from entry "
    "%(entry)d and those before it."
)


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
            _("The head says %(head)d entries, the last checkpoint %(last)d, or the edge differs."),
            head=head.size,
            last=self.frontier.size,
        )
        beyond = LedgerEntry.objects.filter(leaf_index__gte=head.size).exists()
        # Asked after the entries: sealing moves both at once.
        _require(
            not beyond or (LedgerHead.objects.first() or LedgerHead()).size > head.size,
            _("There are sealed entries beyond the %(head)d that the head says."),
            head=head.size,
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
        _require(bool(entries), MISSING, place=size)
        for place, entry in enumerate(entries, start=size):
            _require(entry.leaf_index == place, MISSING, place=place)
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
            CHANGED,
            place=WAITING if entry.leaf_index is None else entry.leaf_index,
            action=entry.action,
            subject=entry.subject,
            id=entry.pk,
        )

    def _compare_checkpoint(self, checkpoint: Checkpoint, key: str) -> None:
        size = checkpoint.size
        try:
            signed = verify_checkpoint(checkpoint.note, *parse_verifier_key(key))
        except ValueError as error:
            text = _("The checkpoint of %(size)d entries is not signed by %(key)s.")
            raise _Mismatch(text % {"size": size, "key": key}) from error
        _require(
            (signed.size, signed.root) == (size, bytes(checkpoint.root)),
            _("The checkpoint of %(size)d entries was signed with another size or root."),
            size=size,
        )
        _require(
            signed.root == self.frontier.root(),
            _(
                "The checkpoint of %(size)d entries was signed over other entries: one of them "
                "was replaced together with its commitment and its tile."
            ),
            size=size,
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
                OTHER_HASH,
                level=level,
                index=tile_index,
                place=place,
                entry=((node.index + 1) << node.level) - 1,
            )


def _by_tile_level(nodes: list[merkle.Node]) -> Iterator[tuple[int, list[merkle.Node]]]:
    for level in sorted({node.level for node in nodes}):
        yield level // merkle.TILE_HEIGHT, [node for node in nodes if node.level == level]


def _hex(frontier: merkle.Frontier) -> Iterator[str]:
    return (hash_.hex() for hash_ in frontier.hashes)


def _require(fits: bool, otherwise: str | Promise, **values: object) -> None:
    if not fits:
        raise _Mismatch(str(otherwise) % values)
