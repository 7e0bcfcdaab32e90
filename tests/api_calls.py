"""Calling the API as somebody: by a programme's key, or with a browser's session."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest

NOBODY = UUID("01900000-0000-7000-8000-000000000000")
"""An id that nothing has, the same in every process of a run."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any
    """What the JSON says; None: nothing."""
    response: HttpResponseBase

    @property
    def code(self) -> str:
        """Of a problem; "" of anything else."""
        return self.body.get("code", "") if isinstance(self.body, dict) else ""

    @property
    def wrong(self) -> list[str]:
        """The fields a problem names."""
        return sorted({error["field"] for error in self.body.get("errors", [])})


class Caller:
    """Somebody who calls: ``caller("GET", "notices")``."""

    def __init__(self, client: Client, headers: dict[str, str] | None = None) -> None:
        self.client, self.headers = client, headers or {}

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        if isinstance(body, bytes):
            content = body
        else:
            content = b"" if body is None else json.dumps(body).encode()
        return self._answer(
            self.client.generic(
                method, f"/api/v1/{path}", content, content_type="application/json",
                headers={**self.headers, **headers},
            )
        )  # fmt: skip

    def send_table(self, path: str, content: bytes, **fields: str) -> Answer:
        file = SimpleUploadedFile("table.csv", content)
        return self._answer(
            self.client.post(f"/api/v1/{path}", {"file": file, **fields}, headers=self.headers)
        )

    @staticmethod
    def _answer(response: Any) -> Answer:
        is_json = "json" in response.get("Content-Type", "")
        body = json.loads(response.content) if is_json and response.content else None
        return Answer(response.status_code, body, response)


def by_key(user: User) -> Caller:
    """A programme with a key of somebody's."""
    key = secrets.token_hex()
    ApiKey.objects.create(name="test", digest=key_digest(key), user=user)
    return Caller(Client(), {"Authorization": f"Bearer {key}"})


def by_session(user: User) -> Caller:
    """Somebody's browser."""
    client = Client()
    client.force_login(user)
    return Caller(client)


def by_anybody() -> Caller:
    return Caller(Client())
