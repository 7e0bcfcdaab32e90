"""Ladders: what would be answered at any threshold, and where to draw the line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.tree_answers import NodeShares
from gongjian.methods.tree_thresholds import (
    Ladders,
    choose_threshold,
    ladders,
    ladders_from_bytes,
)

PARENTS = {"road": None, "hole": "road", "light": "road", "noise": None}
CLASSES = ["hole", "light", "noise"]


def ladders_of(rows, truth):
    return ladders(NodeShares(CLASSES, PARENTS), np.array(rows), truth, PARENTS)


def test_the_likeliest_of_each_depth_and_whether_it_is_right():
    found = ladders_of([[0.6, 0.3, 0.1], [0.1, 0.2, 0.7]], ["light", "road"])

    assert found.shares == pytest.approx(np.array([[0.9, 0.6], [0.7, 0.2]]))
    assert found.is_right.tolist() == [[True, False], [False, False]]


@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(1, 50), min_size=3, max_size=3), st.sampled_from(list(PARENTS))
        ),
        min_size=1,
        max_size=20,
    ),
    st.floats(0.5, 1),
)
def test_ladders_answer_as_the_tree_does(rows, threshold):
    weights = np.array([weights for weights, _truth in rows], dtype=float)
    probabilities = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
    truth = [node for _weights, node in rows]
    shares = NodeShares(CLASSES, PARENTS)
    found = ladders(shares, probabilities, truth, PARENTS)
    threshold = float(np.float32(threshold))

    is_answered, is_right = found.answers(threshold)

    # A rounding apart, sums of shares may fall on either side of the line itself.
    clear = (np.abs(found.shares - threshold) > 1e-6).all(axis=1)
    said = shares.answers(probabilities, threshold)
    expected = [one is not None for one in said]
    right = [
        one is not None and one.node in (node, PARENTS[node])
        for one, node in zip(said, truth, strict=True)
    ]
    assert is_answered[clear].tolist() == np.array(expected)[clear].tolist()
    assert is_right[clear].tolist() == np.array(right)[clear].tolist()


def ladder_of(shares, is_right):
    return Ladders(np.array([shares], dtype=np.float32).T, np.array([is_right]).T)


def test_the_lowest_threshold_that_is_precise_enough_is_chosen():
    found = ladder_of([0.9, 0.8, 0.7, 0.6], [True, True, False, True])

    assert choose_threshold(found, 1.0).at == pytest.approx(0.8)
    threshold = choose_threshold(found, 0.75)
    assert (threshold.at, threshold.coverage) == (pytest.approx(0.6), 1.0)
    assert threshold.precision == 0.75


def test_none_is_chosen_where_nothing_is_precise_enough_or_little_is_known():
    found = ladder_of([0.9, 0.8], [False, True])

    assert choose_threshold(found, 0.9).at == float("inf")
    assert choose_threshold(found, 0.5, least_answered=3).coverage == 0
    assert choose_threshold(ladder_of([], []), 0.5).at == float("inf")


def test_a_file_of_ladders_is_read_and_another_is_refused():
    found = ladder_of([0.9, 0.8], [False, True])

    again = ladders_from_bytes(found.to_bytes())

    assert again.shares.tolist() == found.shares.tolist()
    assert again.is_right.tolist() == found.is_right.tolist()
    with pytest.raises(ValueError, match="no file of ladders"):
        ladders_from_bytes(b"nothing")


@pytest.mark.parametrize("precision", [-0.1, 1.1])
def test_a_precision_is_a_share(precision):
    with pytest.raises(ValueError, match="between 0 and 1"):
        choose_threshold(ladder_of([], []), precision)


def test_each_row_needs_a_truth():
    with pytest.raises(ValueError, match="1 rows and 2 truths"):
        ladders_of([[1, 0, 0]], ["hole", "hole"])
