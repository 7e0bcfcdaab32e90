"""Cases that may be about the same thing, found while somebody types, and for one that came."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from math import cos, radians

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.government.cases import policies
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors.reaches import visible_to
from gongjian.government.duties.interface import Area, Category
from gongjian.government.triage import interface as triage

LEAST = 0.2
DEGREES = triage.FARTHEST_METRES / triage.METRES_A_DEGREE
"""Of latitude, beyond which two places are not one."""


@dataclass(frozen=True, slots=True)
class SimilarCase:
    case: Case
    score: float
    takes_in: bool = True
    """Whether the case it is like may be merged into it."""


def similar_cases(
    *,
    text: str,
    title: str = "",
    area: Area | None = None,
    longitude: float | None = None,
    latitude: float | None = None,
    category: Category | None = None,
    around: datetime | None = None,
    size: int = 3,
) -> list[SimilarCase]:
    """Open public cases most like a text, best first.

    Asks the index of triage, so it costs the same however many there are. Six queries.

    Parameters
    ----------
    area : Area, optional
        Cases elsewhere are left out: neither in it, nor in one that holds it, nor near the point.
    longitude, latitude : float, optional
        Cases whose points are more than 1,000 m from it are left out.
    category : Category, optional
        A case of another one counts less.
    around : datetime, optional
        Only cases received within 200 days of it; now, if not given.
    """
    where = triage.Somewhere(
        longitude, latitude, category.path if category else "", area.path if area else ""
    )
    rows = Case.objects.filter(is_public=True)
    return _found(rows, where, title=title, text=text, around=around or now(), size=size)


def cases_like(*, actor: Actor, case: Case) -> list[SimilarCase]:
    """Open cases most like a case, which is not among them, of those that this actor may see: to
    merge it into one, or one into it. Weighed by place, category and time as in
    `similar_cases`."""
    where = triage.Somewhere(
        case.longitude, case.latitude, case.category.path if case.category else "", case.area_path
    )
    rows = Case.objects.filter(visible_to(actor)).exclude(pk=case.pk)
    found = _found(
        rows, where, title=case.public_title, text=case.public_text, around=case.received_at,
        size=3,
    )  # fmt: skip
    return [replace(one, takes_in=policies.is_mergeable_into(case, one.case)) for one in found]


def _found(
    rows: QuerySet[Case],
    where: triage.Somewhere,
    *,
    title: str,
    text: str,
    around: datetime,
    size: int,
) -> list[SimilarCase]:
    rows = rows.filter(_not_elsewhere(where), is_open=True)
    found = triage.similar_texts(
        title=title, text=text, where=where, around=around, limit=size, least=LEAST,
        among=lambda case_ids: rows.filter(pk__in=case_ids).values_list("pk", flat=True),
    )  # fmt: skip
    shown = rows.select_related("category", "area", "lead_department").in_bulk(
        [one.case_id for one in found]
    )
    return [SimilarCase(shown[one.case_id], one.score) for one in found if one.case_id in shown]


def _not_elsewhere(where: triage.Somewhere) -> Q:
    """In the area, or in one that holds it, or near the point: at a border the next area is."""
    if not where.area_path:
        return Q()
    steps = where.area_path.split("/")[:-1]
    around = ["", *("/".join(steps[:count]) + "/" for count in range(1, len(steps)))]
    found = Q(area_path__startswith=where.area_path) | Q(area_path__in=around)
    if where.longitude is None or where.latitude is None:
        return found
    # A box; the circle in it is looked at where likeness is.
    wide = DEGREES / max(cos(radians(where.latitude)), 0.01)
    return found | Q(
        longitude__range=(where.longitude - wide, where.longitude + wide),
        latitude__range=(where.latitude - DEGREES, where.latitude + DEGREES),
    )
