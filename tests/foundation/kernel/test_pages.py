from __future__ import annotations

import base64
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.models import IdempotencyKey, OutboxEvent, WorkerHeartbeat
from gongjian.foundation.kernel.pages import MAX_SIZE, keyset_page, partitioned_page


def all_pages(rows, order, size):
    """Every row, page after page."""
    found, cursor = [], ""
    while True:
        page = keyset_page(rows, order=order, cursor=cursor, size=size)
        found += page.items
        cursor = page.next_cursor
        if not cursor:
            return found


@pytest.mark.django_db
class TestPagesTogetherAreTheWholeList(TestCase):
    # hypothesis rolls back between examples only in its own TestCase.
    @settings(max_examples=40)
    @given(
        keys=st.lists(
            st.tuples(
                st.sampled_from(["a", "b", "2026-01-01", "20260101", "诉求"]),
                st.sampled_from(["x", "y", "0192"]),
            ),
            max_size=25,
        ),
        sign=st.sampled_from(["", "-"]),
        size=st.integers(1, 7),
    )
    def test_with_ties_in_both_directions(self, keys, sign, size):
        IdempotencyKey.objects.bulk_create(
            IdempotencyKey(scope=f"{number}", key=second, fingerprint=first)
            for number, (first, second) in enumerate(keys)
        )
        order = [f"{sign}fingerprint", f"{sign}key", f"{sign}id"]

        found = all_pages(IdempotencyKey.objects.all(), order, size)

        assert found == list(IdempotencyKey.objects.order_by(*order))

    @settings(max_examples=40)
    @given(
        rows=st.lists(
            st.tuples(st.sampled_from("abcde"), st.sampled_from(["x", "y", "0192"])), max_size=25
        ),
        values=st.sets(st.sampled_from("abcdf"), min_size=1),
        sign=st.sampled_from(["", "-"]),
        size=st.integers(1, 7),
    )
    def test_gathered_from_the_parts_of_a_partition(self, rows, values, sign, size):
        IdempotencyKey.objects.bulk_create(
            IdempotencyKey(scope=f"{number}", key=second, fingerprint=first)
            for number, (first, second) in enumerate(rows)
        )
        order = [f"{sign}key", f"{sign}id"]
        found, cursor = [], "start"
        while cursor:
            page = partitioned_page(
                IdempotencyKey.objects.all(), column="fingerprint", values=sorted(values),
                order=order, cursor=cursor.removeprefix("start"), size=size,
            )  # fmt: skip
            found += page.items
            cursor = page.next_cursor

        wanted = IdempotencyKey.objects.filter(fingerprint__in=values)
        assert found == list(wanted.order_by(*order))


@pytest.mark.django_db
@pytest.mark.parametrize("order", [["created_at", "id"], ["-created_at", "-id"]])
def test_pages_by_time_with_ties(order):
    # Rows of one statement have almost the same time; the two of one transaction on PostgreSQL too.
    OutboxEvent.objects.bulk_create(OutboxEvent(name=f"{n}", payload={}) for n in range(20))
    OutboxEvent.objects.filter(id__gt=0).update(
        created_at=OutboxEvent.objects.values_list("created_at", flat=True)[:1]
    )

    assert all_pages(OutboxEvent.objects.all(), order, 3) == list(
        OutboxEvent.objects.order_by(*order)
    )


@pytest.mark.django_db
def test_a_page_costs_one_query_wherever_it_is(django_assert_num_queries):
    OutboxEvent.objects.bulk_create(OutboxEvent(name="n", payload={}) for _ in range(30))
    cursor = keyset_page(OutboxEvent.objects.all(), order=["id"], size=20).next_cursor

    with django_assert_num_queries(1):
        page = keyset_page(OutboxEvent.objects.all(), order=["id"], cursor=cursor, size=20)

    assert (len(page.items), page.next_cursor) == (10, "")


@pytest.mark.django_db
@pytest.mark.parametrize(("size", "expected"), [(0, 1), (-5, 1), (10_000, MAX_SIZE)])
def test_sizes_out_of_bounds_are_brought_into_them(size, expected):
    OutboxEvent.objects.bulk_create(OutboxEvent(name="n", payload={}) for _ in range(201))

    page = keyset_page(OutboxEvent.objects.all(), order=["id"], size=size)

    assert len(page.items) == expected
    assert page.next_cursor


def cursor_of(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "!",
        "a",
        "ä",
        cursor_of({}),
        cursor_of([]),
        cursor_of(["one", "two", "three"]),
        cursor_of([1, 2]),
        cursor_of(["2026-01-01T00:00:00+00:00", "\ud800"]),
        cursor_of(["2026-01-01T00:00:00+00:00", "a\x00"]),
        cursor_of(["2026-01-01T00:00:00", "w"]),
        cursor_of(["0001-01-01T00:00:00+14:00", "w"]),
        cursor_of(["yesterday", "w"]),
        cursor_of(["2026-01-01T00:00:00+00:00", "w" * 1000]),
        "W1" * 5000,
    ],
)
def test_a_damaged_cursor_is_refused(cursor):
    rows = WorkerHeartbeat.objects.all()

    with pytest.raises(Invalid):
        keyset_page(rows, order=["seen_at", "worker_id"], cursor=cursor)


def rows_after(cursor: str) -> list[OutboxEvent]:
    """None, where the cursor is refused."""
    with suppress(Invalid):
        return keyset_page(OutboxEvent.objects.all(), order=["id"], cursor=cursor).items
    return []


@pytest.mark.django_db
@settings(max_examples=50)
@given(value=st.text(max_size=40) | st.integers().map(str) | st.floats().map(str))
def test_any_text_as_a_number_is_refused_or_harmless(value):
    assert rows_after(cursor_of([value])) == []
