"""What people fill in about initiatives. Forms check shapes; actions check sense."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.form_fields import KeyField, VersionForm, offer
from gongjian.foundation.kernel.money import minor, units
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.actions.save_initiative import InitiativeDraft
from gongjian.market.initiatives.actions.save_measure import MeasureDraft
from gongjian.market.initiatives.models import CurrencyChoice, Initiative, Rate
from gongjian.market.initiatives.quarters import quarter_words
from gongjian.market.initiatives.selectors.initiatives import InitiativeFilters

TOO_LONG = _("Too long: at most %(limit_value)s letters, these are %(show_value)s.")
QUARTERS_AHEAD = 12
CALL_TEXT_LENGTH = 20_000
LANGUAGES = [("en", "English"), ("zh-hans", "中文")]
WHOLE_TOWN = _("The whole town")
KINDS = [
    ("case", _("Case")),
    ("hotissue", _("Hot issue")),
    ("proposal", _("Proposal")),
    ("consultation", _("Consultation")),
    ("budgetproject", _("Budget project")),
]


def _words(label: Any, *, rows: int, most: int, help_text: Any = "", required: bool = True) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[MaxLengthValidator(most)],
        error_messages={"max_length": TOO_LONG},
    )


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class InitiativeForm(VersionForm):
    title = forms.CharField(
        label=_("What is to be done, in one line?"), max_length=rules.TITLE_LENGTH
    )
    text = _words(
        _("What is to be done?"), rows=6, most=rules.TEXT_LENGTH,
        help_text=_("What will be there when it is delivered, where, for whom."),
    )  # fmt: skip
    why = _words(
        _("Why?"), rows=4, most=rules.TEXT_LENGTH,
        help_text=_("What is wrong now, and what the evidence says."),
    )  # fmt: skip
    department = KeyField(
        people.body_options, label=_("Which body owns it"), empty=_("Not decided yet"),
        help_text=_("The public body that delivers it."),
    )  # fmt: skip
    manager = forms.TypedChoiceField(
        label=_("Product manager"), required=False, coerce=uuid.UUID, empty_value=None
    )
    area = KeyField(duties.area_options, label=_("Area"), empty=WHOLE_TOWN)
    category = KeyField(
        partial(duties.category_options, leaves_only=False),
        label=_("Category"),
        empty=_("Several, or none"),
    )
    quarter = forms.TypedChoiceField(
        label=_("Planned for"), required=False, coerce=date.fromisoformat, empty_value=None
    )
    budget = forms.DecimalField(
        label=pgettext_lazy("money", "Budget"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=CurrencyChoice.choices, required=False, initial="CNY"
    )
    provision = forms.TypedChoiceField(
        label=_("Provision"), required=False, coerce=uuid.UUID, empty_value=None,
        help_text=_("By which it is the government’s to do."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of these words"), choices=LANGUAGES)

    def __init__(
        self,
        *args: Any,
        on: date,
        managers: list[tuple[str, str]],
        initiative: Initiative | None = None,
        **options: Any,
    ) -> None:
        if initiative is not None:
            options.setdefault("initial", _initial(initiative))
        super().__init__(*args, **options)
        offer(self, "manager", [("", _("Whoever makes it")), *managers])
        offer(self, "quarter", _quarters(on, initiative.quarter if initiative else None))
        provisions = [(str(one.pk), str(one)) for one in law.provisions_in_force(on)]
        kept = initiative.provision if initiative else None
        if kept is not None and str(kept.pk) not in dict(provisions):
            provisions.append((str(kept.pk), str(kept)))
        offer(self, "provision", [("", _("None")), *provisions])

    def draft(self) -> InitiativeDraft:
        """As the actions take it. Raises Invalid for an amount that the currency has not."""
        data = self.cleaned_data
        currency = data["currency"] or CurrencyChoice.CNY.value
        return InitiativeDraft(
            title=data["title"],
            text=data["text"],
            why=data["why"],
            language=data["language"],
            department_id=data["department"],
            manager_id=data["manager"],
            area_id=data["area"],
            category_id=data["category"],
            budget_minor=_amount(data["budget"], currency),
            currency=currency,
            provision_id=data["provision"],
            quarter=data["quarter"],
        )


class NewInitiativeForm(InitiativeForm):
    note = _words(
        _("What the evidence says for it"), rows=2, most=rules.NOTE_LENGTH, required=False
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class EditInitiativeForm(InitiativeForm):
    reason = _words(
        _("Why it is changed"), rows=2, most=rules.REASON_LENGTH, required=False,
        help_text=_("Everybody reads it in the history."),
    )  # fmt: skip


class StepForm(VersionForm):
    """A step of which something may be said."""

    reason = _words(_("Say something of it"), rows=3, most=rules.REASON_LENGTH, required=False)


class ReasonForm(VersionForm):
    """A step that needs its reason."""

    reason = _words(
        _("Reason"), rows=3, most=rules.REASON_LENGTH,
        help_text=_("Everybody reads it, and whoever is behind the evidence is told."),
    )  # fmt: skip


class ReviewForm(VersionForm):
    reason = _words(
        _("What it came to"), rows=5, most=rules.REASON_LENGTH,
        help_text=_("What was reached and what not; everybody reads it."),
    )  # fmt: skip


class MeasureForm(VersionForm):
    """A number that people read."""

    name = forms.CharField(label=_("What is measured"), max_length=120)
    unit = forms.CharField(
        label=_("Unit"), max_length=40, required=False, help_text=_("minutes, people, percent")
    )
    baseline = forms.DecimalField(label=_("What it is today"), max_digits=15, decimal_places=4)
    target = forms.DecimalField(label=_("What it is to be"), max_digits=15, decimal_places=4)
    by_when = _day(_("By which day"))

    def draft(self) -> MeasureDraft:
        data = self.cleaned_data
        names = ("name", "unit", "baseline", "target", "by_when")
        return MeasureDraft(**{name: data[name] for name in names})


class RateMeasureForm(VersionForm):
    """One of our own rates: only its target is typed."""

    name = forms.CharField(label=_("What is measured"), max_length=120)
    rate = forms.ChoiceField(
        label=_("Rate"), choices=Rate.choices,
        help_text=_("Shares in percent, times in hours, cases by month."),
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("Over how many months"), min_value=1, max_value=rules.MOST_MONTHS, initial=3
    )
    department = KeyField(people.body_options, label=_("Of which department"), empty=_("All"))
    area = KeyField(duties.area_options, label=_("Of which area"), empty=WHOLE_TOWN)
    category = KeyField(
        partial(duties.category_options, leaves_only=False),
        label=_("Of which category"),
        empty=_("All"),
    )
    target = forms.DecimalField(label=_("What it is to be"), max_digits=15, decimal_places=4)
    by_when = _day(_("By which day"))

    def draft(self) -> MeasureDraft:
        data = self.cleaned_data
        return MeasureDraft(
            name=data["name"],
            rate=data["rate"],
            months=data["months"],
            department_id=data["department"],
            area_id=data["area"],
            category_id=data["category"],
            target=data["target"],
            by_when=data["by_when"],
        )


class ReadingForm(VersionForm):
    value = forms.DecimalField(label=_("What it came to"), max_digits=15, decimal_places=4)
    on = _day(_("On which day"))
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Where it was read: a report, a count.")
    )


class EvidenceForm(VersionForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    number = forms.CharField(
        label=_("Number"), max_length=40,
        help_text=_("For example 7K3M9-Q2XAB; of a budget project with its own behind it: -3."),
    )  # fmt: skip
    note = _words(_("What it says for this"), rows=2, most=rules.NOTE_LENGTH, required=False)


class RemoveEvidenceForm(VersionForm):
    reference = forms.CharField(max_length=80, widget=forms.HiddenInput)
    reason = _words(_("Reason"), rows=2, most=rules.REASON_LENGTH)


class CallForm(forms.Form):
    """A call of an initiative: what procurement cannot know by itself."""

    title = forms.CharField(label=_("What is called for"), max_length=rules.TITLE_LENGTH)
    text = _words(_("What is wanted, and why"), rows=10, most=CALL_TEXT_LENGTH)
    estimate = forms.DecimalField(
        label=_("Estimated value"), min_value=Decimal("0.01"), max_digits=14, decimal_places=2
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        known = _initial(initiative)
        words = f"{initiative.text}\n\n{initiative.why}"
        options["initial"] = {"title": known["title"], "text": words, "estimate": known["budget"]}
        super().__init__(*args, **options)
        self.fields["estimate"].help_text = initiative.currency

    def estimate_minor(self, currency: str) -> int:
        """Raises Invalid for an amount that the currency has not."""
        try:
            return minor(self.cleaned_data["estimate"], currency)
        except ValueError:
            message = _("This currency has no such amount.")
            raise Invalid(fields={"estimate": [message]}) from None


class InitiativeFilterForm(forms.Form):
    """The filters of the roadmap, as an address that can be shared."""

    q = forms.CharField(label=_("Words"), required=False, max_length=60)
    department = KeyField(people.body_options, label=_("Which body owns it"), empty=_("All"))
    area = KeyField(duties.area_options, label=_("Area"), empty=_("All"))
    category = KeyField(
        partial(duties.category_options, leaves_only=False), label=_("Category"), empty=_("All")
    )
    use_required_attribute = False

    @property
    def is_narrowed(self) -> bool:
        return self.filters() != InitiativeFilters()

    def filters(self) -> InitiativeFilters:
        """The filters chosen. A wrong value narrows nothing; its message stands at the field."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        area, category = data.get("area"), data.get("category")
        return InitiativeFilters(
            department_id=data.get("department"),
            area_path=duties.get_area(area).path if area else "",
            category_path=duties.get_known_category(category).path if category else "",
            words=data.get("q", ""),
        )


def _initial(one: Initiative) -> dict[str, Any]:
    budget = None if one.budget_minor is None else units(one.budget_minor, one.currency)
    return {
        "title": one.title, "text": one.text, "why": one.why, "language": one.language,
        "department": one.department_id, "manager": one.manager_id, "area": one.area_id,
        "category": one.category_id, "quarter": one.quarter, "budget": budget,
        "currency": one.currency, "provision": one.provision_id, "version": one.version,
    }  # fmt: skip


def _quarters(on: date, kept: date | None) -> list[tuple[str, Any]]:
    first = rules.quarter_of(on)
    days = [first]
    for _number in range(QUARTERS_AHEAD):
        days.append(rules.quarter_end(days[-1]))
    if kept is not None and kept not in days:
        days.insert(0, kept)
    return [("", _("Not planned yet")), *((day.isoformat(), quarter_words(day)) for day in days)]


def _amount(value: Decimal | None, currency: str) -> int | None:
    try:
        return None if value is None else minor(value, currency)
    except ValueError:
        message = _("This currency has no such amount.")
        raise Invalid(fields={"budget": [message]}) from None
