"""The public number: of what people asked for, how much was answered, decided, built and solved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.csv_files import Cell, csv_response
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.cases.interface import RateFilters
from gongjian.site.openness.forms import RateFilterForm
from gongjian.site.openness.rules import FIGURES, Became
from gongjian.site.openness.selectors import becomes
from gongjian.site.openness.selectors.becomes import BecameRow
from gongjian.site.openness.views.dashboard import period_words, query_of
from gongjian.site.openness.views.rate_files import Table
from gongjian.site.openness.views.rate_tables import NOTHING, count_shown, percent

ROWS: dict[Table, Callable[[RateFilters], list[BecameRow]]] = {
    Table.MONTHS: becomes.months_became,
    Table.DEPARTMENTS: becomes.departments_became,
    Table.CATEGORIES: becomes.categories_became,
    Table.AREAS: becomes.areas_became,
}
LABELS = {
    "answered": pgettext_lazy("public number", "answered"),
    "decided": pgettext_lazy("public number", "decided to be done"),
    "built": pgettext_lazy("public number", "built"),
    "solved": pgettext_lazy("public number", "solved, say those who asked"),
}
SHARES = tuple(LABELS)


@public
@require_safe
def what_became(request: HttpRequest) -> HttpResponse:
    form = RateFilterForm(request.GET)
    filters = form.filters()
    query = query_of(request).urlencode()
    shown = {
        "form": form,
        "period": period_words(filters),
        "tiles": _tiles(becomes.total_became(filters)),
        "tables": [_table(table, filters, query) for table in ROWS],
        "counted_at": becomes.counted_at(),
    }
    return render(request, "openness/what_became.html", shown)


@public
@require_safe
def what_became_table(request: HttpRequest, table: str) -> HttpResponse:
    """One of its tables as CSV."""
    try:
        wanted = Table(table)
    except ValueError as error:
        raise NotFound from error
    return became_file(wanted, RateFilterForm(request.GET).filters())


def became_file(table: Table, filters: RateFilters) -> HttpResponse:
    lines: list[Sequence[Cell]] = [("key", "name", *figures(Became()))]
    lines += [
        [row.key, _name(table, row), *figures(row.became).values()] for row in ROWS[table](filters)
    ]
    span = f"{filters.month_from:%Y-%m}-{filters.month_until:%Y-%m}"
    return csv_response(f"asked-{table}-{span}", lines)


def figures(became: Became) -> dict[str, Cell]:
    """The sums, and the shares computed from them to four decimals."""
    shares: dict[str, Cell] = {}
    for name in SHARES:
        share = became.share(name)
        shares[f"{name}_share"] = None if share is None else round(float(share), 4)
    rate = became.solution_rate()
    return {
        **{name: getattr(became, name) for name in FIGURES},
        **shares,
        "solution_rate": None if rate is None else round(float(rate), 4),
    }


def _tiles(total: Became) -> list[dict[str, str]]:
    tiles = [_tile(count_shown(total.asked), pgettext("public number", "asked"), "")]
    for name in SHARES:
        note = _("%(share)s of what was asked") % {"share": _share(total, name)}
        tiles.append(_tile(count_shown(getattr(total, name)), str(LABELS[name]), note))
    return tiles


def _tile(value: str, label: str, note: str) -> dict[str, str]:
    return {"value": value, "label": label, "note": note}


def _share(became: Became, name: str) -> str:
    share = percent(became.share(name))
    return NOTHING if share is None else f"{share:.1f}%"


def _table(table: Table, filters: RateFilters, query: str) -> dict[str, object]:
    captions = {
        Table.MONTHS: (_("Month by month"), _("Month")),
        Table.DEPARTMENTS: (_("By department"), _("Department")),
        Table.CATEGORIES: (_("By category"), _("Category")),
        Table.AREAS: (_("By area"), _("Area")),
    }
    caption, label = captions[table]
    return {
        "name": table.value,
        "caption": caption,
        "label": label,
        "rows": [_row(table, row) for row in ROWS[table](filters)],
        "csv_url": f"{reverse('what_became_table', args=[table.value])}?{query}",
        "is_of_town": table is not Table.MONTHS,
    }


def _row(table: Table, row: BecameRow) -> dict[str, object]:
    became = row.became
    return {
        "name": _name(table, row, is_shown=True),
        "asked": count_shown(became.asked),
        "cells": [
            (
                str(LABELS[name]),
                count_shown(getattr(became, name)),
                _share(became, name) if became.asked else "",
            )
            for name in SHARES
        ],
    }


def _name(table: Table, row: BecameRow, *, is_shown: bool = False) -> str:
    if table is Table.MONTHS:
        month = parse_date(f"{row.key}-01")
        return date_format(month, "YEAR_MONTH_FORMAT") if is_shown and month else row.name
    missing = {
        Table.DEPARTMENTS: _("not yet with a department"),
        Table.CATEGORIES: _("not yet sorted"),
        Table.AREAS: _("no place named"),
    }
    return row.name or missing[table]
