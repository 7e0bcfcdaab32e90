"""The tables of the dashboard as files, with the sums that the rates are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from django.http import HttpResponse
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.csv_files import Cell, csv_response
from gongjian.government.cases.interface import RateFilters, RateRow
from gongjian.site.openness.selectors import dashboards
from gongjian.site.openness.views import rate_tables


class Table(StrEnum):
    MONTHS = "months"
    DEPARTMENTS = "departments"
    CATEGORIES = "categories"
    AREAS = "areas"


def table_file(table: Table, filters: RateFilters) -> HttpResponse:
    """One table as CSV; its name says the period."""
    lines: list[Sequence[Cell]] = [rate_tables.CSV_HEADING]
    lines += [rate_tables.csv_row(row.key, name, row.counts) for row, name in _rows(table, filters)]
    span = f"{filters.month_from:%Y-%m}-{filters.month_until:%Y-%m}"
    return csv_response(f"{table}-{span}", lines)


def department(row: RateRow) -> str:
    return row.name or _("not yet with a department")


def category(row: RateRow) -> str:
    return row.name or _("not yet sorted")


def area(row: RateRow) -> str:
    return row.name or _("no place named")


def _rows(table: Table, filters: RateFilters) -> list[tuple[RateRow, str]]:
    if table is Table.MONTHS:
        return [(row, row.name) for row in dashboards.month_rows(filters)]
    if table is Table.DEPARTMENTS:
        return [(row, department(row)) for row in dashboards.department_rows(filters)]
    if table is Table.CATEGORIES:
        return [(node.row, category(node.row)) for node in dashboards.category_rows(filters)]
    return [(node.row, area(node.row)) for node in dashboards.area_rows(filters)]
