"""Every release of a call from its opening to its award, and what they come to, before the judges.

Nothing that is sealed stands in any of them before its time.
"""

import hashlib
import json
from datetime import timedelta

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.market.open_contracting.selectors import packages
from gongjian.market.procurement.actions import ask_question as asking
from gongjian.market.procurement.actions import begin_evaluation as beginning
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.appoint_evaluator import appoint_evaluator
from gongjian.market.procurement.actions.declare_interest import Declared, declare_interest
from gongjian.market.procurement.selectors.evaluations import criteria_of, quality_of
from gongjian.market.procurement.selectors.judged_bids import bidders_of
from gongjian.methods.open_contracting import compile_releases
from tests.factories import make_actor
from tests.market.open_contracting import judges
from tests.market.procurement import bids
from tests.market.procurement.calls import make_market

pytestmark = pytest.mark.django_db
PRICES = (500_123_45, 400_123_45, 450_123_45)


def take_whole_way():
    """A call with questions, three sealed bids, and an award."""
    market = make_market()
    call = bids.make_open_call(market)
    bidders = [bids.make_bidder() for _price in PRICES]
    asking.ask_question(
        actor=bidders[0].member, call_id=call.pk, company_id=bidders[0].company.pk,
        text="Is the lake path lit today?", now=now(),
    )  # fmt: skip
    asking.answer_question(
        actor=market.buyer, call_id=call.pk, number=1, text="In part.", now=now()
    )
    for bidder, price in zip(bidders, PRICES, strict=True):
        bids.send(call, bidder, amount_minor=price)
    bids.close(call)
    given = {"actor": market.buyer, "call_id": call.pk, "now": now()}
    judging = [make_actor() for _number in range(3)]
    for judge in judging:
        appoint_evaluator(email=User.objects.get(pk=judge.user_id).email, **given)
    for judge in judging:
        declared = {company: Declared(False) for company in bidders_of(call)}
        declare_interest(**{**given, "actor": judge}, declared=declared)
    beginning.open_technical(**given)
    for place in (1, 2):
        bids.release(call, market, place, "technical")
    beginning.begin_evaluation(**given)
    (criterion,) = quality_of(criteria_of(call))
    for judge in judging:
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
    awarding.intend_award(**given, reason="First by the ranking.")
    awarding.begin_standstill(call_id=call.pk, now=now())
    call.refresh_from_db()
    after = call.standstill_until + timedelta(minutes=1)
    awarding.award_call(**{**given, "now": after})
    call.refresh_from_db()
    return call, bidders


@pytest.fixture
def told(db):
    """The call, who bid, its releases in their order."""
    call, bidders = take_whole_way()
    return call, bidders, list(Release.objects.order_by("number"))


def test_each_release_and_record_stands_before_the_judges(told, standard):
    call, _bidders, releases = told
    process = ContractingProcess.objects.get(subject=call.reference)

    for release in releases:
        package = packages.release_package("https://town.example/one", [release])
        assert judges.complaints(package, standard) == [], release.body
    whole = packages.release_package("https://town.example/all", releases)
    record = packages.record_package("https://town.example/record", [process])

    assert judges.complaints(whole, standard) == []
    assert judges.complaints(record, standard) == []


def test_every_transition_has_its_release_with_its_hash_in_the_ledger(told):
    _call, _bidders, releases = told
    states = [
        body["tender"]["statusDetails"]
        for body in map(json.loads, (one.body for one in releases))
        if "statusDetails" in body.get("tender", {})
    ]
    assert states == [
        "open", "closed", "technical_opening", "evaluation", "price_opening", "intent",
        "standstill", "contract",
    ]  # fmt: skip
    hashes = [hashlib.sha256(one.body.encode()).hexdigest() for one in releases]
    assert hashes == [one.sha256 for one in releases]
    entries = "\n".join(str(one.data) for one in LedgerEntry.objects.all())
    assert [one for one in hashes if one not in entries] == []


def test_records_come_of_the_releases_as_the_reference_merges_them(told):
    call, _bidders, releases = told
    bodies = [json.loads(one.body) for one in releases]
    process = ContractingProcess.objects.get(subject=call.reference)

    compiled = json.loads(process.compiled)

    assert compiled == compile_releases(bodies)
    assert compiled == judges.merger().create_compiled_release(bodies)
    assert [one["status"] for one in compiled["awards"]] == ["active"]
    assert compiled["tender"]["numberOfTenderers"] == 3
    assert sorted(one["value"]["amount"] for one in compiled["bids"]["details"]) == [
        400123.45, 450123.45, 500123.45,
    ]  # fmt: skip


def test_nothing_sealed_is_told_before_its_time(told):
    _call, bidders, releases = told
    texts = [one.body for one in releases]
    # Whole, in yuan and in fen: five digits alone stand by chance in some hash, some day.
    amounts = [f"{amount}{point}45" for amount in (400123, 450123, 500123) for point in (".", "")]
    names = [bidder.company.name for bidder in bidders]
    opened = next(n for n, text in enumerate(texts) if '"technical_opening"' in text)
    prices = next(n for n, text in enumerate(texts) if '"price_opening"' in text)

    for text in texts[: prices + 1]:
        assert not [one for one in amounts if one in text]
        assert '"awards"' not in text
    for text in texts[: opened + 1]:
        assert '"details"' not in text
        assert '"tenderers"' not in text
        assert not [name for name in names if name in text]
    assert not [text for text in texts if "secret" in text]


def test_the_judges_find_what_is_wrong(told, standard):
    _call, _bidders, releases = told
    package = packages.release_package("https://town.example/one", releases[:1])
    release = package["releases"][0]
    release["tender"] |= {"colour": "red", "status": "asleep", "description": " "}
    release["tender"]["tenderPeriod"]["startDate"] = "yesterday"
    release["parties"] = []
    del release["tag"]

    found = "\n".join(judges.complaints(package, standard))

    for told_of in ("colour", "status", "empty_field", "startDate", "tag", "no party"):
        assert told_of in found
