"""What makes a model good enough, and what is counted of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

ENOUGH_OF_A_CATEGORY = 10
"""Examples a category needs to be learnt; those of rarer ones count for what stands above them."""
MOST_OF_A_CATEGORY = 2_000
"""The newest: a town changes, and memory ends."""
MOST_EXAMPLES = 20_000
LEAST_EXAMPLES = 100
LEAST_UNSEEN = 40
"""Examples that the model in use has not seen, to judge it and the challenger by."""
MOST_HELD_BACK = 2_000
HELD_BACK_SHARE = Fraction(1, 5)
SURE_ENOUGH = 0.95
"""Of the resampled comparisons a challenger has to win so many."""
LEAST_ANSWERED = 50
"""Held back answers above a threshold, below which nothing is known of their precision."""
LEAST_JUDGED = 30
"""Decisions of the last weeks, below which nothing is said of drift."""
SURE_OF_DRIFT = 0.95
KEPT_FORMER = 5
"""Former models whose weights are kept, to go back to."""
DEAD_AFTER_SECONDS = 90
"""Without a sign of life a training is taken for dead."""
DRIFT_WEEKS = 4
"""What is measured anew each week: people may change a decision for that long."""
SEED = 1


class Outcome(StrEnum):
    """What came of a training."""

    PROMOTED = "promoted"
    REFUSED = "refused"
    TOO_FEW = "too_few"
    NO_NEWS = "no_news"
    STOPPED = "stopped"
    FAILED = "failed"


def held_back_count(unseen: int, every: int) -> int:
    """How many of the newest examples are held back to compare by.

    A fifth of all; never more than half of those the model in use has not seen, so that the
    challenger has news to learn from.
    """
    return min(int(every * HELD_BACK_SHARE), max(unseen // 2, LEAST_UNSEEN // 2), MOST_HELD_BACK)


def is_better(first: float, second: float, sureness: float) -> bool:
    """Whether a challenger with macro-F1 ``first`` is promoted over the one in use."""
    return first > second and sureness >= SURE_ENOUGH


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """Counts of one week's decisions, so that weeks add up.

    automatic: dispatched without a person; of those, judged: people have agreed or not; wrong.
    asked: cases of which a person chose the category; agreed: as the model would have.
    checked, checked_wrong: of those asked, the spot checks.
    share_sum: of the shares of all decisions. categories: decisions by top category's id.
    """

    decisions: int = 0
    automatic: int = 0
    judged: int = 0
    wrong: int = 0
    asked: int = 0
    agreed: int = 0
    checked: int = 0
    checked_wrong: int = 0
    share_sum: float = 0.0

    def __add__(self, other: WeekFigures) -> WeekFigures:
        return WeekFigures(
            *(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__)
        )
