import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gongjian.methods.calibration import (
    calibration_error,
    fit_temperature,
    softmax,
    threshold_for_precision,
)


def drawn(seed, scale, count=20_000, classes=4):
    """Scores whose softmax, divided by ``scale``, is the true chance of each class."""
    random = np.random.default_rng(seed)
    scores = random.normal(size=(count, classes)) * 2
    chances = softmax(scores)
    truth = (chances.cumsum(axis=1) > random.random((count, 1))).argmax(axis=1)
    return scores * scale, truth


@given(arrays(float, (3, 5), elements=st.floats(-700, 700)))
def test_softmax_adds_up_to_one_and_keeps_the_order(scores):
    shares = softmax(scores)

    assert np.allclose(shares.sum(axis=1), 1)
    assert (shares[np.arange(3), scores.argmax(axis=1)] == shares.max(axis=1)).all()


@pytest.mark.parametrize("scale", [0.2, 1.0, 5.0])
def test_the_temperature_undoes_what_scores_were_stretched_by(scale):
    scores, truth = drawn(1, scale)

    assert fit_temperature(scores, truth) == pytest.approx(scale, rel=0.05)


def test_the_fitted_temperature_has_the_least_loss():
    scores, truth = drawn(2, 3.0)
    best = fit_temperature(scores, truth)

    places = np.arange(len(truth))
    losses = [
        -np.log(softmax(scores / t)[places, truth]).mean() for t in (best * 0.9, best, best * 1.1)
    ]

    assert min(losses) == losses[1]


def test_without_examples_nothing_is_stretched():
    assert fit_temperature(np.zeros((0, 3)), np.zeros(0, dtype=int)) == 1.0


@pytest.mark.parametrize("count", [1, 5, 50])
def test_a_few_right_answers_make_certain_of_nothing(count):
    scores, truth = np.tile([5.0, 0.0, 0.0], (count, 1)), np.zeros(count, dtype=int)

    sure = softmax(scores / fit_temperature(scores, truth))[0, 0]

    assert sure == pytest.approx((count + 1) / (count + 2), abs=0.01)


@pytest.mark.parametrize(
    ("confidence", "is_right", "error"),
    [
        ([], [], 0.0),
        ([1.0, 1.0], [True, True], 0.0),
        ([1.0, 1.0], [False, False], 1.0),
        ([0.8] * 5, [True] * 4 + [False], 0.0),
        ([0.9, 0.5], [True, False], 0.3),  # (|0.9 - 1| + |0.5 - 0|) / 2
        ([0.0], [False], 0.0),
    ],
)
def test_the_calibration_error(confidence, is_right, error):
    assert calibration_error(confidence, is_right) == pytest.approx(error)


@pytest.mark.parametrize(
    ("precision", "threshold", "coverage"),
    [
        (1.0, 0.9, 0.2),
        (0.75, 0.6, 0.8),
        (0.6, 0.5, 1.0),
        (0.0, 0.5, 1.0),
    ],
)
def test_the_threshold_is_the_lowest_that_is_right_often_enough(precision, threshold, coverage):
    confidence = [0.9, 0.8, 0.7, 0.6, 0.5]
    is_right = [True, False, True, True, False]

    assert threshold_for_precision(confidence, is_right, precision) == (threshold, coverage)


def test_equal_confidences_stand_or_fall_together():
    assert threshold_for_precision([0.9, 0.8, 0.8], [True, True, False], 1.0) == (0.9, 1 / 3)


@pytest.mark.parametrize(("confidence", "is_right"), [([], []), ([0.9], [False])])
def test_where_nothing_is_right_no_threshold_will_do(confidence, is_right):
    assert threshold_for_precision(confidence, is_right, 0.5) == (float("inf"), 0.0)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: calibration_error([0.5], []),
        lambda: calibration_error([0.5], [True], bins=0),
        lambda: threshold_for_precision([0.5], [], 0.9),
        lambda: threshold_for_precision([0.5], [True], 1.5),
        lambda: fit_temperature(np.zeros((2, 2)), np.zeros(1, dtype=int)),
    ],
)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        wrong()
