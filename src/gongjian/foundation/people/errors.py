from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, NotAllowed, TooMany


class LastAdministrator(Conflict):
    """Without this one nobody could let anybody in again."""

    code = "last_administrator"
    message = _("This is the last administrator. Make somebody else one first.")


class InPersonOnly(NotAllowed):
    """What gives power, or takes a whole account: a key that leaked must not be enough for it."""

    code = "in_person_only"
    message = _("No key may do this: sign in on the site, and do it in person.")


class TooManyLetters(TooMany):
    """Said of known and unknown addresses alike."""

    code = "too_many_letters"
    message = _(
        "Very many of our letters were asked for at this e-mail address lately. "
        "To keep its mailbox from being flooded, none is sent to it for some hours."
    )
