"""What the public reads: texts without personal data and without the requester's name."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from gongjian.foundation.people import interface as people
from gongjian.government.cases.models import Case
from gongjian.methods.personal_data import mask_names, mask_personal_data


def mask(text: str, names: Iterable[str]) -> str:
    """The text with personal data and these names masked; the telephones of public bodies stay."""
    masked = mask_personal_data(text, [settings.PHONE_REGION], people.is_public_number)
    return mask_names(masked, filter(None, names))


def mask_for(case: Case, text: str) -> str:
    """The text as the public may read it about a case: its requester is not named."""
    if not text:
        return ""
    return mask(text, [case.contact_name, case.requester.name if case.requester else ""])
