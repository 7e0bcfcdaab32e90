"""Ranking 200 bids by 10 criteria and 7 evaluators, and finding which of them share text.

    python -m benchmarks.rank_bids

Asked: ranking under 0.1 s. Each time is the median of some runs.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

from gongjian.methods.bid_ranking import Criterion, PricePart, rank_bids
from gongjian.methods.bid_scoring import FORMULAS
from gongjian.methods.near_equal_bids import shared_texts

BIDS, CRITERIA, EVALUATORS = 200, 10, 7
LETTERS = 20_000


def median(work: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    numbers = np.random.default_rng(1)
    criteria = [Criterion(f"c{at}", 7, 10 + at) for at in range(CRITERIA)]
    scores = numbers.integers(0, 11, size=(EVALUATORS, BIDS, CRITERIA), dtype=np.int64)
    prices = numbers.integers(10**6, 10**9, size=BIDS).tolist()
    bids = [f"B{at}" for at in range(BIDS)]
    print(f"{BIDS} bids, {CRITERIA} criteria, {EVALUATORS} evaluators")
    for formula in FORMULAS.values():
        price = PricePart(formula, 30, 10**9)
        took = median(
            lambda price=price: rank_bids(bids, prices, criteria, scores, price, ties="lot:1"), 21
        )
        print(f"  rank, {formula.code:<13} {1000 * took:8.1f} ms")
    texts = [
        (bid, "".join(map(chr, numbers.integers(0x4E00, 0x9FA5, size=LETTERS)))) for bid in bids
    ]
    took = median(lambda: shared_texts(texts), 1)
    print(f"  shared text, {LETTERS} letters each {took:8.1f} s")


if __name__ == "__main__":
    main()
