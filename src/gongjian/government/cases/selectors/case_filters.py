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

    ``area_path`` and ``category_path`` reach the whole subtree, whose nodes are ``area_ids`` and
    ``category_ids`` (`narrowed_to` sets both). Days are local and inclusive.
    """

    state: State | None = None
    kind: Kind | None = None
    category_ids: tuple[UUID, ...] = ()
    category_path: str = ""
    area_ids: tuple[UUID, ...] = ()
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
        # Ids, not paths: of these the planner knows how common they are.
        for column, ids in (("category_id", self.category_ids), ("area_id", self.area_ids)):
            if len(ids) == 1:
                narrow[column] = ids[0]
            elif ids:
                narrow[f"{column}__in"] = ids
        if self.overdue_at:
            narrow["is_open"] = True
            narrow["due_at__lt"] = self.overdue_at
        if self.received_from:
            narrow["received_at__gte"] = _midnight(self.received_from)
        if self.received_until:
            narrow["received_at__lt"] = _midnight(self.received_until, days_later=1)
        return Q(**{f"{prefix}{field}": value for field, value in narrow.items()})

    @property
    def partition(self) -> tuple[str, tuple[UUID, ...]] | None:
        """The column and the values of a subtree, each of which an index has in order of time."""
        if len(self.category_ids) == 1 or len(self.area_ids) == 1:
            return None
        if self.category_ids:
            return "category_id", self.category_ids
        return ("area_id", self.area_ids) if self.area_ids and not self.state else None


def _midnight(day: date, *, days_later: int = 0) -> datetime:
    # Days so far away that arithmetic or time zones end there filter like the last that are not.
    day = min(max(day, EARLIEST), LATEST) + timedelta(days=days_later)
    return timezone.make_aware(datetime.combine(day, time.min))


def narrowed_to(
    *, area: duties.Area | None = None, category: duties.Category | None = None
) -> dict[str, Any]:
    """The arguments of CaseFilters for nodes of the trees. One query a node."""
    found: dict[str, Any] = {}
    if area is not None:
        found |= {"area_path": area.path, "area_ids": duties.area_ids_under(area.path)}
    if category is not None:
        ids = duties.category_ids_under(category.path)
        found |= {"category_path": category.path, "category_ids": ids}
    return found
