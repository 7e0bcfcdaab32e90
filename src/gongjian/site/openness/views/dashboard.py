"""The dashboard: the three rates and the first response, for everybody, with their tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.people import interface as people
from gongjian.government.cases.interface import Counts, RateFilters, RateRow
from gongjian.site.openness.forms import RateFilterForm
from gongjian.site.openness.selectors import dashboards
from gongjian.site.openness.selectors.dashboards import Dashboard
from gongjian.site.openness.views import rate_files, rate_tables
from gongjian.site.openness.views.rate_files import Table
from gongjian.site.openness.views.rate_tables import Measure, Named, RateTable, percent

FILTERS = ("month_from", "month_until", "department", "category", "area")
SHORT_MONTHS = 3


@public
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    form = RateFilterForm(request.GET)
    filters = form.filters()
    found = dashboards.dashboard(filters)
    sort = rate_tables.sort_key(request.GET.get("sort", ""))
    query = query_of(request)
    shown = {
        "form": form,
        "period": period_words(filters),
        "tiles": _tiles(found, len(found.months)),
        "tabs": _tabs(form, filters, query),
        "own": _own_departments(request, form, query),
        "labels": [_short(row.key) for row in found.months],
        "rates": [
            # Shares are fractions, though other measures are not.
            (measure.name, [percent(measure.value(row.counts)) for row in found.months])  # type: ignore[arg-type]
            for measure in rate_tables.SHARES
        ],
        "waits": [
            (
                rate_tables.WAIT.name,
                [rate_tables.hours(row.counts.first_response_hours()) for row in found.months],
            )
        ],
        "months_csv": _csv_url("months", query),
        "tables": list(_tables(found, query, sort)),
        "cases_url": _cases_url(query),
        "layout": "portal/staff.html" if actor_of(request).is_staff else "portal/base.html",
    }
    return render(request, "openness/dashboard.html", shown)


@public
@require_safe
def dashboard_table(request: HttpRequest, table: str) -> HttpResponse:
    """One table of the dashboard as CSV, with the sums that the rates are computed from."""
    try:
        wanted = Table(table)
    except ValueError as error:
        raise NotFound from error
    return rate_files.table_file(wanted, RateFilterForm(request.GET).filters())


@public
@require_safe
def rates_explained(request: HttpRequest) -> HttpResponse:
    """What is counted how."""
    return render(request, "openness/rates_explained.html")


def query_of(request: HttpRequest) -> QueryDict:
    """The filters of this address and its order, and nothing else that stood in it."""
    query = QueryDict(mutable=True)
    for name in (*FILTERS, "sort"):
        if value := request.GET.get(name, ""):
            query[name] = value
    return query


def _address(query: QueryDict, **changes: str) -> str:
    there = query.copy()
    for name, value in changes.items():
        there[name] = value
        if not value:
            del there[name]
    return f"?{there.urlencode()}"


def _csv_url(table: str, query: QueryDict) -> str:
    return reverse("dashboard_table", args=[table]) + _address(query, sort="")


def _cases_url(query: QueryDict) -> str:
    """The public cases behind the figures; a list knows the same three filters."""
    address = _address(query, sort="", month_from="", month_until="")
    return reverse("case_list") + address


def _tiles(found: Dashboard, months: int) -> list[dict[str, str]]:
    total, before = found.total, found.before
    tiles = [
        {
            "label": _("cases received"),
            "value": rate_tables.count_shown(total.received),
            "note": ngettext(
                "%(count)s of them still open", "%(count)s of them still open", total.open
            )
            % {"count": rate_tables.count_shown(total.open)},
            "change": "",
        }
    ]
    for measure, label, note in (
        (rate_tables.RESPONSE, pgettext("rate", "answered in time"), _("of %(count)s due")),
        (rate_tables.SOLUTION, _("solved, say those who asked"), _("of %(count)s rated")),
        (rate_tables.SATISFACTION, pgettext("rate", "satisfied"), _("of %(count)s rated")),
        (rate_tables.WAIT, _("until the first response"), ""),
    ):
        count = measure.of(total) if measure.of else 0
        note = note or ngettext("mean of %(count)s case", "mean of %(count)s cases", count)
        tiles.append(
            {
                "label": label,
                "value": rate_tables.shown_value(measure, total),
                "note": note % {"count": rate_tables.count_shown(count)},
                "change": _change(measure, total, before, months),
            }
        )
    return tiles


def _change(measure: Measure, total: Counts, before: Counts, months: int) -> str:
    """How much better or worse than in the time before, in words; "" where nothing compares."""
    value, earlier = measure.value(total), measure.value(before)
    if value is None or earlier is None:
        return ""
    factor = 100 if measure.is_share else 1
    difference = f"{float((value - earlier) * factor):+.1f}"
    words = (
        ngettext(
            "%(change)s points on the month before",
            "%(change)s points on the %(months)s months before",
            months,
        )
        if measure.is_share
        else ngettext(
            "%(change)s h on the month before",
            "%(change)s h on the %(months)s months before",
            months,
        )
    )
    return words % {"change": difference.replace("-", "−"), "months": months}


def _tabs(
    form: RateFilterForm, filters: RateFilters, query: QueryDict
) -> list[tuple[str, str, bool]]:
    """Usual periods, as months by name, so that a shared address shows the same to everybody."""
    starts = {
        _("3 months"): dashboards.months_earlier(form.reach.last, SHORT_MONTHS - 1),
        _("12 months"): form.reach.usual_first,
        _("Everything"): form.reach.first,
    }
    tabs, known = [], set()
    for name, wanted in starts.items():
        start = max(wanted, form.reach.first)
        if start not in known:
            known.add(start)
            address = _address(query, month_from=start.isoformat(), month_until="")
            is_this = (filters.month_from, filters.month_until) == (start, form.reach.last)
            tabs.append((name, address, is_this))
    return tabs


def _own_departments(
    request: HttpRequest, form: RateFilterForm, query: QueryDict
) -> list[tuple[str, str, bool]]:
    """For people of departments: their own beside all of them, a step away."""
    ids = actor_of(request).organisation_ids(Role.HANDLER, Role.SUPERVISOR)
    names = people.body_options().labels
    own = sorted((names[str(key)], str(key)) for key in ids if str(key) in names)
    if not own:
        return []
    chosen = query.get("department", "")
    if len(own) == 1:
        # Names of departments are long; which one it is stands below, as the filter that is chosen.
        own = [(_("My department"), own[0][1])]
    choices = [(_("All departments"), ""), *own]
    return [(name, _address(query, department=key), key == chosen) for name, key in choices]


def _tables(found: Dashboard, query: QueryDict, sort: str) -> Iterator[RateTable]:
    parts = (
        (
            "departments", _("By department"), _("Department"),
            [_named(row, rate_files.department(row), "department", row.key, query)
             for row in found.departments],
        ),
        (
            "categories", _("By category"), _("Category"),
            [_named(node.row, rate_files.category(node.row), "category", node.id, query)
             for node in found.categories],
        ),
        (
            "areas", _("By area"), _("Area"),
            [_named(node.row, rate_files.area(node.row), "area", node.id, query)
             for node in found.areas],
        ),
    )  # fmt: skip
    for name, caption, label, rows in parts:
        yield RateTable(
            name=name,
            caption=caption,
            label=label,
            headings=rate_tables.headings_of(label, query, sort, name),
            rows=rate_tables.rows_of(rows, sort),
            csv_url=_csv_url(name, query),
        )


def _named(row: RateRow, name: str, field: str, key: str, query: QueryDict) -> Named:
    is_here = not key or query.get(field) == key
    return Named(name, "" if is_here else _address(query, **{field: key}), row.counts)


def period_words(filters: RateFilters) -> str:
    first, last = filters.month_from, filters.month_until
    names = [date_format(month, "YEAR_MONTH_FORMAT") for month in (first, last) if month]
    return (
        names[0]
        if first == last
        else _("%(first)s to %(last)s") % dict(zip(("first", "last"), names, strict=True))
    )


def _short(key: str) -> str:
    # Translators: a month on the axis of a chart, in Django's date format.
    return date_format(date.fromisoformat(f"{key}-01"), pgettext("month on an axis", "M Y"))
