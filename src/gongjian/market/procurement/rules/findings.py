"""What is held against the law at which step of a call: by which parameter, and what was there.
Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongjian.market.procurement.rules.procedures import Procedure
from gongjian.methods.legal_rules import Limit


class LegalRule(StrEnum):
    """Rules of calls and contracts; rules/legal_rules.py says what each asks."""

    MOST_VALUE = "most_value"
    MOST_RESERVED = "most_reserved"
    DAYS_OPEN = "days_open"
    TRUSTEES = "trustees"
    DAYS_LEFT = "days_left"
    MOST_GROWTH = "most_growth"


OF_MONEY = frozenset({LegalRule.MOST_VALUE, LegalRule.MOST_RESERVED})
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
class CallCheck:
    """One rule with what was found; of money in smallest units of the currency."""

    rule: LegalRule
    limit: Limit[int]
    found: int


def code_of(rule: LegalRule) -> str:
    """What the house calls a rule of calls."""
    return f"call_{rule.value}"


def checks_of_conditions(
    procedure: Procedure, *, value_minor: int, is_reserved: bool
) -> Iterator[CallCheck]:
    """Whether this procedure is allowed at this value.

    Parameters
    ----------
    value_minor : int
        The larger of estimate and ceiling: who may pay more than the limit is above it.
    """
    if procedure.most_value is not None:
        yield CallCheck(LegalRule.MOST_VALUE, procedure.most_value, value_minor)
    if is_reserved:
        yield CallCheck(LegalRule.MOST_RESERVED, RESERVED_VALUE, value_minor)


def checks_of_opening(
    procedure: Procedure, *, days_open: int, keyed_trustees: int
) -> Iterator[CallCheck]:
    """Whether companies have time enough, and bids enough trustees."""
    yield CallCheck(LegalRule.DAYS_OPEN, procedure.days_open, days_open)
    yield CallCheck(LegalRule.TRUSTEES, LEAST_TRUSTEES, keyed_trustees)
