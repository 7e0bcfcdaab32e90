"""What this host signed last, remembered beside the key and not in the database.

A database that was set back, by a restored backup or a copied disk, would go on from an earlier
tree, and the same key would sign a second one: a fork, which witnesses refuse for ever. So a host
signs nothing that did not grow out of what it remembers.

It is remembered under the key that signs: nothing in the database names the file, and a database
begun anew is stopped by it as one that was set back is.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from gongjian.foundation.ledger.errors import LedgerRolledBack
from gongjian.foundation.ledger.models import LedgerHead
from gongjian.foundation.ledger.offline.sources import write_whole
from gongjian.foundation.ledger.selectors.tiles import root_at
from gongjian.methods.signed_note import (
    Checkpoint,
    InvalidNote,
    parse_verifier_key,
    read_checkpoint,
)


def require_growth(head: LedgerHead) -> None:
    """Refuse to go on from a tree that is behind what was signed here, or beside it.

    Raises
    ------
    LedgerRolledBack
    """
    for signed in _remembered(head.verifier_key, head.instance):
        if signed.size > head.size or root_at(signed.size, head.size) != signed.root:
            raise LedgerRolledBack


def remembered_size(key: str) -> int:
    """Entries of the largest tree that was signed here with a verifier key; 0 where none was.

    Raises
    ------
    LedgerRolledBack
        What is remembered cannot be read.
    """
    return max((signed.size for signed in _remembered(key)), default=0)


def remember(key: str, note: str) -> None:
    """Keep a checkpoint that was signed and committed; on the disk when this returns.

    A smaller one than is remembered is passed over: of two sequencers on one host, the later may
    come here first, and a backup knows less than the host that outlived its database.

    After the commit: were it before, a crash between the two would stop the ledger for good. A
    crash after the commit leaves an older one, from which the tree did grow.

    Parameters
    ----------
    key : str
        Verifier key under which it was signed.
    note : str
    """
    path = memory_path(key)
    with _alone(path):
        try:
            known = read_checkpoint(path.read_text(encoding="utf-8")).size
        except FileNotFoundError:
            known = 0
        except (InvalidNote, UnicodeDecodeError):
            # It stops the sequencer until somebody looks at it.
            return
        if read_checkpoint(note).size > known:
            write_whole(path, note.encode(), 0o600)


def memory_path(key: str) -> Path:
    public_key = parse_verifier_key(key)[1]
    return _folder() / f"signed-{hashlib.sha256(public_key).hexdigest()[:32]}"


def _remembered(key: str, instance: str = "") -> Iterator[Checkpoint]:
    # Earlier versions remembered under a name that stood in the database.
    former = [_folder() / f"signed-{instance}"] if instance.isalnum() else []
    for path in (memory_path(key), *former):
        try:
            yield read_checkpoint(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        except (InvalidNote, UnicodeDecodeError) as error:
            raise LedgerRolledBack from error


def _folder() -> Path:
    path: Path = settings.LEDGER_KEY_PATH
    return path.parent


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.with_name(f".{path.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
