"""What the forms share in which a case is told: suggestions beside the text, and what is made of
the one chosen."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.cases.actions.receive_case import CaseDraft
from gongjian.government.cases.models.case import Kind
from gongjian.government.cases.selectors.similar import similar_cases
from gongjian.government.cases.selectors.suggestions import suggested_categories
from gongjian.government.duties import interface as duties
from gongjian.methods.case_kinds import kind_of

COMPARED_TEXT = 2_000


def suggestions_for(given: Mapping[str, Any], *, least: int) -> dict[str, object]:
    """Like cases, fitting categories and the kind that it seems to be, as suggestions.html draws
    them; nothing for a text of fewer than ``least`` characters.

    Parameters
    ----------
    given : mapping
        What was sent, right or wrong: ``text``, ``area``, ``longitude`` and ``latitude``,
        ``category``, ``kind``, and the category ``suggested`` before.
    """
    text, chosen = given.get("text", "").strip()[:COMPARED_TEXT], given.get("suggested", "")
    if len(text) < least:
        return {}
    point = _point(given)
    area = category = None
    with suppress(ValueError, NotFound):
        area = duties.get_area(UUID(given.get("area", "")))
    with suppress(ValueError, NotFound):
        category = duties.get_category(UUID(given.get("category", "") or chosen))
    if area is None and point is not None:
        area = duties.area_at(*point)
    longitude, latitude = point or (None, None)
    suggested = suggested_categories(text=text, area=area, on=local_day(now()))
    return {
        "similar": similar_cases(
            text=text, area=area, longitude=longitude, latitude=latitude, category=category
        ),
        "suggested": suggested,
        # Chosen by hand, it is no guess.
        "guessed_kind": "" if given.get("kind") else Kind(kind_of(text)).label,
        "chosen": chosen,
        "is_chosen": chosen in {str(one.category_id) for one in suggested},
    }


def _point(given: Mapping[str, Any]) -> tuple[float, float] | None:
    """The pin, if it is a whole one on this earth."""
    try:
        longitude, latitude = (float(given.get(name, "")) for name in ("longitude", "latitude"))
    except (TypeError, ValueError):
        return None
    return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None


def category_in_use(category_id: UUID | None) -> UUID | None:
    """A suggested category, if it is still in use."""
    with suppress(NotFound):
        return duties.get_category(category_id).pk if category_id else None
    return None


def named_by_form(draft: CaseDraft, request_id: UUID) -> CaseDraft:
    """The draft named by its form's id and its words: sent twice it is one case, changed and sent
    again another."""
    return replace(draft, source_reference=f"{request_id}:{draft.digest()[:16]}")
