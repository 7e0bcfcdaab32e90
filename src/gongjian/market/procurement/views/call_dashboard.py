"""How the market works: competition, money, time, small firms; and the rows as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.csv_files import Cell, csv_response
from gongjian.foundation.kernel.ids import show_number
from gongjian.foundation.trail import interface as trail
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
        "costs": _costs(request, moment),
        "awards": list(islice(figures.awards_made(now=moment), SHOWN)),
    }
    return render(request, "procurement/call_dashboard.html", shown)


def _costs(request: HttpRequest, moment: datetime) -> list[tuple[trail.Told, str, int, int, int]]:
    """What initiatives cost, by what they are called; those that somebody may see."""
    rows = figures.cost_by_initiative(now=moment)
    told = trail.describe(actor=actor_of(request), references={row[0] for row in rows}, now=moment)
    return [(told[row[0]], *row[1:]) for row in rows if row[0] in told]


@public
@require_safe
def awards_csv(request: HttpRequest) -> HttpResponse:
    """Every award of a year, a line each."""
    return csv_response("awards", _lines())


def _lines() -> Iterator[Sequence[Cell]]:
    yield COLUMNS
    for one in figures.awards_made(now=now()):
        yield (
            show_number(one.call.number), one.call.title, one.call.buyer.name, one.company.name,
            local_day(one.made_at).isoformat() if one.made_at else "", one.currency,
            one.estimate_minor, one.amount_minor, one.bids, int(one.is_small_firm),
        )  # fmt: skip
