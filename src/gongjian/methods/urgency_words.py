"""How the words are written down by which a request is told to be urgent; the words themselves
stand in `urgency_words_zh` and `urgency_words_en`: data, to be read and changed line by line.

A line says: one of ``first``, and where there is a ``then`` one of those within ``gap`` characters
after it (or before it, with ``either_order``), in one sentence. Words of a list are parted by "|".
English words are sought whole and in lower case.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """Why a request cannot wait its turn."""

    DANGER = "danger_to_life"
    VULNERABLE = "vulnerable_person"
    MANY = "many_people"
    DEADLINE = "legal_deadline"


class Line(NamedTuple):
    """One line of the vocabulary."""

    reason: Reason
    weight: float
    """1 is enough for urgent; less needs another line of the same reason."""
    first: str
    then: str = ""
    gap: int = 8
    either_order: bool = False
    stands: bool = False
    """The words tell of the danger by themselves ("may fall any moment"): only a denial weakens
    them."""


class Doubts(NamedTuple):
    """What takes a hit its weight. Word lists, save what is said to be a regular expression."""

    stop: str
    """Regular expression of what ends a sentence."""
    void: str
    """Words in or right beside a hit that make it another thing."""
    denied: str
    """Right before: it is not so."""
    denied_gap: str
    """Regular expression of what may stand between a denial and what it denies."""
    feared: str
    """Before, in the sentence: supposed, feared, to be prevented, asked about in general."""
    past: str
    """Before, in the sentence: long ago."""
    year: str
    """Regular expression of a year that something happened in, its number in a group."""
    feared_after: str
    """Regular expression; right after: only a risk, a subject, a question."""
