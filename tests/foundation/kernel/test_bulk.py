from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.bulk import COPY_FROM_ROWS, insert_rows
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.models import IdempotencyKey, OutboxEvent
from gongjian.foundation.ledger.models import LedgerEntry

pytestmark = pytest.mark.django_db

DIFFICULT = ["", "tab\tand\nnewline", "back\\slash \\N \\.", "quote ' \" $1 %s", "诉求 🏮"]
COUNTS = [1, COPY_FROM_ROWS * 2]


@pytest.mark.parametrize("count", COUNTS)
def test_rows_are_read_back_as_they_were_made(count):
    at = now()
    entries = [
        LedgerEntry(
            id=new_id(),
            action=DIFFICULT[number % 5],
            subject=f"case:{number}",
            actor="",
            at=at,
            data={"text": DIFFICULT[number % 5], "none": None, "list": [1, True]},
            salt=bytes(range(16)) if number % 2 else None,
            commitment=b"\x00\\x\t\n" * 8,
        )
        for number in range(count)
    ]

    insert_rows(entries)

    columns = ["id", "action", "subject", "at", "data", "leaf_index"]
    found = LedgerEntry.objects.order_by("id")
    assert list(found.values_list(*columns)) == [
        tuple(getattr(entry, column) for column in columns) for entry in entries
    ]
    assert [bytes(e.salt) if e.salt else None for e in found] == [e.salt for e in entries]
    assert {bytes(entry.commitment) for entry in found} == {b"\x00\\x\t\n" * 8}


@pytest.mark.parametrize("count", COUNTS)
def test_keys_are_counted_and_times_stamped_by_the_database_and_the_model(count):
    before = now()

    insert_rows([OutboxEvent(name=f"{number}", payload={}) for number in range(count)])

    rows = list(OutboxEvent.objects.order_by("id"))
    assert [row.name for row in rows] == [f"{number}" for number in range(count)]
    assert before <= min(row.created_at for row in rows)


@pytest.mark.parametrize("count", COUNTS)
def test_one_row_that_contradicts_a_constraint_stops_all(count):
    IdempotencyKey.objects.create(scope="0", key="k", fingerprint="")
    rows = [IdempotencyKey(scope=f"{n}", key="k", fingerprint="") for n in reversed(range(count))]

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(rows)

    assert IdempotencyKey.objects.count() == 1


def test_no_rows_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows([])
