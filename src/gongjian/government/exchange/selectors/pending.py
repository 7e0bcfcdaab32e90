"""Queries that wait for a source."""

from __future__ import annotations

from datetime import datetime

from gongjian.government.exchange.models import DataQuery
from gongjian.government.exchange.rules.queries import COLLECT_WITHIN


def queries_are_over(now: datetime) -> bool:
    """Whether any waits longer than it may be collected."""
    before = now - COLLECT_WITHIN
    waiting = DataQuery.objects.filter(state__in=["asked", "waiting"], asked_at__lt=before)
    return waiting.exists()
