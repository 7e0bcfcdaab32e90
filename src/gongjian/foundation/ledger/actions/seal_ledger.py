"""Sealing: entries that wait become leaves of the tree, and its new root is signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from gongjian.foundation.ledger.errors import LedgerBroken, WrongLedgerKey
from gongjian.foundation.ledger.models import Checkpoint, LedgerHead, LedgerTile
from gongjian.foundation.ledger.selectors.checkpoints import has_unsealed
from gongjian.foundation.ledger.signed_memory import remember, require_growth
from gongjian.foundation.ledger.signing_key import (
    make_signing_key,
    public_bytes,
    read_signing_key,
)
from gongjian.methods import merkle
from gongjian.methods.signed_note import parse_verifier_key, sign_checkpoint, verifier_key

AT_ONCE = 5_000
"""Entries in one transaction: on SQLite it holds up other writers, at this number for 0.1 s."""

# One statement numbers the entries; an entry committed later with an older id gets a later place.
_NUMBER = """
UPDATE ledger_ledgerentry SET leaf_index = %s + waiting.place
FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place
      FROM ledger_ledgerentry WHERE leaf_index IS NULL ORDER BY id LIMIT %s) AS waiting
WHERE ledger_ledgerentry.id = waiting.id
RETURNING leaf_index, commitment
"""


def seal_ledger(*, now: datetime, at_once: int = AT_ONCE) -> int:
    """Put up to ``at_once`` waiting entries into the tree and return how many.

    Of sequencers running at once, one works and the others wait for it, whatever hosts they are
    on; what a killed one did not commit, the next does.

    Raises
    ------
    WrongLedgerKey
        The ledger was begun with a key that this host does not have.
    LedgerBroken
        Tree and entries contradict each other; nothing was written.
    LedgerRolledBack
        The database is behind what this host signed before.
    """
    if not has_unsealed():
        return 0
    with transaction.atomic():
        head = locked_head()
        key = signer(head)[1]
        require_growth(head)
        leaves = _number_entries(head.size, at_once)
        if leaves:
            frontier = grow(head, leaves)
            origin, root = head.verifier_key.partition("+")[0], frontier.root()
            note = sign_checkpoint(origin, frontier.size, root, key, origin)
            keep_checkpoint(head, root=root, note=note, now=now)
    return len(leaves)


def grow(head: LedgerHead, leaves: list[bytes]) -> merkle.Frontier:
    """Add leaf hashes to the stored tree of the locked head; return its new edge."""
    frontier = merkle.Frontier(head.size, tuple(map(bytes.fromhex, head.frontier)))
    frontier, nodes = frontier.append_many(leaves)
    _write_tiles(nodes)
    head.size = frontier.size
    head.frontier = [hash_.hex() for hash_ in frontier.hashes]
    head.save()
    return frontier


def keep_checkpoint(head: LedgerHead, *, root: bytes, note: str, now: datetime) -> None:
    """Store the signed root of the tree, and remember it beside the key once it is committed."""
    Checkpoint.objects.create(size=head.size, root=root, note=note, signed_at=now)
    transaction.on_commit(lambda: remember(head.verifier_key, note))


def locked_head() -> LedgerHead:
    heads = LedgerHead.objects.select_for_update()
    head = heads.filter(pk=1).first()
    if head is None:
        # The second of two sequencers that both begin the ledger waits here for the first.
        LedgerHead.objects.bulk_create(
            [LedgerHead(pk=1, verifier_key=new_verifier_key())], ignore_conflicts=True
        )
        head = heads.get(pk=1)
    return head


def new_verifier_key() -> str:
    """The name and public key under which a ledger begins on this host."""
    # The name stays when the town's address changes: it tells ledgers apart, and is no link.
    origin = f"{settings.LEDGER_HOST}/ledger"
    return verifier_key(origin, public_bytes(make_signing_key()))


def signer(head: LedgerHead) -> tuple[str, Ed25519PrivateKey]:
    origin, public_key = parse_verifier_key(head.verifier_key)
    key = read_signing_key()
    if public_bytes(key) != public_key:
        raise WrongLedgerKey
    return origin, key


def _number_entries(size: int, at_once: int) -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER, [size, at_once])
        numbered = sorted(cursor.fetchall())
    if [place for place, _ in numbered] != list(range(size, size + len(numbered))):
        raise LedgerBroken
    return [merkle.leaf_hash(bytes(commitment)) for _, commitment in numbered]


def _write_tiles(nodes: Iterable[merkle.Node]) -> None:
    fresh: dict[tuple[int, int], bytearray] = {}
    places: dict[tuple[int, int], int] = {}
    for level, index, hash_ in nodes:
        if level % merkle.TILE_HEIGHT == 0:
            tile = (level // merkle.TILE_HEIGHT, index >> merkle.TILE_HEIGHT)
            places.setdefault(tile, index % (1 << merkle.TILE_HEIGHT))
            fresh.setdefault(tile, bytearray()).extend(hash_)
    begun = Q(pk__in=[])
    for (level, index), place in places.items():
        if place:
            begun |= Q(level=level, index=index)
    stored = {
        (tile.level, tile.index): bytes(tile.hashes) for tile in LedgerTile.objects.filter(begun)
    }
    rows = []
    for (level, index), hashes in fresh.items():
        before = stored.get((level, index), b"")
        if len(before) != places[level, index] * merkle.HASH_LENGTH:
            raise LedgerBroken
        rows.append(LedgerTile(level=level, index=index, hashes=before + bytes(hashes)))
    LedgerTile.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["level", "index"],
        update_fields=["hashes"],
    )
