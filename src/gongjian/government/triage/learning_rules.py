"""What makes a model good enough, and what is counted of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction

from gongjian.methods.drift import highest_rate

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
"""By so many weeks, this one included, drift is judged; they are counted anew each time, for people
may still change a decision."""
SHOWN_WEEKS = 26
KEPT_DAYS = 400
"""Decisions older than that are forgotten; their weeks stay."""
NEVER = 2.0
"""A threshold that no share reaches."""
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


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """Counts of one week's decisions; sums of weeks are weeks.

    decisions: cases that came without a category and that the model said something of.
    automatic: of those, dispatched without a person; wrong: of these, people changed it later.
    confirmed: of these, people agreed, or the department answered without handing back.
    asked: a person chose the category; agreed: the same as the model's likeliest, or below it.
    checked, checked_wrong: of those asked, the spot checks, of which the model was sure.
    share_sum: of the likeliest category's probabilities.
    """

    decisions: int = 0
    automatic: int = 0
    wrong: int = 0
    confirmed: int = 0
    asked: int = 0
    agreed: int = 0
    checked: int = 0
    checked_wrong: int = 0
    share_sum: float = 0.0

    def __add__(self, other: WeekFigures) -> WeekFigures:
        return WeekFigures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def kept_rate(self) -> float | None:
        """automatic dispatches that nobody changed ÷ automatic; None of none."""
        return 1 - self.wrong / self.automatic if self.automatic else None

    def agreement(self) -> float | None:
        """cases in which the person agreed ÷ cases in which one chose; None of none."""
        return self.agreed / self.asked if self.asked else None

    def mean_share(self) -> float | None:
        """mean probability of the likeliest category; None of none."""
        return self.share_sum / self.decisions if self.decisions else None


def is_below(right: int, judged: int, precision: float) -> bool:
    """Whether a precision is credibly below what was set: not even its upper bound reaches it."""
    return judged >= LEAST_JUDGED and highest_rate(right, judged, SURE_OF_DRIFT) < precision


def has_drifted(figures: WeekFigures, precision: float) -> bool:
    """Whether automatic dispatches, or the spot checks, are credibly below the precision set.

    What nobody has said anything of yet counts for the model.
    """
    checked_right = figures.checked - figures.checked_wrong
    return is_below(figures.automatic - figures.wrong, figures.automatic, precision) or is_below(
        checked_right, figures.checked, precision
    )
