"""A round as its managers set it up, or bring it from elsewhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.form_fields import KeyField
from gongjian.foundation.kernel.money import CURRENCIES, entered
from gongjian.government.duties import interface as duties
from gongjian.methods.budget_count import CountRule
from gongjian.public.budgeting.actions.save_round import RoundDraft
from gongjian.public.budgeting.forms.fields import (
    DayField,
    MoneyField,
    amount,
    begin_of,
)
from gongjian.public.budgeting.models import (
    BudgetRound,
    CompletionChoice,
    KindChoice,
    RoundPart,
    RuleChoice,
    TieChoice,
    UtilityChoice,
)
from gongjian.public.budgeting.rules.counting import chosen_rule
from gongjian.public.budgeting.rules.projects import TEXT_LENGTH
from gongjian.public.budgeting.selectors import rounds

STAYS_OPEN = ("title", "text", "closes_on")
"""What may be changed once the rules are locked."""


class RoundForm(forms.Form):
    """A round as its managers set it up."""

    title = forms.CharField(label=pgettext_lazy("of a budget round", "Title"), max_length=120)
    text = forms.CharField(
        label=_("What it is about"), required=False, max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    area = KeyField(
        duties.area_options, label=_("Which area is it about?"), empty=_("the whole town")
    )
    collects_on = DayField(label=_("Projects are collected from"))
    checks_on = DayField(label=_("Departments check from"))
    votes_on = DayField(label=_("The vote begins"))
    closes_on = DayField(label=_("Last day of the vote"))
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in CURRENCIES])
    whole = MoneyField(label=_("Money for all together"), required=False)
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

    def __init__(
        self,
        *args: Any,
        round_: BudgetRound | None = None,
        is_locked: bool = False,
        **kwargs: Any,
    ) -> None:
        self.round = round_
        parts = rounds.parts_of(round_) if round_ else []
        if round_:
            kwargs["initial"] = self.initial_of(round_, parts)
        super().__init__(*args, **kwargs)
        self.districts = rounds.possible_districts(
            [part.area_id for part in parts if not part.is_whole]
        )
        for area in self.districts:
            self.fields[f"district_{area.pk.hex}"] = MoneyField(label=area.name, required=False)
        self.district_names = [f"district_{area.pk.hex}" for area in self.districts]
        for name, field in self.fields.items():
            field.disabled = is_locked and name not in STAYS_OPEN

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Headings, hints, and the fields below them."""
        money = ["currency", "whole", *self.district_names]
        named = [
            (_("What is this round about?"), "", ["title", "text", "area"]),
            (_("When?"), "", ["collects_on", "checks_on", "votes_on", "closes_on"]),
            (
                _("How much money?"),
                _("One sum for all together, sums for districts of their own, or both."),
                money,
            ),
            (_("What does a ballot say, and who votes?"), "", ["kind", "most", "account_hours"]),
            (_("How is it counted?"), "", ["rule", "utility", "completion", "ties"]),
        ]
        return [
            (str(heading), str(hint), [self[name] for name in names])
            for heading, hint, names in named
        ]

    @classmethod
    def initial_of(cls, round_: BudgetRound, parts: list[RoundPart]) -> dict[str, Any]:
        names = ("title", "text", "currency", "kind", "most", "rule", "utility", "completion",
                 "ties", "account_hours")  # fmt: skip
        initial = {name: getattr(round_, name) for name in names}
        initial["area"] = round_.area_id
        for name, moment in _moments_of(round_).items():
            initial[name] = _day_of(name, moment)
        for part in parts:
            name = f"district_{part.area_id.hex}" if part.area_id and not part.is_whole else "whole"
            initial[name] = entered(part.budget_minor, round_.currency)
        return initial

    def _moment(self, name: str) -> datetime:
        """When a day begins, or its end; of a day that was not changed, the moment that it was."""
        day = self.cleaned_data[name]
        known = _moments_of(self.round)[name] if self.round else None
        if known is not None and day == _day_of(name, known):
            return known
        return begin_of(day + timedelta(days=1) if name == "closes_on" else day)

    def draft(self) -> RoundDraft:
        said = self.cleaned_data
        currency = said["currency"]
        return RoundDraft(
            title=said["title"].strip(),
            text=said["text"],
            collects_at=self._moment("collects_on"),
            checks_at=self._moment("checks_on"),
            votes_at=self._moment("votes_on"),
            closes_at=self._moment("closes_on"),
            kind=said["kind"],
            most=said["most"] or 0,
            rule=said["rule"],
            utility=said["utility"],
            completion=said["completion"],
            ties=said["ties"],
            currency=currency,
            account_hours=said["account_hours"],
            language=self.round.language if self.round else (get_language() or "en")[:10],
            area_id=said["area"],
            whole_minor=amount(said["whole"], currency),
            districts_minor=[
                (area.pk, amount(said[name], currency) or 0)
                for area, name in zip(self.districts, self.district_names, strict=True)
                if said[name] is not None
            ],
        )


def _moments_of(round_: BudgetRound) -> dict[str, datetime]:
    return {
        "collects_on": round_.collects_at,
        "checks_on": round_.checks_at,
        "votes_on": round_.votes_at,
        "closes_on": round_.closes_at,
    }


def _day_of(name: str, moment: datetime) -> date:
    """The day that begins then; of the end of the vote, its last day."""
    return local_day(moment - timedelta(seconds=1) if name == "closes_on" else moment)


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
        names = ("rule", "utility", "completion")
        return chosen_rule(**{name: self.cleaned_data[name] for name in names})
