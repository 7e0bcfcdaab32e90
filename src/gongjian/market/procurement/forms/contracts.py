"""What people fill in about contracts: terms, signatures, deliveries, payments, ratings."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.form_fields import offer
from gongjian.foundation.kernel.money import entered
from gongjian.market.procurement.actions.call_checks import TEXT_LENGTH, TITLE_LENGTH
from gongjian.market.procurement.actions.contract_checks import CELL_LENGTH
from gongjian.market.procurement.actions.try_delivery import WORDS_LENGTH
from gongjian.market.procurement.forms.fields import (
    DayField,
    MoneyField,
    amount,
    words_field,
)
from gongjian.market.procurement.models import Contract, DutyName, PartyName
from gongjian.market.procurement.rules.contracts import (
    MOST_DELIVERABLES,
    MOST_MILESTONES,
    MOST_STARS,
    NOTE_LENGTH,
    Cell,
    ContractTerms,
    DeliverableTerms,
    Duty,
    MilestoneTerms,
)
from gongjian.market.procurement.rules.evaluation import REASON_LENGTH

NO, YES = "no", "yes"
MOST_FILES = 3


class TermsForm(forms.Form):
    """All terms on one page, with a row more of each than there are; a row without a title is
    none."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = words_field(label=_("What is built"), max_length=TEXT_LENGTH, rows=6, required=False)
    starts_on = DayField(label=_("First day"))
    amount = MoneyField(label=_("Amount"))
    exit_text = words_field(
        label=_("Exit: how either side leaves, and what it hands over"),
        max_length=TEXT_LENGTH, required=False,
    )  # fmt: skip
    source_text = words_field(
        label=_("Source code: where it is, and what anybody may do with it"),
        max_length=TEXT_LENGTH, required=False,
    )  # fmt: skip
    data_text = words_field(
        label=_("Return of data: when, and in which form"), max_length=TEXT_LENGTH, required=False
    )

    def __init__(self, *args: Any, contract: Contract, terms: ContractTerms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contract = contract
        first = {
            "version": contract.version,
            "text": terms.text,
            "starts_on": terms.starts_on,
            "amount": entered(terms.amount_minor, contract.currency),
            "exit_text": terms.exit_text,
            "source_text": terms.source_text,
            "data_text": terms.data_text,
        }
        for name, value in first.items():
            self.fields[name].initial = value
        self.milestones = min(len(terms.milestones) + 1, MOST_MILESTONES)
        self.deliverables = min(len(terms.deliverables) + 1, MOST_DELIVERABLES)
        for number in range(1, self.milestones + 1):
            known = terms.milestones[number - 1] if number <= len(terms.milestones) else None
            self._add_milestone(number, known)
        for number in range(1, self.deliverables + 1):
            one = terms.deliverables[number - 1] if number <= len(terms.deliverables) else None
            self._add_deliverable(number, one)

    def _add_milestone(self, number: int, known: MilestoneTerms | None) -> None:
        name = f"m{number}_"
        self.fields[f"{name}title"] = forms.CharField(
            label=pgettext_lazy("of a milestone", "Title"), max_length=TITLE_LENGTH,
            required=False, initial=known.title if known else "",
        )  # fmt: skip
        self.fields[f"{name}due_on"] = DayField(
            label=_("Due"), required=False, initial=known.due_on if known else None
        )
        self.fields[f"{name}amount"] = MoneyField(
            label=_("Amount"), required=False,
            initial=entered(known.amount_minor, self.contract.currency) if known else None,
        )  # fmt: skip
        self.fields[f"{name}criteria"] = words_field(
            label=_("Accepted when"), max_length=TEXT_LENGTH, rows=2, required=False,
            initial=known.criteria if known else "",
        )  # fmt: skip

    def _add_deliverable(self, number: int, known: DeliverableTerms | None) -> None:
        name = f"d{number}_"
        self.fields[f"{name}title"] = forms.CharField(
            label=pgettext_lazy("of a deliverable", "Title"), max_length=TITLE_LENGTH,
            required=False, initial=known.title if known else "",
        )  # fmt: skip
        self.fields[f"{name}text"] = words_field(
            label=_("In words"), max_length=TEXT_LENGTH, rows=2, required=False,
            initial=known.text if known else "",
        )  # fmt: skip
        self.fields[f"{name}milestone"] = forms.TypedChoiceField(
            label=_("With milestone"), coerce=int, empty_value=None, required=False,
            initial=(known.milestone if known else 0) or "",
        )  # fmt: skip
        numbers = [(str(one), str(one)) for one in range(1, self.milestones + 1)]
        offer(self, f"{name}milestone", [("", _("none yet")), *numbers])
        for duty in Duty:
            cell = known.cells.get(duty, Cell()) if known else Cell()
            label = _("Who %(duty)s") % {"duty": DutyName(duty).label}
            self.fields[f"{name}{duty}"] = forms.ChoiceField(
                label=label, required=False, initial=cell.party,
                choices=[("", _("not said yet")), *PartyName.choices],
            )  # fmt: skip
            self.fields[f"{name}{duty}_words"] = forms.CharField(
                label=_("Who it is, or how it is shared"), max_length=CELL_LENGTH, required=False,
                initial=cell.words,
            )  # fmt: skip

    def milestone_rows(self) -> list[list[forms.BoundField]]:
        names = ("title", "due_on", "amount", "criteria")
        return [
            [self[f"m{number}_{name}"] for name in names]
            for number in range(1, self.milestones + 1)
        ]

    def deliverable_rows(
        self,
    ) -> list[tuple[list[forms.BoundField], list[tuple[forms.BoundField, forms.BoundField]]]]:
        rows = []
        for number in range(1, self.deliverables + 1):
            head = [self[f"d{number}_{name}"] for name in ("title", "milestone", "text")]
            cells = [(self[f"d{number}_{duty}"], self[f"d{number}_{duty}_words"]) for duty in Duty]
            rows.append((head, cells))
        return rows

    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("text", "starts_on", "amount")]

    def clause_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("exit_text", "source_text", "data_text")]

    def clean(self) -> dict[str, Any] | None:
        for number in range(1, self.milestones + 1):
            title = self.cleaned_data.get(f"m{number}_title")
            for name in ("due_on", "amount"):
                if title and self.cleaned_data.get(f"m{number}_{name}") is None:
                    self.add_error(f"m{number}_{name}", _("This is missing."))
        return self.cleaned_data

    def terms(self) -> ContractTerms:
        data, currency = self.cleaned_data, self.contract.currency
        milestones: list[MilestoneTerms] = []
        places = {0: 0}
        for number in range(1, self.milestones + 1):
            name = f"m{number}_"
            if not data[f"{name}title"]:
                continue
            places[number] = len(milestones) + 1
            due_on = data[f"{name}due_on"]
            assert isinstance(due_on, date)  # by clean
            milestones.append(
                MilestoneTerms(
                    title=data[f"{name}title"], due_on=due_on, criteria=data[f"{name}criteria"],
                    amount_minor=amount(data[f"{name}amount"], currency, f"{name}amount") or 0,
                )
            )  # fmt: skip
        deliverables = [
            DeliverableTerms(
                title=data[f"d{number}_title"], text=data[f"d{number}_text"],
                milestone=places.get(data[f"d{number}_milestone"] or 0, 0),
                cells={
                    duty: Cell(data[f"d{number}_{duty}"], data[f"d{number}_{duty}_words"])
                    for duty in Duty
                },
            )
            for number in range(1, self.deliverables + 1)
            if data[f"d{number}_title"]
        ]  # fmt: skip
        return ContractTerms(
            text=data["text"],
            starts_on=data["starts_on"],
            amount_minor=amount(data["amount"], currency, "amount") or 0,
            exit_text=data["exit_text"],
            source_text=data["source_text"],
            data_text=data["data_text"],
            deliverables=tuple(deliverables),
            milestones=tuple(milestones),
        )


class ChangeForm(TermsForm):
    """The same, and why."""

    rationale = words_field(
        label=_("What changes, and why"), max_length=REASON_LENGTH, rows=3,
        help_text=_("Everybody reads it."),
    )  # fmt: skip


class AcceptorsForm(forms.Form):
    owner_email = forms.EmailField(label=_("E-mail address of the product owner’s account"))
    acceptor_email = forms.EmailField(
        label=_("E-mail address of the independent acceptor’s account"),
        help_text=_("Of another body than the owner’s and the buyer’s, and not of the company."),
    )
    reason = words_field(
        label=_("If somebody is replaced: why"), max_length=REASON_LENGTH, rows=2, required=False
    )


class DigestForm(forms.Form):
    """What is signed, as it was read."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReportForm(forms.Form):
    text = words_field(label=_("What is delivered"), max_length=REASON_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_FILES + 1):
            self.fields[f"file{number}"] = forms.FileField(
                label=_("Document %(number)s") % {"number": number}, required=False
            )

    def said(self) -> dict[str, Any]:
        given = [self.cleaned_data[f"file{number}"] for number in range(1, MOST_FILES + 1)]
        return {
            "text": self.cleaned_data["text"],
            "files": [(one.name or "", one.file) for one in given if one],
        }


class DecideForm(forms.Form):
    delivery = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    is_accepted = forms.ChoiceField(
        label=_("Is it as agreed?"), widget=forms.RadioSelect,
        choices=[(YES, _("yes: accept")), (NO, _("no: send it back"))],
    )  # fmt: skip
    reason = words_field(
        label=_("If not: why"), max_length=REASON_LENGTH, rows=3, required=False,
        help_text=_("It is published."),
    )  # fmt: skip

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "delivery_number": data["delivery"],
            "is_accepted": data["is_accepted"] == YES,
            "reason": data["reason"],
        }


class TrialForm(forms.Form):
    works = forms.ChoiceField(
        label=_("Does it work?"), widget=forms.RadioSelect,
        choices=[(YES, _("it works")), (NO, _("it does not work"))],
    )  # fmt: skip
    words = words_field(
        label=_("In your words"), max_length=WORDS_LENGTH, rows=3, required=False,
        help_text=_("Only those who accept it read this, and not from whom it is."),
    )  # fmt: skip

    def said(self) -> dict[str, Any]:
        return {"works": self.cleaned_data["works"] == YES, "words": self.cleaned_data["words"]}


class PaymentForm(forms.Form):
    amount = MoneyField(label=_("Paid"))
    paid_on = DayField(label=_("On"))
    note = forms.CharField(
        label=_("Number of the voucher; if less is paid, why"), max_length=NOTE_LENGTH,
        required=False,
    )  # fmt: skip
    currency = "CNY"

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "amount_minor": amount(data["amount"], self.currency, "amount") or 0,
            "paid_on": data["paid_on"],
            "note": data["note"],
        }


class RatingForm(forms.Form):
    stars = forms.TypedChoiceField(
        label=_("Stars, of five"), coerce=int, widget=forms.RadioSelect,
        choices=[(number, str(number)) for number in range(1, MOST_STARS + 1)],
    )  # fmt: skip
    text = words_field(label=_("Why"), max_length=REASON_LENGTH, help_text=_("It is published."))


class ReplyForm(forms.Form):
    text = words_field(label=_("Reply"), max_length=REASON_LENGTH, rows=3)
