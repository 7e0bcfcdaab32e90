"""Going on after the database was set back: what was sealed meanwhile comes from a copy of the log.

What the lost entries said is lost. That they were there is not: their commitments are public, and
with them the tree goes on as it was signed, so that no receipt and no witness contradicts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.ledger.actions.seal_ledger import (
    grow,
    keep_checkpoint,
    locked_head,
    signer,
)
from gongjian.foundation.ledger.errors import OtherLedger
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.ledger.selectors.tiles import root_at
from gongjian.foundation.ledger.signed_memory import remember
from gongjian.methods import merkle
from gongjian.methods.signed_note import (
    Checkpoint,
    InvalidNote,
    parse_verifier_key,
    verify_checkpoint,
)
from gongjian.methods.tlog_tiles import WIDTH, Tile, read_bundle, width_at

LOST = "lost"
AT_ONCE = 2_000


def recover_entries(
    *, checkpoint: str, read_entries: Callable[[Tile], bytes], now: datetime
) -> int:
    """Take over the entries of a later checkpoint of this ledger; return how many.

    Entries that wait here and were sealed before get back their place; the others are known by
    their commitment only, as erased ones are.

    Parameters
    ----------
    checkpoint : str
        Signed by this ledger's key.
    read_entries : callable
        Bundles of a copy of the log. They are not believed: what they hold must lead to the root.

    Raises
    ------
    OtherLedger
        Not signed by us, or not grown out of what the database holds. Nothing was written.
    """
    with transaction.atomic():
        head = locked_head()
        signer(head)
        said = _signed(checkpoint, head.verifier_key)
        if said.size < head.size:
            raise OtherLedger
        begin = head.size
        commitments = list(_missing(begin, said.size, read_entries))
        root = grow(head, [merkle.leaf_hash(one) for one in commitments]).root()
        if head.size != said.size or root != said.root:
            raise OtherLedger
        _place(begin, commitments, now)
        if commitments:
            keep_checkpoint(head, root=root, note=checkpoint, now=now)
    return len(commitments)


def expect_checkpoint(*, checkpoint: str) -> int:
    """Remember that a later tree was signed elsewhere: nothing is sealed until it is recovered.

    Returns
    -------
    int
        How many entries the database lacks; 0 where it has all of them, and nothing is remembered.

    Raises
    ------
    OtherLedger
        This ledger's key did not sign it, or it stands for another tree than the one here.
    """
    with transaction.atomic():
        head = locked_head()
        said = _signed(checkpoint, head.verifier_key)
        missing = max(0, said.size - head.size)
        if missing:
            remember(head, checkpoint)
        elif root_at(said.size, head.size) != said.root:
            raise OtherLedger
    return missing


def _signed(checkpoint: str, key: str) -> Checkpoint:
    origin, public_key = parse_verifier_key(key)
    try:
        said = verify_checkpoint(checkpoint, origin, public_key)
    except InvalidNote as error:
        raise OtherLedger from error
    if said.origin != origin:
        raise OtherLedger
    return said


def _missing(begin: int, end: int, read_entries: Callable[[Tile], bytes]) -> Iterator[bytes]:
    for number in range(begin // WIDTH, -(-end // WIDTH)) if begin < end else ():
        width = width_at(end, 0, number)
        try:
            entries = read_bundle(read_entries(Tile(0, number, width)))[:width]
        except ValueError as error:
            raise OtherLedger from error
        if len(entries) != width:
            raise OtherLedger
        yield from entries[max(0, begin - number * WIDTH) :]


def _place(begin: int, commitments: list[bytes], now: datetime) -> None:
    waiting = {
        bytes(entry.commitment): entry for entry in LedgerEntry.objects.filter(leaf_index=None)
    }
    known, lost = [], []
    for place, commitment in enumerate(commitments, start=begin):
        entry = waiting.pop(commitment, None)
        if entry is not None:
            entry.leaf_index = place
            known.append(entry)
            continue
        lost.append(
            LedgerEntry(
                id=new_id(),
                action=LOST,
                subject=LOST,
                actor=LOST,
                at=now,
                commitment=commitment,
                leaf_index=place,
            )
        )
    LedgerEntry.objects.bulk_update(known, ["leaf_index"], batch_size=AT_ONCE)
    LedgerEntry.objects.bulk_create(lost, batch_size=AT_ONCE)
