"""What forms of budget rounds are made of."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.money import minor
from gongjian.public.budgeting.rules.projects import REASON_LENGTH

FIRST_YEAR, LAST_YEAR = 2000, 2100


class MoneyField(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=14, decimal_places=2, **kwargs)


def words_field(**kwargs: Any) -> forms.CharField:
    rows = kwargs.pop("rows", 3)
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": rows}), max_length=REASON_LENGTH, **kwargs
    )


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, validators=[_require_near], **kwargs)


def _require_near(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Choose a day of this century."))


def begin_of(day: date) -> datetime:
    """The first moment of a day in the town."""
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone())


def amount(value: Decimal | None, currency: str) -> int | None:
    """What somebody entered in smallest units; None where nothing was."""
    try:
        return None if value is None else minor(value, currency)
    except ValueError:
        raise Invalid(_("This currency has no such amount.")) from None
