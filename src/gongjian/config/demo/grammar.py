"""How a text is put together: what was seen, what follows from it, what is asked for.

Every sentence is written out whole; only names, numbers and dates are drawn. What fits
together is kept together: a matter's titles, details and findings speak of the same thing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from gongjian.config.demo.model import Language, Words
from gongjian.config.demo.phrases import MONTHS, POOLS

Sentences = tuple[str, ...]

FAULT_KINDS = frozenset({"complaint", "report", "help"})
_SENTENCE_START = re.compile(r"(^|[.!?]\s+)([a-z])")


@dataclass(frozen=True)
class Wording:
    """One matter in one language; ``findings`` is what the department answers.

    A matter with ``rejections`` is none the district can act on; ``appeals`` is what its
    requester says to that.
    """

    titles: Sentences = ()
    details: Sentences = ()
    consequences: Sentences = ()
    asks: Sentences = ()
    findings: Sentences = ()
    rejections: Sentences = ()
    appeals: Sentences = ()


@dataclass(frozen=True)
class Matter:
    """One thing people write about, at one kind of place."""

    kind: str
    place: str
    en: Wording
    zh: Wording

    @property
    def is_fault(self) -> bool:
        """Tell whether something is wrong, rather than asked or suggested."""
        return self.kind in FAULT_KINDS

    @property
    def is_refused(self) -> bool:
        """Tell whether the service centre rejects such a matter."""
        return bool(self.en.rejections)


@dataclass(frozen=True)
class Subject:
    """A category's matters; ``field`` picks how it is handled, ``weight`` how often it comes."""

    category: str
    field: str
    weight: int
    private_share: float
    matters: tuple[Matter, ...]


@dataclass(frozen=True)
class Cluster:
    """A matter that many people write about at one place within one period."""

    key: str
    category: str
    place_key: str
    size: int
    first_days_ago: int
    last_days_ago: int
    matter: Matter


class Slots(dict[str, str]):
    """The names, numbers and dates of one story: drawn when first asked for, then kept."""

    def __init__(
        self, language: Language, rng: Random, received_at: datetime, known: Mapping[str, str]
    ) -> None:
        super().__init__(known)
        self.language = language
        self._rng = rng
        self._received_at = received_at

    def __missing__(self, slot: str) -> str:
        self[slot] = value = self._draw(slot)
        return value

    def fill(self, template: str) -> str:
        """Return the template with its slots filled and its sentences capitalised."""
        text = template.format_map(self)
        if self.language == "zh":
            return text
        return _SENTENCE_START.sub(lambda found: found[1] + found[2].upper(), text)

    def pick(self, sentences: Sentences) -> str:
        """Fill one of the sentences."""
        return self.fill(self._rng.choice(sentences))

    def _draw(self, slot: str) -> str:
        if slot in POOLS[self.language]:
            return self._rng.choice(POOLS[self.language][slot])
        if slot == "date":
            return format_day(
                self._received_at - timedelta(days=self._rng.randrange(2, 13)), self.language
            )
        if slot == "month":
            back = self._rng.randrange(2, 7)
            return MONTHS[self.language][(self._received_at.month - 1 - back) % 12]
        return _NUMBERS[slot](self._rng, self.language)


def compose_text(matter: Matter, slots: Slots, rng: Random, *, by_phone: bool, extra: str) -> str:
    """Return what somebody writes about a matter; ``extra`` is added near the end."""
    wording = wording_of(matter, slots.language)
    pools = POOLS[slots.language]
    parts = []
    if rng.random() < (0.55 if by_phone else 0.22):
        parts.append(slots.pick(pools["phone_note" if by_phone else "greeting"]))
    parts.append(slots.pick(wording.details))
    if matter.is_fault and rng.random() < 0.16:
        parts.append(slots.pick(pools["history"]))
    if wording.consequences and rng.random() < 0.75:
        parts.append(slots.pick(wording.consequences))
    if wording.asks and rng.random() < 0.9:
        parts.append(slots.pick(wording.asks))
    if extra:
        parts.append(slots.fill(extra))
    if rng.random() < 0.1:
        parts.append(slots.pick(pools["thanks"]))
    return ("" if slots.language == "zh" else " ").join(parts)


def compose_title(matter: Matter, slots: Slots) -> str:
    """Return a title for the matter."""
    return slots.pick(wording_of(matter, slots.language).titles)


def wording_of(matter: Matter, language: Language) -> Wording:
    """Return the matter's wording in one language."""
    return matter.en if language == "en" else matter.zh


def format_day(moment: datetime, language: Language) -> str:
    """Return a day as people write it: ``12 May`` or ``5月12日``."""
    if language == "zh":
        return f"{moment.month}月{moment.day}日"
    return f"{moment.day} {MONTHS['en'][moment.month - 1]}"


def names_of(words: Mapping[str, Words], language: Language) -> dict[str, str]:
    """Return known names in one language, ready to be slots."""
    return {slot: name.to(language) for slot, name in words.items()}


def _whole(low: int, high: int, step: int = 1) -> Callable[[Random, Language], str]:
    return lambda rng, _: str(rng.randrange(low, high, step))


def _floor(rng: Random, _: Language) -> str:
    # English writes "{floor}th": no floor may end in 1, 2 or 3 except 11 to 13.
    return str(rng.choice([*range(4, 21), *range(24, 29)]))


def _thousands(rng: Random, language: Language) -> str:
    amount = rng.randrange(1200, 9900, 100)
    return f"{amount:,}" if language == "en" else str(amount)


_NUMBERS: dict[str, Callable[[Random, Language], str]] = {
    "n": _whole(3, 10),
    "many": _whole(12, 61),
    "mins": _whole(15, 55, 5),
    "yuan": _whole(60, 481, 20),
    "kyuan": _thousands,
    "line": _whole(11, 97),
    "age": _whole(68, 90),
    "child": _whole(5, 9),
    "floor": _floor,
}
