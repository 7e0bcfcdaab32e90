"""Quarters in words."""

from __future__ import annotations

from datetime import date

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from gongjian.market.initiatives import rules


def quarter_words(first_day: date | None) -> str:
    """ "Q1 2027", "2027年第1季度"; "" for none."""
    if first_day is None:
        return ""
    return _("Q%(number)d %(year)d") % {
        "number": rules.quarter_number(first_day),
        "year": first_day.year,
    }


lazy_quarter = lazy(quarter_words, str)
