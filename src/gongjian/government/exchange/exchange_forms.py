"""What the pages of requests, agreements, queries and doubts take in."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.form_fields import Choices, VersionForm, offer
from gongjian.government.exchange.actions.ask_for_data import Wish
from gongjian.government.exchange.forms import IdField, provision_choices
from gongjian.government.exchange.rules import agreements as rules
from gongjian.methods.exchange_messages import LONGEST

LONGEST_VALUE, MOST_CONDITIONS = 100, 10


def _words(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> Any:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=required, max_length=2_000, widget=widget, help_text=help_text
    )


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)


class WishForm(forms.Form):
    """Which fields, what for, on which law."""

    consumer = IdField(label=_("In the name of"))
    field_names = forms.MultipleChoiceField(
        label=_("Fields"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those that you need."),
    )
    row_scope = forms.CharField(
        label=_("Only records where"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "One condition a line, a field and its value: “Street: Plum Lane”. Empty: every record "
            "of whoever is asked about."
        ),
    )
    purpose = forms.CharField(label=_("Purpose"), max_length=300)
    necessity = _words(_("Why these fields are needed and no fewer would do"))
    provisions = forms.TypedMultipleChoiceField(
        label=_("On which provisions"),
        widget=forms.CheckboxSelectMultiple,
        coerce=UUID,
    )
    max_age_hours = forms.IntegerField(
        label=_("Data may be at most … hours old"), min_value=1, max_value=rules.MOST_AGE_HOURS
    )
    quota_per_day = forms.IntegerField(
        label=_("Queries a day at most"), min_value=1, max_value=rules.MOST_QUOTA
    )
    retention_days = forms.IntegerField(
        label=_("Deleted after … days"), min_value=0, max_value=rules.MOST_RETENTION_DAYS
    )
    expires_on = DayField(label=_("The agreement ends on"))
    may_seal = forms.BooleanField(
        label=_("For investigations: queries may be kept from the person for a time"),
        required=False,
    )

    def __init__(
        self, *args: Any, on: date, consumers: Choices, fields: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "consumer", consumers)
        offer(self, "field_names", fields)
        offer(self, "provisions", provision_choices(on))
        self._names = {str(said): str(name) for name, title in fields for said in (title, name)}

    def clean_row_scope(self) -> dict[str, str]:
        """Conditions as they are written: a field by its title or its name, and a value."""
        scope: dict[str, str] = {}
        for line in self.cleaned_data["row_scope"].splitlines():
            if not line.strip():
                continue
            said, mark, value = re.sub("[:：=]", ":", line, count=1).partition(":")
            name = self._names.get(said.strip(), "")
            if not (mark and name and 0 < len(value.strip()) <= LONGEST_VALUE) or name in scope:
                words = _("“%(line)s” is no condition: write a field, a colon and a value.")
                raise forms.ValidationError(words % {"line": line.strip()[:60]})
            scope[name] = value.strip()
        if len(scope) > MOST_CONDITIONS:
            raise forms.ValidationError(_("At most ten conditions."))
        return scope

    def wish(self) -> Wish:
        said = self.cleaned_data
        names = (
            "purpose", "necessity", "field_names", "max_age_hours", "quota_per_day",
            "retention_days", "expires_on", "may_seal", "row_scope",
        )  # fmt: skip
        return Wish(**{name: said[name] for name in names}, provision_ids=tuple(said["provisions"]))


class ApproveForm(VersionForm):
    reason = _words(_("Remark"), rows=2, required=False)


class RefuseForm(VersionForm):
    reason = _words(_("Why not"))
    provision = IdField(label=_("Which provision says so"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "provision", [("", "–"), *provision_choices(on)])


class SignatureForm(forms.Form):
    """Empty: the town signs with the key that it keeps."""

    signature = forms.CharField(
        label=_("Signature of your own node"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where your node keeps the key: what `gongjian node sign` prints."),
    )


class EndForm(forms.Form):
    reason = _words(_("Why it ends"))


class AskSourceForm(forms.Form):
    """One question about one person in one case."""

    case = forms.CharField(label=_("Number of the case"), max_length=20)
    number = forms.CharField(
        label=_("Number of the person or company"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_names = forms.MultipleChoiceField(label=_("Fields"), widget=forms.CheckboxSelectMultiple)
    about = forms.CharField(
        label=_("Why the case is about them"),
        required=False,
        max_length=300,
        help_text=_("Needed where they are not who asked the case. It is recorded with your name."),
    )
    sealed_until = DayField(label=_("Keep from the person until"), required=False)
    seal_reason = forms.CharField(label=_("Why"), required=False, max_length=300)

    def __init__(self, *args: Any, fields: Choices, may_seal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "field_names", fields)
        if not may_seal:
            del self.fields["sealed_until"], self.fields["seal_reason"]


class CorrectionForm(forms.Form):
    field_name = forms.ChoiceField(label=_("Which field"))
    text = _words(_("What is wrong, and what would be right?"), rows=4)

    def __init__(self, *args: Any, fields: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "field_name", fields)


class AnswerCorrectionForm(VersionForm):
    state = forms.ChoiceField(
        label=_("What is so"),
        choices=[
            ("corrected", _("It was wrong, and is corrected")),
            ("upheld", _("It is right as it stands")),
        ],
        widget=forms.RadioSelect,
    )
    answer = _words(_("What was done, or why it is right"))

    field_order = ("state", "answer", "version")


class RegisterKeyForm(forms.Form):
    key = forms.CharField(
        label=_("Key and proof"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What `gongjian node key` prints."),
    )


class NodeForm(forms.Form):
    url = forms.RegexField(
        r"^(https?://[^\s@?#]+|own:[-A-Za-z0-9_]*)$",
        label=_("Where the node answers"),
        max_length=300,
        help_text=_("Such as https://node.example; own: where the town itself runs it."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)
