"""Connections on which the head of an answer comes in time, or that are hung up; no Django.

A socket's own limit begins anew with each byte: who drips would never be too slow.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    timer = threading.Timer(seconds, _hang_up, [sock])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):
        # Below TLS: the thread that reads is in the middle of it.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
