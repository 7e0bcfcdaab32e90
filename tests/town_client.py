"""Programmes that call a served demo town over the network, as its people's."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any

from tests.processes import Town


@dataclass(frozen=True, slots=True)
class Programme:
    """Somebody's programme: ``handler("POST", "cases/…/accept", {})`` answers (status, body)."""

    town: Town
    key: str = ""

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        content = None if body is None else json.dumps(body).encode()
        asking = urllib.request.Request(
            f"{self.town.url}api/v1/{path}",
            content,
            {"Content-Type": "application/json", **headers},
            method=method,
        )
        return _answer(asking)

    def open311(self, path: str, **fields: str) -> tuple[int, Any]:
        """Open311 as it is spoken: only what is posted has fields, and a key."""
        content = None
        if fields:
            content = urllib.parse.urlencode({"api_key": self.key, **fields}).encode()
        return _answer(urllib.request.Request(f"{self.town.url}open311/v2/{path}", content))


def programme_of(town: Town, role: str, department: str = "") -> Programme:
    """A programme with a new key of the first of this role, made in the session of one click."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with browser.open(f"{town.url}demo/") as answer:
        page = answer.read().decode()
    section = page.partition(f">{role}</h2>")[2].partition("</section>")[0]
    button = r'value="([0-9a-f-]{36})">\s*<span>[^<]*</span>\s*'
    person = re.search(f"{button}<small>{department}" if department else button, section)[1]
    form = {"person": person, "csrfmiddlewaretoken": _token(jar)}
    browser.open(f"{town.url}demo/", urllib.parse.urlencode(form).encode()).close()
    asking = urllib.request.Request(
        f"{town.url}api/v1/account/keys",
        json.dumps({"name": "tests"}).encode(),
        {"Content-Type": "application/json", "X-CSRFToken": _token(jar)},
    )
    with browser.open(asking) as answer:
        return Programme(town, json.load(answer)["key"])


def _token(jar: CookieJar) -> str:
    return next(cookie.value for cookie in jar if cookie.name == "csrftoken")


def _answer(asking: urllib.request.Request) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(asking, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
