"""Counts of looks by day, department, dataset and outcome: kept, so that no page walks the rows.

A look is counted once what came of it is settled. Whoever counts holds `LookMark`, so that each is
counted once, however many count at once and whenever one of them is killed.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from gongjian.foundation.kernel.clock import local_day
from gongjian.government.exchange.models import DataQuery, LookCount, LookMark
from gongjian.government.exchange.rules.queries import COLLECT_WITHIN, QueryState, group_of

SETTLED_AFTER = COLLECT_WITHIN + timedelta(minutes=5)
"""After that a look is answered, or closed as too slow."""
AT_ONCE = timedelta(hours=1)
PENDING = [QueryState.ASKED.value, QueryState.WAITING.value]
Cell = tuple[date, UUID, UUID | None, str]


def count_looks(*, now: datetime) -> bool:
    """Count the looks of the next hour that has any; whether there may be more to count."""
    with transaction.atomic():
        mark = _mark()
        until = settled_until(now)
        later = DataQuery.objects.filter(asked_at__lt=until)
        if mark.counted_until is not None:
            later = later.filter(asked_at__gte=mark.counted_until)
        first = later.order_by("asked_at", "id").values_list("asked_at", flat=True).first()
        if first is None:
            if mark.counted_until is None or mark.counted_until < until:
                mark.counted_until = until
                mark.save(update_fields=["counted_until"])
            return False
        end = min(first + AT_ONCE, until)
        for cell, (total, sealed) in _cells(first, end).items():
            _add(cell, total, sealed)
        mark.counted_until = end
        mark.save(update_fields=["counted_until"])
    return end < until


def recount_looks(*, first: date, last: date) -> int:
    """Count days anew from the rows, as far as they are counted; how many looks they have."""
    zone = timezone.get_default_timezone()
    counted = 0
    with transaction.atomic():
        mark = _mark()
        if mark.counted_until is None:
            return 0
        LookCount.objects.filter(day__gte=first, day__lte=last).delete()
        begin = datetime.combine(first, time.min, zone)
        end = datetime.combine(last + timedelta(days=1), time.min, zone)
        for cell, (total, sealed) in _cells(begin, min(end, mark.counted_until)).items():
            _add(cell, total, sealed)
            counted += total
    return counted


def has_uncounted(now: datetime) -> bool:
    """Whether there is anything to count: looks, or the end of a day without any."""
    mark = LookMark.objects.filter(pk=1).first()
    until = settled_until(now)
    if mark is None or mark.counted_until is None:
        return DataQuery.objects.filter(asked_at__lt=until).exists()
    if local_day(mark.counted_until) < local_day(until):
        return True
    rows = DataQuery.objects.filter(asked_at__gte=mark.counted_until, asked_at__lt=until)
    return rows.exists()


def settled_until(now: datetime) -> datetime:
    """Before this moment, what came of every look is settled."""
    pending = DataQuery.objects.filter(state__in=PENDING).order_by("asked_at", "id")
    oldest = pending.values_list("asked_at", flat=True).first()
    settled = now - SETTLED_AFTER
    return settled if oldest is None else min(settled, oldest)


def _mark() -> LookMark:
    LookMark.objects.get_or_create(pk=1)
    return LookMark.objects.select_for_update().get(pk=1)


def _cells(begin: datetime, end: datetime) -> dict[Cell, tuple[int, int]]:
    found: dict[Cell, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for day, since, before in _days(begin, end):
        rows = DataQuery.objects.filter(asked_at__gte=since, asked_at__lt=before)
        groups = rows.order_by().values_list("consumer", "dataset", "outcome")
        counts = groups.annotate(
            Count("pk"), kept=Count("pk", filter=Q(sealed_until__isnull=False))
        )
        for consumer, dataset, outcome, total, sealed in counts:
            cell = (day, consumer, dataset, group_of(outcome).value)
            found[cell] = (found[cell][0] + total, found[cell][1] + sealed)
    return found


def _days(begin: datetime, end: datetime) -> list[tuple[date, datetime, datetime]]:
    """The part of each local day that lies between two moments."""
    zone, parts, at = timezone.get_default_timezone(), [], begin
    while at < end:
        day = local_day(at)
        following = datetime.combine(day + timedelta(days=1), time.min, zone)
        parts.append((day, at, min(following, end)))
        at = following
    return parts


def _add(cell: Cell, total: int, sealed: int) -> None:
    day, consumer, dataset, group = cell
    rows = LookCount.objects.filter(day=day, consumer=consumer, outcome_group=group)
    rows = rows.filter(dataset=dataset) if dataset else rows.filter(dataset__isnull=True)
    if not rows.update(total=F("total") + total, sealed=F("sealed") + sealed):
        LookCount.objects.create(
            day=day, consumer_id=consumer, dataset_id=dataset, outcome_group=group, total=total,
            sealed=sealed,
        )  # fmt: skip
