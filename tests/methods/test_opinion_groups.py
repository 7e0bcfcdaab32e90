import csv
import json
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score

from gongjian.methods.opinion_groups import opinion_groups
from gongjian.methods.opinion_statistics import group_statistics, priorities
from gongjian.methods.vote_table import vote_table
from tests.shared_data import shared

GOLDEN = json.loads(
    (Path(__file__).parents[1] / "golden" / "opinion_groups.json").read_text(encoding="utf-8")
)


def conversation(key):
    """Votes of a shared conversation and what is moderated out of it."""
    name, variant = key.split("/")
    folder = shared(f"opinion/{name}")
    with (folder / "votes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "comments.csv").open(encoding="utf-8-sig", newline="") as file:
        out = [int(row["comment-id"]) for row in csv.DictReader(file) if row["moderated"] == "-1"]
    columns = ([int(row[name]) for row in rows] for name in ("voter-id", "comment-id", "vote"))
    return vote_table(*columns, range(len(rows))), out if variant == "moderated" else []


def golden_labels(table, groups):
    labels = np.full(len(table.people), -1)
    for group, people in enumerate(groups):
        labels[np.searchsorted(table.people, people)] = group
    return labels


def told(table, chosen):
    return [
        {
            "statement": int(table.statements[one.statement]),
            "for": "agree" if one.is_agreement else "disagree",
            "votes": one.votes,
            "seen": one.seen,
            "share": pytest.approx(one.share, abs=1e-6),
            "test": pytest.approx(one.test, abs=1e-6),
            "ratio": pytest.approx(one.ratio, abs=1e-6),
            "ratio_test": pytest.approx(one.ratio_test, abs=1e-6),
        }
        for one in chosen
    ]


@pytest.mark.parametrize("key", GOLDEN)
def test_the_way_of_polis_reproduces_the_reference(key):
    table, moderated = conversation(key)
    expected = GOLDEN[key]

    found = opinion_groups(table, method="polis", moderated=moderated)

    labels = golden_labels(table, expected["groups"])
    assert adjusted_rand_score(labels, found.labels) >= 0.99
    assert found.silhouette == pytest.approx(expected["silhouette"], abs=0.005)
    for theirs, ours in zip(expected["representative"], found.representative, strict=True):
        assert theirs == told(table, ours)


@pytest.mark.parametrize("key", GOLDEN)
def test_consensus_is_that_of_the_reference(key):
    table, moderated = conversation(key)

    found = opinion_groups(table, method="polis", moderated=moderated)

    for theirs, ours in (("agree", found.agreed), ("disagree", found.rejected)):
        # Statements with equal figures stand in no order there; here in that of their ids.
        expected = sorted(
            GOLDEN[key]["consensus"][theirs],
            key=lambda one: (-round(one["share"] * one["test"], 6), one["statement"]),
        )
        assert [one["statement"] for one in expected] == [
            int(table.statements[one.statement]) for one in ours
        ]


@pytest.mark.parametrize("key", GOLDEN)
def test_our_own_way_holds_together_at_least_as_well(key):
    table, moderated = conversation(key)

    found = opinion_groups(table, moderated=moderated)

    is_grouped = found.labels >= 0
    measured = silhouette_score(found.map.people[is_grouped], found.labels[is_grouped])
    assert measured == pytest.approx(found.silhouette)
    assert measured >= GOLDEN[key]["silhouette"] - 1e-9
    assert np.bincount(found.labels[is_grouped]).min() >= 4


def two_camps(n_people=40, n_statements=10, seed=0):
    random = np.random.default_rng(seed)
    camp = np.arange(n_people) % 2
    lean = np.where(np.arange(n_statements) < 4, 1, -1)
    chance = 0.5 + 0.45 * lean[None, :] * np.where(camp == 0, 1, -1)[:, None]
    chance[:, -1] = 0.98
    said = np.where(random.random(chance.shape) < chance, 1, -1)
    people, statements = np.nonzero(random.random(said.shape) < 0.95)
    return people, statements, said[people, statements], camp


@pytest.mark.parametrize("method", ["best", "polis"])
def test_two_camps_are_found_and_what_unites_them(method):
    people, statements, said, camp = two_camps()

    found = opinion_groups(vote_table(people, statements, said), method=method)

    assert found.count == 2
    assert adjusted_rand_score(camp[found.labels >= 0], found.labels[found.labels >= 0]) == 1
    assert found.consensus.argmax() == 9
    assert found.division.argmin() == 9
    assert 9 in {one.statement for one in found.agreed}
    first = {one.statement for one in found.representative[found.labels[0]] if one.is_agreement}
    assert first <= {0, 1, 2, 3, 9}


@pytest.mark.parametrize("method", ["best", "polis"])
def test_the_order_of_rows_changes_nothing(method):
    people, statements, said, _ = two_camps(seed=2)
    order = np.random.default_rng(7).permutation(len(said))

    one = opinion_groups(vote_table(people, statements, said), method=method)
    other = opinion_groups(vote_table(people[order], statements[order], said[order]), method=method)

    np.testing.assert_array_equal(one.labels, other.labels)
    np.testing.assert_array_equal(one.priority, other.priority)
    assert one.representative == other.representative


def test_who_voted_little_is_on_the_map_but_in_no_group():
    people, statements, said, _ = two_camps()
    people, statements, said = (
        np.append(people, [99, 99]), np.append(statements, [0, 1]), np.append(said, [1, 1])
    )  # fmt: skip

    found = opinion_groups(vote_table(people, statements, said))

    assert found.labels[-1] == -1
    assert len(found.map.people) == len(found.labels)


def test_what_is_moderated_out_stands_for_nobody():
    people, statements, said, _ = two_camps()
    table = vote_table(people, statements, said)

    found = opinion_groups(table, moderated=[0, 9])

    chosen = {one.statement for group in found.representative for one in group}
    assert not chosen & {0, 9}
    assert not {one.statement for one in [*found.agreed, *found.rejected]} & {0, 9}


def test_too_few_people_have_no_groups_but_a_result():
    found = opinion_groups(vote_table([1, 1, 2], [1, 2, 1], [1, -1, 0]))

    assert found.count == 0
    assert found.representative == []
    assert found.consensus.tolist() == [1, 1]
    assert found.division.tolist() == [0, 0]


def test_nobody_at_all():
    found = opinion_groups(vote_table([], [], []))

    assert found.count == 0
    assert found.priority.shape == (0,)


@pytest.mark.parametrize("wrong", [{"method": "none"}, {"most_groups": 1}])
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match="no way"):
        opinion_groups(vote_table([1], [1], [1]), **wrong)


def test_counts_of_parts_of_the_people_add_up():
    people, statements, said, camp = two_camps()
    table = vote_table(people, statements, said)
    half = np.arange(40) < 20

    whole = group_statistics(table, camp, 2)
    parts = [group_statistics(table.of_people(part), camp[part], 2) for part in (half, ~half)]

    for name in ("agrees", "disagrees", "seen"):
        np.testing.assert_array_equal(
            getattr(whole, name), sum(getattr(part, name) for part in parts)
        )


def test_a_statement_all_agree_to_sets_nobody_apart():
    table = vote_table([1, 2, 3, 4], [1, 1, 1, 1], [1, 1, 1, 1])

    found = group_statistics(table, np.array([0, 0, 1, 1]), 2)

    assert found.agree_ratio_test.tolist() == [[0], [0]]
    assert all(np.isfinite(array).all() for array in astuple(found))


@pytest.mark.parametrize("labels", [[0, 0, 0], [0, 2, 0, 0], [0, -2, 0, 0]])
def test_labels_that_do_not_fit_are_refused(labels):
    table = vote_table([1, 2, 3, 4], [1, 1, 1, 1], [1, 1, 1, 1])

    with pytest.raises(ValueError, match="labels"):
        group_statistics(table, np.array(labels), 2)


def test_the_next_card_is_new_or_telling():
    agrees, disagrees, seen = (
        np.array([0, 90, 50, 0]),
        np.array([0, 5, 0, 0]),
        np.array([0, 100, 100, 0]),
    )

    found = priorities(agrees, disagrees, seen, np.zeros(4), np.array([0, 0, 0, 1], dtype=bool))

    # Unseen: (1/2 · 1/2 · 9)²; about people: 7².
    assert found[0] == pytest.approx((0.25 * 9) ** 2)
    assert found[1] > found[2]
    assert found[3] == 49
