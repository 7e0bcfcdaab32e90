"""What the look at an answer is worth, beside the marks of people on real answers.

    python benchmarks/answer_check.py ../shared/data/messages/replied.csv

Two teams marked answers of city governments: complete or not, understandable or not (some eighty),
and once more understandable or not (all). For each mark: how many, the share marked good, and
for the check and its simple peers the area under the ROC curve with its 95 % interval (2,000
resamples), agreement and Cohen's kappa at the line. The check's line is 0.5, fixed beforehand; a
peer's is the value that parts the sample as the people did, which flatters it.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import cohen_kappa_score, roc_auc_score

from gongjian.methods.answer_check import check_answer

MARKS = ("human_completeness", "human_interpretability", "human_interpretability_b")
RESAMPLES = 2_000
LINE = 0.5


def length(rows: Sequence[dict[str, str]]) -> NDArray:
    return np.array([len("".join(row["reply"].split())) for row in rows], float)


def cosine(rows: Sequence[dict[str, str]]) -> NDArray:
    """Between request and answer, over pairs of characters."""
    asked = [row["title"] + row["body"] for row in rows]
    told = [row["reply"] for row in rows]
    pairs = TfidfVectorizer(analyzer="char", ngram_range=(2, 2)).fit(asked + told)
    return np.asarray(pairs.transform(asked).multiply(pairs.transform(told)).sum(axis=1)).ravel()


def interval(marks: NDArray, scores: NDArray, seed: int = 0) -> tuple[float, float]:
    random, found = np.random.default_rng(seed), []
    while len(found) < RESAMPLES:
        chosen = random.integers(0, len(marks), len(marks))
        if 0 < marks[chosen].sum() < len(marks):
            found.append(roc_auc_score(marks[chosen], scores[chosen]))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def line_of(marks: NDArray, scores: NDArray) -> float:
    """The value that calls as many good as the people did."""
    return float(np.quantile(scores, 1 - marks.mean()))


def run(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    began = time.perf_counter()
    checks = [check_answer(f"{row['title']}\n{row['body']}", row["reply"]) for row in rows]
    milliseconds = 1_000 * (time.perf_counter() - began) / len(rows)
    print(f"{len(rows)} answers, {milliseconds:.2f} ms each\n")
    scores: dict[str, NDArray] = {
        "completeness": np.array([check.completeness for check in checks]),
        "clarity": np.array([check.clarity for check in checks]),
    }
    peers: dict[str, Callable[[Sequence[dict[str, str]]], NDArray]] = {
        "length of the answer": length,
        "cosine of request and answer": cosine,
    }
    print("| mark | n | marked good | by | AUC (95 %) | agreement | kappa |")
    print("|---|---|---|---|---|---|---|")
    for name in MARKS:
        marked = [at for at, row in enumerate(rows) if row[name]]
        marks = np.array([rows[at][name] == "1" for at in marked])
        chosen = [rows[at] for at in marked]
        own = "completeness" if "completeness" in name else "clarity"
        print_row(name, marks, f"check: {own}", scores[own][marked], LINE)
        for peer, told in peers.items():
            values = told(chosen)
            print_row(name, marks, peer, values, line_of(marks, values))


def print_row(name: str, marks: NDArray, by: str, scores: NDArray, line: float) -> None:
    told = scores >= line
    low, high = interval(marks, scores)
    print(
        f"| {name} | {len(marks)} | {marks.mean():.0%} | {by} | "
        f"{roc_auc_score(marks, scores):.3f} ({low:.3f} to {high:.3f}) | "
        f"{(told == marks).mean():.0%} | {cohen_kappa_score(marks, told):.2f} |"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replied", type=Path)
    run(parser.parse_args().replied)
