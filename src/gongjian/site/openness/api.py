"""The published figures by programme: the three rates and the first response."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from gongjian.foundation.kernel.api_fields import StrictQuery
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Invalid, NotFound, Text
from gongjian.foundation.people import interface as people
from gongjian.government.cases.interface import RateFilters
from gongjian.government.duties import interface as duties
from gongjian.site.openness.selectors import becomes, dashboards
from gongjian.site.openness.views.becomes import ROWS as BECAME_ROWS
from gongjian.site.openness.views.becomes import became_file
from gongjian.site.openness.views.becomes import figures as became_figures
from gongjian.site.openness.views.rate_files import Table, table_file
from gongjian.site.openness.views.rate_tables import figures

router = Router()
CSV = {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}}
MONTH = r"^[1-9][0-9]{3}-(0[1-9]|1[0-2])$"
Month = Annotated[str, StringConstraints(pattern=MONTH)]
Share = Annotated[float | None, Field(description="null: nothing to divide by")]


class RatesQuery(StrictQuery):
    """The filters of the dashboard. Months without a case are left off at both ends."""

    month_from: Month | None = Field(
        default=None, description="`2026-01`; empty: eleven months before the last"
    )
    month_until: Month | None = Field(default=None, description="empty: this month")
    department_id: UUID | None = None
    category_id: UUID | None = Field(default=None, description="with all below it")
    area_id: UUID | None = Field(default=None, description="with all below it")


class RatesOut(Schema):
    """Sums, and the rates computed from them to four decimals; /dashboard/formulas/ says how."""

    received: int
    open: int
    due: int
    answered: int
    answered_in_time: int
    response_rate: Share
    rated: int
    solved: int
    solution_rate: Share
    satisfied: int
    satisfaction_rate: Share
    first_responses: int
    first_response_hours: Share


class MonthRatesOut(RatesOut):
    month: str


class NamedRatesOut(RatesOut):
    id: UUID | None = Field(description="null: not yet with one, or one no longer in use")
    name: str


class DashboardOut(Schema):
    """Categories and areas are those one level below the chosen ones."""

    month_from: str
    month_until: str
    total: RatesOut
    before: RatesOut = Field(description="as long a time just before")
    months: list[MonthRatesOut]
    departments: list[NamedRatesOut]
    categories: list[NamedRatesOut]
    areas: list[NamedRatesOut]


@router.get("/rates", response=DashboardOut, operation_id="get_rates")
def get_rates(request: HttpRequest, query: Query[RatesQuery]) -> JsonResponse:
    """The rates of a period, in all and by month, department, category and area."""
    filters = _filters(query)
    found = dashboards.dashboard(filters)
    shown = {
        "month_from": f"{filters.month_from:%Y-%m}",
        "month_until": f"{filters.month_until:%Y-%m}",
        "total": figures(found.total),
        "before": figures(found.before),
        "months": [{"month": row.key, **figures(row.counts)} for row in found.months],
        "departments": [
            {"id": row.key or None, "name": row.name, **figures(row.counts)}
            for row in found.departments
        ],
        "categories": [_node_out(node) for node in found.categories],
        "areas": [_node_out(node) for node in found.areas],
    }
    return JsonResponse(shown)


@router.get("/rates/{table}.csv", operation_id="download_rates", openapi_extra=CSV)
def download_rates(request: HttpRequest, table: Table, query: Query[RatesQuery]) -> HttpResponse:
    """One of its tables as CSV (UTF-8 with a byte order mark)."""
    return table_file(table, _filters(query))


class BecameOut(Schema):
    """Of what people asked for, how much was answered, decided, built and rated as solved; shares
    are of what was asked, to four decimals. /dashboard/asked/ says what counts."""

    asked: int
    answered: int
    decided: int
    built: int
    rated: int
    solved: int
    answered_share: Share
    decided_share: Share
    built_share: Share
    solved_share: Share
    solution_rate: Annotated[float | None, Field(description="solved ÷ rated")]


class MonthBecameOut(BecameOut):
    month: str


class NamedBecameOut(BecameOut):
    id: str | None = Field(description="null: not yet with one, or one no longer in use")
    name: str


class WhatBecameOut(Schema):
    """Categories and areas are those one level below the chosen ones."""

    month_from: str
    month_until: str
    counted_at: datetime | None = Field(description="when decided and built were counted last")
    total: BecameOut
    months: list[MonthBecameOut]
    departments: list[NamedBecameOut]
    categories: list[NamedBecameOut]
    areas: list[NamedBecameOut]


@router.get("/what-became", response=WhatBecameOut, operation_id="get_what_became")
def get_what_became(request: HttpRequest, query: Query[RatesQuery]) -> JsonResponse:
    """Of what people asked for in a period: how much was answered, decided, built and solved."""
    filters = _filters(query)
    shown: dict[str, object] = {
        "month_from": f"{filters.month_from:%Y-%m}",
        "month_until": f"{filters.month_until:%Y-%m}",
        "counted_at": becomes.counted_at(),
        "total": became_figures(becomes.total_became(filters)),
        "months": [
            {"month": row.key, **became_figures(row.became)}
            for row in becomes.months_became(filters)
        ],
    }
    for table in (Table.DEPARTMENTS, Table.CATEGORIES, Table.AREAS):
        shown[table.value] = [
            {"id": row.id or None, "name": row.name, **became_figures(row.became)}
            for row in BECAME_ROWS[table](filters)
        ]
    return JsonResponse(shown)


@router.get("/what-became/{table}.csv", operation_id="download_what_became", openapi_extra=CSV)
def download_what_became(
    request: HttpRequest, table: Table, query: Query[RatesQuery]
) -> HttpResponse:
    """One of its tables as CSV (UTF-8 with a byte order mark)."""
    return became_file(table, _filters(query))


def _filters(query: RatesQuery) -> RateFilters:
    reach = dashboards.reach(local_day(now()))
    until = min(_first_day(query.month_until) or reach.last, reach.last)
    start = max(_first_day(query.month_from) or min(reach.usual_first, until), reach.first)
    wrong: dict[str, list[Text]] = {}
    if start > until:
        wrong["month_until"] = [_("This is before the first month.")]
    category = area = None
    try:
        category = duties.get_known_category(query.category_id) if query.category_id else None
    except NotFound as error:
        wrong["category_id"] = [error.message]
    try:
        area = duties.get_area(query.area_id) if query.area_id else None
    except NotFound as error:
        wrong["area_id"] = [error.message]
    try:
        if query.department_id:
            people.get_public_body(query.department_id)
    except NotFound as error:
        wrong["department_id"] = [error.message]
    if wrong:
        raise Invalid(fields=wrong)
    return RateFilters(
        month_from=start,
        month_until=until,
        department_id=query.department_id,
        category_path=category.path if category else "",
        area_path=area.path if area else "",
    )


def _first_day(month: str | None) -> date | None:
    return date.fromisoformat(f"{month}-01") if month else None


def _node_out(node: dashboards.Node) -> dict[str, object]:
    return {"id": node.id or None, "name": node.row.name, **figures(node.row.counts)}
