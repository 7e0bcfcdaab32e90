"""What pages take in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.form_fields import KeyField
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.methods.budget_count import CountRule
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions.change_project import ProjectDraft
from gongjian.public.budgeting.actions.save_round import RoundDraft
from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    CompletionChoice,
    KindChoice,
    RoundPart,
    RuleChoice,
    State,
    TieChoice,
    UtilityChoice,
)
from gongjian.public.budgeting.rules.money import CURRENCIES, minor, units
from gongjian.public.budgeting.rules.projects import (
    REASON_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
)

DISTRICT = 2
FIRST_YEAR, LAST_YEAR = 2000, 2100


class MoneyField(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=14, decimal_places=2, **kwargs)


def _text(**kwargs: Any) -> forms.CharField:
    rows = kwargs.pop("rows", 3)
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": rows}), max_length=REASON_LENGTH, **kwargs
    )


class ReasonForm(forms.Form):
    reason = _text(label=_("Why?"))


class RateForm(forms.Form):
    stars = forms.TypedChoiceField(
        label=_("How good is it?"),
        coerce=int,
        choices=[
            (5, _("5 – very good")), (4, _("4 – good")), (3, _("3 – all right")),
            (2, _("2 – not good")), (1, _("1 – bad")),
        ],
        widget=forms.RadioSelect,
    )  # fmt: skip


DECISIONS = [("yes", _("Yes, it can")), ("no", _("No, it cannot"))]


class CheckForm(forms.Form):
    """A department's word on a project; managers may ask a department for it instead."""

    decision = forms.ChoiceField(
        label=_("Can it be built?"),
        choices=DECISIONS,
        widget=forms.RadioSelect,
    )
    cost = MoneyField(label=_("What does it cost?"), required=False)
    reason = _text(label=_("Why?"), help_text=_("Everybody reads this."))
    department = KeyField(people.body_options, label=_("Responsible department"), empty=_("nobody"))

    def __init__(self, *args: Any, manages: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if manages:
            choice = self.fields["decision"]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = [*DECISIONS, ("ask", _("The department has to say so"))]
        else:
            del self.fields["department"]
        self.fields["reason"].required = False

    @classmethod
    def of(cls, project: BudgetProject, actor: Actor, data: Any = None) -> CheckForm:
        cost = project.cost_minor
        return cls(
            data,
            manages=policies.may_manage(actor, project.round),
            initial={
                "cost": None if cost is None else units(cost, project.round.currency),
                "department": project.department_id,
                "reason": project.reason if project.state != State.SUBMITTED else "",
            },
        )

    @property
    def is_feasible(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["decision"])


class ReportForm(forms.Form):
    state = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[
            (State.BUILDING.value, State.BUILDING.label),
            (State.BUILT.value, State.BUILT.label),
            (State.GIVEN_UP.value, State.GIVEN_UP.label),
        ],
        widget=forms.RadioSelect,
    )
    text = _text(label=_("What has happened?"), help_text=_("Everybody reads this."))
    spent = MoneyField(label=_("Spent so far"), required=False)

    @classmethod
    def of(cls, project: BudgetProject, data: Any = None) -> ReportForm:
        spent = project.spent_minor
        currency = project.round.currency
        return cls(data, initial={"spent": None if spent is None else units(spent, currency)})


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


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, validators=[_require_near], **kwargs)


def _require_near(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Choose a day of this century."))


class RoundForm(forms.Form):
    """A round as its managers set it up."""

    title = forms.CharField(label=pgettext_lazy("of a budget round", "Title"), max_length=120)
    text = forms.CharField(
        label=_("What it is about"), required=False, max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    collects_on = DayField(label=_("Projects are collected from"))
    checks_on = DayField(label=_("Departments check from"))
    votes_on = DayField(label=_("The vote begins"))
    closes_on = DayField(label=_("Last day of the vote"))
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in CURRENCIES])
    whole = MoneyField(label=_("Money for the whole town"), required=False)
    kind = forms.ChoiceField(label=_("What a ballot says"), choices=KindChoice.choices)
    most = forms.IntegerField(
        label=_("How many projects or points"), required=False, min_value=0, max_value=1000,
        help_text=_("For “up to a number”, points and ranking; in each part."),
    )  # fmt: skip
    rule = forms.ChoiceField(label=_("How it is counted"), choices=RuleChoice.choices)
    utility = forms.ChoiceField(
        label=_("What a funded project is worth"), choices=UtilityChoice.choices
    )
    completion = forms.ChoiceField(
        label=_("What equal shares leave"), choices=CompletionChoice.choices
    )
    ties = forms.ChoiceField(label=_("Of two equally good"), choices=TieChoice.choices)
    account_hours = forms.IntegerField(
        label=_("Hours that an account must exist before it votes"), min_value=0, max_value=8760
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.districts = list(duties.areas().filter(level=DISTRICT, is_active=True))
        for area in self.districts:
            self.fields[f"district_{area.pk.hex}"] = MoneyField(label=area.name, required=False)
        self.district_names = [f"district_{area.pk.hex}" for area in self.districts]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.district_names]

    @property
    def district_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.district_names]

    @classmethod
    def initial_of(cls, round_: BudgetRound, parts: list[RoundPart]) -> dict[str, Any]:
        names = ("title", "text", "currency", "kind", "most", "rule", "utility", "completion",
                 "ties", "account_hours")  # fmt: skip
        initial = {name: getattr(round_, name) for name in names}
        for name in ("collects", "checks", "votes"):
            initial[f"{name}_on"] = local_day(getattr(round_, f"{name}_at"))
        initial["closes_on"] = local_day(round_.closes_at - timedelta(seconds=1))
        for part in parts:
            money = units(part.budget_minor, round_.currency)
            is_district = not part.is_whole and part.area_id is not None
            initial[f"district_{part.area_id.hex}" if is_district and part.area_id else "whole"] = (
                money
            )
        return initial

    def draft(self) -> RoundDraft:
        said = self.cleaned_data
        currency = said["currency"]
        return RoundDraft(
            title=said["title"].strip(),
            text=said["text"],
            collects_at=begin_of(said["collects_on"]),
            checks_at=begin_of(said["checks_on"]),
            votes_at=begin_of(said["votes_on"]),
            closes_at=begin_of(said["closes_on"] + timedelta(days=1)),
            kind=said["kind"],
            most=said["most"] or 0,
            rule=said["rule"],
            utility=said["utility"],
            completion=said["completion"],
            ties=said["ties"],
            currency=currency,
            account_hours=said["account_hours"],
            language=settings.LANGUAGE_CODE,
            whole_minor=amount(said["whole"], currency),
            districts_minor=[
                (area.pk, amount(said[name], currency) or 0)
                for area, name in zip(self.districts, self.district_names, strict=True)
                if said[name] is not None
            ],
        )


class ImportForm(forms.Form):
    file = forms.FileField(label=_("File (.pb)"))
    title = forms.CharField(
        label=pgettext_lazy("of a budget round", "Title"), required=False, max_length=120,
        help_text=_("Empty: as the file says."),
    )  # fmt: skip
    rule = forms.ChoiceField(label=_("How it is counted"), choices=RuleChoice.choices)
    utility = forms.ChoiceField(
        label=_("What a funded project is worth"), choices=UtilityChoice.choices
    )
    completion = forms.ChoiceField(
        label=_("What equal shares leave"), choices=CompletionChoice.choices
    )

    def count_rule(self) -> CountRule:
        said = self.cleaned_data
        is_equal = said["rule"] == RuleChoice.EQUAL_SHARES
        completion = said["completion"] if is_equal else "none"
        return CountRule(said["rule"], said["utility"], completion)  # type: ignore[arg-type]  # it checks them


class GivePaperForm(forms.Form):
    voter = forms.CharField(
        label=_("Who is given a paper ballot?"), max_length=120, min_length=3,
        help_text=_("The e-mail address of their account, if they have one; else the number of a "
                    "document. It is not kept, only a digest of it."),
    )  # fmt: skip


class PaperForm(forms.Form):
    paper = forms.RegexField(
        r"^[0-9A-Za-z-]+$", label=_("Number printed on the paper"), max_length=20
    )


def begin_of(day: date) -> datetime:
    """The first moment of a day in the town."""
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone())


def amount(value: Decimal | None, currency: str) -> int | None:
    """What somebody entered in smallest units; None where nothing was."""
    try:
        return None if value is None else minor(value, currency)
    except ValueError:
        raise Invalid(_("This currency has no such amount.")) from None
