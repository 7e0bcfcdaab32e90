"""Money and phases in templates."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from gongjian.foundation.kernel import money as amounts
from gongjian.public.budgeting.models import PhaseName

register = template.Library()


@register.filter
def money(amount_minor: int | None, currency: str) -> str:
    """``"¥1,200"``; nothing for no amount."""
    return "" if amount_minor is None else amounts.shown(int(amount_minor), currency)


@register.filter
def phase_name(phase: str) -> str:
    return str(PhaseName(phase).label)


@register.simple_tag
def stars(rating: float | None) -> str:
    """ "4.2 of 5"; nothing where nobody has rated."""
    return "" if rating is None else gettext("%(rating).1f of 5") % {"rating": rating}


@register.filter
def currency_sign(currency: str) -> str:
    return amounts.CURRENCIES[currency][0]


@register.filter
def currency_places(currency: str) -> int:
    return amounts.CURRENCIES[currency][1]
