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
    new_verifier_key,
    signer,
)
from gongjian.foundation.ledger.errors import OlderCopy, OtherLedger
from gongjian.foundation.ledger.models import LedgerEntry, LedgerHead
from gongjian.foundation.ledger.selectors.tiles import root_at
from gongjian.foundation.ledger.signed_memory import remember, remembered_size, require_growth
from gongjian.methods import merkle
from gongjian.methods.signed_note import (
    Checkpoint,
    InvalidNote,
    own_note,
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
    OlderCopy
        More was signed on this host than it stands for. Nothing was written.
    """
    begin, key = _standing()
    said, note = signed_by(checkpoint, key)
    if said.size < begin:
        raise OtherLedger
    if said.size < remembered_size(key):
        raise OlderCopy
    # Before anything is locked: a copy may be far away, and slow.
    commitments = list(_missing(begin, said.size, read_entries))
    with transaction.atomic():
        head = locked_head()
        signer(head)
        if (head.size, head.verifier_key) != (begin, key):
            raise OtherLedger
        root = grow(head, [merkle.leaf_hash(one) for one in commitments]).root()
        if head.size != said.size or root != said.root:
            raise OtherLedger
        require_growth(head)
        _place(begin, commitments, now)
        if commitments:
            keep_checkpoint(head, root=root, note=note, now=now)
    return len(commitments)


def expect_checkpoint(*, checkpoint: str = "") -> int:
    """Remember that a later tree was signed elsewhere: nothing is sealed until it is recovered.

    Parameters
    ----------
    checkpoint : str
        "" for what this host remembers already.

    Returns
    -------
    int
        How many entries the database lacks of this and of what was signed on this host; 0 where
        it has all of them.

    Raises
    ------
    OtherLedger
        This ledger's key did not sign it, or it stands for another tree than the one here.
    """
    with transaction.atomic():
        head = locked_head()
        if checkpoint:
            said, note = signed_by(checkpoint, head.verifier_key)
            if said.size > head.size:
                remember(head.verifier_key, note)
            elif root_at(said.size, head.size) != said.root:
                raise OtherLedger
        return max(0, remembered_size(head.verifier_key) - head.size)


def foretell_checkpoint(*, key: str, checkpoint: str) -> None:
    """As `expect_checkpoint`, of a ledger whose database is not there yet.

    Parameters
    ----------
    key : str
        Verifier key of that ledger.
    checkpoint : str

    Raises
    ------
    OtherLedger
        The key did not sign it.
    """
    remember(key, signed_by(checkpoint, key)[1])


def _standing() -> tuple[int, str]:
    head = LedgerHead.objects.filter(pk=1).first()
    return (head.size, head.verifier_key) if head else (0, new_verifier_key())


def signed_by(checkpoint: str, key: str) -> tuple[Checkpoint, str]:
    """What a checkpoint says, and it without the lines of others.

    Raises
    ------
    OtherLedger
        Another key signed it.
    """
    origin, public_key = parse_verifier_key(key)
    try:
        said = verify_checkpoint(checkpoint, origin, public_key)
    except InvalidNote as error:
        raise OtherLedger from error
    if said.origin != origin:
        raise OtherLedger
    return said, own_note(checkpoint, origin, public_key)


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
