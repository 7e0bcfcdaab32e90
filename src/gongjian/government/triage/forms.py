"""What pages take in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.government.triage.models import TriageSettings


class PercentField(forms.DecimalField):
    """A percentage with one decimal."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=4, decimal_places=1, **options)


class TriageSettingsForm(forms.Form):
    """How sure triage has to be."""

    is_automatic = forms.BooleanField(
        label=_("Dispatch by itself what the model is sure of"),
        help_text=_("Otherwise dispatchers get every case that came without a category."),
        required=False,
    )
    precision = PercentField(
        label=_("Of a hundred cases dispatched by itself, so many are to be right"),
        help_text=_("Higher: fewer mistakes, and more cases for dispatchers. 50 to 99.9."),
        min_value=Decimal(50),
        max_value=Decimal("99.9"),
    )
    checked = PercentField(
        label=_("Of a hundred of these, so many are checked by a dispatcher"),
        help_text=_("Drawn by lot; without them nobody knows how precise it still is. 0 to 20."),
        min_value=Decimal(0),
        max_value=Decimal(20),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(settings: TriageSettings) -> dict[str, object]:
        return {
            "is_automatic": settings.is_automatic,
            "precision": Decimal(settings.precision_permille) / 10,
            "checked": Decimal(settings.checked_permille) / 10,
            "version": settings.version,
        }

    def values(self) -> dict[str, Any]:
        """As `set_triage` takes them."""
        given = self.cleaned_data
        return {
            "is_automatic": given["is_automatic"],
            "precision_permille": int(given["precision"] * 10),
            "checked_permille": int(given["checked"] * 10),
            "version": given["version"],
        }
