"""How well and how fast triage tells the category of a message, on real labelled ones.

    python benchmarks/triage.py ../shared/data/messages/labelled.csv

Five folds grouped by near copies (scikit-learn's GroupKFold): no copy of what is asked for has been
learnt. Features, weights and temperature are learnt anew in each. Beside it the peer: a linear
support vector machine over scikit-learn's character n-grams and words. One core.
"""

from __future__ import annotations

import argparse
import csv
import os
import time
from pathlib import Path

# Before numpy: the figures are for one core.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score, precision_recall_fscore_support
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from gongjian.methods.calibration import calibration_error, threshold_for_precision
from gongjian.methods.classifier_training import train_classifier
from gongjian.methods.message_rows import Message
from gongjian.methods.text_classifier import classifier_from_bytes

FOLDS = 5
PRECISION = 0.95


def peer() -> Pipeline:
    features = FeatureUnion(
        [
            (
                "runs",
                TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True),
            ),
            ("words", TfidfVectorizer(token_pattern=r"\S+", min_df=2, sublinear_tf=True)),
        ]
    )
    return make_pipeline(features, LinearSVC(C=0.5, class_weight="balanced", random_state=0))


def timed(task):
    began = time.process_time()
    found = task()
    return found, time.process_time() - began


def run(path: Path, *, with_peer: bool) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    messages = [Message.of(row["title"], row["body"], row["text_seg"]) for row in rows]
    labels = np.array([row["label"] for row in rows])
    groups = [row["dup_group"] for row in rows]
    classes = np.array(sorted(set(labels)))
    truth = np.searchsorted(classes, labels)
    given = np.zeros((len(rows), len(classes)))
    peers = np.zeros(len(rows), dtype=int)
    seconds = dict.fromkeys(("train", "predict", "peer train", "peer predict"), 0.0)
    size = 0
    for number, (learnt, asked) in enumerate(GroupKFold(FOLDS).split(rows, truth, groups), 1):
        (classifier, _), spent = timed(
            lambda learnt=learnt: train_classifier(
                [messages[at] for at in learnt], labels[learnt].tolist(), seed=1
            )
        )
        seconds["train"] += spent
        content = classifier.to_bytes()
        size = max(size, len(content))
        kept = classifier_from_bytes(content)
        given[asked], spent = timed(
            lambda kept=kept, asked=asked: kept.probabilities([messages[at] for at in asked])
        )
        seconds["predict"] += spent
        print(
            f"fold {number}: macro-F1 {macro(truth[asked], given[asked].argmax(1)):.4f}", flush=True
        )
        if with_peer:
            machine = peer()
            texts = [message.whole for message in messages]
            _, spent = timed(
                lambda machine=machine, learnt=learnt, texts=texts: machine.fit(
                    [texts[at] for at in learnt], truth[learnt]
                )
            )
            seconds["peer train"] += spent
            peers[asked], spent = timed(
                lambda machine=machine, asked=asked, texts=texts: machine.predict(
                    [texts[at] for at in asked]
                )
            )
            seconds["peer predict"] += spent
    confidence, is_right = given.max(1), given.argmax(1) == truth
    threshold, coverage = threshold_for_precision(confidence, is_right, PRECISION)
    print(f"\n{'category':20}{'messages':>10}{'precision':>10}{'recall':>8}{'F1':>8}")
    for name, *figures in zip(
        classes, *precision_recall_fscore_support(truth, given.argmax(1)), strict=True
    ):
        precision, recall, f1, number = figures
        print(f"{name:20}{number:10}{precision:10.3f}{recall:8.3f}{f1:8.3f}")
    print(
        f"\nmacro-F1 {macro(truth, given.argmax(1)):.4f}"
        f"\nexpected calibration error {calibration_error(confidence, is_right):.4f}"
        f"\nabove the threshold of {PRECISION:.0%} precision ({threshold:.3f}): {coverage:.2%}"
        f"\ntraining {seconds['train'] / FOLDS:.1f} s CPU for four fifths of them"
        f"\nprediction {len(rows) / seconds['predict']:,.0f} messages a second of CPU"
        f"\nmodel file {size / 1e6:.1f} MB"
    )
    if with_peer:
        print(
            f"peer: macro-F1 {macro(truth, peers):.4f},"
            f" training {seconds['peer train'] / FOLDS:.1f} s,"
            f" prediction {len(rows) / seconds['peer predict']:,.0f} messages a second:"
            f" ours is {seconds['peer predict'] / seconds['predict']:.1f} times as fast"
        )


def macro(truth: np.ndarray, given: np.ndarray) -> float:
    return float(f1_score(truth, given, average="macro"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("--no-peer", action="store_true")
    asked = parser.parse_args()
    run(asked.table, with_peer=not asked.no_peer)


if __name__ == "__main__":
    main()
