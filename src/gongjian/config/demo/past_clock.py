"""The database's clock, led through the town's past while the demo is made, and put back.

Bids are late and calls close by the database's own clock, which no action takes from its caller:
there a past can only be told by a clock that stands in it. This is the one door to that, and it
leads nowhere that anybody could reach:

- Nothing imports it but the maker of the demo, which is a command of the machine. No page, task or
  API comes by here, and it refuses unless the settings are the demo's.
- It needs the rights of the database's owner, who may change the view anyway; what that allows is
  said in docs/explanation/sealed-bids.md.
- Triggers and actions stay as they are: what is late, or closes too early, is refused here, too.
- It all happens in one transaction. Killed in the middle, the database has neither the past nor
  another clock; at the end the view is again, word for word, what it was before.
- It refuses where calls exist already: nobody's bid is ever measured by it but the demo's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection

from gongjian.market.procurement.models import Call

_VIEW = "procurement_clock"


@contextmanager
def led_clock() -> Iterator[Callable[[datetime], None]]:
    """Give a function that sets the database's clock to a moment, where it stays until the next.

    Raises
    ------
    RuntimeError
        This is no demo that is being made.
    """
    if not settings.DEMO:
        raise RuntimeError("only the demo is told of a past")
    if not connection.in_atomic_block:
        raise RuntimeError("the clock is led in a transaction, or not at all")
    if Call.objects.exists():
        raise RuntimeError("there are calls already, of which this would be the clock")
    before = _definition()
    yield lambda at: _define(f"SELECT {_written(at)} AS moment")
    # After an error the whole transaction is undone, and the clock with it.
    _define(before)


def _definition() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_viewdef(%s::regclass)", [_VIEW])
            return cursor.fetchone()[0]
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'view' AND name = %s", [_VIEW])
        return cursor.fetchone()[0].partition(" AS ")[2]


def _define(body: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE OR REPLACE VIEW {_VIEW} AS {body}")
            return
        cursor.execute(f"DROP VIEW {_VIEW}")
        cursor.execute(f"CREATE VIEW {_VIEW} AS {body}")


def _written(at: datetime) -> str:
    text = at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if connection.vendor == "postgresql":
        return f"'{text}+00'::timestamptz"
    # With as many digits as the clock itself has there.
    return f"'{text[:-3]}'"
