"""How much room a text takes, where Latin and Chinese stand side by side."""

from __future__ import annotations

from itertools import accumulate
from unicodedata import east_asian_width


def fitting_length(text: str, width: int) -> int:
    """How many characters of a text, from its beginning, fit into a width.

    Parameters
    ----------
    text : str
    width : int
        In Latin letters; a Chinese character is as wide, and says as much, as two.

    Returns
    -------
    int
        ``len(text)`` where all of it fits.

    References
    ----------
    Unicode Standard Annex #11, *East Asian Width*: W and F are wide.
    """
    widths = accumulate(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
    return sum(reached <= width for reached in widths)
