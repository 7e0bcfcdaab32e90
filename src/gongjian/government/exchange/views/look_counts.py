"""How often departments look at data of people, for everybody."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.csv_files import Cell, csv_response
from gongjian.government.exchange.selectors import look_counts as counts


@public
@require_safe
def look_counts(request: HttpRequest) -> HttpResponse:
    today = local_day(now())
    months = counts.month_counts(today)
    month = _month(request.GET.get("month", "")) or (months[0].month if months else today)
    shown = {
        "months": months,
        "month": month.replace(day=1),
        "cells": counts.month_table(month.replace(day=1), today),
        "releases": counts.coming_releases(today),
        "most": counts.LEAST - 1,
        "until": counts.shown_before(today) - timedelta(days=1) if months else None,
    }
    return render(request, "exchange/look_counts.html", shown)


@public
@require_safe
def look_counts_file(request: HttpRequest) -> HttpResponse:
    """The table of one month, or of the latest, as CSV; what is hidden is empty."""
    today = local_day(now())
    month = _month(request.GET.get("month", ""))
    if month is None:
        months = counts.month_counts(today)
        month = months[0].month if months else today.replace(day=1)
    rows: list[list[Cell]] = [["month", "department", "dataset", "total", *counts.GROUPS]]
    rows += [
        [f"{month:%Y-%m}", one.consumer, one.dataset, one.total, *one.groups.values()]
        for one in counts.month_table(month, today)
    ]
    return csv_response(f"looks-{month:%Y-%m}", rows)


def _month(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if counts.FIRST_YEAR <= found.year < counts.LAST_YEAR else None
