"""What is shipped for a town that begins empty: a judge, and which runs are common.

The judge says whether two messages are about one thing. It learnt from 4,326 real messages to a
Chinese city government (Tipdm cup 2020, problem C, annex 3) and the issues that one reader found in
them (tests/golden/hot_issues.csv); made by tools/train_issue_judge.py. It holds numbers about
likeness, nothing of the messages. How it is judged, on issues it did not learn from, says
benchmarks/hot_issues.py.

The common runs were counted in 3,337 other messages of that set (annexes 2 and 4) and in 741
English statements of four Polis conversations; only hashes that one text in 300 has are kept.
"""

from __future__ import annotations

import io
from functools import cache
from importlib import resources
from typing import Final

import numpy as np

from gongjian.methods.boosted_trees import BoostedTrees, trees_from_bytes
from gongjian.methods.run_counts import RunCounts, counts_of_common

_PACKAGE: Final = resources.files("gongjian.methods")


@cache
def issue_judge() -> BoostedTrees:
    """Trees over the rows of `gongjian.methods.pair_features`; read once from the package."""
    return trees_from_bytes(_PACKAGE.joinpath("issue_judge.npz").read_bytes())


@cache
def common_runs() -> RunCounts:
    """What to begin counting from: so that already the second message of a town is compared by
    what is rare, in Chinese and in English. Weighs as much as 3,337 texts."""
    with np.load(io.BytesIO(_PACKAGE.joinpath("common_runs.npz").read_bytes())) as file:
        hashes = np.cumsum(file["gaps"], dtype=np.int32)
        return counts_of_common(hashes, file["numbers"], int(file["texts"]))
