"""What the words are for by which an answer is checked; the words themselves stand in
`answer_words_zh` and `answer_words_en`: data, to be read and changed line by line.

Each entry is a regular expression; what it finds is shown to whoever writes the answer. Whatever
repeats at its beginning is bounded: ten thousand hostile characters must not take seconds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Part(StrEnum):
    """What a complete answer says."""

    DONE = "what_was_done"
    WHO = "by_whom"
    WHEN = "by_when"
    PROVISION = "on_which_provision"
    APPEAL = "how_to_appeal"
    CONTACT = "whom_to_ask"


class Wanted(StrEnum):
    """What kind of thing a question wants to know."""

    TIME = "when"
    NUMBER = "how_much"
    PLACE = "where"
    REASON = "why"
    WAY = "how"
    WHOM = "whom"
    ANYTHING = "anything"


class AnswerWords(NamedTuple):
    """The vocabulary of one language."""

    sentence: str
    """Splits a text into sentences."""
    question: str
    """A sentence that asks something."""
    wish: str
    """A sentence that wants something done."""
    wanted: dict[Wanted, str]
    """By what a question shows what it wants to know."""
    gives: dict[Wanted, str]
    """What gives it, in an answer."""
    common: str
    """Words that tell nothing of what a question is about."""
    echo: str
    """Greeting, thanks, the repeated question, the date below: not what the answer says."""
    parts: dict[Part, str]
    empty: str
    """Phrases that promise and say nothing."""
    official: str
    """Words of the office that residents do not use."""
    bare_number: str
    """A number without what it counts."""
    longest_sentence: int
    """Characters, or words."""
    shortest: int
    """Characters of an answer that says something."""
    longest: int
