"""What a process reads once and keeps a while: small tables that change a few times a year."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from uuid import uuid4

from django.core.cache import caches
from django.db import transaction

KEPT_SECONDS = 60
T = TypeVar("T")


class Kept(Generic[T]):
    """A value that each process reads for itself and keeps for ``seconds``.

    The process's cache holds only a token, whose going ends it: a cache would copy the value at
    each use. What changes the rows calls `forget`; other processes see it when their time is over.
    """

    def __init__(self, name: str, read: Callable[[], T], *, seconds: int = KEPT_SECONDS) -> None:
        self._name = f"kept:{name}"
        self._read = read
        self._seconds = seconds
        self._lock = Lock()
        self._held: tuple[str, T] | None = None

    def get(self) -> T:
        """The value; the same object until it is read again, never to be changed."""
        with self._lock:
            # Inside, so that of many threads that find it gone one reads it.
            token = caches["process"].get(self._name)
            if self._held is not None and self._held[0] == token:
                return self._held[1]
            value = self._read()
            self._held = (uuid4().hex, value)
            caches["process"].set(self._name, self._held[0], self._seconds)
        return value

    def forget(self) -> None:
        """Make this process read it again, now and once more when the transaction is done."""
        caches["process"].delete(self._name)
        transaction.on_commit(lambda: caches["process"].delete(self._name))
