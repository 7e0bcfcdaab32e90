"""One HTTP request with bounds, for logs and witnesses; no Django and no settings.

No redirect is followed: an answer is of the address that was named.
"""

from __future__ import annotations

from dataclasses import dataclass

import urllib3
from urllib3.exceptions import HTTPError

TIMEOUT_SECONDS = 10


class HttpFault(Exception):
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
        Not reachable, broken off, or the answer is larger than allowed.
    """
    headers = {"User-Agent": "gongjian-ledger", "Accept-Encoding": "identity"}
    if body is not None:
        headers["Content-Type"] = kind
    try:
        with _pool.request(
            method, url, body=body, headers=headers, redirect=False, preload_content=False
        ) as answer:
            content = answer.read(largest_bytes + 1)
    except (HTTPError, OSError, ValueError) as error:
        raise HttpFault(f"{url} does not answer: {error}") from error
    if len(content) > largest_bytes:
        raise HttpFault(f"{url} answers with more than {largest_bytes} bytes")
    return HttpAnswer(answer.status, answer.headers.get("Content-Type", ""), content)
