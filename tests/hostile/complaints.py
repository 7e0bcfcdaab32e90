"""What the fields of forms complained of, as they were cleaned: what an action never sees."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import BaseForm


class Complaints:
    """What each field said of what was in it, of all forms that are cleaned within."""

    def __init__(self) -> None:
        self._refused: set[str] = set()
        self._taken: set[str] = set()

    def of(self, name: str) -> bool:
        """Whether a field complained, and in no form of the page one of that name did not."""
        return name in self._refused - self._taken

    def __enter__(self) -> Complaints:
        self._clean: Callable[[BaseForm], None] = BaseForm._clean_fields
        complaints = self

        def clean_fields(form: BaseForm) -> None:
            # Before the form's own look at all of them, and before what an action refuses.
            complaints._clean(form)
            for name in form.fields:
                told = complaints._refused if name in form._errors else complaints._taken
                told.add(form.add_prefix(name))

        BaseForm._clean_fields = clean_fields
        return self

    def __exit__(self, *_told: object) -> None:
        BaseForm._clean_fields = self._clean
