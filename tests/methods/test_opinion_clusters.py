import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from gongjian.methods import silhouettes as module
from gongjian.methods.opinion_clusters import (
    ALONE,
    best_clusters,
    reference_clusters,
)


def crowds(*sizes, seed=0, spread=0.3):
    """Points around places far from each other, and which place each is around."""
    random = np.random.default_rng(seed)
    places = np.array([[0, 0], [4, 0], [0, 4], [4, 4]], dtype=float)
    of = np.repeat(np.arange(len(sizes)), sizes)
    return places[of] + random.normal(scale=spread, size=(len(of), 2)), of


WAYS = [reference_clusters, lambda points: best_clusters(points, seed=1)]


@pytest.mark.parametrize("sizes", [(40, 30), (40, 30, 20), (30, 30, 30, 30)])
def test_crowds_apart_are_groups(sizes):
    points, of = crowds(*sizes)

    found = best_clusters(points, seed=1)

    assert found.count == len(sizes)
    assert adjusted_rand_score(of, found.labels) == 1
    assert found.silhouette == pytest.approx(silhouette_score(points, found.labels))


def test_the_reference_finds_two_crowds_and_not_always_three():
    # It begins at the left edge, where three crowds need not all be.
    two, of = crowds(40, 30)
    three, _ = crowds(40, 30, 20)

    assert adjusted_rand_score(of, reference_clusters(two).labels) == 1
    assert reference_clusters(three).silhouette < best_clusters(three, seed=1).silhouette


def test_the_best_way_is_never_worse_than_the_reference():
    for seed in range(12):
        points, _ = crowds(60, 25, 40, seed=seed, spread=1.6)

        reference, best = reference_clusters(points), best_clusters(points, seed=1)

        # Silhouettes are measured in float32.
        assert best.silhouette >= reference.silhouette - 1e-6


@pytest.mark.parametrize("seed", [1092, 1125, 1140, 1321])
def test_who_is_set_aside_costs_no_groups_that_hold_together_better(seed):
    # Blots with some people far away: without these, what was found held together less.
    random = np.random.default_rng(seed)
    people, blots = int(random.integers(8, 90)), int(random.integers(1, 5))
    middles = random.normal(0, 3, (blots, 2))
    points = middles[random.integers(0, blots, people)] + random.normal(0, 1, (people, 2))
    far = int(random.integers(0, 4))
    points[:far] += random.normal(0, 12, (far, 2))

    reference, best = reference_clusters(points), best_clusters(points, seed=0)

    assert np.bincount(reference.labels).min() >= 4
    assert best.silhouette >= reference.silhouette - 1e-6


def test_one_person_far_away_is_no_group():
    points, of = crowds(60, 50)
    points = np.vstack([points, [[60.0, 60.0]]])

    reference, best = reference_clusters(points), best_clusters(points, seed=1)

    assert np.bincount(reference.labels).min() == 1
    assert best.labels[-1] == ALONE
    assert adjusted_rand_score(of, best.labels[:-1]) == 1


def test_the_largest_group_comes_first():
    points, _ = crowds(20, 60, 40)

    found = best_clusters(points, seed=1)

    assert np.bincount(found.labels).tolist() == [60, 40, 20]


def test_the_same_seed_gives_the_same_groups():
    points, _ = crowds(60, 50, 40, spread=1.5)

    one, other = best_clusters(points, seed=5), best_clusters(points, seed=5)

    np.testing.assert_array_equal(one.labels, other.labels)


def test_very_many_points_are_told_apart_by_cells(monkeypatch):
    points, of = crowds(400, 300, 200)
    monkeypatch.setattr(module, "FEW_POINTS", 100)
    monkeypatch.setattr(module, "EXACT_POINTS", 100)

    found = best_clusters(points, seed=1)

    assert adjusted_rand_score(of, found.labels) == 1
    assert np.bincount(found.labels).tolist() == [400, 300, 200]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "points", [np.zeros((0, 2)), np.zeros((1, 2)), np.zeros((30, 2)), np.ones((2, 2))]
)
def test_without_different_points_there_are_no_groups(way, points):
    found = way(points)

    assert found.count == 0
    assert found.silhouette == 0
    assert (found.labels == ALONE).all()
