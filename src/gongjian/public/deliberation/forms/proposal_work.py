"""What staff fill in: official answers, decisions of moderators, what holds in an area."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.form_fields import KeyField, VersionForm, offer
from gongjian.foundation.law import interface as law
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.actions.answer_proposal import CURRENCIES, MOST_MINOR
from gongjian.public.deliberation.forms.proposals import TOO_LONG
from gongjian.public.deliberation.models import ModerationMode, OutcomeChoice
from gongjian.public.deliberation.rules import proposals as rules

MINOR_UNITS = 100
"""All currencies that are offered have two places."""


def provision_choices(on: date) -> list[tuple[str, str | list[tuple[str, str]]]]:
    found = law.provisions_in_force(on)
    by_law: dict[str, list[tuple[str, str]]] = {}
    for one in found:
        by_law.setdefault(one.title, []).append((str(one.pk), one.citation))
    # Under the law they belong to: a list of hundreds is read law by law.
    return [("", str(_("None"))), *sorted(by_law.items())]


class AnswerForm(VersionForm):
    outcome = forms.ChoiceField(
        label=_("What is the answer?"),
        choices=OutcomeChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the answer is.")},
    )
    text = forms.CharField(
        label=_("Reasons"),
        help_text=_("Public: everybody reads this, whoever supported it is told."),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MaxLengthValidator(rules.TEXT_LENGTH)],
        error_messages={"max_length": TOO_LONG},
    )
    plan = forms.CharField(
        label=_("Plan"),
        help_text=_("In which plan it is, or is taken up."),
        max_length=300,
        required=False,
    )
    cost = forms.DecimalField(
        label=_("What it costs"),
        required=False,
        min_value=0,
        max_value=Decimal(MOST_MINOR) / MINOR_UNITS,
        decimal_places=2,
    )
    currency = forms.ChoiceField(
        label=_("Currency of the cost"),
        choices=[(code, code) for code in CURRENCIES],
        required=False,
        help_text=_("Only where a cost is told."),
    )
    provision = forms.ChoiceField(label=_("Provision"), required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "provision", provision_choices(on))

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        data = self.cleaned_data
        cost = data["cost"]
        return {
            "outcome": rules.Outcome(data["outcome"]),
            "text": data["text"],
            "plan": data["plan"],
            "cost_minor": None if cost is None else int(cost * MINOR_UNITS),
            "currency": data["currency"] or CURRENCIES[0],
            "provision_id": data["provision"] or None,
            "version": data["version"],
        }


class ModerationForm(forms.Form):
    """Its buttons say which of the acts it is."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Its author reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[MaxLengthValidator(rules.REASON_LENGTH)],
        error_messages={"max_length": TOO_LONG},
    )


class DecideAppealForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Its author reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[MaxLengthValidator(rules.REASON_LENGTH)],
        error_messages={"max_length": TOO_LONG},
    )
    is_granted = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        coerce=lambda value: value == "yes",
        widget=forms.HiddenInput,
        error_messages={"required": _("Grant it or refuse it.")},
    )


class ProposalSettingsForm(VersionForm):
    area = KeyField(duties.area_options, label=_("Area"), empty=_("The whole town"))
    support_threshold = forms.IntegerField(
        label=_("Supports until an answer is due"), min_value=1, max_value=rules.MOST_THRESHOLD
    )
    answer_working_days = forms.IntegerField(
        label=_("Working days to answer"), min_value=1, max_value=rules.MOST_WORKING_DAYS
    )
    provision = forms.ChoiceField(label=_("Provision that sets the days"), required=False)
    moderation = forms.ChoiceField(
        label=_("Moderation"), choices=ModerationMode.choices, widget=forms.RadioSelect
    )
    account_age_hours = forms.IntegerField(
        label=_("Hours before a new account may write, support or flag"),
        min_value=0,
        max_value=rules.MOST_ACCOUNT_AGE_HOURS,
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "provision", provision_choices(on))

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        data = self.cleaned_data
        return {
            "area_id": data["area"],
            "support_threshold": data["support_threshold"],
            "answer_working_days": data["answer_working_days"],
            "moderation": rules.Moderation(data["moderation"]),
            "account_age_hours": data["account_age_hours"],
            "provision_id": data["provision"] or None,
            "version": data["version"],
        }
