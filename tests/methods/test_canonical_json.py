"""One spelling of JSON, and nothing else, whoever sends it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.canonical_json import (
    MAX_INTEGER,
    NotCanonical,
    read_base64,
    read_canonical,
    require_fields,
    write_base64,
    write_canonical,
)

keys = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=6)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
plain = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3)
)


@given(values)
def test_what_is_written_is_read(value):
    assert read_canonical(write_canonical(value), max_bytes=100_000) == value


@given(st.dictionaries(keys, plain, min_size=2, max_size=5))
def test_order_of_fields_changes_nothing(value):
    turned = dict(reversed(list(value.items())))
    assert write_canonical(turned) == write_canonical(value)


@given(values, st.data())
def test_any_other_bytes_are_refused_or_mean_something_else(value, data):
    written = bytearray(write_canonical(value))
    place = data.draw(st.integers(0, len(written) - 1))
    written[place] ^= data.draw(st.integers(1, 255))
    try:
        read = read_canonical(bytes(written), max_bytes=100_000)
    except NotCanonical:
        return
    assert json.dumps(read) != json.dumps(value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b"1.0",
        b"1e3",
        b"-0",
        b"NaN",
        b"9007199254740992",
        b'"\\u0041"',
        b'"\\ud800"',
        b"\xff",
        b"\xef\xbb\xbf1",
        b'{"\xc3\xa9":1}',
        b"[" * 13 + b"]" * 13,
        b"[" * 100_000,
        b"9" * 5_000,
        b"",
        b"1 ",
    ],
)
def test_other_spellings_are_refused(data):
    with pytest.raises(NotCanonical):
        read_canonical(data, max_bytes=1_000_000)


def test_too_much_is_refused_unread():
    with pytest.raises(NotCanonical):
        read_canonical(b"1234", max_bytes=3)


@pytest.mark.parametrize("value", [1.5, {1: 2}, "\ud800", (1,), MAX_INTEGER + 1, b"x"])
def test_what_has_no_form_is_not_written(value):
    with pytest.raises(NotCanonical):
        write_canonical(value)


@pytest.mark.parametrize(
    "value", [[], {"a": "x"}, {"a": 1, "c": 1}, {"a": True, "b": ""}, {"a": 1, "b": 1}]
)
def test_fields_are_exactly_those_asked_for(value):
    with pytest.raises(NotCanonical):
        require_fields(value, {"a": int, "b": str})


@pytest.mark.parametrize("text", ["AA", "AB==", "A A=", "AA==\n", "é", 3, "-_=="])
def test_base64_has_one_spelling(text):
    with pytest.raises(NotCanonical):
        read_base64(text)


@given(st.binary(max_size=40))
def test_base64_comes_back(data):
    assert read_base64(write_base64(data), len(data)) == data
