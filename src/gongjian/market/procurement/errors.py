from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gongjian.foundation.kernel.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    WrongState,
)


class CallTransitionNotAllowed(WrongState):
    """The step does not exist in the state the call is in by now."""

    code = "call_transition_not_allowed"
    message = _(
        "This call has moved on: that step is not possible in its present state. "
        "Look at it again, then decide."
    )

    def __init__(self, *, step: str, state: str) -> None:
        super().__init__()
        self.step = step
        self.state = state


class CallClosed(WrongState):
    """Its time is over, whether or not a worker has said so yet."""

    code = "call_closed"
    message = _("The deadline of this call has passed.")


class CallStillOpen(WrongState):
    code = "call_still_open"
    message = _("The deadline of this call has not passed yet.")


class AnotherPersonApproves(NotAllowed):
    """Nobody approves what they wrote themselves."""

    code = "another_person_approves"
    message = _(
        "Another person has to approve this call: it was you who wrote it or named its trustees."
    )


class HasInterest(NotAllowed):
    """Nobody decides about a company that they have to do with."""

    code = "has_interest"
    message = _(
        "You belong to a company that this is about, or own a part of it or of one with the same "
        "owners. Somebody else has to do this: please ask another person who may, and tell them "
        "why."
    )


class LawNotMet(Invalid):
    """A rule of the law is not kept; which one, and by which provision, its words say."""

    code = "law_not_met"
    message = _("The law does not allow this.")


class CompanyRefused(NotAllowed):
    """A company may not take part in this call."""

    code = "company_refused"
    message = _("This company may not take part in this call.")


class CompanyUnconfirmed(CompanyRefused):
    code = "company_unconfirmed"
    message = _("The town has not confirmed this company’s registration yet.")


class CompanyDebarred(CompanyRefused):
    code = "company_debarred"
    message = _("This company is debarred from public calls on this day.")


class CompanyWroteCall(CompanyRefused):
    """Whoever wrote, approved or opened a call, or holds a key to it, does not bid for it."""

    code = "company_wrote_call"
    message = _(
        "Somebody of this company wrote, approved or opened this call, or holds a key to its bids. "
        "It may not take part."
    )


class EvaluatorHasInterest(NotAllowed):
    """Whoever belongs to a bidder does not judge bids."""

    code = "evaluator_has_interest"
    message = _(
        "This person belongs to a company that bids, or owns a part of one, or of one with the "
        "same owners. Appoint somebody else."
    )


class TooFewEvaluators(WrongState):
    code = "too_few_evaluators"

    def __init__(self, least: int) -> None:
        super().__init__(
            ngettext(
                "%(count)d evaluator without an interest is needed first.",
                "%(count)d evaluators without an interest are needed first.",
                least,
            )
            % {"count": least}
        )


class InterestsUndeclared(WrongState):
    code = "interests_undeclared"
    message = _("Every evaluator has to declare their interests first.")


class StageJudged(WrongState):
    code = "stage_judged"
    message = _("These bids are judged: nobody can be appointed to judge them any more.")


class StageNotJudged(WrongState):
    code = "stage_not_judged"
    message = _("The next stage opens when this one is judged: all scores locked, bids ranked.")


class ScoresLocked(WrongState):
    code = "scores_locked"
    message = _("Your scores are locked: nobody can change them any more.")


class ScoresMissing(WrongState):
    code = "scores_missing"

    def __init__(self, missing: int) -> None:
        super().__init__(
            ngettext(
                "%(count)d score is still missing.", "%(count)d scores are still missing.", missing
            )
            % {"count": missing}
        )


class ScoresOpen(WrongState):
    """Prices stay sealed until quality is judged for good."""

    code = "scores_open"
    message = _("Prices are opened when every evaluator has locked all scores for quality.")


class BidsSealed(WrongState):
    code = "bids_sealed"
    message = _("Not every bid is open yet.")


class PricesSealed(WrongState):
    code = "prices_sealed"
    message = _("Not every price is open yet.")


class NobodyQualifies(WrongState):
    code = "nobody_qualifies"
    message = _("No bid has a place: the call can only be declared unsuccessful.")


class AwardPossible(WrongState):
    code = "award_possible"
    message = _("A bid has a place: it wins.")


class AnotherPersonDecides(NotAllowed):
    """Nobody decides about an exclusion who had a part in it."""

    code = "another_person_decides"
    message = _("Another person has to decide about this exclusion: you had a part in it.")


class ExclusionUndecided(WrongState):
    code = "exclusion_undecided"
    message = _("Another person has to agree to an exclusion, or refuse it, first.")


class NotExplained(WrongState):
    code = "not_explained"
    message = _(
        "Ask the company to account for its price first, and wait for its answer or until its "
        "time is over."
    )


class ExplanationGiven(Conflict):
    code = "explanation_given"
    message = _("The company was asked already, or has answered.")


class ExplanationLate(WrongState):
    code = "explanation_late"
    message = _("The time to account for this price is over.")


class StandstillRuns(WrongState):
    code = "standstill_runs"
    message = _("The standstill has not ended yet: bidders may still complain.")


class StandstillOver(WrongState):
    code = "standstill_over"
    message = _("The standstill is over: it is too late for a complaint.")


class NotABidder(NotAllowed):
    code = "not_a_bidder"
    message = _("Only a company whose bid was opened can complain.")


class ComplaintDecided(Conflict):
    code = "complaint_decided"
    message = _("This complaint is decided already.")


class ComplaintMade(Conflict):
    code = "complaint_made"
    message = _("Your company has complained about this award already.")


class CompanyTooLarge(CompanyRefused):
    code = "company_too_large"
    message = _("This call is reserved for smaller firms.")


class CompanyNotInvited(CompanyRefused):
    code = "company_not_invited"
    message = _("Only companies that were invited take part in this stage.")


class CompanyKnown(Conflict):
    code = "company_known"
    message = _(
        "A company with this number is registered. A member of it, or the town, can let you in."
    )


class AlreadyMember(Conflict):
    code = "already_member"
    message = _("They speak for this company already.")


class AlreadyInvited(Conflict):
    code = "already_invited"
    message = _("They were asked already and have not answered yet, or have declined.")


class InvitationAnswered(Conflict):
    code = "invitation_answered"
    message = _("This was answered or withdrawn before.")


class InvitationExpired(WrongState):
    code = "invitation_expired"
    message = _("This invitation has expired. The company can ask you again.")


class LastMember(Conflict):
    code = "last_member"
    message = _("A company keeps one member at least, who can speak for it here.")


class ComplaintsOpen(WrongState):
    code = "complaints_open"
    message = _("A complaint is still to be decided on; the decision lets the call go on.")
