from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from gongjian.public.budgeting.rules.ballots import Fault


class PhaseOver(WrongState):
    """The round is in another phase."""

    code = "not_in_this_phase"
    message = _("That is not possible in the present phase of this budget round.")


class RulesLocked(WrongState):
    code = "rules_locked"
    message = _("The rules are locked: the vote has begun, or was locked by the town.")


class AlreadyVoted(Conflict):
    code = "already_voted"
    message = _(
        "You have voted in this round already. With the secret of your ballot you can change it "
        "until the vote ends."
    )


class SecretTaken(Conflict):
    code = "secret_taken"
    message = _("This ballot could not be kept under its secret. Please begin anew.")


class NoSuchBallot(NotFound):
    code = "no_such_ballot"
    message = _("No ballot of this round has this secret. Check every character.")


class MayNotVote(NotAllowed):
    code = "may_not_vote"
    message = _("Voting needs an account of a person.")


class AccountTooYoung(NotAllowed):
    code = "account_too_young"
    message = _("Your account is too new to vote in this round.")


FAULTS = {
    Fault.EMPTY: _("Choose at least one project."),
    Fault.UNKNOWN: _("A project that you chose is not on this ballot."),
    Fault.TWICE: _("A project is chosen twice."),
    Fault.TOO_MANY: _("These are more projects than a ballot may name."),
    Fault.TOO_DEAR: _("Together these projects cost more than there is. Leave one out."),
    Fault.TOO_MANY_POINTS: _("These are more points than you have."),
    Fault.NO_POINTS: _("Points are whole numbers from 1."),
    Fault.RANKS: _("Give each rank once, from 1, without gaps."),
}


class BallotRefused(Invalid):
    """Nothing was counted; what was chosen can be changed and sent again."""

    code = "ballot_refused"

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(fields={"choices": [FAULTS[fault] for fault in faults]})
        self.message = FAULTS[faults[0]]


class CountUnderWay(Conflict):
    code = "count_under_way"
    message = _("It is being counted already.")


class PaperUnclear(WrongState):
    code = "paper_unclear"
    message = _("Some paper ballots were read differently, or only once. Settle these first.")


class TooMuchPaper(Conflict):
    code = "too_much_paper"
    message = _("There would be more paper ballots than people who were given one.")


class PaperGiven(Conflict):
    code = "paper_given"
    message = _("This person has voted, or was given a paper ballot, already.")


class PaperCounted(Conflict):
    code = "paper_counted"
    message = _("This paper ballot was read by two people and is counted.")


class CountImpossible(Invalid):
    code = "count_impossible"
    message = _("This cannot be counted by this rule.")
