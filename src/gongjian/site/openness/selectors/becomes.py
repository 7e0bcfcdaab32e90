"""The public number, by what it is told apart by; from sums that are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Sum

from gongjian.government.cases.interface import Counts, RateFilters
from gongjian.site.openness.models import DecidedCell, DecidedCount
from gongjian.site.openness.rules import Became
from gongjian.site.openness.selectors import dashboards

Done = tuple[int, int]
"""Cases decided, and built."""


@dataclass(frozen=True, slots=True)
class BecameRow:
    """``key`` is a month, a department's id or a node's path; ``id`` is what a filter takes."""

    key: str
    id: str
    name: str
    became: Became


def total_became(filters: RateFilters) -> Became:
    """Of everything that the filters leave. Two queries."""
    return sum((row.became for row in months_became(filters)), Became())


def months_became(filters: RateFilters) -> list[BecameRow]:
    """Every month of the period. Two queries."""
    done = _done(_cells(filters), "month")
    return [
        BecameRow(row.key, row.key, "", _became(row.counts, done.get(f"{row.key}-01", (0, 0))))
        for row in dashboards.month_rows(filters)
    ]


def departments_became(filters: RateFilters) -> list[BecameRow]:
    done = _done(_cells(filters), "department_id")
    return [
        BecameRow(row.key, row.key, row.name, _became(row.counts, done.get(row.key, (0, 0))))
        for row in dashboards.department_rows(filters)
    ]


def categories_became(filters: RateFilters) -> list[BecameRow]:
    """One level below the chosen category."""
    done = _done(_cells(filters), "category__path")
    return _of_nodes(dashboards.category_rows(filters), done)


def areas_became(filters: RateFilters) -> list[BecameRow]:
    """One level below the chosen area."""
    done = _done(_cells(filters), "area__path")
    return _of_nodes(dashboards.area_rows(filters), done)


def counted_at() -> datetime | None:
    """When what was decided and built was counted last; cases are counted as they change."""
    return DecidedCount.objects.filter(pk=1).values_list("counted_at", flat=True).first()


def _cells(filters: RateFilters) -> QuerySet[DecidedCell]:
    return DecidedCell.objects.filter(filters.as_q())


def _done(cells: QuerySet[DecidedCell], column: str) -> dict[str, Done]:
    rows = cells.order_by().values(column).annotate(d=Sum("decided"), b=Sum("built"))
    return {_text(row[column]): (row["d"], row["b"]) for row in rows}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _of_nodes(nodes: Sequence[dashboards.Node], done: Mapping[str, Done]) -> list[BecameRow]:
    found = []
    for node in nodes:
        key = node.row.key
        below = [
            sums for path, sums in done.items()
            if (path.startswith(key) if key else not path)
        ]  # fmt: skip
        sums = sum(one[0] for one in below), sum(one[1] for one in below)
        found.append(BecameRow(key, node.id, node.row.name, _became(node.row.counts, sums)))
    return found


def _became(counts: Counts, done: Done) -> Became:
    return Became(
        asked=counts.received, answered=counts.answered, decided=done[0], built=done[1],
        rated=counts.rated, solved=counts.solved,
    )  # fmt: skip
