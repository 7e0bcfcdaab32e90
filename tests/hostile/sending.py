"""Sending without consequences: what is answered, and whether a refusal left anything behind."""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

FORGOTTEN_SOON = {"kernel_ratewindow", "kernel_cache", "django_session"}
"""Counted and kept whatever is answered; none of it is anybody's case."""
_WRITING = re.compile(r"\b(?:INSERT INTO|(?<!FOR )(?<!DO )UPDATE|DELETE FROM)\s+\W?(\w+)", re.I)


def all_tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_models() if model._meta.managed}


def rows(tables: set[str]) -> dict[str, int]:
    """How many rows these tables have, and how often cases were touched."""
    asked = {name: f"(SELECT COUNT(*) FROM {name})" for name in sorted(tables - FORGOTTEN_SOON)}
    if "cases_case" in asked:
        asked["touched"] = "(SELECT COALESCE(SUM(version), 0) FROM cases_case)"
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked.values())}")
        return dict(zip(asked, cursor.fetchone(), strict=True))


@dataclass
class Writes:
    """The tables that statements name when they write: to count the rows of all there are after
    each request takes longer than most requests."""

    tables: set[str] = field(default_factory=set)

    def __call__(self, execute, sql, params, many, context):
        self.tables.update(_WRITING.findall(sql))
        return execute(sql, params, many, context)


@dataclass
class Sender:
    """One person's browser or programme; everything it does is undone at once."""

    client: Client
    headers: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    sent: int = 0
    has_written: bool = False
    """By what was sent last."""

    def __post_init__(self) -> None:
        self.before = rows(all_tables())

    @contextmanager
    def _undone(self) -> Iterator[None]:
        cookies = self.client.cookies.copy()
        undone = transaction.atomic()
        # As Django's own tests do: what must be a transaction of its own is one inside this.
        undone._from_testcase = True
        with undone:
            try:
                yield
            finally:
                transaction.set_rollback(True)
        self.client.cookies = cookies

    def must_have_no_faults(self) -> None:
        assert self.sent
        kinds = sorted(set(self.faults))
        assert not kinds, f"{len(kinds)} of {self.sent}:\n" + "\n".join(kinds[:40])

    def send(
        self, what: str, method: str, address: str, data: Any = None, **options: Any
    ) -> HttpResponse | None:
        """Send and judge: no server error, and nothing written where it was refused."""
        self.sent += 1
        writes = Writes()
        with self._undone(), connection.execute_wrapper(writes):
            try:
                given = {} if data is None else {"data": data}
                if method == "raw":
                    # As it is: the other methods would encode it.
                    answer = self.client.generic(
                        "POST", address, headers=self.headers, **given, **options
                    )
                else:
                    call = getattr(self.client, method)
                    answer = call(address, headers=self.headers, **given, **options)
                after = rows(writes.tables & self.before.keys())
                written = not after.items() <= self.before.items()
            except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
                last = traceback.format_exc().strip().splitlines()
                self.faults.append(f"{what}: {method} {address[:120]}: {last[-3:]}")
                return None
        self.has_written = written
        if answer.status_code >= 500:
            self.faults.append(f"{what}: {method} {address[:120]}: {answer.status_code}")
        if answer.status_code >= 400 and written:
            self.faults.append(f"{what}: {method} {address[:120]}: refused, but written")
        if answer.status_code >= 400 and method != "head" and not is_told(answer):
            self.faults.append(f"{what}: {method} {address[:120]}: {answer.status_code}, no words")
        return answer


def is_told(answer: HttpResponse) -> bool:
    """Whether a refusal says what is wrong, as a page with a heading or as a problem document."""
    if answer.streaming:
        return False
    kind, content = answer.headers.get("Content-Type", ""), answer.content
    if "json" in kind:
        said = json.loads(content)
        return bool(said[0]["description"] if isinstance(said, list) else said.get("title"))
    return b"<h1" in content or b"<description>" in content


def changed(data: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    return {**data, **fields}
