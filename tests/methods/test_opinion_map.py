import numpy as np
import pytest
from sklearn.decomposition import PCA

from gongjian.methods import opinion_map as module
from gongjian.methods.opinion_map import opinion_map
from gongjian.methods.vote_table import vote_table


def conversation(n_people=60, n_statements=12, seed=3):
    """Votes of two camps; a third of the cells unseen."""
    random = np.random.default_rng(seed)
    lean = random.normal(size=(2, n_statements))
    said = np.sign(lean[random.integers(0, 2, n_people)] + random.normal(size=(1, n_statements)))
    said[random.random(said.shape) < 0.2] = 0
    people, statements = np.nonzero(random.random(said.shape) < 0.67)
    return vote_table(people, statements, said[people, statements])


def filled(table):
    """The table with each statement's mean where nothing was said."""
    found = np.full(table.cells.shape, np.nan)
    rows = np.repeat(np.arange(len(table.people)), table.votes_per_person)
    found[rows, table.cells.indices] = table.cells.data
    return np.where(np.isnan(found), np.nanmean(found, axis=0), found)


def test_points_are_the_principal_components_moved_outwards():
    table = conversation()

    found = opinion_map(table, np.zeros(12, dtype=bool))

    expected = PCA(2, svd_solver="full").fit_transform(filled(table))
    outwards = np.sqrt(12 / table.votes_per_person)
    np.testing.assert_allclose(found.people, expected * outwards[:, None], atol=1e-10)


def test_components_of_a_large_conversation_are_the_same(monkeypatch):
    table = conversation(200, 30)
    exact = opinion_map(table, np.zeros(30, dtype=bool))
    monkeypatch.setattr(module, "DENSE_PRODUCT", 0)

    looked_for = opinion_map(table, np.zeros(30, dtype=bool))

    np.testing.assert_allclose(looked_for.people, exact.people, atol=1e-8)


def test_directions_that_matter_equally_are_both_found(monkeypatch):
    # Two pairs of statements that have nothing to do with each other, in the same votes.
    people = np.repeat(np.arange(40), 2)
    statements = np.where(people < 20, 0, 2) + np.tile([0, 1], 40)
    table = vote_table(people, statements, np.where(people % 2, 1, -1))
    monkeypatch.setattr(module, "DENSE_PRODUCT", 0)

    found = opinion_map(table, np.zeros(4, dtype=bool))

    np.testing.assert_allclose(found.components @ found.components.T, np.eye(2), atol=1e-9)
    variances = (found.people**2).sum(axis=0)
    assert variances[0] == pytest.approx(variances[1])


def test_where_all_votes_go_one_way_the_second_direction_is_none(monkeypatch):
    people = np.repeat(np.arange(30), 6)
    table = vote_table(people, np.tile(np.arange(6), 30), np.where(people % 2, 1, -1))
    monkeypatch.setattr(module, "DENSE_PRODUCT", 0)

    found = opinion_map(table, np.zeros(6, dtype=bool))

    np.testing.assert_allclose(np.abs(found.people[:, 0]), np.sqrt(6), atol=1e-9)
    np.testing.assert_allclose(found.people[:, 1], 0, atol=1e-6)


def test_a_moderated_statement_is_a_pass_of_everybody():
    table = conversation()
    is_moderated = np.arange(12) == 4

    found = opinion_map(table, is_moderated)

    zeroed = filled(table)
    zeroed[:, 4] = 0
    said = table.cells.indices != 4
    rows = np.repeat(np.arange(60), table.votes_per_person)
    counts = np.bincount(rows[said], minlength=60) + 1
    expected = PCA(2, svd_solver="full").fit_transform(zeroed) * np.sqrt(12 / counts)[:, None]
    np.testing.assert_allclose(found.people, expected, atol=1e-10)
    np.testing.assert_allclose(found.components[:, 4], 0, atol=1e-12)


def test_where_agreement_to_one_statement_alone_leads():
    table = conversation()

    found = opinion_map(table, np.zeros(12, dtype=bool))

    expected = (found.components * (1 - found.means)).T * np.sqrt(12)
    np.testing.assert_allclose(found.statements, expected)
    np.testing.assert_allclose(found.extremity, np.linalg.norm(expected, axis=1))


def test_everybody_of_one_mind_stands_in_the_middle():
    table = vote_table([1, 1, 2, 2], [1, 2, 1, 2], [1, -1, 1, -1])

    found = opinion_map(table, np.zeros(2, dtype=bool))

    np.testing.assert_allclose(found.people, 0)
    np.testing.assert_allclose(found.components, 0)


def test_one_statement_spans_a_line():
    table = vote_table([1, 2, 3], [1, 1, 1], [1, 0, -1])

    found = opinion_map(table, np.zeros(1, dtype=bool))

    np.testing.assert_allclose(found.people, [[1, 0], [0, 0], [-1, 0]])


def test_no_votes_make_an_empty_map():
    found = opinion_map(vote_table([], [], []), np.zeros(0, dtype=bool))

    assert found.people.shape == (0, 2)


def test_marks_of_another_length_are_refused():
    with pytest.raises(ValueError, match="marks"):
        opinion_map(conversation(), np.zeros(3, dtype=bool))
