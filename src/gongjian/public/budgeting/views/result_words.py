"""Why a project is funded or not, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongjian.foundation.kernel.money import CURRENCIES, shown
from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    PartCount,
    RuleChoice,
    UtilityChoice,
)
from gongjian.public.budgeting.rules.ballots import BallotKind

Money = Callable[[str], str]


_COMPLETIONS = {
    "none": gettext_lazy("the rest stays unspent"),
    "add1": gettext_lazy("shares raised"),
    "add1u-greedy": gettext_lazy("shares raised, then most support first"),
    "greedy": gettext_lazy("the rest by most support"),
}
"""What becomes of money that is left, as short as a column's head."""


@dataclass(frozen=True, slots=True)
class ToldProject:
    """A project in a result: its place among the funded (None: not), and why."""

    project: BudgetProject
    told: dict[str, Any]
    why: list[str]
    paid: list[tuple[int, str]]
    """How many of its supporters paid how much, where they did not all pay the same."""
    others: list[bool]
    """Of each count compared, whether it funds it."""


def count_name(count: PartCount) -> str:
    """ "Equal Shares, by cost – the rest stays unspent": two counts of a part never share one."""
    if count.rule == RuleChoice.EQUAL_SHARES:
        if count.utility == UtilityChoice.COST:
            name = _("Equal Shares, by cost")
        else:
            name = _("Equal Shares, by number")
        completion = _COMPLETIONS.get(count.completion)
        return f"{name} – {completion}" if completion else name
    if count.utility == UtilityChoice.COST:
        return _("Most support first")
    return _("Most support for its cost first")


def told_projects(
    round_: BudgetRound, projects: dict[int, BudgetProject], counts: list[PartCount]
) -> list[ToldProject]:
    """Projects of the first count: the funded in their order, then the others by support."""
    binding, money = counts[0], partial(money_words, round_)
    funded = [set(count.report["funded"]) for count in counts]
    has_points = round_.kind in {BallotKind.POINTS, BallotKind.RANKING}
    rows = [
        ToldProject(
            projects[int(told["id"])],
            told,
            _why(binding, told, money, has_points=has_points),
            [(one["voters"], money(one["each"])) for one in told["paid"]]
            if len(told["paid"]) > 1
            else [],
            [told["id"] in ids for ids in funded],
        )
        for told in binding.report["projects"]
        if int(told["id"]) in projects
    ]
    return sorted(rows, key=lambda row: (row.told["place"] or 10**6, -row.told["supporters"]))


def money_words(round_: BudgetRound, text: str) -> str:
    """Decimal text of a report as money, to the smallest unit."""
    places = CURRENCIES[round_.currency][1]
    minor = Decimal(text).scaleb(places).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return shown(int(minor), round_.currency)


def _why(count: PartCount, told: dict[str, Any], money: Money, *, has_points: bool) -> list[str]:
    if told["way"] == "equal-shares":
        return _paid(told, money)
    if told["way"] == "greedy":
        if count.rule == RuleChoice.GREEDY:
            said = _("At its turn %(left)s were left, and it fits into that.")
        else:
            said = _("It was added at the end: %(left)s were left, and it fits into that.")
        return [said % {"left": money(told["available"])}]
    if not told["supporters"]:
        return [_("Nobody supports it.")]
    needed = told["needed"]
    facts = {"left": money(told["available"]), "missing": money(needed["money"])}
    if count.rule == RuleChoice.GREEDY:
        why = _("At its turn %(left)s were left: %(missing)s too little.")
        return [why % facts, _greedy_needed(needed, has_points=has_points)]
    why = _("Its supporters had %(left)s left together: %(missing)s too little.")
    return [why % facts, _shares_needed(needed, share=money(count.report["endowment"]))]


def _greedy_needed(needed: dict[str, Any], *, has_points: bool) -> str:
    more = needed["support"]
    if not more:
        return _never_enough()
    if has_points:
        said = ngettext(
            "With %(more)d more point it would have come earlier and been funded.",
            "With %(more)d more points it would have come earlier and been funded.",
            more,
        )
    else:
        said = ngettext(
            "With %(more)d more supporter it would have come earlier and been funded.",
            "With %(more)d more supporters it would have come earlier and been funded.",
            more,
        )
    return said % {"more": more}


def _shares_needed(needed: dict[str, Any], *, share: str) -> str:
    # Results that were written before it was counted again have one number: at the same share.
    is_new = "at_same_share" in needed
    counted = needed["support"] if is_new else None
    if counted:
        said = ngettext(
            "Counted again with %(more)d more voter who supports it alone, it is funded.",
            "Counted again with %(more)d more voters who support it alone, it is funded; with one "
            "fewer it is not.",
            counted,
        )
        return said % {"more": counted}
    alike = needed["at_same_share" if is_new else "support"]
    if not alike:
        return _never_enough()
    said = ngettext(
        "If each voter’s share had stayed at %(share)s, %(more)d more supporter who paid for "
        "nothing else would have been enough; but each further voter makes the shares smaller.",
        "If each voter’s share had stayed at %(share)s, %(more)d more supporters who paid for "
        "nothing else would have been enough; but each further voter makes the shares smaller.",
        alike,
    )
    return said % {"more": alike, "share": share}


def _never_enough() -> str:
    return _("No support would have been enough: it costs more than there was for it.")


def _paid(told: dict[str, Any], money: Money) -> list[str]:
    paid = told["paid"]
    if not paid:
        return [_("It costs nothing.")]
    if len(paid) == 1:
        return [_("Each of its supporters paid %(each)s.") % {"each": money(paid[0]["each"])}]
    full = ngettext(
        "%(voters)d supporter paid %(each)s.", "%(voters)d supporters paid %(each)s each.",
        paid[0]["voters"],
    )  # fmt: skip
    told_paid = [full % {"voters": paid[0]["voters"], "each": money(paid[0]["each"])}]
    poor = [one for one in paid[1:] if Decimal(one["each"])]
    if poor:
        rest = sum(one["voters"] for one in poor)
        most, least = money(poor[0]["each"]), money(poor[-1]["each"])
        if most == least:
            said = ngettext(
                "%(voters)d paid all they had left: %(each)s.",
                "%(voters)d paid all they had left: %(each)s each.",
                rest,
            )
        else:
            said = _("%(voters)d paid all they had left: from %(most)s down to %(least)s.")
        told_paid.append(said % {"voters": rest, "each": most, "most": most, "least": least})
    broke = sum(one["voters"] for one in paid[1:] if not Decimal(one["each"]))
    if broke:
        said = ngettext(
            "%(voters)d had nothing left to pay with.",
            "%(voters)d had nothing left to pay with.",
            broke,
        )
        told_paid.append(said % {"voters": broke})
    return told_paid
