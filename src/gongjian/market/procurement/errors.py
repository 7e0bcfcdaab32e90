from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import NotAllowed, WrongState


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


class AnotherPersonApproves(NotAllowed):
    """Nobody approves what they wrote themselves."""

    code = "another_person_approves"
    message = _("Another person has to approve this call: it was you who wrote it.")


class CompanyDebarred(NotAllowed):
    code = "company_debarred"
    message = _("This company is debarred from public calls on this day.")
