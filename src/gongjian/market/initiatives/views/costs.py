"""The page of what outcomes cost."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.money import shown as shown_money
from gongjian.market.initiatives.models import Measure, Rate
from gongjian.market.initiatives.selectors.costs import Costed, outcome_costs
from gongjian.market.initiatives.selectors.outcomes import SHARES
from gongjian.market.initiatives.views.shown_initiatives import budget_words, shown_outcomes


@public
@require_safe
def initiative_costs(request: HttpRequest) -> HttpResponse:
    page = outcome_costs(today=local_day(now()), cursor=request.GET.get("cursor", ""))
    shown = {
        "page": page,
        "rows": [
            {
                "initiative": one.initiative,
                "budget": budget_words(one.initiative),
                "spent": [
                    (
                        shown_money(part.agreed_minor, part.currency),
                        shown_money(part.paid_minor, part.currency),
                    )
                    for part in one.spent
                ],
                "outcomes": [_shown(costed) for costed in one.outcomes],
            }
            for one in page.items
        ],
    }
    return render(request, "initiatives/initiative_costs.html", shown)


def _shown(costed: Costed) -> dict[str, Any]:
    (told,) = shown_outcomes([costed.outcome])
    unit = unit_words(costed.outcome.measure)
    return {"told": told, "costs": [_cost(*one, unit) for one in costed.costs]}


def _cost(currency: str, cost: Fraction, unit: str) -> str:
    """Rounded to the smallest unit of the currency."""
    money = shown_money(round(cost), currency)
    return _("%(money)s for each unit (%(unit)s)") % {"money": money, "unit": unit}


def unit_words(measure: Measure) -> str:
    if measure.rate in SHARES:
        return _("percentage point")
    if measure.rate == Rate.FIRST_RESPONSE:
        return _("hour")
    if measure.rate == Rate.RECEIVED:
        return _("case a month")
    return measure.unit or "1"
