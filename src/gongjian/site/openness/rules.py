"""The public number: of what people asked for, how much was answered, decided, built and solved.
Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

FIGURES = ("asked", "answered", "decided", "built", "rated", "solved")


@dataclass(frozen=True, slots=True)
class Became:
    """Sums over any set of cases; sums of sums are sums.

    asked: cases received; those that were merged into another do not count.
    answered: of those, answered at least once and not rejected.
    decided: of those, that led to an initiative which is planned, under way, delivered or reviewed:
    as its evidence, as part of a hot issue that is, or by a proposal that came of either. Each case
    counts once, whatever ways lead there.
    built: of those decided, where such an initiative is delivered or reviewed.
    rated, solved: whose requester rated what was done; whose last rating says "solved".

    They are no steps that each case takes in turn: many are solved by an answer, and nothing needs
    to be built.
    """

    asked: int = 0
    answered: int = 0
    decided: int = 0
    built: int = 0
    rated: int = 0
    solved: int = 0

    def __add__(self, other: Became) -> Became:
        return Became(*(getattr(self, name) + getattr(other, name) for name in FIGURES))

    def share(self, name: str) -> Fraction | None:
        """answered, decided, built, rated or solved ÷ asked; None where nobody asked."""
        return Fraction(getattr(self, name), self.asked) if self.asked else None

    def solution_rate(self) -> Fraction | None:
        """solved ÷ rated; None where nothing was rated."""
        return Fraction(self.solved, self.rated) if self.rated else None
