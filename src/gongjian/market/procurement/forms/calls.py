"""What people fill in about calls. Forms check shapes; actions check sense."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.form_fields import KeyField, offer
from gongjian.foundation.kernel.money import CURRENCIES, entered
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions.call_checks import TEXT_LENGTH, TITLE_LENGTH
from gongjian.market.procurement.actions.save_call import CallDraft, CriterionDraft
from gongjian.market.procurement.call_words import FORMULA_WORDS
from gongjian.market.procurement.forms.fields import MoneyField, amount, words_field
from gongjian.market.procurement.models import (
    Call,
    CriterionKind,
    ProcedureChoice,
    SizeChoice,
    SupplyChoice,
)
from gongjian.market.procurement.selectors.call_lists import CallFilters, Show
from gongjian.market.procurement.selectors.companies import company_choices
from gongjian.methods.bid_scoring import DEFAULT

LEAST_ROWS, SPARE_ROWS = 5, 2


class CallFilterForm(forms.Form):
    """The filters of the list, as an address that can be shared."""

    text = forms.CharField(label=_("Words or number"), max_length=100, required=False)
    procedure = forms.ChoiceField(
        label=_("Procedure"), required=False, choices=[("", _("All")), *ProcedureChoice.choices]
    )
    category = KeyField(
        partial(duties.category_options, leaves_only=False, with_old=True),
        label=_("Category"),
        empty=_("All"),
    )
    area = KeyField(
        partial(duties.area_options, with_old=True), label=_("Area"), empty=_("The whole town")
    )
    reserved = forms.ChoiceField(
        label=_("Who may bid"), required=False,
        choices=[("", _("All")), ("yes", _("reserved for smaller firms"))],
    )  # fmt: skip
    use_required_attribute = False

    @property
    def is_narrowed(self) -> bool:
        return any(self[name].value() for name in self.fields)

    def filters(self, show: Show) -> CallFilters:
        """The filters chosen. A wrong value narrows nothing; its message stands at the field."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return CallFilters(
            show=show,
            words=data.get("text") or "",
            procedure=data.get("procedure") or "",
            category=duties.get_known_category(data["category"]) if data.get("category") else None,
            area=duties.get_area(data["area"]) if data.get("area") else None,
            is_reserved=bool(data.get("reserved")),
        )


class CallForm(forms.Form):
    """A call as its author writes it; criteria are rows of fields named ``c1_title``, …"""

    title = forms.CharField(label=pgettext_lazy("of a call", "Title"), max_length=TITLE_LENGTH)
    text = words_field(
        label=_("What is wanted, and why"), rows=8, max_length=TEXT_LENGTH,
        help_text=_("What shall be better afterwards, and how everybody will know that it is."),
    )  # fmt: skip
    buyer = KeyField(
        people.body_options, label=_("Which body buys?"), empty=_("Choose"), required=True
    )
    area = KeyField(duties.area_options, label=_("For which area?"), empty=_("the whole town"))
    category = KeyField(
        partial(duties.category_options, leaves_only=False),
        label=_("Category"),
        empty=_("none"),
    )
    supply = forms.ChoiceField(
        label=_("What is bought in the main?"), required=False,
        choices=[("", _("not said")), *SupplyChoice.choices],
    )  # fmt: skip
    initiative_ref = forms.CharField(
        label=_("Initiative"), required=False, max_length=80, widget=forms.HiddenInput
    )
    procedure = forms.ChoiceField(
        label=_("Procedure"), choices=ProcedureChoice.choices, widget=forms.RadioSelect
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(c, c) for c in CURRENCIES])
    estimate = MoneyField(label=_("Estimated value"))
    ceiling = MoneyField(
        label=_("Most that a bid may ask for"), required=False, help_text=_("Empty: no limit.")
    )
    proof = MoneyField(
        label=_("What each proof of concept is paid"), required=False,
        help_text=_("For a challenge."),
    )  # fmt: skip
    largest_size = forms.ChoiceField(
        label=_("Largest firms that may bid"), required=False,
        choices=[("", _("any size")), *SizeChoice.choices[:-1]],
    )  # fmt: skip
    direct_reason = words_field(
        label=_("Why it is awarded without competition"), required=False, rows=3,
        max_length=4_000, help_text=_("For a direct award. It is published."),
    )  # fmt: skip
    invited = forms.MultipleChoiceField(
        label=_("Invited company"), required=False, widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=_("For a direct award."),
    )  # fmt: skip

    def __init__(self, *args: Any, call: Call | None = None, **kwargs: Any) -> None:
        self.call = call
        criteria = list(call.criteria.all()) if call else []
        if call is not None:
            kwargs["initial"] = _initial_of(call)
        super().__init__(*args, **kwargs)
        offer(self, "invited", [(str(key), name) for key, name in company_choices()])
        self.row_numbers = range(1, max(LEAST_ROWS, len(criteria) + SPARE_ROWS) + 1)
        for number in self.row_numbers:
            row = criteria[number - 1] if number <= len(criteria) else None
            self._add_row(number, row)

    def _add_row(self, number: int, row: Any) -> None:
        name = f"c{number}_"
        self.fields[f"{name}title"] = forms.CharField(
            label=_("Criterion"), required=False, max_length=TITLE_LENGTH,
            initial=row.title if row else "",
        )  # fmt: skip
        self.fields[f"{name}kind"] = forms.ChoiceField(
            label=_("Kind"), choices=_kinds(), required=False,
            initial=_kind_of(row) if row else "quality",
        )  # fmt: skip
        self.fields[f"{name}weight"] = forms.IntegerField(
            label=_("Weight"), required=False, min_value=1, max_value=100,
            initial=row.weight if row else None,
        )  # fmt: skip
        self.fields[f"{name}least"] = forms.IntegerField(
            label=_("Least of 10"), required=False, min_value=0, max_value=10,
            initial=(row.least or None) if row else None,
        )  # fmt: skip
        self.fields[f"{name}stage"] = forms.IntegerField(
            label=_("Stage"), required=False, min_value=1, max_value=9,
            initial=row.stage_number if row else 1,
        )  # fmt: skip

    def rows(self) -> list[list[forms.BoundField]]:
        parts = ("title", "kind", "weight", "least", "stage")
        return [[self[f"c{number}_{part}"] for part in parts] for number in self.row_numbers]

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Headings, hints, and the fields below them."""
        named = [
            (_("What is wanted?"), "", ["title", "text", "supply", "buyer", "area", "category"]),
            (_("By which procedure?"), "", ["procedure", "direct_reason", "invited"]),
            (
                _("For how much?"),
                _("The law says which procedure is allowed at which value."),
                ["currency", "estimate", "ceiling", "proof", "largest_size"],
            ),
        ]
        return [
            (str(heading), str(hint), [self[name] for name in names])
            for heading, hint, names in named
        ]

    def draft(self) -> CallDraft:
        said = self.cleaned_data
        currency = said["currency"]
        return CallDraft(
            procedure_code=said["procedure"],
            title=said["title"],
            text=said["text"],
            buyer_id=said["buyer"],
            estimate_minor=amount(said["estimate"], currency, "estimate") or 0,
            ceiling_minor=amount(said["ceiling"], currency, "ceiling"),
            proof_minor=amount(said["proof"], currency, "proof"),
            currency=currency,
            area_id=said["area"],
            category_id=said["category"],
            supply=said["supply"],
            initiative_ref=said["initiative_ref"],
            largest_size=said["largest_size"],
            direct_reason=said["direct_reason"],
            invited_ids=[UUID(key) for key in said["invited"]],
            criteria=self._criteria(),
            language=self.call.language if self.call else (get_language() or "en")[:10],
        )

    def _criteria(self) -> list[CriterionDraft]:
        said, found = self.cleaned_data, []
        for number in self.row_numbers:
            name = f"c{number}_"
            title = said.get(f"{name}title") or ""
            if not title.strip():
                continue
            kind, _separator, formula = (said.get(f"{name}kind") or "quality").partition(":")
            found.append(
                CriterionDraft(
                    kind=kind, title=title, formula=formula,
                    weight=said.get(f"{name}weight") or 0, least=said.get(f"{name}least") or 0,
                    stage_number=said.get(f"{name}stage") or 1,
                )
            )  # fmt: skip
        return found


def _kinds() -> list[tuple[str, Any]]:
    """Quality, and a price by each formula."""
    prices = [
        (f"{CriterionKind.PRICE.value}:{code}", _price_words(words))
        for code, words in FORMULA_WORDS.items()
    ]
    return [(CriterionKind.QUALITY.value, CriterionKind.QUALITY.label), *prices]


def _price_words(words: Any) -> str:
    return str(_("price, %(formula)s") % {"formula": words})


def _kind_of(row: Any) -> str:
    return f"price:{row.formula or DEFAULT}" if row.kind == CriterionKind.PRICE else row.kind


def _initial_of(call: Call) -> dict[str, Any]:
    names = (
        "title",
        "text",
        "supply",
        "initiative_ref",
        "currency",
        "largest_size",
        "direct_reason",
    )
    return {
        **{name: getattr(call, name) for name in names},
        "procedure": call.procedure_code,
        "buyer": call.buyer_id,
        "area": call.area_id,
        "category": call.category_id,
        "estimate": entered(call.estimate_minor, call.currency),
        "ceiling": entered(call.ceiling_minor, call.currency),
        "proof": entered(call.proof_minor, call.currency),
        "invited": [str(one.company_id) for one in call.invitations.filter(stage_number=1)],
    }
