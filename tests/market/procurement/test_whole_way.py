"""A call from its deadline to the award, by its steps only, with bids that are really sealed."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.market.procurement.actions import begin_evaluation as beginning
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.appoint_evaluator import appoint_evaluator
from gongjian.market.procurement.actions.declare_interest import Declared, declare_interest
from gongjian.market.procurement.bid_errors import PartNotOpenYet
from gongjian.market.procurement.errors import InterestsUndeclared, TooFewEvaluators
from gongjian.market.procurement.models import CallEvent
from gongjian.market.procurement.selectors.evaluations import criteria_of, quality_of
from gongjian.market.procurement.selectors.judged_bids import bidders_of
from tests.factories import make_actor
from tests.market.procurement import bids
from tests.market.procurement.calls import make_market

pytestmark = pytest.mark.django_db
PRICES = (500_000_00, 400_000_00, 450_000_00)


def test_a_call_goes_from_its_deadline_to_its_award_by_its_steps_only():
    market = make_market()
    call = bids.make_open_call(market)
    bidders = [bids.make_bidder() for _price in PRICES]
    for bidder, price in zip(bidders, PRICES, strict=True):
        bids.send(call, bidder, amount_minor=price)
    bids.close(call)
    given = {"actor": market.buyer, "call_id": call.pk, "now": now()}

    with pytest.raises(PartNotOpenYet):
        bids.release(call, market, 1, "technical")
    with pytest.raises(TooFewEvaluators):
        beginning.open_technical(**given)
    judges = [make_actor() for _number in range(3)]
    for judge in judges:
        appoint_evaluator(email=User.objects.get(pk=judge.user_id).email, **given)
    with pytest.raises(InterestsUndeclared):
        beginning.open_technical(**given)
    for judge in judges:
        declared = {company: Declared(False) for company in bidders_of(call)}
        declare_interest(**{**given, "actor": judge}, declared=declared)

    assert beginning.open_technical(**given).state == "technical_opening"
    for place in (1, 2):
        bids.release(call, market, place, "technical")
    assert beginning.begin_evaluation(**given).state == "evaluation"
    (criterion,) = quality_of(criteria_of(call))
    for judge in judges:
        for bidder in bidders:
            scoring.score_bid(
                **{**given, "actor": judge}, company_id=bidder.company.pk,
                judgements=[scoring.Judgement(criterion.pk, 7, "It is shown how.")],
            )  # fmt: skip
        scoring.lock_scores(**{**given, "actor": judge})
    scoring.open_prices(**given)
    call.refresh_from_db()
    for place in (2, 3):
        bids.release(call, market, place, "price")
    award = awarding.intend_award(**given, reason="First by the ranking.")
    awarding.begin_standstill(call_id=call.pk, now=now())
    call.refresh_from_db()
    after = call.standstill_until + timedelta(minutes=1)
    awarding.award_call(**{**given, "now": after})

    assert award.company == bidders[1].company
    call.refresh_from_db()
    assert call.state == "contract"
    steps = list(CallEvent.objects.filter(call=call, is_public=True).values_list("name", flat=True))
    assert [name for name in steps if name.endswith(("_begun", "_closed", "_awarded"))] == [
        "call_closed", "technical_opening_begun", "evaluation_begun", "price_opening_begun",
        "standstill_begun", "call_awarded",
    ]  # fmt: skip
