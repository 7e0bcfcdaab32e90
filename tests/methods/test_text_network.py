import numpy as np
import pytest
from scipy import sparse

from gongjian.methods.text_network import Recipe, train_network


def either_but_not_both(count=400):
    """Rows of 20 columns; the class is whether exactly one of the first two is there: what no
    linear classifier can tell."""
    random = np.random.default_rng(0)
    rows = (random.random((count, 20)) < 0.5).astype(np.float32)
    return sparse.csr_matrix(rows), (rows[:, 0] != rows[:, 1]).astype(int)


LONG = Recipe(hidden=32, epochs=60, rate=2e-2, input_dropout=0.0, hidden_dropout=0.1, smoothing=0.0)


def test_it_learns_what_no_line_can_part():
    rows, truth = either_but_not_both()

    network = train_network(rows[:300], truth[:300], 2, seed=1, recipe=LONG)

    answered = network.log_probabilities(rows[300:]).argmax(axis=1)
    assert (answered == truth[300:]).mean() > 0.95


def test_the_same_seed_gives_the_same_network_and_another_seed_another():
    rows, truth = either_but_not_both(60)

    first, again, other = (train_network(rows, truth, 2, seed=seed) for seed in (3, 3, 4))

    assert (first.into_hidden == again.into_hidden).all()
    assert (first.into_hidden != other.into_hidden).any()


def test_its_answers_are_probabilities():
    rows, truth = either_but_not_both(60)

    told = train_network(rows, truth, 2, seed=1).log_probabilities(rows)

    assert np.allclose(np.exp(told).sum(axis=1), 1)


def test_training_changes_nothing_it_was_given():
    rows, truth = either_but_not_both(60)
    before = rows.copy()

    train_network(rows, truth, 2, seed=1)

    assert (rows != before).nnz == 0


@pytest.mark.parametrize("count", [0, 1])
def test_rows_and_classes_that_do_not_fit_are_refused(count):
    with pytest.raises(ValueError, match="rows"):
        train_network(sparse.csr_matrix((count, 3)), np.zeros(1 - count, dtype=int), 2, seed=1)
