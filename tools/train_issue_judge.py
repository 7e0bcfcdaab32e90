"""Makes what triage is shipped with to tell look-alikes, from the shared data.

    python -m tools.train_issue_judge

Counts common runs in messages/labelled.csv, messages/replied.csv and opinion/*/comments.csv, and
trains the judge on messages/hot.csv with tests/golden/hot_issues.csv. It writes what
gongjian.methods.issue_judge reads; benchmarks/hot_issues.py says how good that is.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from gongjian.methods.boosted_trees import BoostedTrees
from gongjian.methods.issue_grouper import Arrival, SeenMessages
from gongjian.methods.issue_judge import common_runs
from gongjian.methods.pair_features import FEATURES
from gongjian.methods.run_counts import VALUES, RunCounts
from gongjian.methods.text_features import HASHES
from gongjian.methods.text_fingerprints import fingerprints

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
MESSAGES = DATA / "messages"
GOLDEN = ROOT / "tests" / "golden" / "hot_issues.csv"
METHODS = ROOT / "src" / "gongjian" / "methods"
LEAST_COMMON = 1 / 300
SEED = 1
FOLDS = 5
SHORT = (20, 160)
RECIPE: dict[str, Any] = {
    "max_iter": 250, "max_leaf_nodes": 10, "learning_rate": 0.04, "l2_regularization": 5.0,
    "early_stopping": False, "random_state": SEED,
}  # fmt: skip
CIRCUMSTANCES = ("is_same_sender", "log_days_between", "shared_areas")


@dataclass(frozen=True)
class Messages:
    """The messages in the order in which they came, as they are and cut short, and the counts of
    their runs."""

    ids: list[str]
    arrivals: list[Arrival]
    short: list[Arrival]
    counts: RunCounts


@dataclass(frozen=True)
class Pairs:
    """Every message beside those like it that came before.

    ``later`` and ``earlier`` are places in the messages, ``is_same`` whether they are about one
    thing.
    """

    later: NDArray[np.intp]
    earlier: NDArray[np.intp]
    features: NDArray[np.float32]
    is_same: NDArray[np.bool_]


def read_messages(path: Path = MESSAGES / "hot.csv") -> Messages:
    rows = sorted(read_rows(path), key=lambda row: (row["time"], row["msg_id"]))
    random = np.random.default_rng(SEED)
    lengths = random.integers(*SHORT, len(rows)).tolist()
    whole = fingerprints([(row["title"], row["body"]) for row in rows])
    short = fingerprints(
        [
            ("", f"{row['title']}\n{row['body']}"[:length])
            for row, length in zip(rows, lengths, strict=True)
        ]
    )
    arrivals = [
        Arrival(
            text,
            datetime.fromisoformat(row["time"]).replace(tzinfo=UTC).timestamp() / 86_400,
            row["user"],
            frozenset(filter(None, row["areas"].split("|"))),
        )
        for row, text in zip(rows, whole, strict=True)
    ]
    return Messages(
        [row["msg_id"] for row in rows],
        arrivals,
        [replace(arrival, text=text) for arrival, text in zip(arrivals, short, strict=True)],
        common_runs().plus([text.hashes for text in whole], seed=SEED),
    )


def read_golden(ids: Sequence[str], path: Path = GOLDEN) -> NDArray[np.intp]:
    """The issue of each message; what is alone has a negative number of its own."""
    issues = {row["msg_id"]: int(row["issue"]) for row in read_rows(path)}
    return np.array([issues.get(key, -1 - place) for place, key in enumerate(ids)])


def training_pairs(messages: Messages, issues: NDArray[np.intp]) -> list[Pairs]:
    """The pairs as they are; as a town that begins empty sees them, which knows only what is common
    anywhere; and as they would be if people wrote less, and without titles."""
    return [
        pairs_of(messages.arrivals, messages.counts, issues),
        pairs_of(messages.arrivals, common_runs(), issues),
        pairs_of(messages.short, common_runs(), issues),
    ]


def pairs_of(arrivals: Sequence[Arrival], counts: RunCounts, issues: NDArray[np.intp]) -> Pairs:
    seen = SeenMessages(counts)
    later, earlier, features = [], [], []
    for number, arrival in enumerate(arrivals):
        found = seen.compare(arrival)
        seen.add(arrival)
        later.append(np.full(len(found.numbers), number))
        earlier.append(found.numbers)
        features.append(found.features)
    after, before = np.concatenate(later), np.concatenate(earlier)
    return Pairs(after, before, np.vstack(features), issues[after] == issues[before])


def fold_of(issues: NDArray[np.intp]) -> NDArray[np.intp]:
    """The fold of each message: an issue is never split."""
    names, places = np.unique(issues, return_inverse=True)
    return np.random.default_rng(SEED).integers(0, FOLDS, len(names))[places]


def train(features: NDArray[np.float32], is_same: NDArray[np.bool_]) -> BoostedTrees:
    """Also on pairs of which sender, time or areas are not known."""
    random = np.random.default_rng(SEED)
    poorer = features.copy()
    for name in CIRCUMSTANCES:
        poorer[random.random(len(poorer)) < 0.5, FEATURES.index(name)] = np.nan
    weights = np.repeat([1.0, 0.5], len(features))
    machine = HistGradientBoostingClassifier(**RECIPE)
    machine.fit(np.vstack([features, poorer]), np.tile(is_same, 2), sample_weight=weights)
    return as_arrays(machine)


def as_arrays(machine: HistGradientBoostingClassifier) -> BoostedTrees:
    trees = [stage[0].nodes for stage in machine._predictors]
    shape = (len(trees), max(map(len, trees)))
    found: dict[str, NDArray[Any]] = {
        "feature": np.full(shape, -1, dtype=np.int16),
        "threshold": np.zeros(shape, dtype=np.float32),
        "left": np.zeros(shape, dtype=np.int16),
        "right": np.zeros(shape, dtype=np.int16),
        "missing_left": np.zeros(shape, dtype=bool),
        "value": np.zeros(shape, dtype=np.float32),
    }
    names = {
        "threshold": "num_threshold", "left": "left", "right": "right",
        "missing_left": "missing_go_to_left", "value": "value",
    }  # fmt: skip
    for place, nodes in enumerate(trees):
        width, inner = len(nodes), nodes["is_leaf"] == 0
        for ours, theirs in names.items():
            found[ours][place, :width] = nodes[theirs]
        found["feature"][place, :width] = np.where(inner, nodes["feature_idx"].astype(int), -1)
        found["threshold"][place, :width][~inner] = 0
    return BoostedTrees(
        **found, baseline=np.asarray(machine._baseline_prediction.item(), dtype=np.float32)
    )


def write_common_runs() -> None:
    """Counts of what is common in either language, as if there were as many texts of each."""
    chinese = [
        (row["title"], row["body"])
        for name in ("labelled.csv", "replied.csv")
        for row in read_rows(MESSAGES / name)
        if row["body"]
    ]
    english = [
        ("", row["comment-body"])
        for path in sorted(DATA.glob("opinion/*/comments.csv"))
        for row in read_rows(path)
    ]
    numbers = np.zeros(HASHES)
    for texts in (chinese, english):
        cut = fingerprints(texts)
        found = RunCounts().plus([text.hashes for text in cut], seed=SEED)
        shares = VALUES[found.codes] / len(texts)
        numbers += np.where(shares >= LEAST_COMMON, shares * len(chinese), 0)
    hashes = np.flatnonzero(numbers)
    np.savez_compressed(
        METHODS / "common_runs.npz",
        gaps=np.diff(hashes, prepend=0).astype(np.int32),
        numbers=numbers[hashes].round().astype(np.int16),
        texts=np.int32(len(chinese)),
    )
    print(f"{len(hashes):,} common runs of {len(chinese):,} and {len(english):,} texts")


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    write_common_runs()
    messages = read_messages()
    pairs = training_pairs(messages, read_golden(messages.ids))
    trees = train(
        np.vstack([some.features for some in pairs]),
        np.concatenate([some.is_same for some in pairs]),
    )
    (METHODS / "issue_judge.npz").write_bytes(trees.to_bytes())
    print(f"{len(pairs[0].is_same):,} pairs, {pairs[0].is_same.sum():,} about one thing")
    for name in ("common_runs.npz", "issue_judge.npz"):
        print(f"{name}: {(METHODS / name).stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
