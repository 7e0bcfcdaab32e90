"""How the gateway reaches a department's node: one connection pool a node, no redirects, no wait
beyond what is allowed, and no address that is not meant."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings

from gongjian.foundation.kernel.bounded_connections import pool_classes
from gongjian.government.exchange.node.web import ASK, COLLECT
from gongjian.government.exchange.rules.addresses import OWN, may_connect

MOST_BYTES = 4_000_000
PIECE = 65_536
CONNECT_SECONDS = 1.5
RESOLVED_SECONDS = 60
__all__ = ["ASK", "COLLECT", "NodeDown", "NodeSlow", "post"]


class NodeDown(Exception):
    """The node cannot be reached, or answers what no node answers."""


class NodeSlow(Exception):
    """It was reached and has not answered yet."""


_lock = threading.Lock()
_POOLS = pool_classes()
_pools: dict[str, tuple[float, urllib3.HTTPConnectionPool]] = {}


def post(url: str, path: str, message: Mapping[str, Any], *, seconds: float) -> tuple[int, Any]:
    """Send a message to a node; status and JSON of its answer.

    Raises
    ------
    NodeDown
        Not reached, or no JSON, or too much of it.
    NodeSlow
        Its answer was not there, whole, within ``seconds``.
    """
    until = time.monotonic() + seconds
    is_own = url.startswith(OWN)
    url = _own_address(url) if is_own else url
    pool, host = _pool_of(url, is_own=is_own)
    body = json.dumps(message, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json", "Host": host, "Accept": "application/json"}
    try:
        answer = pool.urlopen(
            "POST",
            urlsplit(url).path.rstrip("/") + path,
            body=body,
            headers=headers,
            redirect=False,
            retries=False,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=seconds),
            preload_content=False,
        )
        try:
            data = _body(answer, until)
        except BaseException:
            # What is still on its way would be the beginning of the next answer.
            answer.close()
            answer.release_conn()
            raise
        answer.release_conn()
    except urllib3.exceptions.ReadTimeoutError as error:
        raise NodeSlow from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        if time.monotonic() >= until:
            raise NodeSlow from error
        raise NodeDown(type(error).__name__) from error
    if len(data) > MOST_BYTES:
        raise NodeDown("too much")
    try:
        return answer.status, json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NodeDown("no JSON") from error


def _body(answer: urllib3.BaseHTTPResponse, until: float) -> bytes:
    """As it comes, piece by piece: each piece restarts the time that a socket waits."""
    parts: list[bytes] = []
    size = 0
    while size <= MOST_BYTES:
        if time.monotonic() >= until:
            raise NodeSlow
        part = answer.read1(PIECE)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _own_address(url: str) -> str:
    """Where the town's own node of a department answers now: told by whoever started both."""
    try:
        return str(settings.OWN_NODES[url.removeprefix(OWN)])
    except KeyError:
        raise NodeDown("the node does not run here") from None


def _pool_of(url: str, *, is_own: bool) -> tuple[urllib3.HTTPConnectionPool, str]:
    with _lock:
        held = _pools.get(url)
        if held and held[0] > time.monotonic():
            return held[1], _host_of(url)
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = parts.hostname or ""
    if not is_own:
        address = _resolved(address, port)
    # By TLS it is asked by its name, whatever address that has.
    named: dict[str, Any] = {"server_hostname": parts.hostname, "assert_hostname": parts.hostname}
    pool = _POOLS[parts.scheme](
        address, port, maxsize=16, **(named if parts.scheme == "https" else {})
    )
    with _lock:
        _pools[url] = (time.monotonic() + RESOLVED_SECONDS, pool)
    return pool, _host_of(url)


def _host_of(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]


def _resolved(host: str, port: int) -> str:
    """An address of a host that may be connected to: that one is connected to, so that the name
    cannot lead elsewhere in between."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NodeDown("no such host") from error
    for *_rest, place in found:
        if may_connect(str(place[0]), settings.EXCHANGE_NETWORKS):
            return str(place[0])
    raise NodeDown("an address that is not allowed")
