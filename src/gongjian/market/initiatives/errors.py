from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, WrongState


class NotPlannable(WrongState):
    """Something is missing that a plan must say."""

    code = "not_plannable"
    message = _(
        "To plan it, say who owns it, for which quarter, and by which measure its outcome is told."
    )


class NotMeasured(WrongState):
    """Its review would say nothing of its outcome."""

    code = "not_measured"
    message = _("Enter what each of its measures came to; then review it.")


class AlreadyEvidence(Conflict):
    code = "already_evidence"
    message = _("This is among its evidence already.")


class TooMuch(WrongState):
    """More evidence, or measures, than a page can show."""

    code = "too_much"
    message = _("There are too many of them already.")
