from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.ledger.rules import canonical, commitment

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
ID = UUID(int=7)
ACTOR = Actor.system("test")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
data = st.dictionaries(st.text(), values)


def text_of(data=None, at=AT) -> bytes:
    return canonical(
        entry_id=ID, action="case_answered", subject="case:1", actor="a", at=at, data=data or {}
    )


def test_an_entry_is_written_in_one_way_only():
    assert text_of({"b": [1, None, True], "a": "路灯"}).decode() == (
        '{"action":"case_answered","actor":"a","at":"2026-03-01T08:00:00.000000+00:00",'
        '"data":{"a":"路灯","b":[1,null,true]},"id":"00000000-0000-0000-0000-000000000007",'
        '"subject":"case:1"}'
    )


@given(data)
def test_what_the_database_gives_back_is_written_the_same(content):
    # Lone surrogates are no text; databases refuse them before the ledger would.
    fit = json.loads(json.dumps(content).encode("ascii", "replace"))

    assert text_of_or_none(fit) == text_of_or_none(json.loads(json.dumps(fit)))


def text_of_or_none(content) -> bytes | None:
    try:
        return text_of(content)
    except UnicodeEncodeError:
        return None


def test_the_same_moment_in_another_zone_is_the_same():
    shanghai = timezone(timedelta(hours=8))

    assert text_of(at=AT.astimezone(shanghai)) == text_of()


@pytest.mark.parametrize("content", [{"a": 1.0}, {"a": [{"b": 0.5}]}, {"a": {1: "x"}}])
def test_what_has_no_canonical_form_is_refused(content):
    with pytest.raises(ValueError, match="ledger holds"):
        text_of(content)


def test_a_commitment_hashes_salt_then_entry():
    assert commitment(b"salt", b"entry") == hashlib.sha256(b"saltentry").digest()


@pytest.mark.django_db
def test_a_record_commits_to_what_it_says_and_two_alike_differ():
    with transaction.atomic():
        for _ in range(2):
            ledger.record(ACTOR, "case_answered", "case:1", now=now(), data={"to": "answered"})

    first, second = LedgerEntry.objects.order_by("id")
    assert (first.actor, first.data, first.leaf_index) == ("system:test", {"to": "answered"}, None)
    assert bytes(first.commitment) != bytes(second.commitment)
    assert ledger.check_ledger().mismatch == ""


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 100])
def test_many_are_recorded_in_one_statement(count, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        ledger.record_many(ACTOR, "x", [(f"case:{n}", {}) for n in range(count)], now=now())

    assert LedgerEntry.objects.count() == count


@pytest.mark.django_db(transaction=True)
def test_a_record_outside_of_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        ledger.record(ACTOR, "case_answered", "case:1", now=now())
