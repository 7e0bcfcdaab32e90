"""Rate limits shared by all processes: one statement a hit, on a table that needs no durability."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from gongjian.foundation.kernel.errors import TooMany

_HIT = """
INSERT INTO kernel_ratewindow (bucket, "window", hits) VALUES (%s, %s, 1)
ON CONFLICT (bucket) DO UPDATE SET
  hits = CASE WHEN kernel_ratewindow."window" = excluded."window"
              THEN kernel_ratewindow.hits + 1 ELSE 1 END,
  "window" = excluded."window"
RETURNING hits
"""


def count_hit(bucket: str, *, limit: int, period_seconds: int, now: datetime) -> int:
    """Count one hit and return how many are left in this window.

    Raises
    ------
    TooMany
        The limit of this window is used up.
    """
    window, elapsed = divmod(int(now.timestamp()), period_seconds)
    with connection.cursor() as cursor:
        cursor.execute(_HIT, [bucket[:160], window])
        hits = cursor.fetchone()[0]
    if hits > limit:
        raise TooMany(retry_after_seconds=period_seconds - elapsed)
    return limit - hits
