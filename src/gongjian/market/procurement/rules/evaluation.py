"""Who evaluates, on which scale, and when something may follow. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from gongjian.market.procurement.rules.procedures import ProcedureCode
from gongjian.market.procurement.rules.states import CallState
from gongjian.methods.legal_rules import Limit

MOST_SCORE = 10
"""Every criterion is scored in whole numbers from 0 to this."""
REASON_LENGTH = 4000
LEAST_EVALUATORS: Mapping[ProcedureCode, int] = {ProcedureCode.DIRECT: 1}
USUAL_EVALUATORS = 3
"""Where somebody alone could not decide."""
MOST_EVALUATORS = 15


class EvaluatorState(StrEnum):
    APPOINTED = "appointed"
    CLEARED = "cleared"
    CONFLICTED = "conflicted"
    EXCUSED = "excused"
    LOCKED = "locked"


IN_OFFICE = frozenset({EvaluatorState.APPOINTED, EvaluatorState.CLEARED, EvaluatorState.LOCKED})


class Interest(StrEnum):
    """What keeps somebody from judging a company's bid."""

    MEMBER = "member"
    OWNER = "owner"
    OWNERS_MEMBER = "owners_member"
    RELATED = "related"
    """Of a company with an owner in common with it."""
    DECLARED = "declared"


class Ground(StrEnum):
    """Why a bid is left out of the ranking."""

    ABNORMAL = "abnormal"
    CONDITIONS = "conditions"
    DEBARRED = "debarred"
    UPHELD = "upheld"
    UNSIGNED = "unsigned"


GROUNDS: Mapping[CallState, frozenset[Ground]] = {
    # Whether a bid meets the conditions is decided by what it says, not by what it costs.
    CallState.EVALUATION: frozenset({Ground.CONDITIONS, Ground.DEBARRED}),
    CallState.PRICE_OPENING: frozenset({Ground.ABNORMAL, Ground.DEBARRED}),
}
"""On which grounds people exclude in which state; the last two follow from a complaint, and from an
award that is given up."""
EXPLAIN_DAYS = Limit("call-explanation-working-days", 3)
"""Working days that a company has to account for its price."""


class Remedy(StrEnum):
    """What follows from a complaint that is upheld; but for cancelling, the award is withdrawn."""

    LIFT = "lift"
    """The exclusion of the bid of who complained is lifted."""
    EXCLUDE = "exclude"
    """The bid that was to win is excluded."""
    RANK_AGAIN = "rank_again"
    """Nothing else: those who run the call look at it again."""
    CANCEL = "cancel"


def least_evaluators(procedure: ProcedureCode, quality_criteria: int) -> int:
    """How many have to judge: nobody where only the price counts."""
    return LEAST_EVALUATORS.get(procedure, USUAL_EVALUATORS) if quality_criteria else 0


def all_locked(states: Iterable[str]) -> bool:
    """Whether everybody who judges has locked their scores: then, and only then, anybody sees
    them."""
    in_office = [state for state in states if state in IN_OFFICE]
    return all(state == EvaluatorState.LOCKED for state in in_office)
