"""What may go wrong with services."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, WrongState


class NotBeingFilledIn(WrongState):
    code = "not_being_filled_in"
    message = _("This application is handed in or withdrawn already.")


class GrownOld(WrongState):
    code = "grown_old"
    message = _("What was fetched has grown too old. Fetch it again, look at it and hand it in.")


class TooManyApplications(Conflict):
    code = "too_many_applications"
    message = _("You fill in many forms already. Hand one in, or withdraw it.")
