"""How long a password must be, told in the language of the page."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LengthValidator(MinimumLengthValidator):
    """Django's own, whose sentence has no Chinese yet."""

    def get_error_message(self) -> str:
        return ngettext(
            "Too short: at least %(count)d character.",
            "Too short: at least %(count)d characters.",
            self.min_length,
        ) % {"count": self.min_length}
