"""How often departments look at data of people: for everybody, few of them hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from gongjian.foundation.kernel.clock import local_day
from gongjian.government.exchange.models import DataQuery, LookCount, LookMark
from gongjian.government.exchange.rules.queries import OutcomeGroup
from gongjian.methods.small_cells import hide_small, is_small

LEAST = 5
"""Counts below are not published: whoever is meant could be known."""
MONTHS_SHOWN = 24
FIRST_YEAR, LAST_YEAR = 1970, 9000
GROUPS = tuple(one.value for one in OutcomeGroup if one is not OutcomeGroup.OPEN)


class MonthCount(NamedTuple):
    """All looks that were asked in a month; None: fewer than `LEAST`, or hidden so that another is
    not told by what is left."""

    month: date
    total: int | None
    groups: dict[str, int | None]
    sealed: int | None


class CellCount(NamedTuple):
    """One department, one dataset, one month; None: fewer than `LEAST`, or hidden so that another
    is not told by what is left."""

    consumer: str
    dataset: str
    total: int | None
    groups: dict[str, int | None]


class Release(NamedTuple):
    """How many looks that are kept from the person end being so in a month."""

    month: date
    looks: int | None


def counted_until() -> datetime | None:
    """All that was asked before is counted."""
    return LookMark.objects.values_list("counted_until", flat=True).first()


def shown_before(today: date) -> date:
    """The first day that is not shown: of the month that is not over, or not counted to its end. A
    count that is watched as it grows tells what each day brought, however few that is."""
    until = counted_until()
    return (min(local_day(until), today) if until else today).replace(day=1)


def month_counts(today: date) -> list[MonthCount]:
    """The latest months that have any looks, the latest first; a query of as many months, and one
    of how far they are counted."""
    earliest = date(today.year - MONTHS_SHOWN // 12, today.month, 1)
    recent = _before(today).filter(day__gte=earliest)
    rows = recent.annotate(month=TruncMonth("day")).values_list("month", "outcome_group")
    totals: dict[date, dict[str, int]] = {}
    sealed: dict[date, int] = {}
    for month, group, total, kept in rows.annotate(Sum("total"), Sum("sealed")).order_by("-month"):
        totals.setdefault(month, dict.fromkeys(GROUPS, 0))[group] = total
        sealed[month] = sealed.get(month, 0) + kept
    return [_month(month, totals[month], sealed[month]) for month in [*totals][:MONTHS_SHOWN]]


def month_table(month: date, today: date) -> list[CellCount]:
    """By department and dataset, the most first; two queries."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    rows = _before(today).filter(day__gte=month, day__lt=following)
    named = rows.values_list(
        "consumer", "dataset", "consumer__name", "dataset__title", "outcome_group"
    )
    cells: dict[tuple[UUID, UUID | None], dict[str, int]] = {}
    names: dict[tuple[UUID, UUID | None], tuple[str, str]] = {}
    for body, dataset, name, title, group, total in named.annotate(Sum("total")).order_by():
        cells.setdefault((body, dataset), dict.fromkeys(GROUPS, 0))[group] = total
        names[body, dataset] = (name, title or "")
    order = sorted(cells, key=lambda one: (-sum(cells[one].values()), names[one], str(one)))
    totals = hide_small([sum(cells[one].values()) for one in order], LEAST)
    told = _told_whole([cells[one] for one in order], totals)
    return [
        CellCount(*names[one], total, _groups(cells[one], is_hidden=number not in told))
        for number, (one, total) in enumerate(zip(order, totals, strict=True))
    ]


def coming_releases(today: date) -> list[Release]:
    """By month, the next first; along an index of those alone that are kept from somebody."""
    begins = datetime.combine(today.replace(day=1), time.min, timezone.get_default_timezone())
    # What was asked this month is told later: that it grew would tell when somebody looked.
    rows = DataQuery.objects.filter(
        sealed_until__gt=today, is_release_told=False, asked_at__lt=begins
    )
    counts: dict[date, int] = {}
    days = rows.order_by("sealed_until").values_list("sealed_until").annotate(Count("pk"))
    for day, count in days:
        assert day is not None
        month = day.replace(day=1)
        counts[month] = counts.get(month, 0) + count
    shown = hide_small([*counts.values()], LEAST)
    return [Release(month, count) for month, count in zip(counts, shown, strict=True)]


def _before(today: date) -> QuerySet[LookCount]:
    return LookCount.objects.filter(day__lt=shown_before(today))


def _month(month: date, groups: dict[str, int], sealed: int) -> MonthCount:
    total = sum(groups.values())
    is_hidden = is_small(total, LEAST)
    by_group = hide_small([groups[name] for name in GROUPS], LEAST)
    shown = dict(zip(GROUPS, by_group, strict=True))
    return MonthCount(
        month,
        None if is_hidden else total,
        _groups(groups, is_hidden=True) if is_hidden else shown,
        None if _has_small([sealed, total - sealed]) else sealed,
    )


def _told_whole(cells: Sequence[dict[str, int]], totals: Sequence[int | None]) -> set[int]:
    """Which cells are told by outcome: none with a small group, and what the month has beside them
    is of several, and small in no group."""
    told = {
        number
        for number, (groups, total) in enumerate(zip(cells, totals, strict=True))
        if total is not None and not _has_small(groups.values())
    }
    for smallest in sorted(told, key=lambda number: sum(cells[number].values())):
        rest = [groups for number, groups in enumerate(cells) if number not in told]
        sums = [sum(groups[name] for groups in rest) for name in GROUPS]
        if not rest or (len(rest) > 1 and not _has_small(sums)):
            break
        told.remove(smallest)
    return told


def _has_small(counts: Iterable[int]) -> bool:
    return any(is_small(one, LEAST) for one in counts)


def _groups(groups: dict[str, int], *, is_hidden: bool) -> dict[str, int | None]:
    return {name: None if is_hidden else groups[name] for name in GROUPS}
