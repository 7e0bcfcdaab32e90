"""What people fill in about paid proofs of concept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.market.procurement.forms.contracts import PaymentForm
from gongjian.market.procurement.forms.fields import words_field
from gongjian.market.procurement.rules.evaluation import REASON_LENGTH

NO, YES = "no", "yes"


class DecideProofForm(forms.Form):
    """Whether it was delivered as the call asks."""

    is_accepted = forms.ChoiceField(
        label=_("Was it delivered as the call asks?"),
        widget=forms.RadioSelect,
        choices=[
            (YES, pgettext_lazy("proof of concept", "yes: it is to be paid")),
            (NO, pgettext_lazy("proof of concept", "no")),
        ],
    )
    reason = words_field(
        label=_("If not, why?"), max_length=REASON_LENGTH, rows=3, required=False,
        help_text=_("It is published."),
    )  # fmt: skip

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"is_accepted": data["is_accepted"] == YES, "reason": data["reason"]}


class ProofPaymentForm(PaymentForm):
    """The payment; in the call's currency."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
