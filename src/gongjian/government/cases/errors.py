from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, TooMany, WrongState


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


class DutySettled(Conflict):
    """The dispatcher has settled who is responsible."""

    code = "duty_settled"
    message = _(
        "The dispatcher has settled that your department is responsible. "
        "This case cannot be handed back again."
    )


class AnotherPerson(NotAllowed):
    """Nobody decides on what they asked or did themselves."""

    code = "another_person"
    message = _("Another person has to decide this: it was you who asked for it or did it.")


class Overruled(NotAllowed):
    """An appeal binds those against whom it was granted."""

    code = "overruled"
    message = _(
        "An appeal against hiding this case was granted. Only a dispatcher or administrator who "
        "has not hidden it before may hide it again."
    )


class TooLate(WrongState):
    """A period has ended: for reopening, for an appeal."""

    code = "too_late"
    message = _("The time for this has ended.")


class Hidden(Conflict):
    """Staff hid it: the requester may appeal, but not show it again by themselves."""

    code = "hidden"
    message = _(
        "Staff hid this case from the public. You can appeal against that; somebody else decides."
    )


class AppealOpen(Conflict):
    """The appeal comes first."""

    code = "appeal_open"
    message = _("An appeal waits for a decision on this case. Decide it first.")


class TableGone(WrongState):
    """The file of an import is not there any more."""

    code = "table_gone"
    message = _(
        "The uploaded table is gone. Upload it again: what came in already is recognised and left."
    )


class DraftingOff(Conflict):
    """The town has no language model, or has one no more."""

    code = "drafting_off"
    message = _("Drafting is switched off in this town: no language model is set up.")


class DraftsUsedUp(TooMany):
    """Drafts cost, and so have a limit for each person and for the town."""

    code = "drafts_used_up"


class UncheckedDraft(Invalid):
    """A draft was to be sent as if somebody had read it."""

    code = "unchecked_draft"
    message = _("This answer comes from a machine’s draft. Say that you have checked it.")
