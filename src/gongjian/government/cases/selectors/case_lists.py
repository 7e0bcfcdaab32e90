"""Lists and maps of cases, newest first: of what everybody may read, or of what a role shows."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.pages import Page, merged_page
from gongjian.government.cases import policies
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case import State
from gongjian.government.cases.selectors.case_filters import CaseFilters

NEWEST_FIRST = ("-received_at", "-id")
MOST_ON_MAP = 500
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
    reaches = policies.staff_reaches(actor) if staff else [PUBLIC]
    parts = [_narrowed(reach, filters).select_related(*shown) for reach in reaches]
    return merged_page(parts, order=NEWEST_FIRST, cursor=cursor, size=size)


def map_cases(*, filters: CaseFilters | None = None, size: int = MOST_ON_MAP) -> list[Case]:
    """The newest public cases that have a place; at most ``size``, so a map stays a map."""
    rows = _narrowed(PUBLIC, filters).filter(longitude__isnull=False)
    columns = ("number", "state", "is_open", "public_title", "longitude", "latitude", "language")
    return list(rows.only(*columns).order_by(*NEWEST_FIRST)[: min(size, MOST_ON_MAP)])


def recently_solved(*, filters: CaseFilters | None = None, size: int = 5) -> list[Case]:
    """The newest public cases whose requesters said that they were solved."""
    rows = _narrowed(PUBLIC, filters).filter(state=State.CLOSED, is_solved=True)
    rows = rows.select_related("category", "area", "lead_department")
    return list(rows.order_by(*NEWEST_FIRST)[:size])


def _narrowed(seen: Q, filters: CaseFilters | None) -> QuerySet[Case]:
    return Case.objects.filter(seen, (filters or CaseFilters()).as_q())
