"""How the market works: competition, money, time, small firms; and the rows as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.ids import show_number
from gongjian.market.procurement.models import State
from gongjian.market.procurement.selectors import market_figures as figures

SHOWN = 25
COLUMNS = (
    "call", "title", "buyer", "company", "day", "currency", "estimate_minor", "amount_minor",
    "bids", "is_small_firm",
)  # fmt: skip


@public
@require_safe
def call_dashboard(request: HttpRequest) -> HttpResponse:
    """Figures of the awards of a year."""
    moment = now()
    shown = {
        "figures": figures.market_figures(now=moment),
        "days": [
            (State(state).label, days, calls)
            for state, days, calls in figures.days_in_states(now=moment)
        ],
        "costs": figures.cost_by_initiative(now=moment),
        "awards": list(islice(figures.awards_made(now=moment), SHOWN)),
    }
    return render(request, "procurement/call_dashboard.html", shown)


class _Line:
    def write(self, text: str) -> str:
        return text


@public
@require_safe
def awards_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every award of a year, a line each."""
    answer = StreamingHttpResponse(_lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="awards.csv"'
    return answer


def _lines() -> Iterator[str]:
    table = csv.writer(_Line())
    yield "\ufeff" + table.writerow(COLUMNS)
    for one in figures.awards_made(now=now()):
        cells = [
            show_number(one.call.number), one.call.title, one.call.buyer.name, one.company.name,
            local_day(one.made_at).isoformat() if one.made_at else "", one.currency,
            one.estimate_minor, one.amount_minor, one.bids, int(one.is_small_firm),
        ]  # fmt: skip
        yield table.writerow([_plain(cell) for cell in cells])


def _plain(cell: object) -> object:
    # A cell that begins like a formula would be computed by whoever opens it in a spreadsheet.
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" else cell
