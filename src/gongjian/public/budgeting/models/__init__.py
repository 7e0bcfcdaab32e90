from gongjian.public.budgeting.models.ballots import Ballot, PaperEntry, VotedMark
from gongjian.public.budgeting.models.projects import (
    BudgetProject,
    ProjectEvent,
    ProjectRating,
    ProjectWording,
    State,
)
from gongjian.public.budgeting.models.results import PartCount, PartResult
from gongjian.public.budgeting.models.rounds import (
    BudgetRound,
    CompletionChoice,
    KindChoice,
    PhaseName,
    RoundPart,
    RuleChoice,
    TieChoice,
    UtilityChoice,
)

__all__ = [
    "Ballot",
    "BudgetProject",
    "BudgetRound",
    "CompletionChoice",
    "KindChoice",
    "PaperEntry",
    "PartCount",
    "PartResult",
    "PhaseName",
    "ProjectEvent",
    "ProjectRating",
    "ProjectWording",
    "RoundPart",
    "RuleChoice",
    "State",
    "TieChoice",
    "UtilityChoice",
    "VotedMark",
]
