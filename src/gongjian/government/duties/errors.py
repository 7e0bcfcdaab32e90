"""What may go wrong in the register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, StaleVersion


class DutyOverlap(Conflict):
    """Somebody is responsible for exactly this already."""

    code = "duty_overlap"

    def __init__(self, department: str) -> None:
        words = _(
            "%(department)s is responsible for this category in this area already. Change that"
            " duty, or say that both rules hold."
        )
        super().__init__(words % {"department": department})


class NodeReferredTo(Conflict):
    """An area or a category that something names cannot be deleted."""

    code = "node_referred_to"
    message = _(
        "Cases, duties, roles or figures refer to it or to what stands below it. Take it out of use"
        " instead."
    )


class DutySuperseded(StaleVersion):
    code = "duty_superseded"
    message = _("This version of the duty is no longer the newest. Look at its history.")
