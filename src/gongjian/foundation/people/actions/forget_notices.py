"""Old notices go: the case keeps its history, the inbox need not."""

from __future__ import annotations

from datetime import datetime

from gongjian.foundation.people import rules
from gongjian.foundation.people.models import Notice

BATCH = 5_000


def forget_notices(*, now: datetime) -> int:
    """Delete notices older than ``rules.KEEP_NOTICES``, at most ``BATCH``; return how many."""
    old = Notice.objects.filter(created_at__lt=now - rules.KEEP_NOTICES).order_by("created_at")
    keys = list(old.values_list("pk", flat=True)[:BATCH])
    deleted, _ = Notice.objects.filter(pk__in=keys).delete()
    return deleted
