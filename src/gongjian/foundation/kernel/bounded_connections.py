"""Connections on which the head of an answer comes in time, or that are hung up; no Django.

A socket's own limit begins anew with each byte: who drips would never be too slow.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from math import inf
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection


class _Plain(HTTPConnection):
    head_seconds: float | None = None

    def getresponse(self) -> Any:
        with _hung_up_after(self.sock, self.head_seconds or self.timeout):
            return super().getresponse()


class _Secure(HTTPSConnection):
    head_seconds: float | None = None

    def getresponse(self) -> Any:
        with _hung_up_after(self.sock, self.head_seconds or self.timeout):
            return super().getresponse()


def pool_classes(head_seconds: float | None = None) -> dict[str, type[urllib3.HTTPConnectionPool]]:
    """Pools of such connections, by scheme.

    Parameters
    ----------
    head_seconds : float, optional
        Within which the head comes; None: what each request gives to reading.
    """
    given = {"head_seconds": head_seconds}
    plain, secure = type("Plain", (_Plain,), given), type("Secure", (_Secure,), given)
    return {
        "http": type("PlainPool", (urllib3.HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("SecurePool", (urllib3.HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }


@contextmanager
def _hung_up_after(sock: socket.socket | None, seconds: object) -> Iterator[None]:
    if sock is None or not isinstance(seconds, int | float):
        yield
        return
    key = _WATCH.begin(sock, seconds)
    try:
        yield
    finally:
        _WATCH.end(key)


class _Watch:
    """One thread that hangs up whatever takes too long: to start one for each request takes longer
    than the request."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[float, socket.socket]] = {}
        self._changed = threading.Condition()
        self._numbers = count()
        self._thread: threading.Thread | None = None
        self._wakes_at = inf

    def begin(self, sock: socket.socket, seconds: float) -> int:
        until = time.monotonic() + seconds
        with self._changed:
            key = next(self._numbers)
            self._held[key] = (until, sock)
            if self._thread is None or not self._thread.is_alive():
                # None yet, or a process that was forked: threads stay behind.
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            elif until < self._wakes_at:
                self._changed.notify()
        return key

    def end(self, key: int) -> None:
        with self._changed:
            self._held.pop(key, None)

    def _run(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for key in [key for key, (until, _sock) in self._held.items() if until <= now]:
                    _hang_up(self._held.pop(key)[1])
                self._wakes_at = min((until for until, _sock in self._held.values()), default=inf)
                self._changed.wait(None if self._wakes_at == inf else self._wakes_at - now)


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):
        # Below TLS: the thread that reads is in the middle of it.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


_WATCH = _Watch()
