"""Evaluation and award on pages: from appointing evaluators to the award."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from gongjian.foundation.kernel import clock
from gongjian.foundation.people.models import Notice, User
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions.tell_bidders import tell_bidders
from gongjian.market.procurement.models import BidScore, CallCriterion, CallEvent, Evaluator
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.judged_bids import judged_bids
from gongjian.methods.bid_ranking_file import differences
from tests.factories import NOW, make_actor
from tests.market.procurement import bids
from tests.market.procurement.calls import (
    DAY,
    make_company,
    make_market,
    make_member,
    make_owner,
)
from tests.market.procurement.evaluations import judge_all, make_judged, open_prices, score_all

pytestmark = pytest.mark.django_db
QUERIES = 12


def client_of(actor):
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def at(name, judged, *args):
    return reverse(name, args=[judged.call.number, *args])


def ranked(prices=(500_000_00, 400_000_00, 450_000_00), **fields):
    judged = make_judged(prices=prices, **fields)
    judge_all(judged, (9, 7, 5)[: len(prices)])
    open_prices(judged, prices)
    return judged


def intended(**fields):
    judged = ranked(**fields)
    awarding.intend_award(
        actor=judged.market.buyer, call_id=judged.call.pk, reason="First.", now=NOW + 34 * DAY
    )
    return judged


def begin(judged, now=None):
    awarding.begin_standstill(call_id=judged.call.pk, now=now or clock.now())


def test_the_buyer_leads_the_evaluation_from_its_page():
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=2)
    buyer, third = client_of(judged.market.buyer), make_actor()
    page = at("run_evaluation", judged)

    email = User.objects.get(pk=third.user_id).email
    assert buyer.post(at("appoint_evaluator", judged), {"email": email}).status_code == 302
    refused = buyer.post(at("appoint_evaluator", judged), {"email": "nobody@example.org"})
    assert refused.status_code == 422
    assert "Nobody has an account with this address." in refused.content.decode()
    early = buyer.post(at("begin_evaluation", judged))
    assert early.status_code == 409
    client_of(third).post(
        at("declare_interest", judged),
        {f"has_{company.pk}": "no" for company in judged.companies},
    )
    assert buyer.post(at("begin_evaluation", judged)).status_code == 302

    assert judged.fresh().state == "evaluation"
    assert "0 / 6" in buyer.get(page).content.decode()


def test_an_evaluator_of_the_bidders_company_is_refused_on_the_page():
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=0)
    member = make_member(judged.companies[0])
    email = User.objects.get(pk=member.user_id).email

    answer = client_of(judged.market.buyer).post(at("appoint_evaluator", judged), {"email": email})

    assert answer.status_code == 422
    assert "belongs to a company that bids" in answer.content.decode()
    assert not Evaluator.objects.exists()


def test_an_evaluator_who_has_come_to_own_a_bidder_reads_no_more():
    judged = make_judged()
    judge, code = judged.evaluators[0], judged.companies[1].code
    assert client_of(judge).get(at("score_bid", judged, code)).status_code == 200
    make_owner(judged.companies[0], judge)

    for page in (at("score_bid", judged, code), at("score_sheet", judged)):
        answer = client_of(judge).get(page)
        assert answer.status_code == 403
        assert "Offer" not in answer.content.decode()


def test_an_evaluator_judges_bid_by_bid_and_locks():
    judged = make_judged()
    desk = client_of(judged.evaluators[0])
    codes = [company.code for company in judged.companies]
    said = {"score_1": "8", "reason_1": "The plan is whole.", "score_2": "6", "reason_2": "Few."}

    lacking = desk.post(at("score_bid", judged, codes[0]), {"score_1": "8", "reason_1": ""})
    assert lacking.status_code == 422
    answers = [desk.post(at("score_bid", judged, code), said) for code in codes]
    assert [answer["Location"] for answer in answers] == [
        at("score_bid", judged, codes[1]), at("score_bid", judged, codes[2]),
        at("score_sheet", judged),
    ]  # fmt: skip
    assert BidScore.objects.count() == 6
    assert desk.post(at("lock_scores", judged)).status_code == 302

    assert "Your scores are locked" in desk.get(at("score_sheet", judged)).content.decode()
    assert judged.call.title in desk.get(reverse("calls_to_judge")).content.decode()


def test_nobody_reads_a_bid_before_declaring_or_anothers_scores():
    judged = make_judged()
    score_all(judged, judged.evaluators[0], locks=False)
    code = judged.companies[0].code

    for actor in (judged.market.buyer, judged.market.auditor, make_member(judged.companies[0])):
        assert client_of(actor).get(at("score_sheet", judged)).status_code == 403
        assert client_of(actor).get(at("score_bid", judged, code)).status_code == 403
    other = client_of(judged.evaluators[1]).get(at("score_sheet", judged)).content.decode()
    assert "It is shown how." not in other
    assert other.count("–") >= 6
    Evaluator.objects.filter(number=2).update(state="appointed")
    assert client_of(judged.evaluators[1]).get(at("score_bid", judged, code)).status_code == 404
    assert Client().get(at("call_result", judged)).status_code == 404


def test_what_is_not_shown_of_bids_is_not_read():
    """A part may be a quarter of a megabyte, and there may be hundreds."""
    judged = make_judged()
    call, company = judged.fresh(), judged.companies[1]

    with CaptureQueriesContext(connection) as asked:
        names = judged_bids(call, parts=())
        (one,) = judged_bids(call, company_ids=[company.pk])

    assert [bid.technical for bid in names] == [None] * 3
    assert (one.code, one.technical.title) == (company.code, "Offer 1")
    contents = [sql["sql"] for sql in asked if '"procurement_openedpart"."content"' in sql["sql"]]
    assert len(contents) == 1


def test_everybody_reads_the_result_and_computes_it_again():
    judged = intended()
    begin(judged)
    visitor = Client()

    page = visitor.get(at("call_result", judged)).content.decode()
    assert page.index(judged.companies[1].name) < page.index(judged.companies[0].name)
    assert "¥400,000" in page
    assert "Signs worth a second look" in page
    file = json.loads(visitor.get(at("evaluation_file", judged)).content)
    assert differences(file) == []
    bid = visitor.get(at("bid_result", judged, judged.companies[0].code)).content.decode()
    assert bid.count("It is shown how.") == 6
    for judge in judged.evaluators:
        assert User.objects.get(pk=judge.user_id).name not in page + bid


def test_letters_are_for_their_company():
    judged = intended()
    letter = at("award_letter", judged, judged.companies[0].pk)

    own = client_of(make_member(judged.companies[0])).get(letter)
    assert "Your bid has place 2" in own.content.decode()
    assert client_of(make_member(judged.companies[1])).get(letter).status_code == 404
    assert client_of(make_actor()).get(letter).status_code == 404
    assert Client().get(letter).status_code == 302


def test_a_bidder_complains_and_somebody_else_decides_on_the_page():
    judged = intended()
    begin(judged)
    page = at("make_complaint", judged)
    bidder = client_of(make_member(judged.companies[0]))
    assert "Complain about the intended award" in bidder.get(page).content.decode()
    assert "Complain about" not in Client().get(page).content.decode()

    said = {"company": str(judged.companies[0].pk), "text": "Our plan was read wrongly."}
    assert bidder.post(page, said).status_code == 302
    assert judged.fresh().state == "suspended"
    decide = at("decide_complaint", judged, 1)
    judge = client_of(judged.market.approver)
    said = {"is_upheld": "no", "remedy": "", "reason": "The scores stand."}
    assert client_of(judged.market.buyer).post(decide, said).status_code == 403
    assert judge.post(decide, {**said, "reason": ""}).status_code == 422
    assert judge.post(decide, said).status_code == 302

    assert "The scores stand." in Client().get(page).content.decode()
    assert judged.fresh().state == "standstill"


def test_whoever_is_concerned_is_told_once_and_the_standstill_begins():
    judged = intended()
    member = make_member(judged.companies[0])
    keys = list(CallEvent.objects.filter(call=judged.call).values_list("pk", flat=True))

    tell_bidders(event_ids=keys, now=NOW + 34 * DAY)
    tell_bidders(event_ids=keys, now=NOW + 34 * DAY)

    assert judged.fresh().state == "standstill"
    told = Notice.objects.filter(user=member.user_id)
    assert [one.subject for one in told] == [f"The bids are ranked: {judged.call.title}"]
    for judge in judged.evaluators:
        subjects = list(Notice.objects.filter(user=judge.user_id).values_list("subject", flat=True))
        assert subjects == [f"Please declare your interests: {judged.call.title}"]


def test_the_award_is_made_from_the_page_when_the_standstill_is_over():
    judged = intended()
    begin(judged, now=NOW - 300 * DAY)
    buyer = client_of(judged.market.buyer)

    assert "Award the contract" in buyer.get(at("run_evaluation", judged)).content.decode()
    assert buyer.post(at("award_call", judged)).status_code == 302
    shown = Client().get(reverse("call_dashboard")).content.decode()

    assert judged.fresh().state == "contract"
    assert judged.call.title in shown
    lines = Client().get(reverse("awards_csv")).content.decode().splitlines()
    assert len(lines) == 2
    assert "40000000" in lines[1]


def test_a_low_price_is_shown_and_excluded_only_by_people():
    judged = ranked(prices=(500_000_00, 100_000_00, 450_000_00))
    buyer = client_of(judged.market.buyer)
    page = buyer.get(at("run_evaluation", judged)).content.decode()
    assert "is below half of the mean of all prices" in page

    low, member = judged.companies[1], make_member(judged.companies[1])
    said = {"company": str(low.pk), "ground": "abnormal", "reason": "Not told how."}
    assert buyer.post(at("exclude_bid", judged), said).status_code == 422
    asked = {"company": str(low.pk), "question": "How do you come to that?"}
    assert buyer.post(at("ask_explanation", judged), asked).status_code == 302
    explain = at("explain_price", judged, low.pk)
    assert "How do you come to that?" in client_of(member).get(explain).content.decode()
    assert buyer.get(explain).status_code == 404
    assert client_of(member).post(explain, {"answer": ""}).status_code == 422
    assert client_of(member).post(explain, {"answer": "It is a trial."}).status_code == 302
    assert "It is a trial." in buyer.get(at("run_evaluation", judged)).content.decode()
    assert buyer.post(at("exclude_bid", judged), said).status_code == 302
    other, decide = client_of(judged.market.supervisor), at("decide_exclusion", judged, low.pk)
    assert buyer.post(decide, {"is_confirmed": "yes"}).status_code == 422
    assert "Decide about the exclusion" in other.get(at("run_evaluation", judged)).content.decode()
    assert other.post(decide, {"is_confirmed": "no", "reason": ""}).status_code == 422
    assert other.post(decide, {"is_confirmed": "yes"}).status_code == 302
    third = client_of(judged.market.approver).get(at("run_evaluation", judged)).content.decode()
    assert "Lift the exclusion" in third
    assert buyer.post(at("intend_award", judged), {"reason": "First."}).status_code == 302

    assert "Not told how." in (
        Client().get(at("bid_result", judged, judged.companies[1].code)).content.decode()
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Another bid decides the order"),
        ("?formula=absolute&ceiling=1000000&weight=30&quality1=86&price1=900000&quality2=74"
         "&price2=600000&quality3=10&price3=60000", "the formula is absolute"),
        ("?formula=lowest_price&ceiling=1000&weight=0", "gj-errors"),
    ],
)  # fmt: skip
def test_a_price_formula_can_be_tried(query, words):
    page = Client().get(reverse("price_formulas") + query).content.decode()

    assert words in page


def test_who_chooses_a_formula_can_try_it():
    judged = make_judged()
    page = client_of(judged.market.buyer).get(reverse("draft_call")).content.decode()

    assert reverse("price_formulas") in page


def test_the_result_takes_as_many_queries_for_many_bids_as_for_few(django_assert_num_queries):
    few, many = intended(prices=(500_000_00,)), intended()
    visitor = Client()
    visitor.get(at("call_result", few))

    for judged in (few, many):
        with django_assert_num_queries(QUERIES):
            visitor.get(at("call_result", judged))


def api(client, path, judged, body=None):
    url = f"/api/v1/calls/{judged.call.number}/{path}"
    return client.post(url, json.dumps(body or {}), content_type="application/json")


def test_a_programme_leads_an_evaluation_but_does_not_judge():
    judged = ranked()
    buyer, bidder = client_of(judged.market.buyer), client_of(make_member(judged.companies[0]))

    assert bidder.get(f"/api/v1/calls/{judged.call.number}/result").status_code == 404
    assert api(bidder, "intend", judged, {"reason": "Me."}).status_code == 403
    assert api(buyer, "intend", judged, {"reason": "First."}).json()["state"] == "intent"
    begin(judged)

    file = Client().get(f"/api/v1/calls/{judged.call.number}/result").json()
    assert differences(file) == []
    signs = Client().get(f"/api/v1/calls/{judged.call.number}/signs").json()
    assert {"code": "single_bid", "is_raised": False, "numbers": {"bids": 3}} in signs
    assert api(buyer, "award", judged).json()["code"] == "standstill_runs"
    said = {"company_id": str(judged.companies[0].pk), "text": "Read wrongly."}
    assert api(bidder, "complaints", judged, said).status_code == 201
    told = Client().get(f"/api/v1/calls/{judged.call.number}/complaints").json()
    assert [(one["state"], one["text"]) for one in told] == [("pending", "Read wrongly.")]
    assert Client().get("/api/v1/market-figures").json() == []


def test_the_least_mean_is_drafted_with_its_criterion():
    market = make_market()
    draft = {
        "title": "Lamps", "text": "Eighty lamps.", "buyer": str(market.body.pk),
        "procedure": "open_call", "currency": "CNY", "estimate": "500000",
        "c1_title": "Plan", "c1_kind": "quality", "c1_weight": "60", "c1_least": "6",
        "c2_title": "Price", "c2_kind": "price:absolute", "c2_weight": "40",
    }  # fmt: skip
    buyer = client_of(market.buyer)

    wrong = buyer.post(reverse("draft_call"), {**draft, "c2_least": "5"})
    made = buyer.post(reverse("draft_call"), draft)

    assert (wrong.status_code, made.status_code) == (422, 302)
    assert [one.least for one in CallCriterion.objects.order_by("place")] == [6, 0]
    assert "A bid needs a mean of 6 at least." in buyer.get(made["Location"]).content.decode()


def test_who_had_no_bid_complains_of_nothing():
    judged = intended()
    begin(judged)
    page, said = at("make_complaint", judged), {"text": "It was read wrongly."}
    assert Client().post(page, said).status_code == 401
    assert client_of(make_member(make_company())).post(page, said).status_code == 403
    assert client_of(judged.market.buyer).post(page, said).status_code == 403


def test_the_page_says_that_trustees_have_not_opened_and_offers_no_beginning():
    market = make_market()
    call = bids.make_open_call(market)
    bids.send(call, bids.make_bidder())
    bids.move_to(bids.close(call), CallState.TECHNICAL_OPENING)
    run = reverse("run_evaluation", args=[call.number])
    begin_page = reverse("begin_evaluation", args=[call.number])
    first, *others = market.trustee_bodies
    bids.release(call, market, 1, "technical")

    page = client_of(market.buyer).get(run).text

    assert begin_page not in page
    assert "1 of 2 who are needed have released their shares" in page
    assert first.name not in page
    assert all(escape(body.name) in page for body in others)
    bids.release(call, market, 2, "technical")
    assert begin_page in client_of(market.buyer).get(run).text
