"""What forms of several apps do alike."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

Choices = Sequence[tuple[str, Any]]
"""As a field's ``choices``: (value, label), or (group, [(value, label)])."""


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: even an empty post is one."""
    return request.POST if request.method == "POST" else None


class VersionForm(forms.Form):
    """A form made from one version of a thing: the action refuses it where somebody was faster."""

    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Set what a field of this one form offers to choose from.

    Raises
    ------
    TypeError
        The field offers no choices.
    """
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = list(choices)


class Options:
    """What a long list offers, and its HTML, made once for many forms.

    A town has hundreds of categories and a page up to six lists of them: written option by option
    they were the dearest part of most pages.
    """

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.labels: dict[str, str] = {}
        self._parts: list[SafeString] = []
        self._places: dict[str, int] = {}
        for value, label in choices:
            if isinstance(label, list | tuple):
                self._parts.append(format_html('\n  <optgroup label="{}">', value))
                for inner_value, inner_label in label:
                    self._add(inner_value, inner_label)
                self._parts.append(SafeString("\n  </optgroup>"))
            else:
                self._add(value, label)
        self._whole = SafeString("".join(self._parts))

    def markup(self, chosen: str = "") -> SafeString:
        """The options as HTML; ``chosen`` is the value of the one selected, if it is there."""
        if chosen not in self._places:
            return self._whole
        parts = list(self._parts)
        parts[self._places[chosen]] = _option(chosen, self.labels[chosen], is_selected=True)
        return SafeString("".join(parts))

    def _add(self, value: str, label: str) -> None:
        self.labels[value] = label
        self._places[value] = len(self._parts)
        self._parts.append(_option(value, label))


def _option(value: str, label: Any, *, is_selected: bool = False) -> SafeString:
    selected = SafeString(" selected") if is_selected else ""
    return format_html('\n  <option value="{}"{}>{}</option>', value, selected, label)


class OptionsSelect(forms.Select):
    """A list whose options' HTML is kept; above them stands what it says while nothing is chosen.

    The template writes ``widget.markup`` where there is one.
    """

    def __init__(
        self, read: Callable[..., Options], empty: Any, attrs: dict[str, Any] | None
    ) -> None:
        super().__init__(attrs)
        self._read, self._empty = read, empty

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        # Not ChoiceWidget's, which makes a dictionary for every option.
        context = forms.Widget.get_context(self, name, value, attrs)
        chosen = (context["widget"]["value"] or [""])[0]
        first = _option("", self._empty, is_selected=not chosen)
        context["widget"]["markup"] = first + self._read().markup(chosen)
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        # The first option is empty, so that a browser can tell whether one was chosen.
        return forms.Widget.use_required_attribute(self, initial)


class TickedField(forms.TypedMultipleChoiceField):
    """Ids of rows ticked on a page: whether they may be chosen, the action says."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=uuid.UUID, **options)

    def valid_value(self, value: Any) -> bool:
        return True


class KeyField(forms.TypedChoiceField):
    """One of some rows by their id, or None.

    ``read`` gives what there is to choose from, which may have been kept a while; asked for it
    ``afresh``, it reads again. So what has just been added is no wrong choice.
    """

    def __init__(
        self,
        read: Callable[..., Options],
        *,
        empty: Any = "",
        attrs: dict[str, Any] | None = None,
        **options: Any,
    ) -> None:
        self._read = read
        options.setdefault("required", False)
        super().__init__(
            choices=lambda: [("", empty), *read().choices],
            coerce=uuid.UUID,
            empty_value=None,
            widget=OptionsSelect(read, empty, attrs),
            **options,
        )

    def valid_value(self, value: Any) -> bool:
        return str(value) in self._read().labels or str(value) in self._read(afresh=True).labels
