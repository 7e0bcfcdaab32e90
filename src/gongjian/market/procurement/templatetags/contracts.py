"""How contracts and milestones look in templates."""

from __future__ import annotations

from django import template

from gongjian.market.procurement.contract_words import (
    CONTRACT_LOOKS,
    MILESTONE_LOOKS,
    PARTY_ICONS,
)
from gongjian.market.procurement.models import Call, Contract
from gongjian.market.procurement.rules.contracts import MOST_STARS
from gongjian.market.procurement.selectors import contracts

register = template.Library()


@register.filter
def contract_tone(state: str) -> str:
    return CONTRACT_LOOKS.get(state, ("plain", ""))[0]


@register.filter
def contract_icon(state: str) -> str:
    return CONTRACT_LOOKS.get(state, ("", "info_outline"))[1]


@register.filter
def milestone_tone(state: str) -> str:
    return MILESTONE_LOOKS.get(state, ("plain", ""))[0]


@register.filter
def milestone_icon(state: str) -> str:
    return MILESTONE_LOOKS.get(state, ("", "info_outline"))[1]


@register.filter
def party_icon(party: str) -> str:
    return PARTY_ICONS.get(party, "help")


@register.filter
def as_stars(stars: int) -> str:
    """``"★★★★☆"``."""
    return "★" * stars + "☆" * (MOST_STARS - stars)


@register.simple_tag
def call_contract(call: Call) -> Contract | None:
    """The newest contract of a call, for pages that show it where they may."""
    return contracts.contract_of(call)
