"""Recomputing the cells of the rates that something has touched, each as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum

from gongjian.foundation.kernel.row_updates import update_rows
from gongjian.government.cases.actions.clocks import cell_of, month_range
from gongjian.government.cases.models import Case, CaseEvent, RateCell, RateMargin
from gongjian.government.cases.rules import APPLICATION_SOURCE, CaseState

UNCOUNTED_EVENTS = (
    "note_added",
    "file_attached",
    "assistance_asked",
    "assistance_replied",
    "assistance_reminded",
    "assistance_overdue",
    "assistance_withdrawn",
    "visibility_changed",
    "case_hidden",
    "hiding_lifted",
    "hiding_appealed",
    "hiding_appeal_decided",
    "extension_asked",
    "handler_assigned",
    "case_joined",
    "case_reminded",
    "acceptance_overdue",
)
"""What changes no sum."""

Place = tuple[str, str, str, str]
"""Month, department, category, area; "" for none."""

_DUE = Q(first_answered_at__isnull=False) & ~Q(state=CaseState.REJECTED)
_WAIT = ExpressionWrapper(F("first_response_at") - F("received_at"), output_field=DurationField())


def refresh_rates(*, event_ids: Iterable[UUID], now: datetime) -> int:
    """Recompute the cells that these events' cases are in, or left by them; return how many.

    Whoever comes later counts later: the cells are locked before they are counted, so that of two
    workers at one cell the second sees what the first saw and more.
    """
    events = CaseEvent.objects.filter(pk__in=list(event_ids)).exclude(name__in=UNCOUNTED_EVENTS)
    places: set[Place] = set()
    for event in events.select_related("case"):
        places.add(_place(cell_of(event.case)))
        if event.data.get("left_cell"):
            places.add(_place(event.data["left_cell"]))
    with transaction.atomic():
        cells = _lock_cells(sorted(places))
        before = [_sums(cell) for cell in cells]
        for month, of_month in groupby(cells, key=lambda cell: cell.month):
            _count(month, list(of_month), now)
        changed = [cell for cell, old in zip(cells, before, strict=True) if _sums(cell) != old]
        update_rows(changed, _SUMS)
        sum_margins(changed)
    return len(places)


def sum_margins(cells: Iterable[RateCell]) -> None:
    """Add up the margins of locked cells anew, each from all of its cells.

    Locked after their cells were written: of two workers at one margin the second adds up what
    the first wrote and its own. One that was wrong for whatever reason is right again.
    """
    new: dict[str, RateMargin] = {}
    for cell in cells:
        for side in RateMargin.Side.values:
            value = getattr(cell, f"{side}_id")
            key = f"{cell.month}|{side}|{value or ''}"
            new[key] = RateMargin(key=key, month=cell.month, side=side, **{f"{side}_id": value})
    RateMargin.objects.bulk_create([new[key] for key in sorted(new)], ignore_conflicts=True)
    margins = list(RateMargin.objects.select_for_update().filter(key__in=new).order_by("key"))
    by_table = sorted(margins, key=lambda margin: (margin.month, margin.side))
    for (month, side), group in groupby(by_table, key=lambda margin: (margin.month, margin.side)):
        _add_up(month, f"{side}_id", list(group))
    update_rows(margins, _SUMS)


def _add_up(month: date, column: str, margins: list[RateMargin]) -> None:
    """Set the sums of margins of one month and side, by one statement."""
    values = [getattr(margin, column) for margin in margins]
    here = Q(**{f"{column}__in": [value for value in values if value is not None]})
    if None in values:
        here |= Q(**{f"{column}__isnull": True})
    rows = RateCell.objects.filter(here, month=month).order_by().values(column)
    found = {row[column]: row for row in rows.annotate(**{f"sum_{n}": Sum(n) for n in _SUMS})}
    for margin, value in zip(margins, values, strict=True):
        for name in _SUMS:
            setattr(margin, name, found[value][f"sum_{name}"])


_SUMS = [
    "received", "open", "due", "answered", "answered_in_time", "rated", "solved", "satisfied",
    "first_responses", "first_response_seconds",
]  # fmt: skip


def _sums(cell: RateCell) -> dict[str, int]:
    return {name: getattr(cell, name) for name in _SUMS}


def _place(cell: dict[str, str]) -> Place:
    return cell["month"], cell["department"], cell["category"], cell["area"]


def _lock_cells(places: list[Place]) -> list[RateCell]:
    """The rows of these places, made where they lack, locked in one order."""
    new = [
        RateCell(
            key="|".join(place),
            month=date.fromisoformat(place[0]),
            department_id=place[1] or None,
            category_id=place[2] or None,
            area_id=place[3] or None,
        )
        for place in places
    ]
    keys = [cell.key for cell in new]
    RateCell.objects.bulk_create(new, ignore_conflicts=True)
    return list(RateCell.objects.select_for_update().filter(key__in=keys).order_by("key"))


def _count(month: date, cells: list[RateCell], now: datetime) -> None:
    """Set the sums of cells of one month, by one statement."""
    begin, end = month_range(month)
    here = Q()
    for cell in cells:
        here |= Q(lead_department=cell.department_id, category=cell.category_id, area=cell.area_id)
    overdue = Q(due_at__lte=now, is_open=True, paused_at=None, first_answered_at=None)
    cases = Case.objects.filter(here, received_at__gte=begin, received_at__lt=end)
    rows = (
        cases.exclude(state=CaseState.MERGED)
        # A form that somebody fills in is no request yet.
        .exclude(source=APPLICATION_SOURCE, dispatched_at=None)
        .order_by()
        .values("lead_department_id", "category_id", "area_id")
        .annotate(
            received=Count("pk"),
            open=Count("pk", filter=Q(is_open=True)),
            due=Count("pk", filter=_DUE | overdue),
            answered=Count("pk", filter=_DUE),
            answered_in_time=Count("pk", filter=_DUE & Q(is_answered_in_time=True)),
            rated=Count("pk", filter=Q(rated_at__isnull=False)),
            solved=Count("pk", filter=Q(is_solved=True)),
            satisfied=Count("pk", filter=Q(satisfaction__gte=4)),
            first_responses=Count("pk", filter=Q(first_response_at__isnull=False)),
            wait=Sum(_WAIT, filter=Q(first_response_at__isnull=False)),
        )
    )
    found: dict[tuple[UUID | None, ...], Mapping[str, Any]] = {
        (r["lead_department_id"], r["category_id"], r["area_id"]): r for r in rows
    }
    nothing: Mapping[str, Any] = {}
    for cell in cells:
        row = found.get((cell.department_id, cell.category_id, cell.area_id), nothing)
        for name in _SUMS:
            setattr(cell, name, row.get(name, 0))
        wait = row.get("wait")
        cell.first_response_seconds = int(wait.total_seconds()) if wait else 0
