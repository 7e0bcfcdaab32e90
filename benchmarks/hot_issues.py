"""How well hot issues are found in real messages: B-cubed F1 against those that a reader found.

    python -m benchmarks.hot_issues [--no-peer]

Needs messages/hot.csv of the shared data and tests/golden/hot_issues.csv. Cross-validated: five
folds over the issues; each message is judged by trees that learnt from no pair of its own fold.
Shipped: the trees of the package, which learnt from all of them. The peer is what is usual:
scikit-learn's TF-IDF of character runs with DBSCAN on cosine distance, its best of some radii.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.bcubed import bcubed
from gongjian.methods.issue_grouper import IssueGrouper
from gongjian.methods.issue_grouping import THRESHOLD, best_group
from gongjian.methods.issue_judge import issue_judge
from tools.train_issue_judge import (
    FOLDS,
    MESSAGES,
    Pairs,
    fold_of,
    read_golden,
    read_messages,
    read_rows,
    train,
    training_pairs,
)

RADII = (0.3, 0.4, 0.5, 0.6, 0.7)


def cross_validated(pairs: Sequence[Pairs], issues: NDArray[np.intp]) -> NDArray[np.float64]:
    """Scores of the first of some sets of pairs, by trees that learnt from none of their fold."""
    fold = fold_of(issues)
    scores = np.zeros(len(pairs[0].later))
    for number in range(FOLDS):
        learnt = [(fold[p.later] != number) & (fold[p.earlier] != number) for p in pairs]
        trees = train(
            np.vstack([p.features[places] for p, places in zip(pairs, learnt, strict=True)]),
            np.concatenate([p.is_same[places] for p, places in zip(pairs, learnt, strict=True)]),
        )
        asked = fold[pairs[0].later] == number
        scores[asked] = trees.probabilities(pairs[0].features[asked])
    return scores


def place_all(
    pairs: Pairs, scores: NDArray[np.float64], count: int, threshold: float = THRESHOLD
) -> list[int | None]:
    """The group of each message where each pair has a score."""
    groups: list[int | None] = []
    sizes: list[int] = []
    starts = np.searchsorted(pairs.later, np.arange(count + 1))
    for number in range(count):
        these = slice(starts[number], starts[number + 1])
        earlier = pairs.earlier[these].tolist()
        theirs = [groups[one] for one in earlier]
        room = [1 if group is None else sizes[group] for group in theirs]
        best = best_group(scores[these].tolist(), theirs, room, earlier, threshold)
        group = best.group
        if best.single is not None:
            group = len(sizes)
            sizes.append(1)
            groups[best.single] = group
        groups.append(group)
        if group is not None:
            sizes[group] += 1
    return groups


def tell(name: str, found: Sequence[int | None], issues: NDArray[np.intp], seconds: float) -> None:
    truth = [int(issue) if issue > 0 else None for issue in issues]
    over_all, of_members = bcubed(found, truth), bcubed(found, truth, only_grouped=True)
    print(
        f"{name:44}{over_all.f1:8.3f}{of_members.f1:9.3f}{of_members.precision:11.3f}"
        f"{of_members.recall:8.3f}{seconds:9.1f}",
        flush=True,
    )


def peer(issues: NDArray[np.intp]) -> None:
    from sklearn.cluster import DBSCAN
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = sorted(read_rows(MESSAGES / "hot.csv"), key=lambda row: (row["time"], row["msg_id"]))
    began = time.process_time()
    texts = [f"{row['title']}\n{row['body'][:400]}" for row in rows]
    machine = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), min_df=2, sublinear_tf=True)
    table = machine.fit_transform(texts)
    cut = time.process_time() - began
    for radius in RADII:
        began = time.process_time()
        labels = DBSCAN(eps=radius, min_samples=2, metric="cosine").fit_predict(table)
        groups = [None if label < 0 else int(label) for label in labels]
        seconds = cut + time.process_time() - began
        tell(f"peer: TF-IDF and DBSCAN, radius {radius}", groups, issues, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-peer", action="store_true")
    asked = parser.parse_args()
    began = time.process_time()
    messages = read_messages()
    cut = time.process_time() - began
    issues = read_golden(messages.ids)
    print(f"{len(issues):,} messages, {(issues > 0).sum():,} of them in {issues.max()} issues")
    print(f"{'B-cubed':44}{'F1, all':>8}{'members':>9}{'precision':>11}{'recall':>8}{'CPU s':>9}")
    pairs = training_pairs(messages, issues)
    scores = cross_validated(pairs, issues)
    tell("cross-validated by issue", place_all(pairs[0], scores, len(issues)), issues, float("nan"))
    began = time.process_time()
    grouper = IssueGrouper(messages.counts, issue_judge().probabilities)
    for arrival in messages.arrivals:
        grouper.place(arrival)
    seconds = cut + time.process_time() - began
    tell("shipped, which learnt from these messages", grouper.groups, issues, seconds)
    if not asked.no_peer:
        peer(issues)


if __name__ == "__main__":
    main()
