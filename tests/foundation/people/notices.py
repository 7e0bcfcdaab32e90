"""Notices for tests."""

from __future__ import annotations

from datetime import datetime

from gongjian.foundation.people.actions.notify import NoticeDraft, notify
from gongjian.foundation.people.models import User
from tests.factories import NOW


def make_draft(*users: User, **fields) -> NoticeDraft:
    defaults = {
        "event": "caseevent:1",
        "topic": "cases",
        "reason": "You reported this.",
        "subject": "Case 7K3M9-Q2XAB was answered",
        "body": "The department answered.",
        "path": "/cases/7K3M9Q2XAB/",
        "users": users,
    }
    return NoticeDraft(**{**defaults, **fields})


def tell(*users: User, now: datetime = NOW, **fields) -> None:
    notify(drafts=[make_draft(*users, **fields)], now=now)
