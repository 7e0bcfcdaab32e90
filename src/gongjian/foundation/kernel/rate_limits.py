"""Rate limits shared by all processes: one statement a hit, on a table that needs no durability.

On PostgreSQL the table is UNLOGGED (a migration says so): a transaction that writes nothing else
has nothing to flush, so a hit does not wait for the disk. A crash of the database empties it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from gongjian.foundation.kernel.errors import TooMany

LONGEST_BUCKET = 160

_HIT = """
INSERT INTO kernel_ratewindow (bucket, ends_at, hits) VALUES (%s, %s, 1)
ON CONFLICT (bucket) DO UPDATE SET
  hits = CASE WHEN kernel_ratewindow.ends_at = excluded.ends_at
              THEN kernel_ratewindow.hits + 1 ELSE 1 END,
  ends_at = excluded.ends_at
RETURNING hits
"""


def count_hit(bucket: str, *, limit: int, period_seconds: int, now: datetime) -> int:
    """Count one hit and return how many are left in this window.

    Parameters
    ----------
    bucket : str
        Who does what, ``"api:192.0.2.1"``; 160 characters count.
    limit : int
        Hits allowed in a window.
    period_seconds : int
        Windows begin at multiples of it; always the same for one bucket.
    now : datetime

    Raises
    ------
    TooMany
        The limit of this window is used up.
    """
    second = int(now.timestamp())
    ends_at = second - second % period_seconds + period_seconds
    with connection.cursor() as cursor:
        cursor.execute(_HIT, [bucket[:LONGEST_BUCKET], ends_at])
        hits = cursor.fetchone()[0]
    if hits > limit:
        raise TooMany(retry_after_seconds=ends_at - second)
    return limit - hits
