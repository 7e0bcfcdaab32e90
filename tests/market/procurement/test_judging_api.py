"""Judging and opening by programme: as on the pages, in a session where a person is asked."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.market.procurement.models import AwardComplaint, BidScore, PriceExplanation
from gongjian.market.procurement.rules.states import CallState
from gongjian.methods import bid_keys
from tests.factories import NOW, make_actor
from tests.market.procurement import bids
from tests.market.procurement.calls import DAY, make_company, make_market, make_member
from tests.market.procurement.evaluations import make_judged, make_standing, object_to_award

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    for module in ("judging", "evaluation"):
        monkeypatch.setattr(f"gongjian.market.procurement.api.{module}.now", lambda: NOW + 34 * DAY)


@pytest.fixture
def send(client):
    """Sends as somebody, from their browser or with a key of theirs."""

    def ask(actor, method, path, body=None, *, by_key=False, **options):
        client.logout()
        user, headers = User.objects.get(pk=actor.user_id), {}
        if by_key:
            ApiKey.objects.get_or_create(name="k", digest=key_digest(str(user.pk)), user=user)
            headers["Authorization"] = f"Bearer {user.pk}"
        else:
            client.force_login(user)
        if options:
            return client.post(f"/api/v1/{path}", headers=headers, **options)
        return client.generic(
            method, f"/api/v1/{path}", "" if body is None else json.dumps(body),
            content_type="application/json", headers=headers,
        )  # fmt: skip

    return ask


def judgements(score=7):
    return {
        "judgements": [
            {"criterion": place, "score": score, "reason": "It is shown how."} for place in (1, 2)
        ]
    }


def test_an_evaluator_reads_scores_and_locks(send):
    judged = make_judged()
    judge, call = judged.evaluators[0], f"calls/{judged.call.number}"
    codes = sorted(company.code for company in judged.companies)

    assert [one["call_number"] for one in send(judge, "GET", "calls-to-judge").json()] == [
        judged.call.number
    ]
    assert send(judge, "GET", f"{call}/scores").json()["bid_codes"] == codes
    read = send(judge, "GET", f"{call}/scores/{codes[0]}").json()
    too_soon = send(judge, "POST", f"{call}/scores/lock")
    scored = [send(judge, "PUT", f"{call}/scores/{code}", judgements()) for code in codes]
    locked = send(judge, "POST", f"{call}/scores/lock")
    again = send(judge, "PUT", f"{call}/scores/{codes[0]}", judgements(9))

    assert (read["bid_code"], read["price_minor"]) == (codes[0], None)
    assert "lamps of our own make" in read["text"]
    assert too_soon.status_code == 409
    assert [answer.status_code for answer in scored] == [200] * len(codes)
    assert (locked.status_code, locked.json()["state"]) == (200, "locked")
    assert again.status_code == 409
    assert set(BidScore.objects.values_list("score", flat=True)) == {7}


def test_scores_are_ones_own_and_of_criteria_that_are(send):
    judged = make_judged()
    one, other = judged.evaluators[:2]
    call, code = f"calls/{judged.call.number}", judged.companies[0].code
    send(one, "PUT", f"{call}/scores/{code}", judgements())

    wrong = {"judgements": [{"criterion": 9, "score": 1, "reason": "No."}]}

    assert len(send(one, "GET", f"{call}/scores").json()["scores"]) == 2
    assert send(other, "GET", f"{call}/scores").json()["scores"] == []
    assert send(one, "PUT", f"{call}/scores/{code}", wrong).status_code == 404
    assert send(make_actor(), "GET", f"{call}/scores").status_code == 403
    assert send(one, "GET", f"{call}/scores", by_key=True).status_code == 403


def test_a_company_is_asked_about_its_price_and_answers(send):
    judged = make_judged(state=CallState.PRICE_OPENING, price_open=True)
    company, call = judged.companies[0], f"calls/{judged.call.number}"
    question = {"company_id": str(company.pk), "question": "How is that so cheap?"}

    asked = send(judged.market.buyer, "POST", f"{call}/explanations", question)
    member = make_member(company)
    seen = send(member, "GET", f"{call}/explanations/{company.pk}")
    answer = {"answer": "We make the lamps ourselves."}
    told = send(member, "POST", f"{call}/explanations/{company.pk}/answer", answer)
    others = send(make_member(make_company()), "GET", f"{call}/explanations/{company.pk}")

    assert (asked.status_code, seen.json()["question"]) == (200, "How is that so cheap?")
    assert told.json()["answer"] == PriceExplanation.objects.get().answer
    assert others.status_code == 404


def test_another_person_decides_on_an_exclusion_and_lifts_it(send):
    judged = make_judged()
    company, call = judged.companies[0], f"calls/{judged.call.number}"
    wanted = {"company_id": str(company.pk), "ground": "conditions", "reason": "No plan."}
    send(judged.market.buyer, "POST", f"{call}/exclusions", wanted)
    lift = f"{call}/exclusions/{company.pk}/lift"

    by_key = send(judged.market.approver, "POST", lift, {"reason": "There is."}, by_key=True)
    lifted = send(judged.market.approver, "POST", lift, {"reason": "There is."})
    decided = send(
        judged.market.approver, "POST", f"{call}/exclusions/{company.pk}/decide",
        {"is_confirmed": True},
    )  # fmt: skip

    assert by_key.status_code == 403
    assert (lifted.status_code, decided.status_code) == (200, 409)
    assert judged.call.exclusions.get().state == "lifted"


def test_a_complaint_is_decided_on_and_bidders_read_their_letters(send):
    judged = make_standing()
    company = object_to_award(judged)
    address = f"calls/{judged.call.number}"

    letter = send(make_member(company), "GET", f"{address}/letters/{company.pk}")
    decided = send(
        judged.market.approver, "POST", f"{address}/complaints/1/decide",
        {"is_upheld": False, "reason": "It was read as it is."},
    )  # fmt: skip

    assert letter.status_code == 200
    assert letter.json()["paragraphs"]
    assert send(make_actor(), "GET", f"{address}/letters/{company.pk}").status_code == 404
    assert (decided.status_code, decided.json()["decision"]) == (200, "It was read as it is.")
    assert AwardComplaint.objects.get().decided_at


def test_what_is_open_is_read_by_everybody_and_no_secrets(client):
    judged = make_judged(price_open=True)
    company, call = judged.companies[0], f"/api/v1/open-calls/{judged.call.number}"

    opening = client.get(f"{call}/opening").json()
    bid = client.get(f"{call}/opening/{company.code}").json()

    assert (opening["stage"], opening["standing"]) == (1, len(judged.companies))
    assert {one["bid_code"] for one in opening["bids"]} == {one.code for one in judged.companies}
    assert (bid["company_id"], bid["secret"]) == (str(company.pk), None)
    assert bid["price_minor"] == opening["bids"][0]["price_minor"]
    assert client.get(f"{call}/opening/nobody").status_code == 404
    assert client.get(f"{call}/opening?stage=2").status_code == 404


def test_a_trustee_gives_a_key_before_the_call_opens(send):
    market = make_market()
    call = bids.make_call(market, state=CallState.DRAFT, has_keys=False)
    key = {"public_key": str(bid_keys.trustee_public_key(bids.trustee_seed(call, 1)))}
    address = f"open-calls/{call.number}/trustee"

    given = send(market.trustees[0], "PUT", f"{address}/key", key)
    by_key = send(market.trustees[0], "PUT", f"{address}/key", key, by_key=True)

    assert (given.status_code, given.json()["public_key"]) == (200, key["public_key"])
    assert by_key.status_code in {403, 404}
    assert send(make_actor(), "GET", address).status_code in {403, 404}


def test_trustees_hand_in_their_shares_and_read_the_file(send):
    market = make_market()
    call = bids.make_open_call(market)
    bids.send(call, bids.make_bidder())
    bids.close(call)
    bids.move_to(call, CallState.TECHNICAL_OPENING)
    address, trustee = f"open-calls/{call.number}/trustee", market.trustees[0]

    def hand_in(actor):
        file = SimpleUploadedFile("shares.json", bids.shares(call, 1, "technical"))
        return send(actor, "POST", f"{address}/shares/technical", data={"shares": file})

    seats = [hand_in(trustee) for _ in range(2)]
    file = send(trustee, "GET", f"{address}/file")

    assert [one.status_code for one in seats] == [200, 200]
    (part,) = [one for one in seats[1].json()["parts"] if one["part"] == "technical"]
    assert [(one["trustee"], one["wrong"]) for one in part["given"]] == [(1, 0)]
    assert file.json()
    assert hand_in(make_member(make_company())).status_code == 403
