"""Cases that may be about the same thing, found while somebody types."""

from __future__ import annotations

from dataclasses import dataclass

from gongjian.government.cases.models import Case
from gongjian.government.duties.interface import Area
from gongjian.methods.text_similarity import most_similar

COMPARED_CASES = 400
LEAST = 0.2
"""Only one of a thousand pairs of unrelated texts is as alike."""


@dataclass(frozen=True, slots=True)
class SimilarCase:
    case: Case
    score: float


def similar_cases(*, text: str, area: Area | None = None, size: int = 3) -> list[SimilarCase]:
    """Open public cases most like a text, best first.

    Looks at the newest 400 of the area (of the whole town without one), so it costs the same
    however many there are. Two queries.
    """
    newest = Case.objects.filter(is_public=True, is_open=True)
    if area is not None:
        newest = newest.filter(area_path__startswith=area.path)
    rows = list(
        newest.order_by("-received_at", "-id").values_list("id", "public_title", "public_text")[
            :COMPARED_CASES
        ]
    )
    candidates = [body if body.startswith(title) else title + body for _, title, body in rows]
    best = most_similar(text, candidates, limit=size, minimum=LEAST)
    hits = [(rows[index][0], score) for index, score in best]
    found = Case.objects.select_related("category", "area", "lead_department").in_bulk(
        [key for key, _ in hits]
    )
    return [SimilarCase(found[key], score) for key, score in hits if key in found]


def cases_like(case: Case) -> list[SimilarCase]:
    """Open public cases most like a case, which is not among them: to merge it into one."""
    found = similar_cases(text=f"{case.title} {case.text}", area=case.area, size=4)
    return [one for one in found if one.case.pk != case.pk]
