"""How much room a text takes, where Latin and Chinese stand side by side."""

from __future__ import annotations

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

    Notes
    -----
    As many steps as letters fit, however long the text is.

    References
    ----------
    Unicode Standard Annex #11, *East Asian Width*: W and F are wide.
    """
    if text.isascii():
        return min(len(text), max(width, 0))
    room = width
    for place, letter in enumerate(text):
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            return place
    return len(text)
