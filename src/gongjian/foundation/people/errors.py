from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict


class LastAdministrator(Conflict):
    """Without this one nobody could let anybody in again."""

    code = "last_administrator"
    message = _("This is the last administrator. Make somebody else one first.")
