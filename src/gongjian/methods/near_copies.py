"""Whether one text says again what another says: strictly, for what follows needs no human."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

MOST_ADDED: Final = 0.25
"""A copy may be longer by this share: a greeting, a second thought."""

LEAST: Final = 8
"""Letters and digits below which a text is too short to be known again."""

LEAST_ALONE: Final = 180
"""Letters from which a text is known again under another title, an ideograph counting as three: who
writes so much names the place in it, where a line or two may leave that to the title."""

_IDEOGRAPHS: Final = 0x2E80
_LETTERS_AN_IDEOGRAPH: Final = 3


class TitledText(NamedTuple):
    """What a person wrote; ``title`` is "" where it says nothing of its own."""

    title: str
    text: str


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
    return _holds(_folded(a), _folded(b))


def is_sent_again(a: TitledText, b: TitledText) -> bool:
    """Whether two messages of one sender are one: all of it, or a long text under another title.

    Parameters
    ----------
    a, b : TitledText

    Returns
    -------
    bool
        Symmetric. Texts count without their titles from 180 letters or 60 ideographs on, and where
        neither title has a figure that the other replaces by another: "Lamp 14" and "Lamp 15" stay
        two.

    Notes
    -----
    Linear in both as a rule.
    """
    if is_near_copy(a.title + a.text, b.title + b.text):
        return True
    own, other = _folded(a.text), _folded(b.text)
    if min(_length(own), _length(other)) < LEAST_ALONE:
        return False
    figures, others = _figures(a.title), _figures(b.title)
    return (figures <= others or others <= figures) and _holds(own, other)


def _holds(a: str, b: str) -> bool:
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < LEAST or len(longer) > len(shorter) * (1 + MOST_ADDED):
        return False
    return shorter in longer


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _length(folded: str) -> int:
    return sum(_LETTERS_AN_IDEOGRAPH if ord(one) >= _IDEOGRAPHS else 1 for one in folded)


def _figures(title: str) -> set[str]:
    return set(re.findall(r"\d+|[一二三四五六七八九十百千]+", unicodedata.normalize("NFKC", title)))
