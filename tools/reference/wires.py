"""Which event starts which task, and what runs by the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gongjian.config.wiring import PERIODICS, WIRES
from tools.reference.sources import first_sentence
from tools.reference.tables import cell, code, table


def events() -> str:
    """The table of wiring.py, by event."""
    started: dict[type, list[str]] = {}
    for wire in WIRES:
        started.setdefault(wire.event, []).append(_task(wire.task))
    rows = [
        [code(event.__name__), cell(_words(event)), "<br>".join(tasks)]
        for event, tasks in started.items()
    ]
    return table(["event", "what happened", "starts"], rows)


def periodics() -> str:
    """What workers do by themselves, and how often."""
    rows = [[_task(one.task), _span(one.every)] for one in PERIODICS]
    return table(["task", "every"], rows)


def _words(event: type) -> str:
    """Its docstring; not the one that a dataclass without words is given."""
    words = first_sentence(event.__doc__)
    return "" if words.startswith(f"{event.__name__}(") else words


def _task(task: Any) -> str:
    function = task.func
    return code(f"{function.__module__}.{function.__name__}".removeprefix("gongjian."))


def _span(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if seconds % size == 0:
            count = seconds // size
            return name if count == 1 else f"{count} {name}s"
    return str(span)
