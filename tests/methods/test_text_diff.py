from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.text_diff import Part, text_diff

WORDS = st.text("ab c灯路。\n", max_size=40)


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("", "", []),
        ("The lamp is dark.", "The lamp is dark.", [Part("same", "The lamp is dark.")]),
        (
            "Plant ten trees here.",
            "Plant twenty trees here.",
            [
                Part("same", "Plant "),
                Part("removed", "ten"),
                Part("added", "twenty"),
                Part("same", " trees here."),
            ],
        ),
        (
            "在校门口装路灯",
            "在校门口加装两盏路灯",
            [
                Part("same", "在校门口"),
                Part("added", "加"),
                Part("same", "装"),
                Part("added", "两盏"),
                Part("same", "路灯"),
            ],
        ),
        ("", "New.", [Part("added", "New.")]),
        ("Old.", "", [Part("removed", "Old.")]),
    ],
)
def test_what_changed_is_told_by_words(old, new, parts):
    assert text_diff(old, new) == parts


@given(WORDS, WORDS)
def test_parts_are_both_texts(old, new):
    for most in (0, 3, 500):
        parts = text_diff(old, new, most_changes=most)

        assert "".join(text for kind, text in parts if kind != "added") == old
        assert "".join(text for kind, text in parts if kind != "removed") == new
        assert all(a.kind != b.kind for a, b in pairwise(parts))
        assert all(text for _kind, text in parts)


def longest_common(old: str, new: str) -> int:
    """Characters of the longest common subsequence, by the textbook's table."""
    row = [0] * (len(new) + 1)
    for one in old:
        before, row = row, [0]
        for place, other in enumerate(new):
            row.append(before[place] + 1 if one == other else max(before[place + 1], row[-1]))
    return row[-1]


@given(st.text("灯路桥", max_size=25), st.text("灯路桥", max_size=25))
def test_as_few_pieces_change_as_can(old, new):
    same = sum(len(part.text) for part in text_diff(old, new) if part.kind == "same")

    assert same == longest_common(old, new)


def test_where_words_have_too_little_in_common_sentences_are_compared():
    old = "One stays. " + "a b c d e f. " + "The end."
    new = "One stays. " + "g h i j k l. " + "The end."

    parts = text_diff(old, new, most_changes=4)

    assert [part.kind for part in parts] == ["same", "removed", "added", "same"]


def test_long_texts_with_nothing_in_common_are_soon_compared():
    begin = perf_counter()

    text_diff("灯" * 10_000, "路" * 9_000)
    text_diff("a b " * 2_500, "b a " * 2_400 + "c")

    assert perf_counter() - begin < 5


def test_a_negative_bound_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        text_diff("a", "b", most_changes=-1)
