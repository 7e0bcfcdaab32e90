"""The greedy rule: what most support comes first, as long as it fits into the money."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal

from gongjian.methods.budget_election import BudgetElection


def greedy_budget(
    election: BudgetElection,
    *,
    utility: Literal["cost", "cardinality"],
    tie_break: Callable[[str], object] = str,
    begin: Sequence[int] = (),
) -> tuple[int, ...]:
    """Fund projects in the order of what all voters have of them for their cost.

    Parameters
    ----------
    election : BudgetElection
    utility : {"cost", "cardinality"}
        With ``"cost"`` that is the number of supporters, with ``"cardinality"`` the supporters a
        unit of money; points count instead of supporters where points were given.
    tie_break : callable
        Key of a project's id: of several equally good the one with the lowest key.
    begin : sequence of int
        Funded already.

    Returns
    -------
    tuple of int
        ``begin``, then what was added, in order. What does not fit is passed over; what nobody
        supports comes last.

    Raises
    ------
    ValueError
        If the utility is unknown.

    References
    ----------
    The greedy welfare rule of pabutools 1.2.3. Exact; n log n in the projects.
    """
    if utility not in ("cost", "cardinality"):
        raise ValueError(f"no utility {utility!r}")

    def worth(project: int) -> tuple[bool, Fraction]:
        score, cost = election.score(project), election.costs[project]
        if not (score and cost):
            return bool(score), Fraction(0)
        return False, Fraction(score if utility == "cost" else Fraction(score, cost))

    def rank(project: int) -> tuple[bool, Fraction, object, int]:
        is_free, density = worth(project)
        return not is_free, -density, tie_break(election.projects[project]), project

    funded, left = list(begin), election.budget - election.cost_of(begin)
    for project in sorted(range(len(election.projects)), key=rank):
        if project not in begin and election.costs[project] <= left:
            funded.append(project)
            left -= election.costs[project]
    return tuple(funded)
