from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from gongjian.foundation.kernel.errors import TooMany
from gongjian.foundation.kernel.models import RateWindow
from gongjian.foundation.kernel.rate_limits import count_hit
from tests.threads import at_once

NOW = datetime(2026, 3, 1, 12, 0, 20, tzinfo=UTC)


def hit(bucket: str = "api:a", now: datetime = NOW) -> int:
    return count_hit(bucket, limit=3, period_seconds=60, now=now)


@pytest.mark.django_db
def test_hits_are_counted_down_and_then_refused_until_the_window_ends():
    assert [hit() for _ in range(3)] == [2, 1, 0]

    with pytest.raises(TooMany) as refusal:
        hit()
    with pytest.raises(TooMany):
        hit(now=NOW + timedelta(seconds=39))

    assert refusal.value.retry_after_seconds == 40
    assert hit(now=NOW + timedelta(seconds=40)) == 2


@pytest.mark.django_db
def test_buckets_are_counted_apart():
    assert [hit("api:a"), hit("api:b"), hit("api:a")] == [2, 2, 1]


@pytest.mark.django_db
def test_a_bucket_longer_than_the_column_counts_too():
    assert [hit("x" * 500), hit("x" * 500)] == [2, 1]


@pytest.mark.django_db(transaction=True)
def test_hits_at_once_are_all_counted():
    def hit_often() -> list[int]:
        return [count_hit("b", limit=1000, period_seconds=60, now=NOW) for _ in range(25)]

    left = [one for some in at_once(*[hit_often] * 8) for one in some]

    assert sorted(left) == list(range(800, 1000))
    assert RateWindow.objects.get(bucket="b").hits == 200


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has such tables")
def test_a_hit_does_not_wait_for_the_disk():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relpersistence FROM pg_class"
            " WHERE relname IN ('kernel_ratewindow', 'kernel_cache') ORDER BY relname"
        )
        found = cursor.fetchall()

    assert found == [("kernel_cache", "u"), ("kernel_ratewindow", "u")]
