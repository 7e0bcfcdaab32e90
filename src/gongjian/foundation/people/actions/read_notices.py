"""Reading: one notice by opening it, or all at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people import policies
from gongjian.foundation.people.models import Notice
from gongjian.foundation.people.selectors import notices


def open_notice(*, actor: Actor, notice_id: UUID, now: datetime) -> Notice:
    """Mark one's own notice as read and return it; NotFound for anybody else's."""
    notice = notices.own_notice(actor=actor, notice_id=notice_id)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now)
    return notice


def read_notices(*, actor: Actor, now: datetime) -> int:
    """Mark all of one's notices as read; return how many were unread."""
    mine = Notice.objects.filter(user_id=policies.require_account(actor))
    return mine.filter(read_at=None).update(read_at=now)
