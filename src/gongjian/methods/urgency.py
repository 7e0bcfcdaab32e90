"""Whether a request can wait its turn, and the words that say it cannot.

Sought are the reasons of `urgency_words`: danger to life, a person who cannot help themselves, many
people without what they need every day, a term of law about to end. Messages to a government speak
of danger far more often than there is one: "what if there is a fire", "to prevent fires", "luckily
nobody was hurt", "it collapsed in 2015". So every hit is looked at with the words around it: what
is denied does not count; what is feared, supposed, long past or a mere subject does not either,
save where the words tell of the danger itself ("may fall any moment").

References
----------
The reading of negation and hypothesis by words before a hit within its sentence follows the idea of
NegEx (Chapman et al. 2001, Journal of Biomedical Informatics 34, 301-310). The vocabulary and its
weights were made by reading messages; docs/reference/triage.md says what they reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from gongjian.methods.urgency_words import Doubts, Line, Reason
from gongjian.methods.urgency_words_en import ENGLISH, ENGLISH_DOUBTS
from gongjian.methods.urgency_words_zh import CHINESE, CHINESE_DOUBTS

LOOKED_AT: Final = 6_000
"""Characters of a text that are read."""
ENOUGH: Final = 1.0
"""Weight of one reason from which a request is urgent."""
_MOST_WORDS: Final = 4
_MOST_MATCHES: Final = 20
"""Of a line in one text, where one after the other is doubtful."""
_CONTEXT: Final = 60
_STOP_ZH: Final = "。！？!?；;\n"
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_WORD: Final = re.compile(r"[a-z']+")
_FEW_WORDS: Final = 2
"""Latin words that stand in Chinese texts, too: a name, a car's number."""


class Level(StrEnum):
    """Whether a request waits its turn."""

    NORMAL = "normal"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason, how much weighs for it, and the words that led to it, as they stand there."""

    reason: Reason
    weight: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Urgency:
    """The level, and the reasons that are enough for it; none where it is normal."""

    level: Level
    findings: tuple[Finding, ...]


def urgency_of(text: str, *, year: int | None = None) -> Urgency:
    """Tell how urgent a request is, and why.

    Parameters
    ----------
    text : str
        Chinese or English, or both; title first. Of other languages nothing is found. The first
        6,000 characters are read.
    year : int, optional
        In which it was written: what happened in a year before is past.

    Returns
    -------
    Urgency
        Urgent where the hits of at least one reason weigh 1 or more; its findings are those
        reasons, the heaviest first.

    Notes
    -----
    Every line of the vocabulary is first looked for by its plain words, which is most of the cost:
    linear in the text.
    """
    heavy = [finding for finding in findings_of(text, year=year) if finding.weight >= ENOUGH]
    return Urgency(Level.URGENT if heavy else Level.NORMAL, tuple(heavy))


def findings_of(text: str, *, year: int | None = None) -> tuple[Finding, ...]:
    """Every reason that anything weighs for, enough or not, the heaviest first.

    Parameters
    ----------
    text, year
        As for `urgency_of`.

    Returns
    -------
    tuple of Finding
        A weight is the sum over the lines of the vocabulary that hit, each counted once.
    """
    text = text[:LOOKED_AT]
    weights: dict[Reason, float] = {}
    words: dict[Reason, list[str]] = {}
    for hit in _hits(text, year):
        weights[hit.reason] = weights.get(hit.reason, 0.0) + hit.weight
        words.setdefault(hit.reason, []).append(text[hit.start : hit.end])
    found = (
        Finding(reason, round(weight, 3), tuple(dict.fromkeys(words[reason]))[:_MOST_WORDS])
        for reason, weight in weights.items()
    )
    return tuple(sorted(found, key=lambda finding: (-finding.weight, finding.reason)))


class _Hit(NamedTuple):
    reason: Reason
    weight: float
    start: int
    end: int


def _hits(text: str, year: int | None) -> Iterator[_Hit]:
    if not text.isascii() and _HAN.search(text):
        yield from _chinese().hits(text, year)
    lowered = text.lower()
    # Where a letter has no small form of one character, positions would not be those of the text.
    if len(lowered) == len(text) and len(_WORD.findall(lowered)) > _FEW_WORDS:
        yield from _english().hits(lowered, year)


def _words_of(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


def _trie(words: Sequence[str]) -> str:
    """A pattern for the longest of some words at a place, that looks at every letter once."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(re.escape(first) + _rest(rest) for first, rest in rests.items())


def _rest(words: Sequence[str]) -> str:
    if len(words) == 1:
        return re.escape(words[0])
    longer = [word for word in words if word]
    return f"(?:{_trie(longer)}){'?' if len(longer) < len(words) else ''}"


class _Vocabulary:
    """The lines of a language, made ready: each with its plain words and its pattern."""

    def __init__(self, lines: Sequence[Line], doubts: Doubts, *, are_words: bool) -> None:
        self.are_words = are_words
        # The heavy lines first: of two that meet in the same words the heavier counts.
        ordered = sorted(lines, key=lambda line: -line.weight)
        self.lines = [(line, self._pattern(line)) for line in ordered]
        # What a text must hold for a line to be worth a search: found in one pass for all lines.
        words = {word for line in ordered for word in line.first.split("|")}
        trie = _trie(sorted(words))
        self.heads = re.compile(rf"\b(?:{trie})\b" if are_words else trie)
        self.lines_of = {
            word: [
                at
                for at, line in enumerate(ordered)
                if any(one in word for one in _words_of(line.first))
            ]
            for word in words
        }
        self.followed = [_words_of(line.then) for line in ordered]
        self.void = self._any(doubts.void)
        self.denied = re.compile(self._group(doubts.denied) + doubts.denied_gap + "$")
        self.feared = self._any(doubts.feared)
        self.past = self._any(doubts.past)
        self.year = re.compile(doubts.year)
        self.feared_after = re.compile(doubts.feared_after)
        self.stop = re.compile(doubts.stop)

    def hits(self, text: str, year: int | None) -> Iterator[_Hit]:
        """At most one hit for each line; none in words that hold, or stand within, those of another
        line of the same reason, which would say one thing twice."""
        taken: dict[Reason, list[tuple[int, int]]] = {}
        found = {at for word in set(self.heads.findall(text)) for at in self.lines_of[word]}
        for at in sorted(found):
            line, pattern = self.lines[at]
            if not any(word in text for word in self.followed[at]):
                continue
            spans = taken.setdefault(line.reason, [])
            for match in islice(pattern.finditer(text), _MOST_MATCHES):
                start, end = match.span()
                is_new = not any(
                    (s <= start and end <= e) or (start <= s and e <= end) for s, e in spans
                )
                if is_new and self.counts(text, start, end, line.stands, year):
                    spans.append((start, end))
                    yield _Hit(line.reason, line.weight, start, end)
                    break

    def counts(self, text: str, start: int, end: int, stands: bool, year: int | None) -> bool:
        """Whether what stands there is said to be so, now."""
        before = self.stop.split(text[max(0, start - _CONTEXT) : start])[-1]
        after = self.stop.split(text[end : end + _CONTEXT], maxsplit=1)[0]
        if self.void.search(text, max(0, start - 8), end + 8) or self.denied.search(before):
            return False
        if stands:
            return True
        words = text[start:end]
        is_feared = self.feared.search(before) or self.feared.search(words)
        return not (is_feared or self._is_past(before, year) or self.feared_after.match(after))

    def _is_past(self, before: str, year: int | None) -> bool:
        if self.past.search(before):
            return True
        return year is not None and any(int(told) < year for told in self.year.findall(before))

    def _pattern(self, line: Line) -> re.Pattern[str]:
        first = self._group(line.first)
        if not line.then:
            return re.compile(first)
        then = self._group(line.then)
        gap = f"[^{_STOP_ZH}.]{{0,{line.gap}}}?"
        pattern = f"{first}{gap}{then}"
        return re.compile(f"{pattern}|{then}{gap}{first}" if line.either_order else pattern)

    def _any(self, words: str) -> re.Pattern[str]:
        return re.compile(self._group(words))

    def _group(self, words: str) -> str:
        return f"(?:{'|'.join(map(self._one, words.split('|')))})"

    def _one(self, word: str) -> str:
        if not self.are_words:
            return re.escape(word)
        return r"\b" + re.escape(word).replace(r"\ ", r"\s+") + r"\b"


# Made for the first text: a tenth of a second that processes which read none do not wait for.
@cache
def _chinese() -> _Vocabulary:
    return _Vocabulary(CHINESE, CHINESE_DOUBTS, are_words=False)


@cache
def _english() -> _Vocabulary:
    return _Vocabulary(ENGLISH, ENGLISH_DOUBTS, are_words=True)
