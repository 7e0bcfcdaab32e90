"""What the pages of services take in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.form_fields import KeyField, VersionForm, offer
from gongjian.foundation.kernel.money import CURRENCIES, minor, units
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.government.services.actions.save_service import MOST_WORKING_DAYS, ServiceData
from gongjian.government.services.models import Answer, LifeEvent, Service
from gongjian.government.services.rules.forms import (
    DIALECT,
    ORDER,
    Question,
    QuestionKind,
    in_order,
)
from gongjian.government.services.selectors.services import ServiceFilters, life_events
from gongjian.government.services.shown_answers import PREFIX

YES_NO = (
    ("yes", pgettext_lazy("answer to a question", "Yes")),
    ("no", pgettext_lazy("answer to a question", "No")),
)
EMPTY_FORM = {
    "$schema": DIALECT,
    "type": "object",
    "properties": {
        "children": {
            "type": "integer",
            "minimum": 1,
            "title": "How many children you have",
            "x-concept": "number-of-children",
            "x-document": "Birth certificates",
        }
    },
    "required": ["children"],
    "additionalProperties": False,
}


class ServiceSearchForm(forms.Form):
    """A wrong value is as good as none: an address is never refused for it."""

    words = forms.CharField(
        label=_("What do you need?"),
        required=False,
        max_length=100,
        help_text=_("A service or a department, such as “bin” or “kindergarten”."),
    )
    event = forms.ChoiceField(label=_("What happens in your life"), required=False)
    department = KeyField(people.body_options, label=_("Department"), empty=_("any department"))

    def __init__(self, *args: Any, events: Sequence[LifeEvent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "event", [("", _("anything")), *((one.code, one.name) for one in events)])

    def filters(self) -> ServiceFilters:
        self.is_valid()
        wanted = self.cleaned_data
        return ServiceFilters(
            words=wanted.get("words", ""),
            life_event=wanted.get("event", ""),
            department_id=wanted.get("department"),
        )


class AnswersForm(forms.Form):
    """The questions that are asked of whoever applies, drawn from the form's schema."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], answers: Mapping[str, Answer],
        is_whole: bool = True, **kwargs: Any,
    ) -> None:  # fmt: skip
        initial = {
            f"{PREFIX}{one.name}": _initial(one, answers[one.name].value)
            for one in questions
            if answers[one.name].value is not None
        }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self._questions = questions
        for one in questions:
            self.fields[f"{PREFIX}{one.name}"] = _field(
                one, is_required=is_whole and one.is_required
            )

    def told(self) -> dict[str, Any]:
        """The answers as JSON has them, without what was left empty."""
        found = {}
        for one in self._questions:
            value = _plain(one, self.cleaned_data.get(f"{PREFIX}{one.name}"))
            if value is not None and value != "":
                found[one.name] = value
        return found


def _field(question: Question, *, is_required: bool) -> forms.Field:
    usual: dict[str, Any] = {
        "label": question.title, "help_text": escape(question.description), "required": is_required,
    }  # fmt: skip
    match question.kind:
        case QuestionKind.TEXT:
            return forms.CharField(max_length=question.longest, **usual)
        case QuestionKind.LONG_TEXT:
            area = forms.Textarea(attrs={"rows": 2})
            return forms.CharField(max_length=question.longest, widget=area, **usual)
        case QuestionKind.INTEGER:
            return forms.IntegerField(min_value=question.least, max_value=question.most, **usual)
        case QuestionKind.BOOLEAN:
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **usual)
        case QuestionKind.DATE:
            return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **usual)
        case QuestionKind.MOMENT:
            clock = forms.DateTimeInput(attrs={"type": "datetime-local"})
            return forms.DateTimeField(widget=clock, **usual)
        case QuestionKind.CHOICE:
            choices = [(one, one) for one in question.choices]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **usual)


def _plain(question: Question, value: Any) -> Any:
    if question.kind is QuestionKind.BOOLEAN:
        return {"yes": True, "no": False}.get(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _initial(question: Question, value: Any) -> Any:
    if question.kind is QuestionKind.BOOLEAN:
        return "yes" if value else "no"
    if question.kind is QuestionKind.MOMENT:
        return datetime.fromisoformat(value)
    return value


class DisputeForm(forms.Form):
    text = forms.CharField(
        label=_("What is wrong, and what would be right?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LifeEventForm(forms.Form):
    code = forms.SlugField(label=_("Code"), max_length=60)
    name = forms.CharField(
        label=_("In residents' words"), max_length=120, help_text=_("Such as: I am having a child")
    )
    words = forms.CharField(label=_("In a sentence"), required=False, max_length=300)
    position = forms.IntegerField(
        label=_("Place in the list"), min_value=0, max_value=10_000, initial=0
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)


class JsonField(forms.CharField):
    """A text that is JSON; what it says, the action checks."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            found = json.loads(text)
            # Half a character, "\ud800", is no text that a page could show again.
            json.dumps(found, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("This is no JSON.")) from error
        return found


class ServiceForm(VersionForm):
    """What is said of a service."""

    department_id = forms.TypedChoiceField(label=_("Department"), coerce=UUID)
    code = forms.SlugField(
        label=_("Code"),
        max_length=60,
        help_text=_("Letters, digits and hyphens; it stays, and stands in addresses."),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    words = forms.CharField(
        label=_("What it is, in residents' words"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    who_may = forms.CharField(
        label=_("Who may have it"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    what_it_takes = forms.CharField(
        label=_("What it takes"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Beside the questions of the form."),
    )
    life_events = forms.MultipleChoiceField(
        label=_("Life events"), required=False, widget=forms.CheckboxSelectMultiple
    )
    category_id = KeyField(duties.category_options, label=_("Category"), empty=_("none"))
    working_days = forms.IntegerField(
        label=_("Working days for the answer"), min_value=1, max_value=MOST_WORKING_DAYS
    )
    term_provision_id = forms.TypedChoiceField(label=_("By which provision"), coerce=UUID)
    term_parameter = forms.SlugField(
        label=_("Parameter of the law"),
        required=False,
        max_length=80,
        help_text=_("Where the law sets the days as a number, its code; else empty."),
    )
    provision_ids = forms.TypedMultipleChoiceField(
        label=_("Other provisions it stands on"), required=False, coerce=UUID,
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )  # fmt: skip
    cost = forms.DecimalField(
        label=_("Cost"), min_value=0, max_digits=12, decimal_places=2, help_text=_("0: free.")
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in CURRENCIES])
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=300,
        help_text=_("Word for word as in the agreements by which its answers are fetched."),
    )
    form = JsonField(
        label=_("Form"),
        max_length=100_000,
        widget=forms.Textarea(
            attrs={"rows": 16, "class": "usa-textarea gj-code", "spellcheck": "false"}
        ),
        help_text=_(
            "A JSON Schema; each question names its concept, and the document that proves it."
        ),
    )

    def __init__(
        self, *args: Any, departments: Sequence[tuple[str, str]], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rules = [(str(one.pk), str(one)) for one in law.provisions_in_force(on)]
        offer(self, "department_id", departments)
        offer(self, "term_provision_id", rules)
        offer(self, "provision_ids", rules)
        offer(self, "life_events", [(one.code, one.name) for one in life_events()])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "cost" in said and "currency" in said:
            try:
                said["cost_minor"] = minor(Decimal(said["cost"]), said["currency"])
            except ValueError:
                self.add_error("cost", _("There is no such amount."))
        return said

    def service_data(self) -> ServiceData:
        said = self.cleaned_data
        names = ServiceData.__dataclass_fields__
        return ServiceData(**{name: said[name] for name in names})

    @staticmethod
    def initial_of(service: Service) -> dict[str, Any]:
        names = (
            "department_id", "code", "name", "words", "who_may", "what_it_takes", "category_id",
            "working_days", "term_provision_id", "term_parameter", "currency", "purpose", "version",
        )  # fmt: skip
        return {
            **{name: getattr(service, name) for name in names},
            "cost": units(service.cost_minor, service.currency),
            "life_events": [one.code for one in service.life_events.all()],
            "provision_ids": [
                str(one.pk)
                for one in service.provisions.all()
                if one.pk != service.term_provision_id
            ],
            # Whoever changes the order does so where the questions stand.
            "form": written(
                {name: said for name, said in in_order(service.form).items() if name != ORDER}
            ),
        }


def written(form: Mapping[str, Any]) -> str:
    """A form's schema to be read and changed."""
    return json.dumps(form, ensure_ascii=False, indent=2)
