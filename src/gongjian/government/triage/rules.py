"""How hot an issue is, where it is heading, who leads it: the formulas, pure.

**Heat.** Each case warms its issue as it arrives, and what it gave is halved every 30 days::

    warmth = voice + support + rush
    voice   = 1 for the last case of a person, 1/4 for each earlier one
    support = 1/2 · √(likes - dislikes), never below 0
    rush    = 1/4 · log2(1 + cases of the issue in the 7 days before)
    heat    = Σ warmth · 2^(-days since it came / 30)

So people count most: a click costs less than a case, which is why its root is taken, and a hundred
clicks on one case weigh as five people. Recency is the halving. Growth is the rush: who comes where
many have just come counts more, and a flood is hotter than the same people spread over a year.
More people, more likes, a later day never make an issue cooler, more dislikes never hotter.

What is kept is the logarithm of the heat at `EPOCH`, so that a list ordered by it stays in order
while all in it cool alike, and nothing has to be written anew when nothing happens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from math import cos, exp2, hypot, log2, radians, sqrt
from typing import Protocol, TypeVar

T = TypeVar("T")

HALF_LIFE_DAYS = 30
RUSH_DAYS = 7
FURTHER_VOICE = 0.25
SUPPORT_SHARE = 0.5
RUSH_SHARE = 0.25
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
COLD = 0.0
"""The kept heat of an issue without a case: it stands last."""
COLDEST_SHOWN = 0.05

FARTHEST_METRES = 1_000
"""Cases whose places on the map are further apart are not about one thing, however alike their
words: the same fault in two streets is two faults."""
METRES_A_DEGREE = 111_195
OTHER_CATEGORY = 0.36
"""By so much a likeness counts between cases of different categories below the top: as good as not,
unless one text nearly repeats the other. What else is said of one estate names it as well."""
OTHER_BRANCH = 0.6
"""The same where one of them is known only by the top of its branch: too coarse to say that noise
and dust of one plant are two things."""
"""What is cooler is shown as 0."""

TREND_DAYS = 28
TREND_RATIO = 1.25
LEAST_CHANGE = 2
"""One case more or less is chance."""
LEAST_PUBLIC = 2
"""So many public cases make an issue known to everybody: of one alone it would tell no more than
that case does, and of a private one that there is another."""
KEPT_DAYS = 400
"""Of arrivals; what came before is put together on the first of them."""

REFRESH_SECONDS = 2.0
REFRESH_SECONDS_A_CASE = 0.002
"""An issue of ten thousand cases, to which more come every second, is summed up every 22 s."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One case of an issue, as far as heat is concerned."""

    at: datetime
    person: str
    """Equal for cases of one person; "" is a person by itself."""
    supports: int = 0
    dislikes: int = 0


@dataclass(frozen=True, slots=True)
class Warmth:
    """How hot an issue is, and of what."""

    heat: float
    """Kept: base-2 logarithm of the heat at EPOCH."""
    peak: float
    """The highest heat right after one of its cases came."""
    people: int


class Trend(StrEnum):
    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    QUIET = "quiet"


def support_warmth(supports: int, dislikes: int) -> float:
    return SUPPORT_SHARE * sqrt(max(0, supports - dislikes))


def rush_warmth(others: int) -> float:
    """Of a case before which so many others came within `RUSH_DAYS`."""
    return RUSH_SHARE * log2(1 + others)


def warmed_by(voices: Iterable[Voice]) -> Warmth:
    """The heat of an issue by its cases; one pass over them in order of time."""
    ordered = sorted(voices, key=lambda voice: voice.at)
    if not ordered:
        return Warmth(COLD, 0.0, 0)
    heat = peak = 0.0
    last = {voice.person or number: number for number, voice in enumerate(ordered)}
    begin = 0
    before = ordered[0].at
    for number, voice in enumerate(ordered):
        while voice.at - ordered[begin].at > timedelta(days=RUSH_DAYS):
            begin += 1
        heat *= exp2(-_half_lives(voice.at - before))
        heat += 1 if last[voice.person or number] == number else FURTHER_VOICE
        heat += support_warmth(voice.supports, voice.dislikes) + rush_warmth(number - begin)
        peak, before = max(peak, heat), voice.at
    return Warmth(log2(heat) + _half_lives(before - EPOCH), peak, len(last))


def heat_at(heat: float, now: datetime) -> float:
    """The heat at a moment, of what is kept of it."""
    if heat == COLD:
        return 0.0
    # Of a moment long before its cases it would be infinite; nobody asks for that.
    degrees = exp2(min(heat - _half_lives(now - EPOCH), 60))
    return degrees if degrees >= COLDEST_SHOWN else 0.0


def _half_lives(span: timedelta) -> float:
    return span / timedelta(days=HALF_LIFE_DAYS)


def arrivals_by_day(days: Iterable[date]) -> list[tuple[str, int]]:
    """On which days how many came, the oldest first; at most `KEPT_DAYS` of them."""
    counted = sorted(Counter(days).items())
    earlier, kept = counted[:-KEPT_DAYS], counted[-KEPT_DAYS:]
    if earlier:
        day, count = kept[0]
        kept[0] = day, count + sum(more for _day, more in earlier)
    return [(day.isoformat(), count) for day, count in kept]


def trend(arrivals: Sequence[Sequence[str | int]], today: date) -> Trend:
    """Whether more came in the last four weeks than in the four before.

    One case more or less is chance; quiet is where none came in the last four weeks.
    """
    recent = _came(arrivals, today - timedelta(days=TREND_DAYS), today)
    before = _came(
        arrivals, today - timedelta(days=2 * TREND_DAYS), today - timedelta(days=TREND_DAYS)
    )
    if recent == 0:
        return Trend.QUIET
    if abs(recent - before) < LEAST_CHANGE:
        return Trend.STEADY
    if recent >= TREND_RATIO * before:
        return Trend.RISING
    return Trend.FALLING if before >= TREND_RATIO * recent else Trend.STEADY


def _came(arrivals: Sequence[Sequence[str | int]], after: date, until: date) -> int:
    first, last = after.isoformat(), until.isoformat()
    return sum(int(count) for day, count in arrivals if first < str(day) <= last)


def most_common(values: Iterable[T | None]) -> T | None:
    """What most of them are; of several the one that came first. Those without one do not vote."""
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None


def common_path(paths: Iterable[str]) -> str:
    """The lowest node of a tree that holds all these; "" where that is none, or one has no place.

    Paths end each of their steps with a slash: ``"city/north/"``.
    """
    common: list[str] | None = None
    for path in paths:
        steps = path.split("/")[:-1]
        if common is None:
            common = steps
        while steps[: len(common)] != common:
            common.pop()
    return "".join(f"{step}/" for step in common or [])


def refresh_pause(case_count: int) -> timedelta:
    """How long a summary rests before it is made again: the larger the issue, the longer."""
    return timedelta(seconds=REFRESH_SECONDS + REFRESH_SECONDS_A_CASE * case_count)


class Whereabouts(Protocol):
    """Where a case is, on the map and in the category tree; None and "" where that is not known."""

    @property
    def longitude(self) -> float | None: ...

    @property
    def latitude(self) -> float | None: ...

    @property
    def category_path(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Somewhere:
    """Where something is said to be: on the map, in the category tree, in the tree of areas; None
    and "" where that is not known."""

    longitude: float | None = None
    latitude: float | None = None
    category_path: str = ""
    area_path: str = ""


def oneness(here: Whereabouts, there: Whereabouts) -> float:
    """By how much the likeness of two cases' words counts, from 0 to 1, for where they are."""
    if (
        here.longitude is not None
        and here.latitude is not None
        and there.longitude is not None
        and there.latitude is not None
        and _metres(here.longitude, here.latitude, there.longitude, there.latitude)
        > FARTHEST_METRES
    ):
        return 0.0
    own, other = here.category_path, there.category_path
    if own.startswith(other) or other.startswith(own):
        return 1.0
    is_coarse = min(own.count("/"), other.count("/")) < 2
    return OTHER_BRANCH if is_coarse else OTHER_CATEGORY


def _metres(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """As on a plane: far enough right for the length of a street."""
    east = (lon - other_lon) * cos(radians((lat + other_lat) / 2))
    return METRES_A_DEGREE * hypot(east, lat - other_lat)
