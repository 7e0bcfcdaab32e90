from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid


class NotOfIssue(Invalid):
    """Cases were named that are not, or no longer, in the hot issue."""

    code = "not_of_issue"
    message = _("Some of these cases are no longer in this hot issue. Look again, then decide.")
