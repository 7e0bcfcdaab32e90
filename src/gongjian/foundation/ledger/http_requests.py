"""One HTTP request with bounds, for logs and witnesses; no Django and no settings.

No redirect is followed: an answer is of the address that was named.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from gongjian.foundation.kernel.bounded_connections import pool_classes
from gongjian.foundation.ledger.offline.words import Told

TIMEOUT_SECONDS = 10
LONGEST_SECONDS = 60
"""For the head of an answer, and for its body: one byte every few seconds is no answer."""
CHUNK = 1 << 16


class HttpFault(Told):
    """There was no answer, or too large a one; its text says which, for people."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    status: int
    kind: str
    """Content type."""
    body: bytes


_pool = urllib3.PoolManager(
    timeout=urllib3.Timeout(connect=TIMEOUT_SECONDS, read=TIMEOUT_SECONDS), retries=False
)
_pool.pool_classes_by_scheme = pool_classes(LONGEST_SECONDS)


def send(
    method: str,
    url: str,
    *,
    largest_bytes: int,
    body: bytes | None = None,
    kind: str = "text/plain; charset=utf-8",
) -> HttpAnswer:
    """Send one request.

    Raises
    ------
    HttpFault
        Not reachable, broken off, too slow, or the answer is larger than allowed.
    """
    headers = {"User-Agent": "gongjian-ledger", "Accept-Encoding": "identity"}
    if body is not None:
        headers["Content-Type"] = kind
    try:
        with _pool.request(
            method, url, body=body, headers=headers, redirect=False, preload_content=False
        ) as answer:
            content = _read(answer, largest_bytes + 1)
    except (HTTPError, OSError, ValueError) as error:
        raise HttpFault("no_answer", url=url, why=error) from error
    if len(content) > largest_bytes:
        raise HttpFault("answer_too_large", url=url, most=largest_bytes)
    return HttpAnswer(answer.status, answer.headers.get("Content-Type", ""), content)


def _read(answer: BaseHTTPResponse, most: int) -> bytes:
    begun, content = time.monotonic(), b""
    while len(content) < most:
        part = answer.read1(min(CHUNK, most - len(content)))
        if not part:
            break
        content += part
        if time.monotonic() - begun > LONGEST_SECONDS:
            raise TimeoutError(f"not all of it within {LONGEST_SECONDS} seconds")
    return content
