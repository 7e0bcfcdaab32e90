"""Whether one classifier beats another by more than chance."""

import numpy as np
import pytest
from sklearn.metrics import f1_score

from gongjian.methods.paired_resampling import compare, macro_f1

TRUTH = np.arange(300) % 3


def wrong_in(places):
    answers = TRUTH.copy()
    answers[places] = (answers[places] + 1) % 3
    return answers


def test_macro_f1_is_that_of_scikit_learn():
    random = np.random.default_rng(1)
    truth, answers = random.integers(0, 4, 200), random.integers(0, 4, 200)

    assert macro_f1(truth, answers, 6) == pytest.approx(f1_score(truth, answers, average="macro"))


def test_a_clear_difference_is_sure_and_a_small_one_is_not():
    clear = compare(TRUTH, wrong_in(slice(0, 15)), wrong_in(slice(0, 90)), 3, seed=1)
    small = compare(TRUTH, wrong_in(slice(0, 30)), wrong_in(slice(1, 32)), 3, seed=1)

    assert clear.sureness > 0.99
    assert clear.first > clear.second
    assert small.sureness < 0.95
    assert small.first > small.second


def test_the_same_answers_are_a_tie():
    assert compare(TRUTH, TRUTH, TRUTH, 3, seed=1).sureness == 0.5


def test_an_answer_of_no_class_is_wrong_and_of_nothing_nothing_is_known():
    nothing = np.array([], dtype=int)

    assert macro_f1(TRUTH, np.full(300, -1), 3) == 0
    assert compare(nothing, nothing, nothing, 3, seed=1).sureness == 0.5


def test_each_truth_needs_two_answers():
    with pytest.raises(ValueError, match="300 truths"):
        compare(TRUTH, TRUTH[1:], TRUTH, 3, seed=1)
