"""The filters that lists, maps, queues, searches and the API share, with one address form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from gongjian.government.cases.models.case import Kind, State
from gongjian.government.duties import interface as duties

EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilters:
    """What a list is narrowed to; empty values do not narrow.

    ``area_path`` and ``category_path`` reach the whole subtree. Days are local and inclusive.
    """

    state: State | None = None
    kind: Kind | None = None
    category_id: UUID | None = None
    category_path: str = ""
    area_id: UUID | None = None
    area_path: str = ""
    department_id: UUID | None = None
    is_open: bool | None = None
    overdue_at: datetime | None = None
    received_from: date | None = None
    received_until: date | None = None

    def as_q(self, prefix: str = "") -> Q:
        """As a condition on Case, or on what leads to it by ``prefix`` (``"case__"``)."""
        narrow: dict[str, object] = {}
        if self.state:
            narrow["state"] = self.state
        if self.kind:
            narrow["kind"] = self.kind
        if self.is_open is not None:
            narrow["is_open"] = self.is_open
        if self.department_id:
            narrow["lead_department_id"] = self.department_id
        # A leaf is one value, which an index answers in order; a subtree is a range of paths.
        if self.category_id:
            narrow["category_id"] = self.category_id
        elif self.category_path:
            narrow["category__path__startswith"] = self.category_path
        if self.area_id:
            narrow["area_id"] = self.area_id
        elif self.area_path:
            narrow["area_path__startswith"] = self.area_path
        if self.overdue_at:
            narrow["is_open"] = True
            narrow["due_at__lt"] = self.overdue_at
        if self.received_from:
            narrow["received_at__gte"] = _midnight(self.received_from)
        if self.received_until:
            narrow["received_at__lt"] = _midnight(self.received_until, days_later=1)
        return Q(**{f"{prefix}{field}": value for field, value in narrow.items()})


def _midnight(day: date, *, days_later: int = 0) -> datetime:
    # Days so far away that arithmetic or time zones end there filter like the last that are not.
    day = min(max(day, EARLIEST), LATEST) + timedelta(days=days_later)
    return timezone.make_aware(datetime.combine(day, time.min))


def narrowed_to(
    *, area: duties.Area | None = None, category: duties.Category | None = None
) -> dict[str, Any]:
    """The arguments of CaseFilters for nodes of the trees: a leaf by its id, for which an index
    has an order, others by the path of their subtree. One query a node."""
    found: dict[str, Any] = {}
    if area is not None:
        is_leaf = not duties.child_areas(area.pk).exists()
        found |= {"area_path": area.path, "area_id": area.pk if is_leaf else None}
    if category is not None:
        is_leaf = not duties.child_categories(category.pk).exists()
        found |= {"category_path": category.path, "category_id": category.pk if is_leaf else None}
    return found
