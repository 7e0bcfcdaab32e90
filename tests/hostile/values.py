"""What people, programmes and mischief type into fields and addresses."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable

from django.db import connection

UNKNOWN_ID = "0192f5d0-0000-7000-8000-00000000dead"
NESTED_CURSOR = base64.urlsafe_b64encode(b"[" * 20_000).decode()
FOREIGN_CURSOR = base64.urlsafe_b64encode(
    json.dumps(["9999-12-31T23:59:59.999999+14:00", "\ud800", 1, None]).encode()
).decode()

TEXTS = {
    "nothing": "",
    "a NUL": "a\x00b",
    "only blanks": " \t\r\n\u3000",
    "very long": "长x" * 60_000,
    "no word breaks": "x" * 5_000,
    "lines": "a\r\nBcc: everybody@example.org\r\n\r\nb",
    "turned around": "\u202egnp.exe\u202c \u200b\u200d\ufeff\u2066x",
    "marks upon marks": "a" + "\u0301" * 400,
    "beyond the plane": "𠀀👩‍👩‍👧‍👦\U0010ffff",
    "controls": "\x01\x08\x1b[31m\x7f\x85",
    "odd words": "\u202egnp\u202c \u200b\ufeff\u2066a"
    + "\u0301" * 40
    + "𠀀👩‍👩‍👧‍👦\U0010ffff\r\nBcc: e@x.org\r\n\r\n"
    "<script>alert(1)</script>\"'>{{ 7|add:7 }}{0}%(x)s'; DROP TABLE cases_case; -- ../../etc",
    "a tag": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "a template": "{{ 7|add:7 }}{% include 'x' %}{number.__class__}{0}%(x)s%s%n",
    "a statement": "'; DROP TABLE cases_case; --",
    "a formula": '=HYPERLINK("http://evil.example","x")',
    "a path": "../../../../etc/passwd",
    "a negative": "-1",
    "a huge number": "9" * 400,
    "a large number": "99999999999999999999",
    "no number": "NaN",
    "beyond numbers": "1e999",
    "other digits": "١٢",
    "an unknown id": UNKNOWN_ID,
    "a broken id": "{0192f5d0-0000-7000-8000-00000000dea}",
    "no such day": "2026-02-30",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "a moment of another age": "0001-01-01T00:00:00+14:00",
    "an address": "x" * 250 + "@example.org",
    "an odd address": '"a b\\"@c"@[127.0.0.1]',
    "JSON": '{"a": [null, true, {"b": "c"}]}',
    "deep": "[" * 3_000,
    "a nested cursor": NESTED_CURSOR,
    "another list's cursor": FOREIGN_CURSOR,
}
"""By what they are, as a failure is told."""

SINGLE = ("a NUL", "very long", "a huge number")
"""The worst, for a field alone, where all the others are right."""

NEVER_DIFFERING = {
    "a tag", "a template", "a statement", "a formula", "a path", "JSON", "deep", "a nested cursor",
    "no such day", "only blanks", "lines", "marks upon marks", "turned around", "no word breaks",
    "a broken id", "an address", "an odd address", "blanks", "percent", "a text",
    "no JSON", "deep lists", "deep objects", "deep and closed", "a list", "null",
    "UTF-16", "a mark before",
}  # fmt: skip
"""Plain words to any database, or refused before one is asked."""


def worth_asking(names: Iterable[str]) -> list[str]:
    """All of them on SQLite, where the whole suite runs; elsewhere what may differ there."""
    is_first = connection.vendor == "sqlite"
    return [name for name in names if is_first or name not in NEVER_DIFFERING]


BODIES = {
    "nothing": b"",
    "no JSON": b"hello",
    "no UTF-8": b'{"title": "\xff\xfe\xc3("}',
    "a lone surrogate": b'{"title": "\\ud800", "text": "\\udfff"}',
    "a NUL": b'{"title": "a\\u0000b", "text": "\\u0000"}',
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 50_000,
    "deep and closed": b"[" * 20_000 + b"]" * 20_000,
    "a huge number": b'{"version": ' + b"9" * 5_000 + b"}",
    "no number": b'{"version": NaN, "longitude": Infinity, "latitude": -Infinity}',
    "a float": b'{"version": 1e400, "working_days": 1.5}',
    "a list": b"[]",
    "a text": b'"x"',
    "null": b"null",
    "the same twice": b'{"version": 1, "version": 2, "text": "a", "text": "b"}',
    "an unknown name": b'{"__proto__": {"x": 1}, "actor": "x", "now": "y", "": ""}',
    "wrong kinds": (
        b'{"title": {"a": 1}, "text": ["x"], "reason": 7, "version": "one", "is_granted": "if so",'
        b' "category_id": 1, "area_id": {}, "working_days": "many", "satisfaction": -1, "name": []}'
    ),
    "UTF-16": '{"title": "x"}'.encode("utf-16"),
    "a mark before": b'\xef\xbb\xbf{"title": "x", "text": "y"}',
}
