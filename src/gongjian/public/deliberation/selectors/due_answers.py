from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.public.deliberation.models import Proposal


def answers_to_remind(at: datetime, *, limit: int) -> list[UUID]:
    """Proposals of whose answer somebody is to be reminded, the longest due first; hidden ones,
    too: the answer is owed all the same."""
    due = Proposal.objects.filter(next_reminder_at__lte=at)
    return list(due.order_by("next_reminder_at", "id").values_list("pk", flat=True)[:limit])
