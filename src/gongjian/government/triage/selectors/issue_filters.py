"""The filters and orders that lists and maps of hot issues share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from gongjian.government.triage.models import IssueState


class IssueOrder(StrEnum):
    """What stands first: the hottest now, the hottest that ever was, the latest heard of."""

    HEAT = "heat"
    PEAK = "peak"
    LATEST = "latest"


ORDERS: dict[IssueOrder, tuple[str, str]] = {
    IssueOrder.HEAT: ("-heat", "-id"),
    IssueOrder.PEAK: ("-peak_heat", "-id"),
    IssueOrder.LATEST: ("-last_at", "-id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFilters:
    """What a list is narrowed to; empty values do not narrow.

    Ids of a subtree, as `duties.area_ids_under` gives them. Of the time, an issue is in it where it
    was heard of between the two moments.
    """

    state: IssueState | None = None
    category_ids: tuple[UUID, ...] = ()
    area_ids: tuple[UUID, ...] = ()
    department_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    order: IssueOrder = IssueOrder.HEAT

    def as_q(self) -> Q:
        narrow: dict[str, object] = {}
        if self.state:
            narrow["state"] = self.state
        if self.department_id:
            narrow["department_id"] = self.department_id
        for column, ids in (("category_id", self.category_ids), ("area_id", self.area_ids)):
            if len(ids) == 1:
                narrow[column] = ids[0]
            elif ids:
                narrow[f"{column}__in"] = ids
        if self.since:
            narrow["last_at__gte"] = self.since
        if self.until:
            narrow["first_at__lt"] = self.until
        return Q(**narrow)

    @property
    def partition(self) -> tuple[str, tuple[UUID, ...]] | None:
        """The column and the values of a subtree, each of which an index has in order of heat."""
        if self.order is not IssueOrder.HEAT:
            return None
        for column, ids in (("area_id", self.area_ids), ("category_id", self.category_ids)):
            if len(ids) > 1:
                return column, ids
        return None
