"""What an action refused, shown at the fields of the form that asked for it."""

from __future__ import annotations

from django.forms import BaseForm

from gongjian.foundation.kernel.errors import GongjianError


def show_errors(form: BaseForm, error: GongjianError) -> None:
    """Add an action's error to a form: at the fields it names, else above them all."""
    for name, texts in error.fields.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, str(text))
    if not error.fields:
        form.add_error(None, str(error))
