"""Whether one text says again what another says: strictly, for what follows needs no human."""

from __future__ import annotations

import unicodedata
from typing import Final

MOST_ADDED: Final = 0.25
"""A copy may be longer by this share: a greeting, a second thought."""

LEAST: Final = 8
"""Letters and digits below which a text is too short to be known again."""


def is_near_copy(a: str, b: str) -> bool:
    """Whether one of two texts holds the other whole, and little more.

    Marks, white space, case and width do not count; letters and digits all do: the same words
    about house 14 and about house 15 are no copies.

    Parameters
    ----------
    a, b : str

    Returns
    -------
    bool
        Symmetric; False where the shorter one has fewer than eight letters and digits.

    Notes
    -----
    Linear in both as a rule.
    """
    shorter, longer = sorted((_folded(a), _folded(b)), key=len)
    if len(shorter) < LEAST or len(longer) > len(shorter) * (1 + MOST_ADDED):
        return False
    return shorter in longer


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
