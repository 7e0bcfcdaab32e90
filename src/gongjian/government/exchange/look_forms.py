"""What the pages of looks at data, and of whose number is whose, take in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.form_fields import Choices, offer
from gongjian.foundation.kernel.ids import read_number
from gongjian.government.exchange.actions.question_look import MOST_TEXT
from gongjian.government.exchange.exchange_forms import DayField
from gongjian.government.exchange.rules.queries import OutcomeGroup
from gongjian.government.exchange.selectors.look_words import GROUP_WORDS
from gongjian.government.exchange.selectors.own_looks import LookFilters

ANY = ("", _("any"))


class LookFilterForm(forms.Form):
    """A wrong value is as good as none: an address is never refused for it."""

    department = forms.TypedChoiceField(
        label=_("Who looked"), required=False, coerce=UUID, empty_value=None
    )
    dataset = forms.ChoiceField(label=_("At which dataset"), required=False)
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        required=False,
        choices=[ANY, *[(one.value, words) for one, words in GROUP_WORDS.items()]],
    )
    begins = DayField(label=_("From"), required=False)
    ends = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, departments: Choices, datasets: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "department", [ANY, *departments])
        offer(self, "dataset", [ANY, *datasets])

    def filters(self) -> LookFilters:
        self.is_valid()
        wanted = self.cleaned_data
        outcome = wanted.get("outcome")
        return LookFilters(
            consumer_id=wanted.get("department"),
            dataset_code=wanted.get("dataset", ""),
            outcome=OutcomeGroup(outcome) if outcome else None,
            begins=wanted.get("begins"),
            ends=wanted.get("ends"),
        )


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("What do you ask?"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Such as: what did you need it for? The department answers you in your case."),
    )


class SubjectForm(forms.Form):
    """A number that is somebody's, and of which case."""

    case = forms.CharField(label=_("Number of the case"), max_length=20)
    scheme = forms.ChoiceField(label=_("Kind of number"))
    number = forms.CharField(
        label=_("Number"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, schemes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "scheme", schemes)

    def clean_case(self) -> str:
        number = read_number(self.cleaned_data["case"])
        if number is None:
            raise forms.ValidationError(_("This is no number of a case."))
        return number


class VerifySubjectForm(SubjectForm):
    how = forms.CharField(
        label=_("How do you know?"),
        max_length=200,
        help_text=_("Such as: identity card seen at the counter."),
    )


class NameSubjectForm(SubjectForm):
    reason = forms.CharField(
        label=_("Why is the case about this person?"),
        max_length=300,
        help_text=_("Such as: the child for whom the requester applies."),
    )
