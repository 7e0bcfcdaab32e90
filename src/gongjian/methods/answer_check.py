"""A look at an answer before it is sent: does it speak of what was asked, is it complete, is it
understandable.

Everything found is a suggestion with the words it rests on; whoever answers knows more. Only what
stands there is seen, never whether it is true.

References
----------
The parts of an answer are those that residents miss most in answers of city governments: what was
done, by whom, by when, on which provision, how to appeal, whom to ask. What the two scores are
worth beside the marks of two teams of people stands in docs/reference/performance.md
(`benchmarks/answer_check.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from math import exp, log
from typing import Final

from gongjian.methods.answer_words import AnswerWords, Part, Wanted
from gongjian.methods.answer_words_en import ENGLISH
from gongjian.methods.answer_words_zh import CHINESE
from gongjian.methods.text_language import language_of

LOOKED_AT: Final = 10_000
"""Characters of either text that are read."""
MOST_ASKS: Final = 8
MOST_WORDS: Final = 4
SAME_ASK: Final = 0.7
"""Share of its pieces from which an ask repeats another one."""
ADDRESSED: Final = 0.25
"""Share of an ask's telling pieces that the answer must hold."""


class Flaw(StrEnum):
    """What makes an answer hard to understand."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    LONG_SENTENCES = "long_sentences"
    EMPTY_PHRASES = "empty_phrases"
    OFFICIALESE = "officialese"
    BARE_NUMBERS = "bare_numbers"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that was asked, and whether the answer speaks of it.

    Attributes
    ----------
    text : str
        The sentence of the request.
    wanted : Wanted
        What it wants to know.
    share : float
        Of its telling pieces, how many stand in the answer, 0 to 1.
    gives : bool
        Whether the answer holds anything of the kind that is wanted: a day where "when" is asked.
    """

    text: str
    wanted: Wanted
    share: float
    gives: bool

    @property
    def is_addressed(self) -> bool:
        return self.share >= ADDRESSED and self.gives


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part of a complete answer with the words that are it; none where it is missing."""

    part: Part
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundFlaw:
    """What makes it hard to understand, and where."""

    flaw: Flaw
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """What a look at an answer finds.

    Attributes
    ----------
    asks : tuple of Ask
    parts : tuple of FoundPart
        All six, present or missing.
    flaws : tuple of FoundFlaw
    completeness, clarity : float
        0 to 1: how likely a reader calls it complete, and understandable. Rough.
    """

    asks: tuple[Ask, ...]
    parts: tuple[FoundPart, ...]
    flaws: tuple[FoundFlaw, ...]
    completeness: float
    clarity: float

    @property
    def missing(self) -> tuple[Part, ...]:
        return tuple(found.part for found in self.parts if not found.words)


@dataclass(frozen=True, slots=True)
class JointAnswerCheck:
    """What a look at one answer to several requests finds.

    Attributes
    ----------
    check : AnswerCheck
        Its asks are of all requests, at most eight and none twice; those that the answer does not
        speak of come first.
    looked_at : int
        Requests.
    left_open : int
        Of these, how many ask something that the answer does not speak of.
    """

    check: AnswerCheck
    looked_at: int
    left_open: int


def check_answer(question: str, answer: str) -> AnswerCheck:
    """Look at an answer beside the request it answers.

    Parameters
    ----------
    question : str
        Title and text of the request, the title on the first line.
    answer : str
        Chinese or English; which one, its script says.

    Returns
    -------
    AnswerCheck

    Notes
    -----
    Linear in both texts; about a millisecond for a message and an answer of 400 characters each.
    """
    question, answer = question[:LOOKED_AT], answer[:LOOKED_AT]
    words = CHINESE if language_of(answer or question).startswith("zh") else ENGLISH
    substance = substance_of(answer, words)
    return _check(substance, tuple(_asks(question, substance)), words)


def check_joint_answer(questions: Sequence[str], answer: str) -> JointAnswerCheck:
    """Look at one answer beside several requests that it answers all.

    Parameters
    ----------
    questions : sequence of str
        Title and text of each, the title on the first line. The first ones name the asks.
    answer : str

    Returns
    -------
    JointAnswerCheck

    Notes
    -----
    Linear in all texts; about a millisecond a request.
    """
    answer = answer[:LOOKED_AT]
    told = answer or "".join(questions[:1])[:LOOKED_AT]
    words = CHINESE if language_of(told).startswith("zh") else ENGLISH
    substance = substance_of(answer, words)
    each = [tuple(_asks(question[:LOOKED_AT], substance)) for question in questions]
    asks = _different(sorted((ask for own in each for ask in own), key=_is_addressed))
    left_open = sum(not all(map(_is_addressed, own)) for own in each)
    return JointAnswerCheck(_check(substance, asks, words), len(each), left_open)


def _is_addressed(ask: Ask) -> bool:
    return ask.is_addressed


def _different(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """The first of those that ask the same, some."""
    kept: list[tuple[Ask, frozenset[str]]] = []
    for ask in asks:
        words = CHINESE if language_of(ask.text).startswith("zh") else ENGLISH
        pieces = _pieces(ask.text, words)
        if not any(_share(pieces, other) > SAME_ASK for _one, other in kept):
            kept.append((ask, pieces))
        if len(kept) == MOST_ASKS:
            break
    return tuple(ask for ask, _pieces in kept)


def _check(substance: str, asks: tuple[Ask, ...], words: AnswerWords) -> AnswerCheck:
    parts = tuple(
        FoundPart(part, _found(pattern, substance)) for part, pattern in words.parts.items()
    )
    flaws = tuple(_flaws(substance, words))
    return AnswerCheck(
        asks=asks,
        parts=parts,
        flaws=flaws,
        completeness=_completeness(substance, parts, asks, words),
        clarity=_clarity(substance, parts, flaws, words),
    )


def substance_of(answer: str, words: AnswerWords) -> str:
    """What an answer says beside greeting, thanks, the repeated question and its date.

    Parameters
    ----------
    answer : str
    words : AnswerWords
        Of its language.
    """
    return _compiled(words.echo).sub(" ", answer.strip()).strip()


def asks_of(question: str) -> list[tuple[str, Wanted]]:
    """The things a request asks, each as its sentence with what it wants to know.

    Parameters
    ----------
    question : str
        The title on the first line.

    Returns
    -------
    list of (str, Wanted)
        Questions first; where there is none, wishes; where there is none, the title. At most eight,
        in their order, none twice.
    """
    words = CHINESE if language_of(question).startswith("zh") else ENGLISH
    sentences = [one.strip() for one in re.split(words.sentence, question) if one and one.strip()]
    found: list[str] = []
    for pattern in (words.question, words.wish):
        found = [one for one in sentences if _compiled(pattern).search(one)]
        if found:
            break
    kept: list[str] = []
    for one in found or sentences[:1]:
        pieces = _pieces(one, words)
        # A question that repeats the title is asked once.
        if pieces and not any(_share(pieces, _pieces(other, words)) > SAME_ASK for other in kept):
            kept.append(one)
    return [(one, _wanted(one, words)) for one in kept[:MOST_ASKS]]


def _asks(question: str, substance: str) -> Iterator[Ask]:
    words = CHINESE if language_of(question).startswith("zh") else ENGLISH
    held = _pieces(substance, words)
    for text, wanted in asks_of(question):
        gives = wanted is Wanted.ANYTHING or bool(_compiled(words.gives[wanted]).search(substance))
        yield Ask(text, wanted, round(_share(_pieces(text, words), held), 3), gives)


def _wanted(sentence: str, words: AnswerWords) -> Wanted:
    for wanted, pattern in words.wanted.items():
        if _compiled(pattern).search(sentence):
            return wanted
    return Wanted.ANYTHING


def _pieces(text: str, words: AnswerWords) -> frozenset[str]:
    """What a text is about: pairs of Chinese characters, beginnings of English words; without the
    common ones."""
    told = _compiled(words.common).sub(" ", text)
    if words is ENGLISH:
        return frozenset(word[:6] for word in re.findall(r"[a-z]{4,}|\d{2,}", told.lower()))
    runs = re.findall(r"[\u3400-\u9fff]{2,}|[A-Za-z\d]{2,}", told)
    return frozenset(
        piece for run in runs for piece in ([run] if run.isascii() else map("".join, pairwise(run)))
    )


def _share(pieces: frozenset[str], held: frozenset[str]) -> float:
    return len(pieces & held) / len(pieces) if pieces else 0.0


def _found(pattern: str, text: str) -> tuple[str, ...]:
    matches = dict.fromkeys(match[0].strip() for match in _compiled(pattern).finditer(text))
    return tuple(matches)[:MOST_WORDS]


def _flaws(substance: str, words: AnswerWords) -> Iterator[FoundFlaw]:
    size = _size(substance)
    if size < words.shortest:
        yield FoundFlaw(Flaw.TOO_SHORT, ())
    if size > words.longest:
        yield FoundFlaw(Flaw.TOO_LONG, ())
    sentences = [one.strip() for one in re.split(words.sentence, substance) if one and one.strip()]
    lengthy = [one for one in sentences if _length(one, words) > words.longest_sentence]
    if lengthy:
        yield FoundFlaw(Flaw.LONG_SENTENCES, tuple(f"{one[:40]}…" for one in lengthy[:MOST_WORDS]))
    for flaw, pattern in (
        (Flaw.EMPTY_PHRASES, words.empty),
        (Flaw.OFFICIALESE, words.official),
        (Flaw.BARE_NUMBERS, words.bare_number),
    ):
        if found := _found(pattern, substance):
            yield FoundFlaw(flaw, found)


def _size(text: str) -> int:
    return len(re.sub(r"\s", "", text))


def _length(sentence: str, words: AnswerWords) -> int:
    return len(sentence.split()) if words is ENGLISH else _size(sentence)


# The weights are round and chosen by reasoning, not fitted: with some eighty marks a fit would
# learn the eighty. How much is said counts most, for nothing else tells the marks half as well;
# then its parts; a promise without a day takes away.
def _completeness(
    substance: str, parts: Sequence[FoundPart], asks: Sequence[Ask], words: AnswerWords
) -> float:
    present = sum(bool(found.words) for found in parts)
    addressed = sum(ask.is_addressed for ask in asks) / len(asks) if asks else 1.0
    enough = log((1 + _size(substance)) / (2 * words.shortest))
    return _squashed(2.0 * enough + 0.1 * (present - 2) + 0.2 * (addressed - 0.5))


def _clarity(
    substance: str, parts: Sequence[FoundPart], flaws: Sequence[FoundFlaw], words: AnswerWords
) -> float:
    found = {one.flaw: len(one.words) for one in flaws}
    present = sum(bool(one.words) for one in parts)
    enough = log((1 + _size(substance)) / (2 * words.shortest))
    taken = 0.4 * found.get(Flaw.EMPTY_PHRASES, 0) + 0.1 * found.get(Flaw.OFFICIALESE, 0)
    return _squashed(1.5 * enough + 0.3 * (present - 2) - taken + 0.5)


def _squashed(score: float) -> float:
    return round(1 / (1 + exp(-score)), 3)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # What names bodies and laws looks at capitals.
    flags = re.MULTILINE if "[A-Z]" in pattern else re.MULTILINE | re.IGNORECASE
    return re.compile(pattern, flags)
