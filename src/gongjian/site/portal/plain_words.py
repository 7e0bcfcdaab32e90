"""What a form says beside a field that is empty or wrong: what to do, not which rule was broken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

REQUIRED: dict[type[forms.Field], Any] = {
    forms.Field: _("Fill this in."),
    forms.BooleanField: _("Tick this box."),
    forms.ChoiceField: _("Choose one."),
    forms.MultipleChoiceField: _("Choose at least one."),
    forms.FileField: _("Choose a file."),
}


def say_plainly() -> None:
    """Give every kind of field these words; what a form says itself goes before them."""
    for kind, words in REQUIRED.items():
        _say(kind, required=words)
    _say(forms.ChoiceField, invalid_choice=_("Choose one of those offered."))


def _say(kind: type[forms.Field], **words: Any) -> None:
    kind.default_error_messages = {**kind.default_error_messages, **words}


def is_for_empty(error: str) -> bool:
    """Whether an error beside a field says that it is empty."""
    return error in map(str, REQUIRED.values())
