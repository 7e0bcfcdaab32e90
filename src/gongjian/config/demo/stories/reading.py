"""Reads the texts of the data modules beside it.

A text names a subject in a line ``=== CATEGORY field weight N private SHARE`` and numbers
its matters in lines ``--- N kind place``. Below stand sentences, one a line: ``title``,
``tell`` (what somebody saw), ``add`` (what follows from it), ``ask``, ``find`` (what the
department answers), and for matters that are rejected ``reject`` and ``appeal``. A line
with Chinese characters is Chinese, any other English.

Sentences above the first matter are shared by the matters they number (``add 1,2: …``),
else by all, save that only those who report a fault add and ask what is said for all.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongjian.config.demo.grammar import FAULT_KINDS, Cluster, Matter, Subject, Wording

_PARTS = {
    "title": "titles",
    "tell": "details",
    "add": "consequences",
    "ask": "asks",
    "find": "findings",
    "reject": "rejections",
    "appeal": "appeals",
}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"(title|tell|add|ask|find|reject|appeal)(?: ([\d,]+))?: (.+)")
_MATTER = re.compile(r"--- (\d+) (\w+) (\w+)")
_SUBJECT = re.compile(r"=== (\S+) (\w+) weight (\d+) private ([\d.]+)")
_CLUSTER = re.compile(r"=== (\S+) (\S+) (\w+) at (\S+) size (\d+) days (\d+) (\d+)")

# (language, part) → sentences
Heap = defaultdict[tuple[str, str], list[str]]


@dataclass
class _Draft:
    """A matter while it is read."""

    kind: str
    place: str
    heap: Heap = field(default_factory=lambda: defaultdict(list))

    def add(self, part: str, sentence: str) -> None:
        language = "zh" if _CHINESE.search(sentence) else "en"
        self.heap[language, _PARTS[part]].append(sentence)

    def shares(self, part: str) -> bool:
        return part not in ("add", "ask") or self.kind in FAULT_KINDS

    def finished(self) -> Matter:
        return Matter(self.kind, self.place, en=self._wording("en"), zh=self._wording("zh"))

    def _wording(self, language: str) -> Wording:
        parts = {part: tuple(self.heap[language, part]) for part in _PARTS.values()}
        return Wording(**parts)


def read_subjects(text: str) -> Iterator[Subject]:
    """Yield the subjects of a text.

    Raises
    ------
    ValueError
        A line is none of those the module describes.
    """
    for block in _blocks(text):
        head = _match(_SUBJECT, block[0])
        yield Subject(
            category=head[1],
            field=head[2],
            weight=int(head[3]),
            private_share=float(head[4]),
            matters=_read_matters(block[1:]),
        )


def read_clusters(text: str) -> Iterator[Cluster]:
    """Yield the clusters of a text; each is a single matter at a single place."""
    for block in _blocks(text):
        key, category, kind, place_key, *numbers = _match(_CLUSTER, block[0]).groups()
        draft = _Draft(kind, place_key.split("-")[1])
        for line in block[1:]:
            part, _, sentence = _match(_SENTENCE, line).groups()
            draft.add(part, sentence)
        size, first_days_ago, last_days_ago = map(int, numbers)
        yield Cluster(
            key, category, place_key, size, first_days_ago, last_days_ago, draft.finished()
        )


def _blocks(text: str) -> Iterator[list[str]]:
    for block in text.strip().split("\n\n"):
        yield block.splitlines()


def _read_matters(lines: list[str]) -> tuple[Matter, ...]:
    first = next(number for number, line in enumerate(lines) if line.startswith("---"))
    drafts: dict[str, _Draft] = {}
    for line in lines[first:]:
        if line.startswith("---"):
            number, kind, place = _match(_MATTER, line).groups()
            drafts[number] = draft = _Draft(kind, place)
        else:
            part, _, sentence = _match(_SENTENCE, line).groups()
            draft.add(part, sentence)
    for line in lines[:first]:
        part, numbers, sentence = _match(_SENTENCE, line).groups()
        for number, draft in drafts.items():
            if number in numbers.split(",") if numbers else draft.shares(part):
                draft.add(part, sentence)
    return tuple(draft.finished() for draft in drafts.values())


def _match(pattern: re.Pattern[str], line: str) -> re.Match[str]:
    found = pattern.fullmatch(line)
    if not found:
        raise ValueError(f"not understood: {line}")
    return found
