"""Whether a text is an e-mail address that can be kept."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST = 254
"""Characters of an address, as RFC 5321 has it and tables keep it."""


def is_email(text: str) -> bool:
    # They are kept in small letters, of which a few take two for one.
    if len(text.lower()) > LONGEST:
        return False
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
