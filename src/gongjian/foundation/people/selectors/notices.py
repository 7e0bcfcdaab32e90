"""Notices: somebody's inbox, what they want by e-mail, what could not be delivered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.people import policies, topics
from gongjian.foundation.people.models import Notice, NoticeState, NoticeSubscription
from gongjian.foundation.people.rules import Pace

UNREAD_COUNTED = 99


def inbox(
    *, actor: Actor, only_unread: bool = False, cursor: str = "", size: int = 25
) -> Page[Notice]:
    """The notices of whoever asks, newest first."""
    rows = Notice.objects.filter(user_id=policies.require_account(actor))
    if only_unread:
        rows = rows.filter(read_at=None)
    return keyset_page(rows, order=("-created_at", "-id"), cursor=cursor, size=size)


def unread_count(user_id: UUID) -> int:
    """How many notices wait to be read; 99 stands for "99 or more", so that it stays cheap."""
    unread = Notice.objects.filter(user_id=user_id, read_at=None)
    return len(unread.order_by().values_list("pk", flat=True)[:UNREAD_COUNTED])


def own_notice(*, actor: Actor, notice_id: UUID) -> Notice:
    """A notice of whoever asks; NotFound for anybody else's."""
    found = Notice.objects.filter(pk=notice_id, user_id=policies.require_account(actor)).first()
    if found is None:
        raise NotFound
    return found


def refused_topics(*, actor: Actor) -> set[str]:
    """Codes of the topics that whoever asks does not want by e-mail."""
    refusals = NoticeSubscription.objects.filter(
        user_id=policies.require_account(actor), wants_email=False
    )
    return set(refusals.values_list("topic", flat=True))


def chosen_paces(*, actor: Actor) -> dict[str, Pace]:
    """How often letters go to whoever asks, by topic of which that may be
    chosen. One query."""
    rows = NoticeSubscription.objects.filter(user_id=policies.require_account(actor))
    chosen = dict(rows.exclude(pace="").values_list("topic", "pace"))
    known = topics.topics_for(is_staff=actor.is_staff)
    return {one.code: Pace(chosen.get(one.code, one.pace)) for one in known if one.is_paced}


def undelivered_letters(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Notice]:
    """Notices whose letter was given up, newest first; for administrators."""
    policies.require_administrator(actor)
    rows = _undelivered().select_related("user")
    return keyset_page(rows, order=("-created_at", "-id"), cursor=cursor, size=size)


def undelivered_to(user_id: UUID) -> Notice | None:
    """The newest notice that could not be delivered to somebody, so that they are told."""
    return _undelivered().filter(user_id=user_id).order_by("-created_at", "-id").first()


def has_due_letters(now: datetime) -> bool:
    """Whether a worker has something to send."""
    due = Notice.objects.filter(
        state__in=[NoticeState.WAITING, NoticeState.SENDING], send_after__lte=now
    )
    return due.exists()


def _undelivered() -> QuerySet[Notice]:
    return Notice.objects.filter(state=NoticeState.FAILED)
