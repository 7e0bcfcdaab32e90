"""Payments and decisions of one delivery at the same moment."""

import pytest

from gongjian.foundation.kernel.errors import GongjianError
from gongjian.market.procurement.models import Milestone
from tests.market.procurement.calls import DAY
from tests.market.procurement.contracts import RUNS, accept, decide, make_running, pay, report
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def attempt(act, *given, **named):
    try:
        return act(*given, **named) and "done"
    except GongjianError as error:
        return error.code


def test_of_two_payments_at_once_one_wins():
    deal = make_running()
    accept(deal)

    done = at_once(*[lambda: attempt(pay, deal)] * 3)

    assert sorted(done) == ["done", "paid_already", "paid_already"]
    assert deal.fresh.paid_minor == 150_000_00


def test_both_decide_at_once():
    deal = make_running()
    report(deal)

    at_once(
        lambda: attempt(decide, deal, deal.owner),
        lambda: attempt(decide, deal, deal.acceptor, accepts=False, reason="Dark."),
    )

    assert Milestone.objects.get(contract=deal.contract, number=1).state == "open"
    refused = Milestone.objects.get(contract=deal.contract, number=1).deliveries.get()
    assert (refused.state, refused.decided_at) == ("refused", RUNS + DAY)
