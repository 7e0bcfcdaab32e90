"""Money, shares, states and findings in templates."""

from __future__ import annotations

from decimal import Decimal

from django import template

from gongjian.foundation.kernel.money import shown
from gongjian.market.procurement import law_words
from gongjian.market.procurement.call_words import FORMULA_WORDS, STAGE_WORDS, STATE_LOOKS
from gongjian.market.procurement.models import LegalFinding, SizeChoice
from gongjian.market.procurement.sector_words import sector_name

register = template.Library()


@register.filter
def amount(amount_minor: int | None, currency: str) -> str:
    """``"¥1,200"``; nothing for no amount."""
    return "" if amount_minor is None else shown(int(amount_minor), currency)


@register.filter
def percent(share_bp: int) -> str:
    """``6250`` → ``"62.5 %"``."""
    value = (Decimal(share_bp) / 100).normalize()
    return f"{value:f} %"


@register.filter
def state_tone(state: str) -> str:
    return STATE_LOOKS.get(state, ("plain", ""))[0]


@register.filter
def state_icon(state: str) -> str:
    return STATE_LOOKS.get(state, ("", "info_outline"))[1]


@register.filter
def stage_words(code: str) -> str:
    return str(STAGE_WORDS[code])


@register.filter
def formula_words(code: str) -> str:
    return str(FORMULA_WORDS.get(code, code))


@register.filter
def size_words(code: str) -> str:
    return str(SizeChoice(code).label) if code else ""


@register.filter
def sector(code: str) -> str:
    return sector_name(code)


@register.filter
def finding_words(finding: LegalFinding) -> str:
    return law_words.finding_words(finding)
