"""What is refused of contracts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, NotAllowed, WrongState


class ContractTransitionNotAllowed(WrongState):
    """The step does not exist in the state the contract is in by now."""

    code = "contract_transition_not_allowed"
    message = _(
        "This contract has moved on: that step is not possible in its present state. "
        "Look at it again, then decide."
    )

    def __init__(self, *, step: str, state: str) -> None:
        super().__init__()
        self.step = step
        self.state = state


class ContractThere(Conflict):
    code = "contract_there"
    message = _("A contract is drafted for this award already.")


class ContractSigned(Conflict):
    code = "contract_signed"
    message = _("Both sides have signed the contract: it can only be ended early.")


class SignedAlready(Conflict):
    code = "signed_already"
    message = _("Your side has signed already.")


class OtherWords(Conflict):
    """What somebody signs or approves is not what stands there by now."""

    code = "other_words"
    message = _("This is no longer what you looked at. Read it again, then sign.")


class SigningOver(WrongState):
    code = "signing_over"
    message = _("The time for signing is over.")


class NotIndependent(NotAllowed):
    code = "not_independent"
    message = _(
        "The independent acceptor is another person than the product owner, works for another "
        "body, and has nothing to do with the company."
    )


class MilestoneNotThere(WrongState):
    code = "milestone_state"
    message = _("This milestone has moved on. Look at it again, then decide.")


class DecidedAlready(Conflict):
    code = "decided_already"
    message = _("You have decided on this delivery already.")


class NotAccepted(WrongState):
    code = "not_accepted"
    message = _("Only what was accepted is paid.")


class PaidAlready(Conflict):
    code = "paid_already"
    message = _("This milestone is paid already.")


class ProofPaid(Conflict):
    code = "proof_paid"
    message = _("This proof of concept is paid already.")


class ProofNotDelivered(WrongState):
    """Nothing of this company stood when the paid stage closed."""

    code = "proof_not_delivered"
    message = _("This company has delivered no proof of concept.")


class AnotherPersonPays(NotAllowed):
    code = "another_person_pays"
    message = _("Another person has to record this payment: it was you who accepted the work.")


class ChangeWaits(Conflict):
    code = "change_waits"
    message = _("Another change waits for a decision. Decide on that one first.")


class AnotherPersonApprovesChange(NotAllowed):
    code = "another_person_approves_change"
    message = _("Another person has to approve this change: it was you who proposed it.")


class CompanyNotAgreed(WrongState):
    code = "company_not_agreed"
    message = _("The company has not agreed to this change yet.")


class RatedAlready(Conflict):
    code = "rated_already"
    message = _("Your side has rated already.")


class RepliedAlready(Conflict):
    code = "replied_already"
    message = _("Your side has replied already.")


class TriedAlready(Conflict):
    code = "tried_already"
    message = _("You have answered already.")
