"""What background work would do for many cases one event at a time, done for all at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from gongjian.government.cases.actions.catch_up import begin_catching_up
from gongjian.government.cases.actions.index_cases import index_cases
from gongjian.government.cases.actions.learn_from_cases import learn_from_all_cases
from gongjian.government.cases.actions.notify_people import notify_people
from gongjian.government.cases.actions.place_cases import place_cases
from gongjian.government.cases.actions.refresh_hot_issues import refresh_hot_issues
from gongjian.government.cases.actions.refresh_rates import refresh_rates
from gongjian.government.cases.models import Case, CaseEvent

BATCH = 500
NEWS_DAYS = 3
MOST_PLACED = 500
"""The newest are sought for hot issues at once, for that is the dearest of it all; a worker goes on
with the others."""


def settle_imported(*, now: datetime, on_progress: Callable[[int], object]) -> None:
    """Index every case, count every rate, keep what is to be learnt of each, find the hot issues of
    the newest, and write the notices of the last days into the inboxes.

    For a town that was filled with its past while the outbox was muted: all that it would have set
    off is done here, save letters about what happened months ago.
    """
    ids = list(Case.objects.order_by("id").values_list("id", flat=True))
    for begin in range(0, len(ids), BATCH):
        part = ids[begin : begin + BATCH]
        index_cases(case_ids=part)
        first = CaseEvent.objects.filter(case__in=part, name="case_received")
        refresh_rates(event_ids=list(first.values_list("id", flat=True)), now=now)
        learn_from_all_cases(case_ids=part, now=now)
        on_progress(len(part))
    newest = Case.objects.order_by("-received_at", "-id").values_list("id", flat=True)[:MOST_PLACED]
    placed = list(newest)[::-1]
    for begin in range(0, len(placed), BATCH):
        place_cases(case_ids=placed[begin : begin + BATCH], now=now, is_joining=False)
    refresh_hot_issues(now=now, limit=MOST_PLACED)
    if len(ids) > MOST_PLACED:
        begin_catching_up()
    recent = CaseEvent.objects.filter(at__gt=now - timedelta(days=NEWS_DAYS)).order_by("id")
    notify_people(event_ids=list(recent.values_list("id", flat=True)), now=now)
