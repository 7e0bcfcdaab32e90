"""Trying an undeliverable letter again, because an address or the mail server was put right."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import WrongState
from gongjian.foundation.people import policies
from gongjian.foundation.people.models import Notice, NoticeState


def retry_letter(*, actor: Actor, notice_id: UUID, now: datetime) -> None:
    """Put a notice that was given up back into the queue, as a new letter.

    Raises
    ------
    NotAllowed
        The actor is no administrator.
    WrongState
        It is not given up (any more).
    """
    policies.require_administrator(actor)
    failed = Notice.objects.filter(pk=notice_id, state=NoticeState.FAILED)
    if not failed.update(
        state=NoticeState.WAITING, send_after=now, message_id="", attempts=0, error=""
    ):
        raise WrongState
