from __future__ import annotations

import json

import pytest

from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from tests import factories

PEOPLE = (
    "resident", "neighbour", "handler", "colleague", "supervisor", "other_handler", "dispatcher",
    "auditor",
)  # fmt: skip


@pytest.fixture
def keys(town):
    """An API key for each person of the town, called like them, and for an administrator."""
    users = {who: User.objects.get(pk=getattr(town, who).user_id) for who in PEOPLE}
    users["administrator"] = factories.make_user(role="administrator")
    for who, user in users.items():
        ApiKey.objects.create(name=who, digest=key_digest(who), user=user)
    return users


@pytest.fixture
def call(client, keys):
    """``call("handler", "POST", "cases/…", {…})``: as that person's programme; "" is nobody's.

    The answer is a pair: the status, and what JSON says (None: nothing).
    """

    def called(who, method, path, body=None, **headers):
        if who:
            headers["Authorization"] = f"Bearer {who}"
        answer = client.generic(
            method, f"/api/v1/{path}", json.dumps({} if body is None else body),
            content_type="application/json", headers=headers,
        )  # fmt: skip
        return answer.status_code, json.loads(answer.content) if answer.content else None

    return called


@pytest.fixture
def send_file(client, keys):
    """Like ``call``, with a file and fields beside it."""

    def sent(who, path, file, fields=None, **headers):
        if who:
            headers["Authorization"] = f"Bearer {who}"
        answer = client.post(f"/api/v1/{path}", {"file": file, **(fields or {})}, headers=headers)
        return answer.status_code, json.loads(answer.content) if answer.content else None

    return sent
