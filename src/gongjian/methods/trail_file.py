"""The file of a trail: what a town says of it, with its signature and the places in its ledger.

Canonical JSON with ``format``, ``made_at``, ``trail`` (as the API tells it), ``checkpoint`` (a
signed note, "" where there is none), ``entries`` and ``statement``: a note that the town signed
over the SHA-256 of all the rest. Each of ``entries`` says of one moment where it stands in the
ledger: its number among the trail's moments, the ``subject`` and ``action`` recorded, ``index``
and ``path`` (hex) of the leaf, and ``opening`` as in a receipt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from gongjian.methods.canonical_json import write_canonical

FORMAT = "gongjian-trail/1"
TITLE = "gongjian trail v1"
"""First line of the statement: none can be taken for another kind of statement."""
MAX_BYTES = 4_000_000


def unsigned_file(
    *,
    trail: Mapping[str, Any],
    made_at: str,
    checkpoint: str,
    entries: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """All of the file but its statement."""
    return {
        "format": FORMAT,
        "made_at": made_at,
        "trail": dict(trail),
        "checkpoint": checkpoint,
        "entries": list(entries),
    }


def digest_of(unsigned: Mapping[str, Any]) -> str:
    """SHA-256 in hexadecimal of what the statement stands for."""
    return hashlib.sha256(write_canonical(dict(unsigned))).hexdigest()


def statement_text(town: str, digest: str) -> str:
    """What the town signs.

    Parameters
    ----------
    town : str
        Name of its key.
    digest : str
        As `digest_of` returns it.
    """
    return f"{TITLE}\n{town}\nsha256 {digest}\n"
