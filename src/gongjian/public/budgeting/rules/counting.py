"""By what a round is counted. Pure."""

from __future__ import annotations

from gongjian.methods.budget_count import CountRule, count_rule


def completion_of(rule: str, completion: str) -> str:
    """What becomes of money that is left: a rule that leaves none has nothing to complete."""
    return completion if rule == "equal-shares" else "none"


def chosen_rule(*, rule: str, utility: str, completion: str, ties: str = "id") -> CountRule:
    """The rule of what somebody chose, or of what is kept of a round.

    Raises
    ------
    ValueError
        If there is none of such names.
    """
    return count_rule(
        rule=rule, utility=utility, completion=completion_of(rule, completion), ties=ties
    )
