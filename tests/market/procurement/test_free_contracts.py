"""A bid of nothing may win: its contract is drafted, signed, delivered, and never grows."""

from dataclasses import replace

import pytest

from gongjian.market.procurement.actions.change_contract import propose_change
from gongjian.market.procurement.models import Contract
from gongjian.market.procurement.rules.contracts import ContractState
from gongjian.market.procurement.selectors.legal_findings import findings_of
from tests.market.procurement.calls import DAY
from tests.market.procurement.contracts import AWARDED, TERMS, accept, make_running

pytestmark = pytest.mark.django_db


def for_nothing(terms=TERMS, amount=0):
    milestones = tuple(replace(one, amount_minor=0) for one in terms.milestones)
    last = replace(milestones[-1], amount_minor=amount)
    return replace(terms, amount_minor=amount, milestones=(*milestones[:-1], last))


@pytest.fixture
def deal(db):
    return make_running(prices=(500_000_00, 0, 450_000_00), terms=for_nothing())


def test_what_costs_nothing_is_signed_delivered_and_done(deal):
    assert (deal.fresh.award_minor, deal.fresh.signed_minor) == (0, 0)

    accept(deal, 1)
    accept(deal, 2)

    assert deal.fresh.state == ContractState.DONE
    assert Contract.objects.get().paid_minor == 0


@pytest.mark.parametrize("amount", [1, 10**15])
def test_whatever_is_added_to_nothing_is_more_than_the_law_allows(deal, amount):
    propose_change(
        actor=deal.market.buyer, contract_id=deal.contract.pk, rationale="We ask for more.",
        terms=for_nothing(replace(TERMS, starts_on=deal.fresh.starts_on), amount),
        version=deal.fresh.version, now=AWARDED + 9 * DAY,
    )  # fmt: skip

    finding = findings_of(deal.call)[-1]
    assert (finding.rule, finding.found > 10, finding.is_met) == ("most_growth", True, False)
