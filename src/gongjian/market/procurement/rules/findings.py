"""What the law asks of a call, checked: which number, by which parameter, and what was there. Pure.

Amounts are compared in the smallest units; a parameter sets whole units of the currency.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongjian.market.procurement.rules.procedures import Limit, Procedure


class LegalRule(StrEnum):
    """Its number is a most where the name begins so, else a least."""

    MOST_VALUE = "most_value"
    MOST_RESERVED = "most_reserved"
    DAYS_OPEN = "days_open"
    TRUSTEES = "trustees"
    DAYS_LEFT = "days_left"
    MOST_GROWTH = "most_growth"


OF_MONEY = frozenset({LegalRule.MOST_VALUE, LegalRule.MOST_RESERVED})
MOST = OF_MONEY | {LegalRule.MOST_GROWTH}
RESERVED_VALUE = Limit("call-reserved-most-value", 2_000_000)
"""Up to this value a call may be for small firms only."""
LEAST_TRUSTEES = Limit("call-least-trustees", 3)
AMENDED_DAYS = Limit("call-amended-working-days", 10)
"""Whole working days that companies have after an amendment, at least."""
ANSWER_DAYS = Limit("call-answer-working-days", 5)
LEAST_THRESHOLD = 2
"""Fewer together than this could open a bid alone."""
MOST_TRUSTEES = 7
"""Every subset of as many as the threshold gets its own parts of every key."""
WHOLE_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class Check:
    """One rule with what was found; ``scale`` is how many smallest units the parameter's are."""

    rule: LegalRule
    limit: Limit
    found: int
    scale: int = 1

    def is_met(self, asked: int) -> bool:
        return self.found <= asked if self.rule in MOST else self.found >= asked


def checks_of_conditions(
    procedure: Procedure, *, value_minor: int, is_reserved: bool, scale: int
) -> Iterator[Check]:
    """Whether this procedure is allowed at this value.

    Parameters
    ----------
    value_minor : int
        The larger of estimate and ceiling: who may pay more than the limit is above it.
    scale : int
        Smallest units in one unit of the currency.
    """
    if procedure.most_value is not None:
        yield Check(LegalRule.MOST_VALUE, procedure.most_value, value_minor, scale)
    if is_reserved:
        yield Check(LegalRule.MOST_RESERVED, RESERVED_VALUE, value_minor, scale)


def checks_of_opening(
    procedure: Procedure, *, days_open: int, keyed_trustees: int
) -> Iterator[Check]:
    """Whether companies have time enough, and bids enough trustees."""
    yield Check(LegalRule.DAYS_OPEN, procedure.days_open, days_open)
    yield Check(LegalRule.TRUSTEES, LEAST_TRUSTEES, keyed_trustees)
