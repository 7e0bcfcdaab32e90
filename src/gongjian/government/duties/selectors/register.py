"""The register as the public reads it: found by words, area, category or department."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from uuid import UUID

from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.duties.models import Area, Category, Duty
from gongjian.government.duties.selectors.duties import duties
from gongjian.government.duties.selectors.duty_lookup import in_force

MAX_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFilters:
    """What to look for; everything empty: the whole register."""

    words: str = ""
    category_id: UUID | None = None
    area_id: UUID | None = None
    department_id: UUID | None = None


def list_duties(filters: DutyFilters, *, on: date, cursor: str = "", size: int = 25) -> Page[Duty]:
    """Duties in force on a day, in the order of the category tree, then of the area tree.

    A category or area finds the duties for itself, for those above it (they hold for it as well)
    and for those below it. A word may be one of a category, of an area or of a department. At most
    four queries.
    """
    rows = duties().filter(in_force(on))
    words = filters.words.lower().split()[:MAX_WORDS]
    if filters.department_id:
        rows = rows.filter(lead_department_id=filters.department_id)
    if words or filters.category_id:
        subjects = list(Category.objects.values_list("id", "path", "name", "keywords"))
        subject_ids = {path: node_id for node_id, path, _, _ in subjects}
    if words or filters.area_id:
        places = list(Area.objects.values_list("id", "path", "name"))
        place_ids = {path: node_id for node_id, path, _ in places}
    if filters.category_id:
        matched = [path for path, node_id in subject_ids.items() if node_id == filters.category_id]
        rows = rows.filter(_reaches("category", _kin(subject_ids, matched)))
    if filters.area_id:
        matched = [path for path, node_id in place_ids.items() if node_id == filters.area_id]
        rows = rows.filter(_reaches("area", _kin(place_ids, matched)))
    for word in words:
        about = [path for _, path, *texts in subjects if _is_about(word, *texts)]
        inside = [path for _, path, name in places if word in name.lower()]
        rows = rows.filter(
            Q(lead_department__name__icontains=word)
            | _reaches("category", _kin(subject_ids, about))
            | _reaches("area", _kin(place_ids, inside))
        )
    return keyset_page(
        rows.annotate(
            category_path=Coalesce("category__path", Value("")),
            area_path=Coalesce("area__path", Value("")),
        ),
        order=("category_path", "area_path", "id"),
        cursor=cursor,
        size=size,
    )


def _reaches(name: str, ids: Collection[UUID]) -> Q:
    """Duties for one of these nodes, or for all; nothing where no node was found."""
    if not ids:
        return Q(pk__in=[])
    return Q(**{f"{name}_id__in": ids}) | Q(**{name: None})


def _kin(ids: Mapping[str, UUID], matched: Collection[str]) -> list[UUID]:
    """The nodes with these paths, with everything above and below them."""
    chosen = set(matched)
    above = {prefix for path in chosen for prefix in _prefixes(path)}
    return [
        node_id
        for path, node_id in ids.items()
        if path in above or not chosen.isdisjoint(_prefixes(path))
    ]


def _prefixes(path: str) -> list[str]:
    """``"a/b/"`` → ``["a/", "a/b/"]``."""
    return list(accumulate(f"{code}/" for code in path.split("/") if code))


def _is_about(word: str, name: str, keywords: str) -> bool:
    """Whether a category's name or keywords hold a word, or are held by it.

    Chinese is written without spaces, so a word may well be a whole phrase around a keyword.
    """
    terms = [name.lower(), *keywords.lower().split()]
    return any(word in term or (len(term) >= _least(term) and term in word) for term in terms)


def _least(term: str) -> int:
    # "car" inside "scarf" means nothing; 噪声 inside 小区噪声 means all.
    return 4 if term.isascii() else 2
