"""The rates as people read them: rounded, with what they are shares of, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.csv_files import Cell
from gongjian.government.cases.interface import Counts

NOTHING = "–"
"""A rate without a denominator is neither 0 % nor 100 %."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the tables; ``of`` is what it is a share or a mean of."""

    key: str
    name: str | Promise
    value: Callable[[Counts], Fraction | int | None]
    of: Callable[[Counts], int] | None = None
    is_share: bool = False


RECEIVED = Measure("received", pgettext_lazy("rate", "Received"), lambda counts: counts.received)
RESPONSE = Measure(
    "response", pgettext_lazy("rate", "Answered in time"), Counts.response_rate,
    lambda counts: counts.due, is_share=True,
)  # fmt: skip
SOLUTION = Measure(
    "solution", pgettext_lazy("rate", "Solved"), Counts.solution_rate,
    lambda counts: counts.rated, is_share=True,
)  # fmt: skip
SATISFACTION = Measure(
    "satisfaction", pgettext_lazy("rate", "Satisfied"), Counts.satisfaction_rate,
    lambda counts: counts.rated, is_share=True,
)  # fmt: skip
WAIT = Measure(
    "wait", pgettext_lazy("rate", "First response"), Counts.first_response_hours,
    lambda counts: counts.first_responses,
)  # fmt: skip
MEASURES = (RECEIVED, RESPONSE, SOLUTION, SATISFACTION, WAIT)
SHARES = (RESPONSE, SOLUTION, SATISFACTION)
_BY_KEY = {measure.key: measure for measure in MEASURES}
BY_NAME = "name"


@dataclass(frozen=True, slots=True)
class Named:
    """What a row of a table is about, and the address that narrows the page to it."""

    name: str
    url: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Figure:
    """``bar`` is how long its bar is, of 100."""

    name: str | Promise
    shown: str
    of: str
    bar: float


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    url: str
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading; following it sorts by it."""

    key: str
    name: str | Promise
    url: str
    is_sorted: bool


@dataclass(frozen=True, slots=True)
class RateTable:
    name: str
    caption: str
    label: str
    headings: list[Heading]
    rows: list[Row]
    csv_url: str


def percent(share: Fraction | None) -> float | None:
    """A share in percent, to one decimal; halves away from zero, as people round."""
    return None if share is None else float(Fraction(int(share * 1000 + Fraction(1, 2)), 10))


def hours(mean: Fraction | None) -> float | None:
    return None if mean is None else float(Fraction(int(mean * 10 + Fraction(1, 2)), 10))


def shown_value(measure: Measure, counts: Counts) -> str:
    """ "87.5%", "4.2 h", "1204"; a dash where there is nothing to divide by."""
    value = measure.value(counts)
    if value is None:
        return NOTHING
    if measure.is_share:
        return f"{percent(Fraction(value)):.1f}%"
    if measure is WAIT:
        return _("%(hours)s h") % {"hours": f"{hours(Fraction(value)):.1f}"}
    return count_shown(int(value))


def count_shown(count: int) -> str:
    return number_format(count, force_grouping=True)


def sort_key(text: str) -> str:
    return text if text in _BY_KEY or text == BY_NAME else RECEIVED.key


def rows_of(named: Sequence[Named], sort: str) -> list[Row]:
    """Rows with their bars: shares of 100 %, others of the largest in the table."""
    largest = {
        measure.key: max((measure.value(row.counts) or 0 for row in named), default=0)
        for measure in MEASURES
    }
    return [
        Row(row.name, row.url, list(_figures(row.counts, largest))) for row in _sorted(named, sort)
    ]


def headings_of(label: str, query: QueryDict, sort: str, anchor: str) -> list[Heading]:
    columns = [(BY_NAME, label), *((measure.key, measure.name) for measure in MEASURES)]
    headings = []
    for key, name in columns:
        there = query.copy()
        there["sort"] = key
        headings.append(Heading(key, name, f"?{there.urlencode()}#{anchor}", key == sort))
    return headings


def _exact(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 4)


def figures(counts: Counts) -> dict[str, Cell]:
    """The sums and the rates as they are computed from them, to four decimals."""
    return {
        "received": counts.received,
        "open": counts.open,
        "due": counts.due,
        "answered": counts.answered,
        "answered_in_time": counts.answered_in_time,
        "response_rate": _exact(counts.response_rate()),
        "rated": counts.rated,
        "solved": counts.solved,
        "solution_rate": _exact(counts.solution_rate()),
        "satisfied": counts.satisfied,
        "satisfaction_rate": _exact(counts.satisfaction_rate()),
        "first_responses": counts.first_responses,
        "first_response_hours": _exact(counts.first_response_hours()),
    }


CSV_HEADING = ("key", "name", *figures(Counts()))


def csv_row(key: str, name: str, counts: Counts) -> list[Cell]:
    return [key, name, *figures(counts).values()]


def _figures(counts: Counts, largest: dict[str, Fraction | int]) -> Iterator[Figure]:
    for measure in MEASURES:
        value = measure.value(counts) or 0
        whole = 1 if measure.is_share else largest[measure.key]
        of = measure.of(counts) if measure.of else None
        yield Figure(
            name=measure.name,
            shown=shown_value(measure, counts),
            of=_("of %(count)s") % {"count": of} if of else "",
            bar=round(float(100 * value / whole), 2) if whole else 0.0,
        )


def _sorted(named: Sequence[Named], sort: str) -> list[Named]:
    """Most first, what has no such figure last; names in their own order."""
    if sort == BY_NAME:
        return list(named)
    measure = _BY_KEY[sort]

    def order(row: Named) -> tuple[bool, Fraction | int, str]:
        value = measure.value(row.counts)
        return value is None, -(value or 0), row.name

    return sorted(named, key=order)
