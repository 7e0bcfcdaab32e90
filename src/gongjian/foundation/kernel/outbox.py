"""The outbox: an event is written in the transaction of the act, and relayed into tasks after it.

A killed process loses nothing: either the act and its event both stand, or neither does. The relay
deletes an event in the transaction that enqueues its tasks, so each is enqueued exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django_tasks.base import Task

from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.events import Event, event_name
from gongjian.foundation.kernel.models import OutboxEvent


@dataclass(frozen=True, slots=True)
class Wire:
    """One event → one task, which is called with ``ids=[…]``, up to ``batch`` of them at once.

    ``key`` names the event's field whose values are the ids.
    """

    event: type[Event]
    key: str
    task: Task
    batch: int = 100


_is_muted: ContextVar[bool] = ContextVar("is_muted", default=False)
_wires: dict[str, list[Wire]] = {}


def connect(wires: Iterable[Wire]) -> None:
    """Install the wiring table; config/wiring.py calls this once, when the process starts."""
    table: dict[str, list[Wire]] = {}
    for wire in wires:
        if wire.key not in wire.event.__dataclass_fields__:
            raise ValueError(f"{wire.event.__name__} has no field {wire.key}")
        table.setdefault(event_name(wire.event), []).append(wire)
    _wires.clear()
    _wires.update(table)


def add(event: Event) -> None:
    """Announce one event; only inside the transaction of the act it tells of."""
    add_many([event])


def add_many(events: Sequence[Event]) -> None:
    """Announce several events in one statement."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is announced inside the transaction of its act")
    if _is_muted.get():
        return
    insert_rows([OutboxEvent(name=event.name, payload=event.payload()) for event in events])


@contextmanager
def muted() -> Iterator[None]:
    """Announce nothing inside; for whoever does by other means all that it would start."""
    token = _is_muted.set(True)
    try:
        yield
    finally:
        _is_muted.reset(token)


def relay(limit: int = 1000) -> int:
    """Turn waiting events into tasks, oldest first, and return how many were taken.

    Any number of relays may run at once: each skips what another has locked.
    """
    if not OutboxEvent.objects.exists():
        return 0
    with transaction.atomic():
        events = list(
            OutboxEvent.objects.select_for_update(skip_locked=True).order_by("id")[:limit]
        )
        ids: dict[Wire, list[str]] = {}
        for event in events:
            for wire in _wires.get(event.name, []):
                ids.setdefault(wire, []).append(event.payload[wire.key])
        for wire, values in ids.items():
            unique = list(dict.fromkeys(values))
            for start in range(0, len(unique), wire.batch):
                wire.task.enqueue(ids=unique[start : start + wire.batch])
        OutboxEvent.objects.filter(pk__in=[event.pk for event in events]).delete()
    return len(events)
