"""Small counts are hidden, and no sum tells them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.small_cells import hide_small, is_small

LEAST = 5


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], []),
        ([9, 7], [9, 7]),
        ([0, 9], [0, 9]),
        ([9, 3, 7], [9, None, None]),
        ([9, 1, 1], [None, None, None]),
        ([9, 4, 4, 12], [None, None, None, 12]),
        ([9, 2, 3], [9, None, None]),
        ([3], [None]),
    ],
)
def test_what_is_hidden(counts, shown):
    assert hide_small(counts, LEAST) == shown


@given(st.lists(st.integers(0, 12), max_size=6))
def test_small_ones_are_hidden_and_more_than_one_answer_is_left(counts):
    shown = hide_small(counts, LEAST)

    hidden = [count for count, told in zip(counts, shown, strict=True) if told is None]
    assert not any(is_small(told, LEAST) for told in shown if told is not None)
    assert all(told in (None, count) for count, told in zip(counts, shown, strict=True))
    answers = [
        guess
        for guess in product(range(1, 13), repeat=len(hidden))
        if len(hidden) < 4 and sum(guess) == sum(hidden)
    ]
    is_all = len(hidden) == sum(1 for count in counts if count)
    assert len(hidden) in (0, 4, 5, 6) or len(answers) > 1 or is_all
