from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, WrongState


class TransitionNotAllowed(WrongState):
    """The step does not exist in the state the case is in by now."""

    code = "transition_not_allowed"
    message = _(
        "This case has moved on: that step is not possible in its present state. "
        "Look at it again, then decide."
    )

    def __init__(self, *, step: str, state: str) -> None:
        super().__init__()
        self.step = step
        self.state = state


class DifferentRequest(Conflict):
    """The same idempotency key came with another content."""

    code = "idempotency_mismatch"
    message = _("This idempotency key was used before with another content.")
