"""What competition and money come to: of awards, and of the time between the states of calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from gongjian.market.procurement.models import Award, AwardState, CallEvent
from gongjian.market.procurement.rules.states import CallState

PERIOD = timedelta(days=365)
DAY_SECONDS = 86_400
MOST_CALLS = 2_000
"""Newest awards whose time between states is looked at."""
TIMED = (
    CallState.OPEN, CallState.CLOSED, CallState.TECHNICAL_OPENING, CallState.EVALUATION,
    CallState.PRICE_OPENING, CallState.INTENT, CallState.STANDSTILL, CallState.CONTRACT,
    CallState.DELIVERY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarketFigures:
    """Of awards made in a period, in one currency.

    bids_per_call is in hundredths, so that it is exact to what is shown.
    """

    currency: str
    awards: int
    bids: int
    single_bids: int
    small_firms: int
    estimate_minor: int
    amount_minor: int

    @property
    def saved_minor(self) -> int:
        return self.estimate_minor - self.amount_minor

    @property
    def bids_per_call(self) -> str:
        hundredths = self.bids * 100 // self.awards if self.awards else 0
        return f"{hundredths // 100}.{hundredths % 100:02}"

    @property
    def saved_percent(self) -> int:
        return self.saved_minor * 100 // self.estimate_minor if self.estimate_minor else 0

    @property
    def small_percent(self) -> int:
        return self.small_firms * 100 // self.awards if self.awards else 0


def market_figures(*, now: datetime) -> list[MarketFigures]:
    """Of the awards of a year, the currency with most of them first; one query."""
    rows = Award.objects.filter(state=AwardState.MADE, made_at__gt=now - PERIOD).values("currency")
    rows = rows.annotate(
        awards=Count("id"), all_bids=Sum("bids"), single=Count("id", filter=Q(bids=1)),
        small=Count("id", filter=Q(is_small_firm=True)), estimates=Sum("estimate_minor"),
        amounts=Sum("amount_minor"),
    )  # fmt: skip
    return [
        MarketFigures(
            currency=row["currency"], awards=row["awards"], bids=row["all_bids"],
            single_bids=row["single"], small_firms=row["small"],
            estimate_minor=row["estimates"], amount_minor=row["amounts"],
        )
        for row in rows.order_by("-awards", "currency")
    ]  # fmt: skip


def days_in_states(*, now: datetime) -> list[tuple[str, int, int]]:
    """Median days that calls awarded within a year spent in each state, and of how many calls."""
    awarded = Award.objects.filter(state=AwardState.MADE, made_at__gt=now - PERIOD)
    keys = list(awarded.order_by("-made_at").values_list("call", flat=True)[:MOST_CALLS])
    moving = CallEvent.objects.filter(call__in=keys).exclude(from_state=F("to_state"))
    events = moving.order_by("call", "id")
    spent: dict[str, dict[object, float]] = defaultdict(lambda: defaultdict(float))
    last_call, state, since = None, "", now
    for call, from_state, to_state, at in events.values_list(
        "call", "from_state", "to_state", "at"
    ):
        if call != last_call:
            last_call, state, since = call, from_state, at
        if to_state != state:
            spent[state][call] += (at - since).total_seconds()
            state, since = to_state, at
    return [
        (name.value, round(median(times) / DAY_SECONDS), len(times))
        for name in TIMED
        if (times := list(spent[name.value].values()))
    ]


def cost_by_initiative(*, now: datetime, most: int = 50) -> list[tuple[str, str, int, int, int]]:
    """What was awarded for each initiative within a year, the dearest first: its reference,
    currency, awards, amount, and what was paid of it."""
    rows = Award.objects.filter(state=AwardState.MADE, made_at__gt=now - PERIOD)
    grouped = rows.exclude(call__initiative_ref="").values("call__initiative_ref", "currency")
    found = grouped.annotate(
        awards=Count("id"),
        total=Sum("amount_minor"),
        paid=Coalesce(Sum("contract__paid_minor"), 0),
    ).order_by("-total")
    return [
        (row["call__initiative_ref"], row["currency"], row["awards"], row["total"], row["paid"])
        for row in found[:most]
    ]


def awards_made(*, now: datetime) -> Iterator[Award]:
    """The awards of a year, the newest first, for a table."""
    rows = Award.objects.filter(state=AwardState.MADE, made_at__gt=now - PERIOD)
    rows = rows.select_related("call__buyer", "company__organisation")
    return rows.order_by("-made_at", "-id").iterator(chunk_size=500)
