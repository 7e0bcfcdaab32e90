"""What pages take in of projects: a new one, and the steps on one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.form_fields import KeyField
from gongjian.foundation.kernel.money import entered
from gongjian.foundation.people import interface as people
from gongjian.public.budgeting.actions.project_steps import ProjectDraft
from gongjian.public.budgeting.forms.fields import MoneyField, amount, words_field
from gongjian.public.budgeting.models import BudgetProject, RoundPart, State
from gongjian.public.budgeting.rules.projects import TEXT_LENGTH, TITLE_LENGTH


class StepForm(forms.Form):
    """A step on a project."""

    def said(self, currency: str) -> dict[str, Any]:
        """What the step's action is told, by the names of its arguments."""
        return dict(self.cleaned_data)


class ReasonForm(StepForm):
    reason = words_field(label=_("Why?"))


class RateForm(StepForm):
    stars = forms.TypedChoiceField(
        label=_("How good is it?"),
        coerce=int,
        choices=[
            (5, _("5 – very good")), (4, _("4 – good")), (3, _("3 – all right")),
            (2, _("2 – not good")), (1, _("1 – bad")),
        ],
        widget=forms.RadioSelect,
    )  # fmt: skip


class CheckForm(StepForm):
    """A department's word on a project."""

    decision = forms.ChoiceField(
        label=_("Can it be built?"),
        choices=[("yes", _("Yes, it can")), ("no", _("No, it cannot"))],
        widget=forms.RadioSelect,
    )
    cost = MoneyField(
        label=_("What does it cost?"), required=False, help_text=_("Needed where it can be built.")
    )
    reason = words_field(label=_("Why?"), help_text=_("Everybody reads this."))

    @classmethod
    def of(cls, project: BudgetProject, data: Any = None) -> CheckForm:
        said = project.reason if project.state != State.SUBMITTED else ""
        cost = entered(project.cost_minor, project.round.currency)
        return cls(data, initial={"cost": cost, "reason": said})

    def said(self, currency: str) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "is_feasible": told["decision"] == "yes",
            "reason": told["reason"],
            "cost_minor": amount(told["cost"], currency),
        }


class AskForm(StepForm):
    """Which department has to say so."""

    department = KeyField(
        people.body_options, label=_("Responsible department"), empty=_("nobody"), required=True
    )

    def said(self, currency: str) -> dict[str, Any]:
        return {
            "is_feasible": None, "reason": "", "cost_minor": None,
            "department_id": self.cleaned_data["department"],
        }  # fmt: skip


class ReportForm(StepForm):
    state = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[
            (State.BUILDING.value, State.BUILDING.label),
            (State.BUILT.value, State.BUILT.label),
            (State.GIVEN_UP.value, State.GIVEN_UP.label),
        ],
        widget=forms.RadioSelect,
    )
    text = words_field(label=_("What has happened?"), help_text=_("Everybody reads this."))
    spent = MoneyField(label=_("Spent so far"), required=False)

    @classmethod
    def of(cls, project: BudgetProject, data: Any = None) -> ReportForm:
        return cls(data, initial={"spent": entered(project.spent_minor, project.round.currency)})

    def said(self, currency: str) -> dict[str, Any]:
        told = self.cleaned_data
        spent = amount(told["spent"], currency)
        return {"state": told["state"], "text": told["text"], "spent_minor": spent}


class ProjectForm(forms.Form):
    title = forms.CharField(label=_("What should be built?"), max_length=TITLE_LENGTH)
    text = forms.CharField(
        label=_("Why, and how?"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    part = forms.ChoiceField(label=_("For whom is it?"), widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Where?"), max_length=120, required=False,
        help_text=_("Such as a street and a number, or a well-known place."),
    )  # fmt: skip
    longitude = forms.FloatField(
        required=False, min_value=-180, max_value=180, widget=forms.HiddenInput
    )
    latitude = forms.FloatField(
        required=False, min_value=-90, max_value=90, widget=forms.HiddenInput
    )
    cost = MoneyField(
        label=_("What may it cost?"), required=False,
        help_text=_("As you guess; a department will check it."),
    )  # fmt: skip

    def __init__(self, *args: Any, parts: list[tuple[RoundPart, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["part"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(part.pk), name) for part, name in parts]
        self.parts = {str(part.pk): part for part, _name in parts}
        if len(parts) == 1:
            self.fields["part"].widget = forms.HiddenInput()
            self.fields["part"].initial = str(parts[0][0].pk)

    @classmethod
    def of(
        cls, project: BudgetProject, parts: list[tuple[RoundPart, str]], data: Any = None
    ) -> ProjectForm:
        """The form of a project that is there; ``version`` tells which words were changed."""
        names = ("title", "text", "place", "longitude", "latitude", "version")
        initial = {name: getattr(project, name) for name in names} | {
            "part": str(project.part_id),
            "cost": entered(project.cost_minor, project.round.currency),
        }
        made = cls(data, parts=parts, initial=initial)
        made.fields["version"] = forms.IntegerField(
            min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
        )
        return made

    def draft(self, currency: str) -> ProjectDraft:
        said = self.cleaned_data
        has_place = said["longitude"] is not None and said["latitude"] is not None
        return ProjectDraft(
            part_id=self.parts[said["part"]].pk,
            title=said["title"],
            text=said["text"],
            cost_minor=amount(said["cost"], currency),
            place=said["place"],
            longitude=said["longitude"] if has_place else None,
            latitude=said["latitude"] if has_place else None,
            language=(get_language() or "en")[:10],
        )
