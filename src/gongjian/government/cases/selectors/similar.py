"""Cases that may be about the same thing, found while somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongjian.foundation.kernel.clock import now
from gongjian.government.cases.models import Case
from gongjian.government.duties.interface import Area
from gongjian.government.triage import interface as triage

LEAST = 0.2


@dataclass(frozen=True, slots=True)
class SimilarCase:
    case: Case
    score: float


def similar_cases(
    *,
    text: str,
    title: str = "",
    area: Area | None = None,
    around: datetime | None = None,
    size: int = 3,
) -> list[SimilarCase]:
    """Open public cases most like a text, best first.

    Asks the index of triage, so it costs the same however many there are. Six queries.

    Parameters
    ----------
    area : Area, optional
        Only cases in it.
    around : datetime, optional
        Only cases received within 200 days of it; now, if not given.
    """
    rows = Case.objects.filter(is_public=True, is_open=True)
    if area is not None:
        rows = rows.filter(area_path__startswith=area.path)
    found = triage.similar_texts(
        title=title, text=text, area_path=area.path if area else "", around=around or now(),
        limit=size, least=LEAST,
        among=lambda case_ids: rows.filter(pk__in=case_ids).values_list("pk", flat=True),
    )  # fmt: skip
    shown = rows.select_related("category", "area", "lead_department").in_bulk(
        [one.case_id for one in found]
    )
    return [SimilarCase(shown[one.case_id], one.score) for one in found if one.case_id in shown]


def cases_like(case: Case) -> list[SimilarCase]:
    """Open public cases most like a case, which is not among them: to merge it into one."""
    found = similar_cases(
        title=case.public_title, text=case.public_text, area=case.area, around=case.received_at,
        size=4,
    )  # fmt: skip
    return [one for one in found if one.case.pk != case.pk][:3]
