"""The three rates and the first-response time, from sums kept by month, department, category and
area; the formulas stand in rules.Counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Min, Q, QuerySet, Sum

from gongjian.government.cases.models import RateCell, RateMargin
from gongjian.government.cases.models.rate_cell import RateSums
from gongjian.government.cases.rules import Counts


class By(StrEnum):
    """What the rates are told apart by."""

    MONTH = "month"
    DEPARTMENT = "department"
    CATEGORY = "category"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFilters:
    """What is counted; empty values do not narrow. Months are given by any of their days and are
    inclusive; paths reach the whole subtree."""

    month_from: date | None = None
    month_until: date | None = None
    department_id: UUID | None = None
    category_path: str = ""
    area_path: str = ""

    def as_q(self) -> Q:
        narrow = Q()
        if self.month_from:
            narrow &= Q(month__gte=self.month_from.replace(day=1))
        if self.month_until:
            narrow &= Q(month__lte=self.month_until.replace(day=1))
        if self.department_id:
            narrow &= Q(department=self.department_id)
        if self.category_path:
            narrow &= Q(category__path__startswith=self.category_path)
        if self.area_path:
            narrow &= Q(area__path__startswith=self.area_path)
        return narrow


@dataclass(frozen=True, slots=True)
class RateRow:
    """``key`` is a month ("2026-11"), a department's id or a node's path; "" where there is none
    yet. ``name`` is what it is called; "" for months, which pages write in their language."""

    key: str
    name: str
    counts: Counts


_NAMES = [field.name for field in fields(Counts)]
_SUMS = {f"sum_{name}": Sum(name, default=0) for name in _NAMES}
_GROUPS = {
    By.MONTH: ("month",),
    By.DEPARTMENT: ("department_id", "department__name"),
    By.CATEGORY: ("category__path", "category__name"),
    By.AREA: ("area__path", "area__name"),
}
_SIDES = {
    By.DEPARTMENT: RateMargin.Side.DEPARTMENT,
    By.CATEGORY: RateMargin.Side.CATEGORY,
    By.AREA: RateMargin.Side.AREA,
}


def total(*, filters: RateFilters | None = None) -> Counts:
    """The sums over everything that the filters leave. One query."""
    return _counts(_rows(By.MONTH, filters).aggregate(**_SUMS))


def rates(*, by: By, filters: RateFilters | None = None) -> list[RateRow]:
    """The sums for each month, department, category or area, by name; months by time. One query."""
    columns = _GROUPS[by]
    rows = _rows(by, filters).values(*columns).annotate(**_SUMS).order_by(*reversed(columns))
    return [
        RateRow(
            _key(row[columns[0]]),
            row.get(columns[-1]) or "" if len(columns) > 1 else "",
            _counts(row),
        )
        for row in rows
    ]


def first_month() -> date | None:
    """The first month of which anything is known."""
    return RateCell.objects.aggregate(first=Min("month"))["first"]


def rolled_up(rows: Iterable[RateRow], *, level: int, names: Mapping[str, str]) -> list[RateRow]:
    """Rows by category or area, added up to their ancestors of a level (1: the topmost).

    Parameters
    ----------
    names : mapping
        Path → name of the ancestors.
    """
    sums: dict[str, Counts] = {}
    for row in rows:
        path = "".join(f"{code}/" for code in row.key.split("/")[:-1][:level])
        sums[path] = sums.get(path, Counts()) + row.counts
    return [RateRow(path, names.get(path, ""), counts) for path, counts in sorted(sums.items())]


def _rows(by: By, filters: RateFilters | None) -> QuerySet[RateSums]:
    """What to add up: margins where no more than one of department, category and area is asked
    for or narrows, else cells."""
    filters = filters or RateFilters()
    narrowed = {
        By.DEPARTMENT: filters.department_id,
        By.CATEGORY: filters.category_path,
        By.AREA: filters.area_path,
    }
    sides = {_SIDES[one] for one in _SIDES if one is by or narrowed[one]}
    if len(sides) > 1:
        return RateCell.objects.filter(filters.as_q())
    # Months are in all three; of departments there are the fewest.
    side = sides.pop() if sides else RateMargin.Side.DEPARTMENT
    return RateMargin.objects.filter(filters.as_q(), side=side)


def _counts(sums: Mapping[str, int]) -> Counts:
    return Counts(**{name: sums[f"sum_{name}"] for name in _NAMES})


def _key(value: object) -> str:
    if value is None:
        return ""
    return f"{value:%Y-%m}" if isinstance(value, date) else str(value)
