"""How the town is doing: the rates of a period, told apart in four ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongjian.government.cases import interface as cases
from gongjian.government.cases.interface import By, Counts, RateFilters, RateRow
from gongjian.government.duties import interface as duties

USUAL_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the category or the area tree, as a filter names it; ``id`` is "" for no node."""

    id: str
    row: RateRow


@dataclass(frozen=True, slots=True)
class Dashboard:
    """``months`` has every month of the period; ``before`` is as long a time just before it."""

    total: Counts
    before: Counts
    months: list[RateRow]
    departments: list[RateRow]
    categories: list[Node]
    areas: list[Node]


@dataclass(frozen=True, slots=True)
class Reach:
    """The months of which anything is known, and where the last year of them begins."""

    first: date
    last: date
    usual_first: date


def reach(today: date) -> Reach:
    """What a period can be chosen from. One query."""
    last = today.replace(day=1)
    first = min(cases.first_month() or last, last)
    return Reach(first, last, max(months_earlier(last, USUAL_MONTHS - 1), first))


def dashboard(filters: RateFilters) -> Dashboard:
    """All the figures of a period, whose months are both given. Seven queries."""
    months = month_rows(filters)
    return Dashboard(
        total=sum((row.counts for row in months), Counts()),
        before=cases.total_rates(filters=_before(filters)),
        months=months,
        departments=department_rows(filters),
        categories=category_rows(filters),
        areas=area_rows(filters),
    )


def month_rows(filters: RateFilters) -> list[RateRow]:
    """Every month of the period, also those without a case."""
    known = {row.key: row for row in cases.rates(by=By.MONTH, filters=filters)}
    keys = [f"{month:%Y-%m}" for month in months_of(*_period(filters))]
    return [known.get(key) or RateRow(key, "", Counts()) for key in keys]


def department_rows(filters: RateFilters) -> list[RateRow]:
    return _with_cases(cases.rates(by=By.DEPARTMENT, filters=filters))


def category_rows(filters: RateFilters) -> list[Node]:
    """One level below the chosen category; below the root where none is chosen."""
    rows = _with_cases(cases.rates(by=By.CATEGORY, filters=filters))
    nodes = list(duties.categories().values_list("path", "id", "name"))
    return _next_level(rows, filters.category_path, nodes)


def area_rows(filters: RateFilters) -> list[Node]:
    """One level below the chosen area; below the root where none is chosen."""
    rows = _with_cases(cases.rates(by=By.AREA, filters=filters))
    areas = duties.areas().values_list("path", "id", "name", "is_active")
    # One out of use has figures and a name; but no filter offers it, so that no link leads there.
    nodes = [(path, area_id if in_use else "", name) for path, area_id, name, in_use in areas]
    return _next_level(rows, filters.area_path, nodes)


def months_of(first: date, last: date) -> list[date]:
    """The first days of the months from one month to another, both included."""
    numbers = range(_number(first), _number(last) + 1)
    return [_month(number) for number in numbers]


def months_earlier(month: date, count: int) -> date:
    return _month(_number(month) - count)


def _with_cases(rows: Iterable[RateRow]) -> list[RateRow]:
    """Without those that all cases have left: every case begins without a department."""
    return [row for row in rows if row.counts != Counts()]


def _next_level(rows: Sequence[RateRow], path: str, nodes: Sequence[tuple]) -> list[Node]:
    # What is out of use is not among the nodes, but bears its name in its own row.
    names = {row.key: row.name for row in rows} | {node[0]: node[2] for node in nodes}
    ids = {node_path: str(node_id) for node_path, node_id, _name in nodes}
    deepest = max((row.key.count("/") for row in rows), default=0)
    level = path.count("/") + 1
    found = cases.rolled_up(rows, level=level, names=names)
    # A level with a single node tells nothing apart: a district that is the whole town.
    while level < deepest and len([row for row in found if row.key]) == 1:
        level += 1
        found = cases.rolled_up(rows, level=level, names=names)
    return [
        Node(ids.get(row.key, ""), replace(row, name=row.name or row.key.split("/")[-2:][0]))
        for row in found
    ]


def _period(filters: RateFilters) -> tuple[date, date]:
    if filters.month_from is None or filters.month_until is None:
        raise ValueError("a dashboard needs both ends of its period")
    return filters.month_from, filters.month_until


def _before(filters: RateFilters) -> RateFilters:
    first, last = _period(filters)
    length = _number(last) - _number(first) + 1
    return replace(
        filters, month_from=months_earlier(first, length), month_until=months_earlier(first, 1)
    )


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
