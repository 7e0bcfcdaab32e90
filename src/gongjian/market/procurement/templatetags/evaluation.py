"""Points, signs and amounts of evaluations in templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template

from gongjian.foundation.kernel.money import shown
from gongjian.market.procurement.evaluation_words import BIDDERS, FLAG_NAMES, flag_words
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.selectors.awards import is_ranked
from gongjian.market.procurement.selectors.companies import names_by_code
from gongjian.market.procurement.selectors.red_flags import flags_of
from gongjian.methods.red_flags import Flag

register = template.Library()


@register.filter
def money(amount_minor: int | None, currency: str) -> str:
    """``"¥1,200"``; nothing for no amount."""
    return "" if amount_minor is None else shown(int(amount_minor), currency)


@register.filter
def criterion_title(code: str, titles: Mapping[str, str]) -> str:
    """``"C1"`` → what the call calls it; a bidder may have answered to something else."""
    return titles.get(code, code)


@register.inclusion_tag("procurement/call_signs.html")
def call_signs(call: Call) -> dict[str, object]:
    """Signs worth a second look, raised ones first, each with its numbers."""
    flags = sorted(flags_of(call), key=lambda flag: not flag.is_raised)
    names = _bidders(flags)
    return {
        "flags": [
            (FLAG_NAMES[flag.code], flag.is_raised, flag_words(flag, call.currency, names))
            for flag in flags
        ],
        "raised": sum(flag.is_raised for flag in flags),
    }


def _bidders(flags: Sequence[Flag]) -> Mapping[str, str]:
    """Names of the companies that signs name by their codes."""
    codes = {str(one.numbers[key]) for one in flags for key in BIDDERS if key in one.numbers}
    return names_by_code(codes) if codes else {}


@register.simple_tag
def has_result(call: Call) -> bool:
    """Whether a ranking is public."""
    return is_ranked(call)
