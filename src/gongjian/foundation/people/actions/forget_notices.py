"""Old notices go: the case keeps its history, the inbox need not."""

from __future__ import annotations

from datetime import datetime

from gongjian.foundation.kernel.pruning import delete_in_pieces
from gongjian.foundation.people import rules
from gongjian.foundation.people.models import Notice


def forget_notices(*, now: datetime) -> int:
    """Delete the notices older than ``rules.KEEP_NOTICES``; return how many."""
    old = Notice.objects.filter(created_at__lt=now - rules.KEEP_NOTICES)
    return delete_in_pieces(old.order_by("created_at"))
