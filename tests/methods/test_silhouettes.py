import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from gongjian.methods import silhouettes as module
from gongjian.methods.silhouettes import Silhouettes, silhouette


def crowds(*sizes, seed=0, spread=0.3):
    random = np.random.default_rng(seed)
    places = np.array([[0, 0], [4, 0], [0, 4], [4, 4]], dtype=float)
    of = np.repeat(np.arange(len(sizes)), sizes)
    return places[of] + random.normal(scale=spread, size=(len(of), 2)), of


@pytest.mark.parametrize("size", [50, 900, 2_500])
def test_it_equals_that_of_scikit_learn(size):
    points, _ = crowds(size, size - 10, size // 2, spread=2.0)
    # Far from the middle, where there are fewer digits for what is between two points.
    points += 1_000
    labels = np.random.default_rng(1).integers(0, 4, len(points))

    assert silhouette(points, labels) == pytest.approx(silhouette_score(points, labels), abs=1e-6)


def test_many_who_stand_at_one_place_are_at_no_distance_from_each_other():
    places = np.repeat(np.random.default_rng(2).normal(size=(5, 2)), 500, axis=0)
    labels = np.repeat([0, 0, 1, 1, 2], 500)

    found = silhouette(places + 1_000, labels)

    assert found == pytest.approx(silhouette_score(places + 1_000, labels), abs=1e-6)


def test_of_very_many_points_it_is_nearly_that_of_scikit_learn(monkeypatch):
    monkeypatch.setattr(module, "SETTLED_POINTS", 3_000)
    points, labels = crowds(1500, 1200, 800, spread=1.2)

    assert silhouette(points, labels) == pytest.approx(silhouette_score(points, labels), abs=0.003)


def test_a_point_alone_in_its_group_counts_nothing():
    points = np.array([[0.0, 0], [0, 1], [9, 9]])

    found = silhouette(points, np.array([0, 0, 1]))

    assert found == pytest.approx(silhouette_score(points, [0, 0, 1]))


@pytest.mark.parametrize(
    ("points", "labels"), [(np.zeros((3, 2)), [0, 1]), (np.zeros((3, 2)), [1, 1, 1])]
)
def test_two_groups_are_needed_and_a_label_each(points, labels):
    with pytest.raises(ValueError, match=r"labels|two groups"):
        silhouette(points, np.array(labels))


@pytest.mark.parametrize("size", [200, 1_500, 2_500])
def test_the_best_of_some_groupings_is_found_though_they_are_nearly_as_good(size):
    points, of = crowds(size, size, spread=1.0)
    # Each with a few more points in the wrong group, so that cells cannot tell them apart.
    groupings = []
    for wrong in (6, 2, 0, 4):
        labels = of.copy()
        labels[:wrong] = 1
        groupings.append(labels)

    place, value = Silhouettes(points).best(groupings)

    assert place == 2
    assert value == pytest.approx(silhouette_score(points, of), abs=1e-6)


def test_of_equally_good_groupings_the_first_one_counts():
    points, of = crowds(30, 30)

    assert Silhouettes(points).best([1 - of, of])[0] == 0
