"""Groups are those of scikit-learn's k-means from the same beginnings, whatever they cost less."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans

from gongjian.methods import plane_means as module
from gongjian.methods.plane_means import PlaneMeans, many_means


def points_of(random, size):
    crowds = random.normal(scale=3, size=(3, 2))
    spread = random.uniform(0.1, 2, size=2)
    return crowds[random.integers(0, 3, size)] + random.normal(size=(size, 2)) * spread


@pytest.mark.parametrize("few", [8_000, 30], ids=["each point", "by boxes"])
@pytest.mark.filterwarnings("ignore:Number of distinct clusters")
@given(st.integers(0, 2**32), st.integers(5, 400), st.integers(2, 5), st.booleans(), st.booleans())
@settings(max_examples=60)
def test_groups_are_those_of_scikit_learn(few, seed, size, count, is_weighted, is_from_left):
    random = np.random.default_rng(seed)
    points = points_of(random, size)
    weights = random.integers(1, 9, size).astype(float) if is_weighted else None
    order = np.lexsort(points.T[::-1]) if is_from_left else random.permutation(size)
    begin = points[order[:count]]
    machine = KMeans(count, init=begin, n_init=1, max_iter=300, tol=1e-4)
    machine.fit(points, sample_weight=weights)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FEW", few)
        labels, centres = PlaneMeans(points, weights).groups(begin)

    np.testing.assert_array_equal(labels, machine.labels_)
    np.testing.assert_allclose(centres, machine.cluster_centers_, atol=1e-9)


@pytest.mark.parametrize("few", [8_000, 3], ids=["each point", "by boxes"])
def test_a_group_that_loses_all_its_points_gets_the_one_furthest_away(few, monkeypatch):
    monkeypatch.setattr(module, "FEW", few)
    points = np.array([[0.0, 0], [1, 0], [2, 0], [30, 0], [34, 0]])
    begin = np.array([[1.0, 0], [30, 0], [500, 0]])

    labels, _ = PlaneMeans(points).groups(begin)

    machine = KMeans(3, init=begin, n_init=1, tol=1e-4).fit(points)
    np.testing.assert_array_equal(labels, machine.labels_)
    assert len(set(labels.tolist())) == 3


def test_where_all_points_are_one_there_is_one_group():
    labels, centres = PlaneMeans(np.ones((6, 2))).groups(np.array([[1.0, 1], [1, 1]]))

    assert set(labels.tolist()) == {0}
    np.testing.assert_allclose(centres, 1)


def test_many_beginnings_side_by_side_are_as_one_by_one():
    random = np.random.default_rng(5)
    points, weights = points_of(random, 300), random.integers(1, 5, 300).astype(float)
    begin = points[random.integers(0, 300, (7, 3))]

    labels, centres = many_means(points, weights, begin)

    for place in range(7):
        machine = KMeans(3, init=begin[place], n_init=1, tol=0).fit(points, sample_weight=weights)
        np.testing.assert_array_equal(labels[place], machine.labels_)
        np.testing.assert_allclose(centres[place], machine.cluster_centers_, atol=1e-9)
