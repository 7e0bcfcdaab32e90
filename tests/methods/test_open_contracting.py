"""Our merging is the reference's, and a release says exactly what is new."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ocdsmerge import Merger

from gongjian.methods.open_contracting import (
    WHOLE_LISTS,
    compile_releases,
    dangling,
    difference,
    flat_rows,
    merge_release,
    write_json,
)

WORDS = st.sampled_from(["", "a", "b", "路灯"])
VALUES = st.fixed_dictionaries({"amount": st.integers(0, 3), "currency": st.just("CNY")})
ROLES = st.lists(WORDS, max_size=2)
ENTRIES = st.dictionaries(
    st.sampled_from(["1", "2", "3"]),
    st.fixed_dictionaries({}, optional={"title": WORDS, "value": VALUES, "roles": ROLES}),
    max_size=2,
)
LISTS = ENTRIES.map(lambda found: [{"id": key, **found[key]} for key in sorted(found)])
STATES = st.fixed_dictionaries(
    {},
    optional={
        "tender": st.fixed_dictionaries(
            {"id": st.just("t")},
            optional={"title": WORDS, "value": VALUES, "documents": LISTS, "count": st.integers()},
        ),
        "awards": LISTS,
        "language": WORDS,
    },
)
RULES = {
    ("id",): "omitWhenMerged",
    ("date",): "omitWhenMerged",
    ("tag",): "omitWhenMerged",
    ("awards", "roles"): "wholeListMerge",
    ("tender", "documents", "roles"): "wholeListMerge",
}


def without_nothing(value: object) -> object:
    """As the standard has it: nothing that is empty."""
    if isinstance(value, dict):
        parts = {name: without_nothing(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part not in ("", [], {})}
    return [without_nothing(one) for one in value] if isinstance(value, list) else value


@settings(max_examples=60)
@given(st.lists(STATES.map(without_nothing), min_size=1, max_size=4))
def test_releases_of_differences_merge_as_the_reference_merges_them(states):
    releases, compiled = [], None
    for number, state in enumerate({"ocid": "o", **one} for one in states):
        before = copy.deepcopy(compiled)
        said = difference(compiled, state)
        assert compiled == before
        release = {"ocid": "o", "id": str(number), "date": f"2026-01-0{number + 1}", "tag": ["x"]}
        releases.append(release | said)
        compiled = merge_release(compiled, releases[-1])

    assert compiled == compile_releases(releases)
    theirs = Merger(merge_rules=RULES).create_compiled_release(releases)
    assert without_nothing(compiled) == without_nothing(theirs)


def test_a_release_says_only_what_is_new_with_what_it_refers_to():
    parties = [{"id": "b", "name": "Buyer"}, {"id": "c", "name": "Company"}]
    before = {
        "tender": {"id": "t", "title": "Lamps", "documents": [{"id": "1", "title": "Plan"}]},
        "parties": parties,
    }
    after = copy.deepcopy(before)
    after["tender"]["documents"].append({"id": "2", "title": "Map"})
    after["awards"] = [{"id": "a", "suppliers": [{"id": "c", "name": "Company"}]}]

    assert difference(before, before) == {}
    assert difference(before, after) == {
        "tender": {"id": "t", "documents": [{"id": "2", "title": "Map"}]},
        "awards": after["awards"],
        "parties": [parties[1]],
    }


def test_what_is_no_more_is_said_to_be_nothing():
    before = {"tender": {"id": "t", "statusReason": "A flood.", "documents": []}}

    said = difference(before, {"tender": {"id": "t", "documents": []}})

    assert said == {"tender": {"id": "t", "statusReason": None}}
    merged = merge_release(before, said | {"ocid": "o", "id": "1", "date": "2026", "tag": ["x"]})
    assert "statusReason" not in merged["tender"]


def test_evidence_that_was_taken_back_is_gone():
    one, other = {"id": "case:1"}, {"id": "case:2"}

    said = difference({"planning": {"requests": [one, other]}}, {"planning": {"requests": [one]}})

    assert said == {"planning": {"requests": [one]}}
    last = difference({"planning": {"requests": [one]}}, {"planning": {}})
    assert last == {"planning": {"requests": None}}
    assert "requests" in WHOLE_LISTS


def test_the_same_is_always_written_the_same():
    assert write_json({"b": 1.5, "a": "路"}) == '{"a":"路","b":1.5}'.encode()
    with pytest.raises(ValueError, match="Out of range"):
        write_json(float("nan"))


def test_references_to_nothing_are_found():
    release = {
        "tag": ["compiled"],
        "parties": [{"id": "b"}],
        "buyer": {"id": "b"},
        "bids": {"details": [{"id": "1", "tenderers": [{"id": "gone"}]}]},
        "contracts": [{"id": "1", "awardID": "a"}],
    }

    assert dangling(release) == ["award a", "party gone"]


def test_rows_of_tables_keep_what_they_belong_to():
    compiled = {
        "ocid": "o",
        "tag": ["compiled"],
        "tender": {"value": {"amount": 5}},
        "awards": [{"id": "a", "suppliers": [{"id": "c", "name": "Company"}]}],
    }

    assert list(flat_rows(compiled)) == [
        ("releases", {"ocid": "o", "tag": "compiled", "tender/value/amount": 5}),
        ("awards", {"ocid": "o", "id": "a"}),
        ("awards/suppliers", {"ocid": "o", "awards/id": "a", "id": "c", "name": "Company"}),
    ]
