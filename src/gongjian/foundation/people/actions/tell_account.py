"""Telling somebody what happened to their own account, at once."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people import topics
from gongjian.foundation.people.actions.notify import NoticeDraft, Text, notify
from gongjian.foundation.people.models import User


def tell_account(
    user: User, *, event: str, subject: Text, body: Text, now: datetime, path: str = ""
) -> None:
    """Write an urgent notice about an account to its owner."""
    notify(
        drafts=[
            NoticeDraft(
                event=event,
                topic=topics.ACCOUNT.code,
                reason=_("It is about your account here."),
                subject=subject,
                body=body,
                path=path or reverse("account"),
                users=[user],
                is_urgent=True,
            )
        ],
        now=now,
    )
