"""What is wrong with the register: gaps, overlaps, duties that stand on nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.law.interface import Period
from gongjian.government.duties.models import Area, Category, Duty
from gongjian.government.duties.rules import calendars as rules
from gongjian.government.duties.rules.coverage import Coverage, Gap, Node
from gongjian.government.duties.selectors.areas import areas
from gongjian.government.duties.selectors.calendars import calendars_in_use
from gongjian.government.duties.selectors.categories import categories
from gongjian.government.duties.selectors.duties import duties
from gongjian.government.duties.selectors.duty_lookup import in_force

AREAS_SHOWN = 12
FORECAST_DAYS = 60


@dataclass(frozen=True, slots=True)
class GapRow:
    """A category, and the areas where nobody is responsible for it, nor for any below it."""

    category: Category
    category_count: int
    """How many categories without children it stands for."""
    areas: list[Area]
    """The first `AREAS_SHOWN` of the largest areas wholly in the gap."""
    more_areas: int
    street_count: int


@dataclass(frozen=True, slots=True)
class GapPage:
    rows: list[GapRow]
    number: int
    page_count: int
    category_count: int
    pair_count: int
    """Pairs of a category and a street that nobody is responsible for."""

    @property
    def next_number(self) -> int | None:
        return self.number + 1 if self.number < self.page_count else None

    @property
    def previous_number(self) -> int | None:
        return self.number - 1 if self.number > 1 else None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Duties for exactly the same category and area that are in force on the same day."""

    category: Category | None
    area: Area | None
    duties: list[Duty]


def list_gaps(*, on: date, number: int = 1, size: int = 25) -> GapPage:
    """One page of the gaps, by category; a category stands for those below it where all lack a duty
    in the same areas. Five queries, whatever the size of the register."""
    area_nodes = [
        Node(*row) for row in areas().filter(is_active=True).values_list("id", "parent_id")
    ]
    category_nodes = [Node(*row) for row in categories().values_list("id", "parent_id")]
    pairs = set(Duty.objects.filter(in_force(on)).values_list("category_id", "area_id"))
    coverage = Coverage(category_nodes, area_nodes, pairs)
    gaps = list(coverage.gaps())
    page_count = max(1, -(-len(gaps) // size))
    number = min(max(number, 1), page_count)
    return GapPage(
        rows=_gap_rows(coverage, gaps[(number - 1) * size : number * size]),
        number=number,
        page_count=page_count,
        category_count=sum(gap.category_count for gap in gaps),
        pair_count=sum(gap.pair_count for gap in gaps),
    )


def overlaps(*, on: date) -> list[Overlap]:
    """Overlaps of that day and later, in the order of the category tree. Three queries."""
    groups: dict[tuple[UUID | None, UUID | None], list[tuple[UUID, Period]]] = defaultdict(list)
    rows = Duty.objects.filter(
        Q(in_force_until=None) | Q(in_force_until__gte=on), withdrawn_at=None
    ).values_list("category_id", "area_id", "id", "in_force_from", "in_force_until")
    for category_id, area_id, duty_id, first, last in rows:
        groups[category_id, area_id].append((duty_id, Period(first, last)))
    clashing = {
        duty_id
        for group in groups.values()
        for duty_id, period in group
        if any(period.overlaps(other) for other_id, other in group if other_id != duty_id)
    }
    found: dict[tuple[UUID | None, UUID | None], Overlap] = {}
    for duty in duties().filter(pk__in=clashing).order_by("in_force_from", "id"):
        key = (duty.category_id, duty.area_id)
        found.setdefault(key, Overlap(duty.category, duty.area, [])).duties.append(duty)
    return sorted(found.values(), key=_place)


def lead_department_ids(*, on: date) -> set[UUID]:
    """Who leads a duty in force on a day."""
    rows = Duty.objects.filter(in_force(on)).order_by()
    return set(rows.values_list("lead_department_id", flat=True))


def unsound_duties(*, on: date, limit: int = 100) -> list[Duty]:
    """Duties in force whose provision is not, or whose department, category or area is no longer.

    Cases go on being dispatched by them; but to somebody who is gone, on no ground, or none come.
    """
    ended = Q(provision__in_force_until__lt=on) | Q(provision__in_force_from__gt=on)
    gone = (
        Q(lead_department__is_active=False)
        | Q(category__is_active=False)
        | Q(area__is_active=False)
    )
    rows = duties().filter(in_force(on)).filter(ended | gone)
    return list(rows.order_by("category__path", "area__path", "id")[:limit])


def forecast_calendars(*, on: date) -> list[tuple[str, int]]:
    """Calendars and years that deadlines reach into, but whose days are not published yet."""
    years = {on.year, (on + timedelta(days=FORECAST_DAYS)).year}
    return [
        (code, year)
        for code in calendars_in_use()
        for year in sorted(years)
        if not rules.is_announced(code, year)
    ]


def _gap_rows(coverage: Coverage, gaps: list[Gap]) -> list[GapRow]:
    found = [(gap, coverage.areas_of(gap)) for gap in gaps]
    known = Category.objects.select_related("parent__parent").in_bulk(
        [gap.category for gap in gaps]
    )
    places = areas().in_bulk([area for _, ids in found for area in ids[:AREAS_SHOWN]])
    return [
        GapRow(
            category=known[gap.category],
            category_count=gap.category_count,
            areas=[places[area] for area in ids[:AREAS_SHOWN]],
            more_areas=max(0, len(ids) - AREAS_SHOWN),
            street_count=gap.leaf_count,
        )
        for gap, ids in found
    ]


def _place(overlap: Overlap) -> tuple[str, str]:
    return (
        overlap.category.path if overlap.category else "",
        overlap.area.path if overlap.area else "",
    )
