"""The filters of lists, maps and queues, as a query; the same as on the pages."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from gongjian.foundation.kernel.api_fields import StrictQuery
from gongjian.foundation.kernel.api_fields import Text as Line
from gongjian.foundation.kernel.errors import Invalid, NotFound, Text
from gongjian.government.cases.models.case import Kind, State
from gongjian.government.cases.rules import CaseKind, CaseState
from gongjian.government.cases.selectors.case_filters import CaseFilters, narrowed_to
from gongjian.government.duties import interface as duties

BEFORE_THE_FIRST = _("This is before the first day.")


class QueueFilters(StrictQuery):
    """What a list is narrowed to. A category or area stands for everything below it; days are the
    town's and inclusive."""

    state: CaseState | None = Field(default=None, description="in exactly this state")
    kind: CaseKind | None = Field(default=None, description="what was asked for")
    category_id: UUID | None = Field(
        default=None, description="of this category or one below it; ids: `GET /categories`"
    )
    area_id: UUID | None = Field(
        default=None, description="in this area or one inside it; ids: `GET /areas`"
    )
    is_open: bool | None = Field(
        default=None, description="true: not answered, closed, rejected or merged yet; false: those"
    )
    received_from: date | None = Field(
        default=None, description="on this day or later, in the town’s time zone: 2026-01-31"
    )
    received_until: date | None = Field(
        default=None, description="on this day or before, in the town’s time zone"
    )

    def filters(self) -> CaseFilters:
        """As selectors take them.

        Raises
        ------
        Invalid
            An id is unknown, or the last day is before the first.
        """
        wrong: dict[str, list[Text]] = {}
        area = category = None
        try:
            area = duties.get_area(self.area_id) if self.area_id else None
        except NotFound as error:
            wrong["area_id"] = [error.message]
        try:
            category = duties.get_known_category(self.category_id) if self.category_id else None
        except NotFound as error:
            wrong["category_id"] = [error.message]
        if self.received_from and self.received_until and self.received_until < self.received_from:
            wrong["received_until"] = [BEFORE_THE_FIRST]
        if wrong:
            raise Invalid(fields=wrong)
        return CaseFilters(
            state=State(self.state.value) if self.state else None,
            kind=Kind(self.kind.value) if self.kind else None,
            **narrowed_to(area=area, category=category),
            department_id=self.department(),
            is_open=self.is_open,
            received_from=self.received_from,
            received_until=self.received_until,
        )

    def department(self) -> UUID | None:
        """None: a queue is that of one's own."""
        return None


class ListFilters(QueueFilters):
    department_id: UUID | None = Field(
        default=None, description="which this department leads; ids: `GET /departments`"
    )

    def department(self) -> UUID | None:
        return self.department_id


class SearchFilters(ListFilters):
    """The filters of the list and the map of what is public, with words."""

    q: Annotated[Line, Field(max_length=200)] = Field(
        default="", description="words that stand in the case; empty: all, newest first"
    )
