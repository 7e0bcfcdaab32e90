"""What forms of calls and companies are made of."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.money import minor

FIRST_YEAR, LAST_YEAR = 1900, 2100


class MoneyField(forms.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=15, decimal_places=2, **kwargs)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, validators=[_require_near], **kwargs)


def words_field(*, rows: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _require_near(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Choose a day of this century or the last."))


def end_of(day: date) -> datetime:
    """The first moment after a day in the town: a deadline whose last day it is."""
    next_day = datetime.combine(day + timedelta(days=1), time())
    return timezone.make_aware(next_day, timezone.get_default_timezone())


def amount(value: Decimal | None, currency: str, field: str) -> int | None:
    """What somebody entered in smallest units; None where nothing was."""
    try:
        return None if value is None else minor(value, currency)
    except ValueError:
        raise Invalid(fields={field: [_("This currency has no such amount.")]}) from None
