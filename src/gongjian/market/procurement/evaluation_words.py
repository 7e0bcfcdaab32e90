"""What is computed of bids, in words: formulas, abnormal prices, red flags, letters."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.money import shown
from gongjian.methods.red_flags import Flag

FORMULA_NAMES = {
    "absolute": _("Absolute"),
    "proportional": _("Proportional"),
    "lowest_price": _("Lowest price (statutory)"),
}
FORMULA_TEXTS = {
    "absolute": _(
        "Full points at half the ceiling or below, none at the ceiling, evenly in between: "
        "2 × (ceiling − price) ÷ ceiling. Other bids do not matter."
    ),
    "proportional": _(
        "Points in proportion to what is saved of the ceiling: (ceiling − price) ÷ ceiling. Other "
        "bids do not matter."
    ),
    "lowest_price": _(
        "The lowest price of the bids that have a place has full points, each other one lowest "
        "price ÷ its price. This is the formula of article 55 of Order 87. A bid that does not win "
        "can change the order of others."
    ),
}
STANDING_WORDS = {
    "ranked": _("has a place"),
    "below_least": _("below the least score that was fixed"),
    "above_ceiling": _("dearer than the ceiling"),
    "excluded": _("excluded"),
}
FLAG_NAMES = {
    "single_bid": _("One bid only"),
    "short_window": _("Little time for bids"),
    "late_change": _("Changed late"),
    "near_ceiling": _("Price near the ceiling"),
    "same_winner": _("Often the same winner"),
    "near_equal_texts": _("Bids share text"),
    "dearest_won": _("The dearest bid won"),
    "contract_growth": _("The contract grew"),
}
PARTS = {"technical": _("the technical part"), "price": _("the price")}


def points(value: str | Fraction) -> str:
    """Points to two decimals, as pages show them; the file has them exactly."""
    exact = Fraction(value)
    hundredths = round(exact * 100)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def percent(value: str | Fraction) -> str:
    return f"{round(Fraction(value) * 100)}%"


BIDDERS = ("first", "second")
"""Of the numbers of a sign, those that are codes of companies."""


def flag_words(flag: Flag, currency: str, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """What was computed, with its numbers, and companies by their names where they are known."""
    numbers: dict[str, Any] = dict(flag.numbers)
    for name in BIDDERS:
        if name in numbers:
            numbers[name] = names.get(str(numbers[name]), numbers[name])
    for name in ("price", "ceiling", "lowest", "awarded", "now"):
        if name in numbers:
            numbers[name] = shown(int(numbers[name]), currency)
    if "share" in numbers:
        numbers["share"] = percent(str(numbers["share"]))
    return _flag_texts()[flag.code, flag.is_raised] % numbers


def _flag_texts() -> dict[tuple[str, bool], str]:
    return {
        ("single_bid", True): gettext("Only one company bid: there was no competition."),
        ("single_bid", False): gettext("Bids: %(bids)s."),
        ("short_window", True): gettext(
            "Companies had %(days)s whole working days; the least is %(least)s, and less than a "
            "fifth more is short."
        ),
        ("short_window", False): gettext(
            "Companies had %(days)s whole working days; the least is %(least)s."
        ),
        ("late_change", True): gettext(
            "%(late)s of %(changes)s changes came in the last fifth of the time for bids."
        ),
        ("late_change", False): gettext(
            "No change in the last fifth of the time for bids; changes in all: %(changes)s."
        ),
        ("near_ceiling", True): gettext(
            "The winning price of %(price)s is %(share)s of the ceiling of %(ceiling)s; from "
            "98 of 100 on it is near."
        ),
        ("near_ceiling", False): gettext(
            "The winning price of %(price)s is %(share)s of the ceiling of %(ceiling)s."
        ),
        ("same_winner", True): gettext(
            "The winner has %(won)s of this body’s last %(awards)s awards in the category: more "
            "than half."
        ),
        ("same_winner", False): gettext(
            "The winner has %(won)s of this body’s last %(awards)s awards in the category."
        ),
        ("near_equal_texts", True): gettext(
            "Bids %(first)s and %(second)s share %(share)s of their text, the call’s own words "
            "aside. Pairs like this: %(pairs)s."
        ),
        ("near_equal_texts", False): gettext("No two bids share three fifths of their text."),
        ("dearest_won", True): gettext(
            "The award went to the dearest of %(bids)s bids: %(price)s; the lowest was %(lowest)s."
        ),
        ("dearest_won", False): gettext(
            "The award did not go to the dearest of %(bids)s bids: %(price)s; the lowest was "
            "%(lowest)s."
        ),
        ("contract_growth", True): gettext(
            "The contract grew from %(awarded)s to %(now)s, by %(share)s: a tenth or more."
        ),
        ("contract_growth", False): gettext("The contract was %(awarded)s and is %(now)s now."),
    }


def abnormal_words(found: Mapping[str, Any], currency: str) -> str:
    """Why a price is asked about."""
    against = shown(round(Fraction(found["against"])), currency)
    price = shown(int(found["price_minor"]), currency)
    texts = {
        "zero": gettext("The price is nothing."),
        "mean": gettext("%(price)s is below half of the mean of all prices, %(against)s."),
        "next": gettext("%(price)s is below half of the second lowest price, %(against)s."),
        "ceiling": gettext(
            "%(price)s is below 45 percent of the ceiling or estimate, %(against)s."
        ),
    }
    return texts[found["rule"]] % {"price": price, "against": against}


def letter_words(data: Mapping[str, Any], currency: str) -> list[str]:
    """What a bidder is told, in paragraphs."""
    own, first = data["own"], data["first"]
    if own is None:
        part = PARTS.get(data["fault"], data["fault"])
        if data.get("is_unopenable"):
            words = gettext(
                "Your bid could not be opened: of %(part)s, so many trustees say that their boxes "
                "are spoiled that the others are too few."
            )
        else:
            words = gettext(
                "Your bid could not be opened: %(part)s was not sealed as it should be."
            )
        return [words % {"part": part}]
    if "is_invited" in data:
        return _stage_words(data, own)
    told = [_own_words(own, currency)]
    if first is None:
        told.append(gettext("No bid has a place: the call is unsuccessful."))
    elif first["bid"] == own["bid"]:
        told.append(gettext("Your bid is the first: the contract is to be yours."))
    else:
        told.append(
            gettext(
                "The first has %(total)s points of 100: %(quality)s for quality, %(price_points)s "
                "for its price of %(price)s."
            )
            % _numbers(first, currency)
        )
        told.append(_difference(own, first))
    return told


def _stage_words(data: Mapping[str, Any], own: Mapping[str, Any]) -> list[str]:
    """What a company is told after a stage that leads to another."""
    numbers = {"place": own["place"], "points": points(own["quality"])}
    if own["place"] is None:
        words = gettext("You are not invited to the next stage: %(why)s. Your points: %(points)s.")
        return [words % {**numbers, "why": STANDING_WORDS[own["standing"]]}]
    told = gettext("Your bid has place %(place)s with %(points)s points.") % numbers
    if data["is_invited"]:
        words = gettext("You are invited to the next stage. The reason: %(reason)s")
    else:
        words = gettext("You are not invited to the next stage. The reason: %(reason)s")
    return [told, words % {"reason": data["reason"]}]


def _own_words(own: Mapping[str, Any], currency: str) -> str:
    if own["place"] is None:
        return gettext("Your bid has no place: %(why)s. It has %(quality)s points for quality.") % {
            "why": STANDING_WORDS[own["standing"]],
            "quality": points(own["quality"]),
        }
    words = gettext(
        "Your bid has place %(place)s with %(total)s points of 100: %(quality)s for quality, "
        "%(price_points)s for its price of %(price)s."
    )
    return words % {"place": own["place"], **_numbers(own, currency)}


def _difference(own: Mapping[str, Any], first: Mapping[str, Any]) -> str:
    """Where the first was better, by how much."""
    quality = Fraction(first["quality"]) - Fraction(own["quality"])
    price = Fraction(first["price_points"]) - Fraction(own["price_points"])
    numbers = {"quality": points(abs(quality)), "price": points(abs(price))}
    if own["place"] is None:
        return ""
    if quality >= 0 and price >= 0:
        return (
            gettext(
                "It has %(quality)s points more than yours for quality and %(price)s more for its "
                "price."
            )
            % numbers
        )
    if quality >= 0:
        return (
            gettext(
                "It has %(quality)s points more than yours for quality, and %(price)s less for its "
                "price."
            )
            % numbers
        )
    return (
        gettext(
            "It has %(price)s points more than yours for its price, and %(quality)s less for "
            "quality."
        )
        % numbers
    )


def _numbers(row: Mapping[str, Any], currency: str) -> dict[str, str]:
    return {
        "total": points(row["total"]),
        "quality": points(row["quality"]),
        "price_points": points(row["price_points"]),
        "price": shown(row["price_minor"], currency),
    }
