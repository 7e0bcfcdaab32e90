"""What this host signed last, remembered beside the key and not in the database.

A database that was set back, by a restored backup or a copied disk, would go on from an earlier
tree, and the same key would sign a second one: a fork, which witnesses refuse for ever. So a host
signs nothing that did not grow out of what it remembers.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

from gongjian.foundation.ledger.errors import LedgerRolledBack
from gongjian.foundation.ledger.models import LedgerHead
from gongjian.foundation.ledger.selectors.tiles import root_at
from gongjian.methods.signed_note import InvalidNote, read_checkpoint


def require_growth(head: LedgerHead) -> None:
    """Refuse to go on from a tree that is behind what was signed here, or beside it.

    Raises
    ------
    LedgerRolledBack
    """
    try:
        signed = read_checkpoint(memory_path(head).read_text())
    except FileNotFoundError:
        return
    except (InvalidNote, UnicodeDecodeError) as error:
        raise LedgerRolledBack from error
    if signed.size > head.size or root_at(signed.size, head.size) != signed.root:
        raise LedgerRolledBack


def remember(head: LedgerHead, note: str) -> None:
    """Keep a checkpoint that was signed and committed; on the disk when this returns.

    After the commit: were it before, a crash between the two would stop the ledger for good. A
    crash after the commit leaves an older one, from which the tree did grow.
    """
    path = memory_path(head)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(note)
        file.flush()
        os.fsync(descriptor)
    fresh.replace(path)


def memory_path(head: LedgerHead) -> Path:
    folder: Path = settings.LEDGER_KEY_PATH.parent
    return folder / f"signed-{head.instance}"
