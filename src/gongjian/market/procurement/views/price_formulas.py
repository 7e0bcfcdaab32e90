"""Trying a price formula: how points fall with the price, and what another bid can change."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.market.procurement.evaluation_words import FORMULA_NAMES, FORMULA_TEXTS, points
from gongjian.market.procurement.forms.evaluation import TryForm
from gongjian.methods.bid_scoring import (
    FORMULAS,
    TriedBid,
    price_curve,
    price_formula,
    tried_points,
    turned_orders,
)

EXAMPLE = {
    "formula": "lowest_price", "ceiling": "1000000", "weight": "30",
    "quality1": "86", "price1": "900000", "quality2": "74", "price2": "600000",
    "quality3": "10", "price3": "60000",
}  # fmt: skip


@public
@require_safe
def price_formulas(request: HttpRequest) -> HttpResponse:
    """The formulas in words, beside what they make of some bids; the address can be shared."""
    form = TryForm(request.GET if "formula" in request.GET else EXAMPLE)
    shown: dict[str, Any] = {
        "form": form,
        "formulas": [
            (FORMULA_NAMES[code], FORMULA_TEXTS[code], FORMULAS[code]) for code in FORMULAS
        ],
    }
    if form.is_valid() and form.cleaned_data["ceiling"] >= 1:
        shown |= _tried(form.cleaned_data)
    return render(request, "procurement/price_formulas.html", shown)


def _tried(data: dict[str, Any]) -> dict[str, Any]:
    formula, weight = price_formula(data["formula"]), data["weight"]
    ceiling = _minor(data["ceiling"])
    bids = [
        TriedBid(
            "ABCDE"[number - 1],
            Fraction(data[f"quality{number}"] * (100 - weight), 100),
            _minor(data[f"price{number}"]),
        )
        for number in range(1, 6)
        if data[f"quality{number}"] is not None and data[f"price{number}"] is not None
    ]
    total = tried_points(formula, bids, ceiling, weight)
    ranked = sorted(zip(bids, total, strict=True), key=lambda one: (-one[1], one[0].price))
    lowest = min((bid.price for bid in bids), default=0)
    curve = price_curve(formula, ceiling, lowest, steps=10)
    return {
        "ranked": [
            {
                "name": bid.name,
                "price": bid.price // 100,
                "quality": points(bid.quality),
                "price_points": points(found - bid.quality),
                "total": points(found),
            }
            for bid, found in ranked
        ],
        "turned": turned_orders(formula, bids, ceiling, weight),
        "is_absolute": formula.is_absolute,
        "labels": [f"{price // 100:,}" for price, _share in curve],
        "series": [(_("points for price"), [float(weight * share) for _price, share in curve])],
    }


def _minor(value: Decimal) -> int:
    return int(value * 100)
