"""What outcomes cost: of each initiative what was agreed and paid, beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongjian.foundation.kernel.pages import keyset_page
from gongjian.foundation.kernel.references import reference_of
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeState
from gongjian.market.initiatives.selectors.initiatives import SHOWN, measures_of_many
from gongjian.market.initiatives.selectors.outcomes import Outcome, outcome_of
from gongjian.market.procurement.interface import Spending, spending_of

AT_WORK = frozenset({InitiativeState.UNDER_WAY, *rules.DONE_STATES})
PAGE_SIZE = 10
"""Rates are computed for each measure that is one."""


@dataclass(frozen=True, slots=True)
class Costed:
    """An outcome and what was paid for each unit of it, by currency, in smallest units."""

    outcome: Outcome
    costs: list[tuple[str, Fraction]]


@dataclass(frozen=True, slots=True)
class OutcomeCost:
    """Its money is that of all its measures together: nothing says which part went to which."""

    initiative: Initiative
    spent: list[Spending]
    outcomes: list[Costed]


@dataclass(frozen=True, slots=True)
class CostPage:
    items: list[OutcomeCost]
    next_cursor: str


def outcome_costs(*, today: date, cursor: str = "", size: int = PAGE_SIZE) -> CostPage:
    """Initiatives that were begun, the latest first. Four queries, and two for each measure that
    is a rate."""
    states = [state.value for state in sorted(AT_WORK)]
    rows = Initiative.objects.filter(state__in=states).select_related(*SHOWN)
    page = keyset_page(rows, order=("-updated_at", "-id"), cursor=cursor, size=size)
    measures = measures_of_many(page.items)
    spent = spending_of([reference_of(one) for one in page.items])
    items = [
        _costed(one, spent.get(reference_of(one), []), measures[one.pk], today)
        for one in page.items
    ]
    return CostPage(items, page.next_cursor)


def _costed(one: Initiative, spent: list[Spending], measures: list, today: date) -> OutcomeCost:
    outcomes = [outcome_of(measure, today) for measure in measures]
    return OutcomeCost(one, spent, [Costed(found, _costs(found, spent)) for found in outcomes])


def _costs(outcome: Outcome, spent: list[Spending]) -> list[tuple[str, Fraction]]:
    if outcome.baseline is None or outcome.value is None:
        return []
    target = Fraction(outcome.measure.target)
    found = [
        (
            one.currency,
            rules.cost_of_a_unit(one.paid_minor, outcome.baseline, target, outcome.value),
        )
        for one in spent
    ]
    return [(currency, cost) for currency, cost in found if cost is not None]
