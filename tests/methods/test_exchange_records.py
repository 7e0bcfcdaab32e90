from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.canonical_json import write_canonical
from gongjian.methods.exchange_records import AgreedField, as_json, check, project

STREET = AgreedField("street", "text", is_required=True)
AGE = AgreedField("age", "integer")


def test_what_was_not_agreed_never_leaves():
    row = {"street": "Plum Lane", "age": 40, "diagnosis": "secret"}

    assert project(row, [STREET, AGE]) == {"street": "Plum Lane", "age": 40}


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (Decimal("12.50"), "decimal", "12.50"),
        (0.1, "decimal", "0.1"),
        (7, "decimal", "7"),
        (date(2020, 5, 1), "date", "2020-05-01"),
        (datetime(2020, 5, 1, 3, tzinfo=UTC), "moment", "2020-05-01T03:00:00+00:00"),
        (datetime(2020, 5, 1, 3, tzinfo=UTC), "date", "2020-05-01"),
        (1, "boolean", True),
        ("42", "integer", 42),
        ("", "date", None),
        (5, "code", "5"),
        (True, "boolean", True),
    ],
)
def test_values_travel_as_plain_json(value, kind, said):
    assert as_json(value, kind) == said
    assert check([{"f": as_json(value, kind)}], [AgreedField("f", kind)]).faults == []


def test_surplus_is_dropped_and_named():
    found = check([{"street": "Plum Lane", "income": 5}], [STREET])

    assert (found.records, found.surplus, found.faults) == (
        [{"street": "Plum Lane"}],
        ["income"],
        [],
    )


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ({"age": 4}, "street: missing"),
        ({"street": None}, "street: missing"),
        ({"street": 5}, "street: no text"),
        ({"street": "x", "age": "4"}, "age: no integer"),
        ({"street": "x", "age": True}, "age: no integer"),
        ({"street": "x\x00"}, "street: no text"),
    ],
)
def test_what_does_not_fit_is_a_fault_that_names_no_value(record, fault):
    assert check([record], [STREET, AGE]).faults == [fault]


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
RECORDS = st.lists(st.dictionaries(st.sampled_from(["street", "age", "x"]), VALUES, max_size=3))


@given(RECORDS | VALUES | st.lists(VALUES, max_size=3))
def test_whatever_a_source_sends_is_judged(sent):
    found = check(sent, [STREET, AGE])

    assert set(found.records[0] if found.records else {}) <= {"street", "age"}
    if not found.faults:
        assert write_canonical(found.records)
