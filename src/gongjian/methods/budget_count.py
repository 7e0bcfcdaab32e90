"""One count of a budget election by one rule, with everything that anybody needs to check it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal, TypeVar, get_args

from gongjian.methods.budget_election import BudgetElection
from gongjian.methods.budget_explanation import ProjectStory, explain_greedy, explain_shares
from gongjian.methods.budget_recount import SharesRule, supporters_needed
from gongjian.methods.equal_shares import Completion, Utility, equal_shares
from gongjian.methods.greedy_budget import greedy_budget
from gongjian.methods.tie_rules import tie_rule

Rule = Literal["equal-shares", "greedy"]
_Name = TypeVar("_Name", bound=str)
PLACES: Final = 6
"""Decimals of amounts that are no whole number of smallest units, in a report."""

COMPLETIONS: Final = {
    "none": "what equal shares leave unspent stays unspent",
    "add1": (
        "every voter's endowment grew by one unit of the currency again and again, until no "
        "supported project fits into what is left or the next outcome would exceed the budget"
    ),
    "add1u-greedy": "as add1; then what still fits, by the greedy rule",
    "greedy": "what still fits after equal shares, by the greedy rule",
}


@dataclass(frozen=True, slots=True)
class CountRule:
    """By what is counted.

    Attributes
    ----------
    rule : {"equal-shares", "greedy"}
    utility : {"cost", "cardinality"}
    completion : {"none", "add1", "add1u-greedy", "greedy"}
        Of equal shares; the greedy rule has none.
    ties : str
        For `tie_rule`.
    """

    rule: Rule = "equal-shares"
    utility: Utility = "cost"
    completion: Completion = "none"
    ties: str = "id"

    def __post_init__(self) -> None:
        if self.rule == "greedy" and self.completion != "none":
            raise ValueError("the greedy rule leaves nothing to complete")
        tie_rule(self.ties)


_RULES: Final[Mapping[str, Rule]] = {name: name for name in get_args(Rule)}
_UTILITIES: Final[Mapping[str, Utility]] = {name: name for name in get_args(Utility)}
_COMPLETIONS: Final[Mapping[str, Completion]] = {name: name for name in get_args(Completion)}


def count_rule(*, rule: str, utility: str, completion: str, ties: str = "id") -> CountRule:
    """A rule from names that somebody gave.

    Parameters
    ----------
    rule, utility, completion, ties : str
        As the attributes of `CountRule`.

    Returns
    -------
    CountRule

    Raises
    ------
    ValueError
        If a name is none of those that there are, or they do not go together.
    """
    return CountRule(
        _known(rule, _RULES), _known(utility, _UTILITIES), _known(completion, _COMPLETIONS), ties
    )


def _known(name: str, names: Mapping[str, _Name]) -> _Name:
    if name not in names:
        raise ValueError(f"{name!r} is none of {', '.join(names)}")
    return names[name]


@dataclass(frozen=True, slots=True)
class BudgetCount:
    """An outcome and its reasons.

    Attributes
    ----------
    counted : CountRule
    election : BudgetElection
        Without what was withdrawn.
    withdrawn : tuple of str
    funded : tuple of int
        Projects of ``election`` in the order in which they were chosen.
    endowment : Fraction or None
        With which each voter began under equal shares, in smallest units.
    added_units : int
    stories : tuple of ProjectStory
        In the order of the election's projects.
    """

    counted: CountRule
    election: BudgetElection
    withdrawn: tuple[str, ...]
    funded: tuple[int, ...]
    endowment: Fraction | None
    added_units: int
    stories: tuple[ProjectStory, ...]

    @property
    def left(self) -> int:
        """Smallest units that stay unspent."""
        return self.election.budget - self.election.cost_of(self.funded)

    @property
    def is_exhaustive(self) -> bool:
        """Whether no supported project that is not funded fits into what is left."""
        return not any(story.supporters for story in self._fitting())

    @property
    def is_exhaustive_of_all(self) -> bool:
        """As ``is_exhaustive``, of projects that nobody supports, too."""
        return not any(True for _story in self._fitting())

    def _fitting(self) -> Iterator[ProjectStory]:
        for story, cost in zip(self.stories, self.election.costs, strict=True):
            if story.way == "unfunded" and cost <= self.left:
                yield story


def count_budget(
    election: BudgetElection,
    counted: CountRule,
    *,
    withdrawn: tuple[str, ...] = (),
    asks_what_was_needed: bool = False,
) -> BudgetCount:
    """Count an election by a rule.

    Parameters
    ----------
    election : BudgetElection
    counted : CountRule
    withdrawn : tuple of str
        Projects that can no longer be built. What ballots give them is passed over; who cast these
        ballots still is a voter.
    asks_what_was_needed : bool
        Under equal shares, count again and again to find how many more supporters each project that
        is not funded would have needed (`supporters_needed`): some seconds more.

    Returns
    -------
    BudgetCount

    Raises
    ------
    ValueError
        If a project that was withdrawn is not there, or ``add1`` has no end in sight.
    """
    election = election.without(withdrawn) if withdrawn else election
    key = tie_rule(counted.ties)
    if counted.rule == "greedy":
        funded = greedy_budget(election, utility=counted.utility, tie_break=key)
        stories = explain_greedy(election, funded, utility=counted.utility, tie_break=key)
        return BudgetCount(counted, election, withdrawn, funded, None, 0, stories)
    found = equal_shares(
        election, utility=counted.utility, completion=counted.completion, tie_break=key
    )
    needed: Mapping[int, int] = {}
    if asks_what_was_needed:
        rule = SharesRule(counted.utility, counted.completion, key)
        needed = supporters_needed(election, found, rule)
    return BudgetCount(
        counted,
        election,
        withdrawn,
        found.funded,
        found.endowment,
        found.added_units,
        explain_shares(election, found, needed),
    )


def report_of(count: BudgetCount) -> dict[str, Any]:
    """A count as JSON's types.

    Parameters
    ----------
    count : BudgetCount

    Returns
    -------
    dict
        ``funded`` are ids in the order of selection; money is decimal text in units of the
        currency, rounded to six decimals where it is no whole number of smallest units.
    """
    election, counted = count.election, count.counted
    order = {project: place for place, project in enumerate(count.funded, 1)}
    endowment = None
    if count.endowment is not None:
        endowment = _money(count.endowment, election.unit)
    return {
        "rule": counted.rule,
        "utility": counted.utility,
        "completion": counted.completion,
        "budget": _money(Fraction(election.budget), election.unit),
        "voters": election.voters,
        "funded": [election.projects[project] for project in count.funded],
        "spent": _money(Fraction(election.budget - count.left), election.unit),
        "left": _money(Fraction(count.left), election.unit),
        "endowment": endowment,
        "added_units": count.added_units,
        "treatment": {
            "ties": counted.ties,
            "completion": COMPLETIONS[counted.completion]
            if counted.rule == "equal-shares"
            else "the greedy rule passes over what does not fit and goes on",
            "exhaustive": count.is_exhaustive,
            "exhaustive_over": "supported projects",
            "exhaustive_of_all": count.is_exhaustive_of_all,
            "zero_cost": "a supported project that costs nothing is funded first",
            "unsupported": "never funded"
            if counted.rule == "equal-shares" and not counted.completion.endswith("greedy")
            else "last, as long as it fits into the budget",
            "empty_ballots": "count as voters",
            "withdrawn": list(count.withdrawn),
            "arithmetic": "exact",
        },
        "projects": [
            _told(count, project, order.get(project)) for project in range(len(election.projects))
        ],
    }


def _told(count: BudgetCount, project: int, place: int | None) -> dict[str, Any]:
    story, unit = count.stories[project], count.election.unit
    return {
        "id": count.election.projects[project],
        "cost": _money(Fraction(count.election.costs[project]), unit),
        "supporters": story.supporters,
        "score": story.score,
        "place": place,
        "way": story.way,
        "paid": [
            {"voters": payment.voters, "each": _money(payment.each, unit)}
            for payment in story.payments
        ],
        "available": _money(story.available, unit),
        "needed": None
        if story.missing is None
        else {
            "money": _money(story.missing, unit),
            "support": story.more_support,
            "support_of": "points"
            if count.counted.rule == "greedy" and count.election.points is not None
            else "supporters",
            "at_same_share": story.at_same_share,
        },
    }


def _money(amount: Fraction, unit: int) -> str:
    scaled = amount / unit
    text = f"{round(scaled * 10**PLACES):0{PLACES + 1}d}"
    return f"{text[:-PLACES]}.{text[-PLACES:]}".rstrip("0").rstrip(".")
