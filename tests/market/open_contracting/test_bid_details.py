"""What is told of each bid: no more than was decided in public, and nothing is read for nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.market.procurement.actions import exclude_bid as excluding
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions.ask_explanation import ask_explanation, explain_price
from gongjian.market.procurement.selectors.call_releases import whole_of
from tests.factories import NOW
from tests.market.procurement.calls import DAY, make_member
from tests.market.procurement.evaluations import PRICES, judge_all, make_judged, open_prices

pytestmark = pytest.mark.django_db
LATER = NOW + 34 * DAY


def priced(prices=PRICES):
    judged = make_judged()
    judge_all(judged)
    open_prices(judged, prices)
    return judged


def statuses(judged):
    """In the order of the companies."""
    details = whole_of(judged.fresh())["bids"]["details"]
    by_name = {one["tenderers"][0]["name"]: one["status"] for one in details}
    return [by_name[company.name] for company in judged.companies]


def given(judged, actor):
    company = judged.companies[1]
    return {"actor": actor, "call_id": judged.call.pk, "company_id": company.pk, "now": LATER}


def propose(judged):
    ask_explanation(**given(judged, judged.market.buyer), question="How?")
    explain_price(**given(judged, make_member(judged.companies[1])), answer="We have enough.")
    excluding.exclude_bid(
        **given(judged, judged.market.buyer), ground="abnormal", reason="It cannot be."
    )


def decide(judged, *, is_confirmed):
    excluding.decide_exclusion(
        **given(judged, judged.market.approver), is_confirmed=is_confirmed, reason="So."
    )


def test_an_exclusion_that_is_proposed_or_refused_is_told_to_nobody():
    judged = priced()
    propose(judged)
    assert statuses(judged) == ["pending"] * 3

    decide(judged, is_confirmed=False)

    assert statuses(judged) == ["pending"] * 3


def test_an_exclusion_in_force_is_told_until_it_is_lifted():
    judged = priced()
    propose(judged)
    decide(judged, is_confirmed=True)
    assert statuses(judged) == ["pending", "disqualified", "pending"]

    excluding.lift_exclusion(**given(judged, judged.market.supervisor), reason="It can be.")

    assert statuses(judged) == ["pending"] * 3


def test_a_bid_that_does_not_open_is_not_told_as_one_of_the_ranking():
    judged = priced((PRICES[0], None, PRICES[2]))
    awarding.intend_award(
        actor=judged.market.buyer, call_id=judged.call.pk, reason="First.", now=LATER
    )

    assert statuses(judged) == ["valid", "disqualified", "valid"]


def test_of_opened_parts_only_prices_are_read():
    judged = priced()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        whole_of(judged.fresh())

    reading = [one["sql"] for one in asked if '"procurement_openedpart"."content"' in one["sql"]]
    assert len(reading) == 1
    assert "'price'" in reading[0]
