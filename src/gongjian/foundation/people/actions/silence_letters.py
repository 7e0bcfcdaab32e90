"""Keeping notices in the inbox only, for towns that bring their past along."""

from __future__ import annotations

from gongjian.foundation.people.models import Notice
from gongjian.foundation.people.models.notice import NoticeState


def silence_letters() -> int:
    """No waiting notice is sent as a letter any more; returns how many."""
    return Notice.objects.filter(state=NoticeState.WAITING).update(
        state=NoticeState.SILENT, send_after=None
    )
