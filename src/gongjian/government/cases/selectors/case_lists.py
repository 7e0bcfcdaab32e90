"""Lists and maps of cases, newest first: of what everybody may read, or of what a role shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.pages import (
    Page,
    first_of_parts,
    keyset_page,
    merged_page,
    partitioned_page,
)
from gongjian.government.cases.models import Case, CaseAnswer
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.case_filters import CaseFilters
from gongjian.government.cases.selectors.reaches import staff_reaches

NEWEST_FIRST: tuple[str, ...] = ("-received_at", "-id")
MOST_ON_MAP = 500
SHOWN_ON_MAP = (
    "number", "state", "is_open", "public_title", "longitude", "latitude", "area_id", "language",
)  # fmt: skip
"""All that a dot shows; what is missing here costs a query a dot."""
PUBLIC = Q(is_public=True)


def list_cases(
    *,
    actor: Actor,
    filters: CaseFilters | None = None,
    cursor: str = "",
    size: int = 25,
    staff: bool = False,
) -> Page[Case]:
    """Cases, newest first; one query, for staff one for each reach of their roles.

    Parameters
    ----------
    staff : bool
        The cases this actor's roles show in full, instead of the public ones.

    Raises
    ------
    Invalid
        The cursor was not made here.
    """
    shown = ("category", "area", "lead_department")
    if staff:
        reaches = staff_reaches(actor)
        parts = [_narrowed(reach, filters).select_related(*shown) for reach in reaches]
        return merged_page(parts, order=NEWEST_FIRST, cursor=cursor, size=size)
    rows, order = _public(filters)
    rows = rows.select_related(*shown)
    if filters is None or filters.partition is None:
        return keyset_page(rows, order=order, cursor=cursor, size=size)
    column, values = filters.partition
    return partitioned_page(
        rows, column=column, values=values, order=order, cursor=cursor, size=size
    )


def map_cases(*, filters: CaseFilters | None = None, size: int = MOST_ON_MAP) -> list[Case]:
    """The newest public cases that have a place; at most ``size``, so a map stays a map."""
    rows, order = _public(filters)
    placed = rows.filter(longitude__isnull=False).only(*SHOWN_ON_MAP)
    size = min(size, MOST_ON_MAP)
    if filters is None or filters.partition is None:
        return list(placed.order_by(*order)[:size])
    column, values = filters.partition
    return first_of_parts(placed, column=column, values=values, order=order, count=size)


@dataclass(frozen=True, slots=True)
class SolvedCase:
    """A case and the answer that solved it, as everybody may read it."""

    case: Case
    answer: str
    days: int
    """Calendar days from the receipt to that answer."""


def recently_solved(*, size: int = 5) -> list[SolvedCase]:
    """The public cases whose requesters said last that they were solved; two queries."""
    rows = Case.objects.filter(is_public=True, is_solved=True, is_open=False)
    rows = rows.select_related("category", "area", "lead_department")
    found = list(rows.order_by("-rated_at", "-id")[:size])
    answers = CaseAnswer.objects.filter(case__in=found).order_by("answered_at")
    last = {answer.case_id: answer for answer in answers}
    return [_solved(case, last.get(case.pk)) for case in found]


def _solved(case: Case, answer: CaseAnswer | None) -> SolvedCase:
    if answer is None:
        return SolvedCase(case, "", 0)
    day, first = local_day(answer.answered_at), local_day(case.received_at)
    return SolvedCase(case, answer.public_text, (day - first).days)


def _public(filters: CaseFilters | None) -> tuple[QuerySet[Case], tuple[str, ...]]:
    """Public cases, and the order that an index has for these filters.

    The newest cases are open, so walking back in time to the closed ones would pass every open
    one. A database that is told "one state, ordered by time" takes that walk, since it does not
    know; told "from this state to this state, ordered by state, then time", it takes the index.
    """
    filters = filters or CaseFilters()
    is_narrow = filters.category_ids or len(filters.area_ids) == 1 or filters.department_id
    if not filters.state or is_narrow:
        return _narrowed(PUBLIC, filters), NEWEST_FIRST
    rows = _narrowed(PUBLIC, replace(filters, state=None))
    return rows.filter(state__range=(filters.state, filters.state)), ("-state", *NEWEST_FIRST)


def _narrowed(seen: Q, filters: CaseFilters | None) -> QuerySet[Case]:
    return Case.objects.filter(seen, (filters or CaseFilters()).as_q())


def count_cases() -> tuple[int, int]:
    """How many cases the town has, and how many of them were merged into others; walks them all."""
    found = Case.objects.aggregate(
        told=Count("pk"), merged=Count("pk", filter=Q(state=CaseState.MERGED))
    )
    return found["told"], found["merged"]


def has_cases() -> bool:
    """Whether the town has a case at all, seen by whomever."""
    return Case.objects.exists()
