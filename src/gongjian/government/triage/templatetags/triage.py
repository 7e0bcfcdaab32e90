"""Figures as people read them."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def percent(share: float | None, decimals: int = 0) -> str:
    """A share as a percentage; "–" where there is none. Rounded first: Django cuts digits off."""
    return "–" if share is None else f"{number_format(round(100 * share, decimals), decimals)}%"


@register.filter
def figure(value: float | None, decimals: int = 2) -> str:
    """A number with so many decimals."""
    return "–" if value is None else number_format(round(value, decimals), decimals)
