"""What is wrong with an input of the API, in our words and the caller's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.api_fields import NO_NUL, WRONG_INPUT
from gongjian.foundation.kernel.creations import PRINTABLE
from gongjian.government.duties.api.findings import PAGE_NUMBER
from gongjian.government.exchange.api.exchange_schemas import NODE_ADDRESS
from gongjian.government.exchange.api.schemas import CODE, FIELD_NAME, SLUG
from gongjian.public.budgeting.rules.ballots import PAPER_NUMBER
from gongjian.site.openness.api import MONTH

NOT_JSON = _("JSON expected: an object as the body, with “Content-Type: application/json”.")
UNFITTING = _("This does not fit here.")
NOT_TEXT = _("This holds a character that is no text.")
TEXT = _("Text is expected here.")
WHOLE_NUMBER = _("A whole number is expected here.")
NUMBER = _("A number is expected here.")
YES_OR_NO = _("“true” or “false” is expected here.")
DATE = _("A date is expected here, such as 2026-07-15.")
MOMENT = _("A date and time is expected here, such as 2026-07-15T09:30:00+08:00.")
ID = _("An ID is expected here, as this API gave it: 36 characters.")
LIST = _("A list is expected here.")
OBJECT = _("An object is expected here, with names and values.")
ONE_OF = _("One of these is expected here: %(expected)s.")

WORDS: dict[str, Promise] = {
    "bool_parsing": YES_OR_NO,
    "bool_type": YES_OR_NO,
    "date_from_datetime_inexact": DATE,
    "date_from_datetime_parsing": DATE,
    "date_parsing": DATE,
    "date_type": DATE,
    "datetime_from_date_parsing": MOMENT,
    "datetime_object_invalid": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_type": MOMENT,
    "decimal_max_digits": ngettext_lazy(
        "This number is too long: at most %(max_digits)s digit.",
        "This number is too long: at most %(max_digits)s digits.",
        "max_digits",
    ),
    "decimal_max_places": ngettext_lazy(
        "This number is too fine: at most %(decimal_places)s digit after the point.",
        "This number is too fine: at most %(decimal_places)s digits after the point.",
        "decimal_places",
    ),
    "decimal_parsing": NUMBER,
    "decimal_type": NUMBER,
    "decimal_whole_digits": ngettext_lazy(
        "This number is too large: at most %(whole_digits)s digit before the point.",
        "This number is too large: at most %(whole_digits)s digits before the point.",
        "whole_digits",
    ),
    "dict_type": OBJECT,
    "enum": ONE_OF,
    "extra_forbidden": _("Nothing of this name is known here."),
    "finite_number": NUMBER,
    "float_parsing": NUMBER,
    "float_type": NUMBER,
    "greater_than_equal": _("This must be %(ge)s or more."),
    "int_from_float": WHOLE_NUMBER,
    "int_parsing": WHOLE_NUMBER,
    "int_parsing_size": _("This number is too large."),
    "int_type": WHOLE_NUMBER,
    "invalid_key": TEXT,
    "less_than": _("This must be less than %(lt)s."),
    "less_than_equal": _("This must be %(le)s or less."),
    "list_type": LIST,
    "literal_error": ONE_OF,
    "missing": _("This is needed."),
    "model_attributes_type": OBJECT,
    "model_type": OBJECT,
    "string_pattern_mismatch": _("This is not written as it is expected here."),
    "string_too_long": ngettext_lazy(
        "This is too long: at most %(max_length)s character.",
        "This is too long: at most %(max_length)s characters.",
        "max_length",
    ),
    "string_too_short": ngettext_lazy(
        "This is too short: at least %(min_length)s character.",
        "This is too short: at least %(min_length)s characters.",
        "min_length",
    ),
    "string_type": TEXT,
    "string_unicode": NOT_TEXT,
    "too_short": ngettext_lazy(
        "These are too few: at least %(min_length)s.",
        "These are too few: at least %(min_length)s.",
        "min_length",
    ),
    "too_long": ngettext_lazy(
        "These are too many: at most %(max_length)s.",
        "These are too many: at most %(max_length)s.",
        "max_length",
    ),
    "uuid_parsing": ID,
    "uuid_type": ID,
    "uuid_version": ID,
}
"""By the validator's type of error; a test walks all that our schemas can give."""

PATTERNS: dict[str, Promise] = {
    NO_NUL: NOT_TEXT,
    PRINTABLE: _("Only Latin letters, digits and signs may stand here."),
    PAGE_NUMBER: _("A cursor is expected here, as this API gave it."),
    MONTH: _("A month is expected here, such as 2026-07."),
    PAPER_NUMBER: _("Only Latin letters, digits and hyphens may stand here."),
    **dict.fromkeys(
        (SLUG, CODE), _("Only Latin letters, digits, hyphens and underscores may stand here.")
    ),
    FIELD_NAME: _("A small Latin letter first, then small letters, digits and underscores."),
    NODE_ADDRESS: _("An address is expected here that begins with http:// or https://, or own:."),
}
BODY_DEPTH = 2


def words_of(item: Mapping[str, Any]) -> str:
    """What is wrong, of one error as the validator lists it."""
    kind, context = item["type"], dict(item.get("ctx") or {})
    if kind == WRONG_INPUT:
        return str(item["msg"])
    if kind == "string_pattern_mismatch" and context["pattern"] in PATTERNS:
        return str(PATTERNS[context["pattern"]])
    words = WORDS.get(kind, UNFITTING)
    if words is OBJECT and len(item["loc"]) <= BODY_DEPTH:
        words = NOT_JSON
    if "expected" in context:
        # The validator says "'a', 'b' or 'c'".
        context["expected"] = ", ".join(re.split(r", | or ", context["expected"]))
    return str(words % context if context else words)
