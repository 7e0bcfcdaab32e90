import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from gongjian.methods.boosted_trees import trees_from_bytes
from gongjian.methods.issue_judge import issue_judge
from gongjian.methods.pair_features import FEATURES
from tools.train_issue_judge import as_arrays


@pytest.fixture(scope="module")
def machine_and_rows():
    random = np.random.default_rng(3)
    rows = random.normal(size=(800, 5)).astype(np.float32)
    rows[random.random(rows.shape) < 0.1] = np.nan
    answer = np.nan_to_num(rows[:, 0]) * np.nan_to_num(rows[:, 1]) + np.isnan(rows[:, 2]) > 0.3
    machine = HistGradientBoostingClassifier(max_iter=30, max_leaf_nodes=9, random_state=1)
    return machine.fit(rows, answer), rows


def test_plain_arrays_say_what_scikit_learn_says(machine_and_rows):
    machine, rows = machine_and_rows

    found = as_arrays(machine).probabilities(rows)

    assert found == pytest.approx(machine.predict_proba(rows)[:, 1], abs=1e-5)


def test_trees_are_kept_as_bytes(machine_and_rows):
    machine, rows = machine_and_rows
    trees = as_arrays(machine)

    kept = trees_from_bytes(trees.to_bytes())

    assert (kept.probabilities(rows) == trees.probabilities(rows)).all()
    assert kept.to_bytes() == trees.to_bytes()


def test_no_rows_have_no_probabilities(machine_and_rows):
    machine, rows = machine_and_rows

    assert as_arrays(machine).probabilities(rows[:0]).shape == (0,)


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 100])
def test_other_bytes_are_no_trees(content):
    with pytest.raises(ValueError, match="no trees"):
        trees_from_bytes(content)


def test_the_shipped_judge_knows_the_features_of_pairs():
    trees = issue_judge()

    assert trees.feature.max() < len(FEATURES)
    assert len(trees.to_bytes()) < 150_000
