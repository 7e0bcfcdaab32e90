"""What somebody has to say for a step that they take."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.rules.evaluation import REASON_LENGTH


def reason_of(text: str, field: str = "reason") -> str:
    """Somebody's words, without spaces around them and with personal data masked.

    Raises
    ------
    Invalid
        There are none, or too many.
    """
    text = text.strip()
    if not 0 < len(text) <= REASON_LENGTH:
        raise Invalid(fields={field: [_("Say why, in at most 4,000 characters.")]})
    return cases.mask(text, [])
