"""The demo town's departments on the database of the running test, served with their nodes."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from gongjian.config.demo import marker
from gongjian.config.demo.load_exchange import load_exchange
from gongjian.config.demo.load_register import load_register
from gongjian.config.demo.town import build_town
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.people.models import User
from tests.processes import Town, served


@dataclass
class Visitor:
    """Somebody with a browser without scripts."""

    url: str
    _cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(self.url + path.lstrip("/")))

    def post(self, path: str, said: Mapping[str, object]) -> tuple[int, str]:
        """Send a form; where that leads to."""
        address = self.url + path.lstrip("/")
        token = {one.name: one.value for one in self._cookies}["csrftoken"]
        body = urllib.parse.urlencode({**said, "csrfmiddlewaretoken": token}, doseq=True).encode()
        return self._open(urllib.request.Request(address, body, {"Referer": address}))

    def sign_in(self, account: str) -> User:
        """As one of the demo's people, by one click."""
        person = User.objects.get(email=f"{account}@luhu.example.org")
        self.get("/demo/")
        status, _page = self.post("/demo/", {"person": person.pk})
        assert status == 200
        return person

    def _open(self, asking: urllib.request.Request) -> tuple[int, str]:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies))
        try:
            with opener.open(asking, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def text_of(page: str) -> str:
    """What stands on a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@contextmanager
def exchange_town(home: Path, language: str = "en") -> Iterator[Town]:
    """Registers of two departments in the database of the test where that is PostgreSQL, and a
    running town with web, worker and both nodes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DEMO", True)
        patch.setattr("django.conf.settings.HOME", home)
        patch.setattr("django.conf.settings.EXCHANGE_KEYS", home / "keys" / "exchange")
        town = build_town(language=language, today=local_day(now()), size=24)
        actor = Actor.system("demo")
        actors = load_register(town, actor=actor, now=town.now - timedelta(days=150))
        load_exchange(town, actors, actor=actor)
    marker.write(home, language=language)
    try:
        with served(
            "--port", "0", home=home,
            GONGJIAN_SECRET_KEY=settings.SECRET_KEY, GONGJIAN_TRACKING_KEY=settings.TRACKING_KEY,
            GONGJIAN_TIME_ZONE=settings.TIME_ZONE,
        ) as running:  # fmt: skip
            yield running
    finally:
        _drop_registers()


def _drop_registers() -> None:
    """Schemas and roles are no rows: nothing undoes them after a test."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nspname, usename FROM pg_namespace JOIN pg_user"
            " ON has_schema_privilege(usename, nspname, 'usage') AND usename LIKE nspname || '%%'"
            " WHERE nspname LIKE 'register%%'"
        )
        for schema, role in cursor.fetchall():
            cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')
            cursor.execute(f'DROP ROLE "{role}"')
