import numpy as np
import pytest

from gongjian.methods.classifier_report import report


def test_figures_of_each_class_and_of_all():
    truth = np.array([0, 0, 1, 1, 1])
    given = np.array([[0.9, 0.1], [0.4, 0.6], [0.2, 0.8], [0.3, 0.7], [0.1, 0.9]])

    told = report(["lights", "roads"], truth, given, 0.95)

    lights, roads = told.classes
    assert (lights.examples, lights.precision, lights.recall) == (2, 1.0, 0.5)
    assert (roads.examples, roads.precision, roads.recall) == (3, 0.75, 1.0)
    assert lights.f1 == pytest.approx(2 / 3)
    assert told.macro_f1 == pytest.approx((2 / 3 + 6 / 7) / 2)
    assert told.accuracy == 0.8
    assert (told.threshold, told.coverage) == (0.7, 0.8)


def test_a_class_without_examples_does_not_count():
    told = report(["lights", "roads"], np.array([0]), np.array([[0.9, 0.1]]), 0.95)

    assert [one.name for one in told.classes] == ["lights"]
    assert told.macro_f1 == 1.0


def test_of_nothing_nothing_is_told():
    told = report(["lights"], np.zeros(0, dtype=int), np.zeros((0, 1)), 0.95)

    assert (told.examples, told.coverage, told.threshold) == (0, 0.0, float("inf"))


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="2 classes"):
        report(["a", "b"], np.array([0]), np.zeros((1, 3)), 0.9)
