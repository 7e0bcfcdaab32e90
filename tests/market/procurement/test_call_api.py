"""Calls and companies by programme: the same as on the pages."""

import json
from typing import get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.market.procurement.api import schemas
from gongjian.market.procurement.models import (
    Call,
    CallDocument,
    CallQuestion,
    CriterionKind,
    ProcedureChoice,
    SizeChoice,
    State,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.call_lists import Show
from tests.factories import NOW, make_provision
from tests.market.procurement.calls import (
    DAY,
    make_call,
    make_company,
    make_market,
    make_member,
    next_key,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    for module in ("calls", "call_work", "companies"):
        monkeypatch.setattr(f"gongjian.market.procurement.api.{module}.now", lambda: NOW)


@pytest.fixture
def market(db):
    return make_market()


@pytest.fixture
def send(client):
    def ask(method, path, body=None, **headers):
        return client.generic(
            method, f"/api/v1/{path}", "" if body is None else json.dumps(body),
            content_type="application/json", headers=headers,
        )  # fmt: skip

    return ask


def sign_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))


def call_body(market, **fields):
    return {
        "procedure": "quotation", "title": "Benches", "text": "Forty benches.",
        "buyer_id": str(market.body.pk), "estimate_minor": 900_000_00,
        "criteria": [
            {"kind": "quality", "title": "Looks", "weight": 60},
            {"kind": "price", "title": "Price", "weight": 40, "formula": "absolute"},
        ],
        **fields,
    }  # fmt: skip


def test_what_the_description_lists_is_what_there_is():
    assert set(get_args(schemas.ProcedureName)) == set(ProcedureChoice.values)
    assert set(get_args(schemas.CallStateName)) == set(State.values)
    assert set(get_args(schemas.SizeName)) == set(SizeChoice.values)
    assert set(get_args(schemas.CriterionName)) == set(CriterionKind.values)
    assert set(get_args(schemas.ShowName)) == {show.value for show in Show}


def test_everybody_reads_public_calls_only(send, market):
    call = make_call(market)
    draft = make_call(market, state=CallState.DRAFT)

    listed = send("GET", "open-calls?show=all").json()
    seen = send("GET", f"open-calls/{call.number}").json()

    assert [one["number"] for one in listed["items"]] == [call.number]
    assert [one["weight"] for one in seen["criteria"]] == [60, 40]
    assert len(seen["trustees"]) == 3
    assert send("GET", f"open-calls/{draft.number}").status_code == 404
    assert send("GET", "open-calls?size_of=1").status_code == 422
    assert send("GET", "call-work").status_code == 401


def test_a_call_is_led_from_draft_to_its_end_and_a_repeated_draft_is_one(send, client, market):
    sign_in(client, market.buyer)
    once = {"Idempotency-Key": "draft-1"}
    made = send("POST", "open-calls", call_body(market), **once)
    again = send("POST", "open-calls", call_body(market), **once)
    assert made.status_code == 201, made.text
    number = made.json()["number"]
    assert (made.status_code, again.json()["number"], Call.objects.count()) == (201, number, 1)
    edited = send(
        "PUT", f"open-calls/{number}", call_body(market, title="Sixty benches", version=1)
    ).json()
    assert edited["title"] == "Sixty benches"
    assert edited["findings"][0]["rule"] == "most_value"
    named = [
        {"body_id": str(body.pk), "email": User.objects.get(pk=one.user_id).email}
        for one, body in zip(market.trustees, market.trustee_bodies, strict=True)
    ]
    edited = send(
        "PUT", f"open-calls/{number}/trustees", {"trustees": named, "threshold": 2}
    ).json()
    assert [bool(one["holder"]) for one in edited["trustees"]] == [True, True, True]
    refused = send("POST", f"open-calls/{number}/approve", {"version": edited["version"]})
    assert (refused.status_code, refused.json()["code"]) == (403, "another_person_approves")
    sign_in(client, market.approver)
    send("POST", f"open-calls/{number}/approve", {"version": edited["version"]})
    sign_in(client, market.buyer)
    for one in Call.objects.get().trustees.all():
        one.public_key = next_key()
        one.save()
    early = send("POST", f"open-calls/{number}/open", {"closes_at": (NOW + DAY).isoformat()})
    assert (early.status_code, early.json()["code"]) == (422, "law_not_met")
    opened = send("POST", f"open-calls/{number}/open", {"closes_at": (NOW + 9 * DAY).isoformat()})
    assert opened.json()["state"] == "open"
    body = {"version": opened.json()["version"], "reason": "More.", "text": "Sixty benches."}
    changed = send("POST", f"open-calls/{number}/amendments", body)
    assert (changed.status_code, changed.json()["number"]) == (201, 1)
    assert send("POST", f"open-calls/{number}/suspend", {"reason": "Wait."}).json()["state"] == (
        "suspended"
    )
    assert send("POST", f"open-calls/{number}/resume", {"reason": "Go."}).json()["state"] == "open"
    ended = send("POST", f"open-calls/{number}/cancel", {"reason": "No money."}).json()
    assert (ended["state"], ended["state_reason"]) == ("cancelled", "No money.")


def test_no_key_of_a_programme_approves_or_debars(send, market):
    call = make_call(market, state=CallState.DRAFT)
    company = make_company()
    user = User.objects.get(pk=market.approver.user_id)
    ApiKey.objects.create(name="robot", digest=key_digest("robot"), user=user)
    key = {"Authorization": "Bearer robot"}
    debar = {
        "reason": "Why?", "provision_code": make_provision().code,
        "first_day": "2026-11-01", "last_day": "2026-12-01",
    }  # fmt: skip

    approved = send("POST", f"open-calls/{call.number}/approve", {"version": 1}, **key)
    debarred = send("POST", f"companies/{company.pk}/debarments", debar, **key)

    assert (approved.status_code, debarred.status_code) == (403, 403)


def test_a_company_asks_once_and_the_buyer_answers(send, client, market):
    call, company = make_call(market), make_company()
    sign_in(client, make_member(company))
    body = {"company_id": str(company.pk), "text": "When?"}
    for _ in range(2):
        asked = send(
            "POST", f"open-calls/{call.number}/questions", body, **{"Idempotency-Key": "q"}
        )
    assert (asked.status_code, CallQuestion.objects.count()) == (201, 1)
    assert send("PUT", f"open-calls/{call.number}/follow").status_code == 204
    assert send("DELETE", f"open-calls/{call.number}/follow").status_code == 204
    assert send("GET", f"open-calls/{call.number}").json()["questions"][0]["company_id"] is None
    sign_in(client, market.buyer)

    told = send("POST", f"open-calls/{call.number}/questions/1/answer", {"answer": "In May."})

    assert told.json()["answer"] == "In May."


def test_a_document_is_attached_once(client, market):
    call = make_call(market)
    sign_in(client, market.buyer)
    for _ in range(2):
        made = client.post(
            f"/api/v1/open-calls/{call.number}/documents",
            {"title": "Plan", "file": SimpleUploadedFile("plan.txt", b"A plan.")},
            headers={"Idempotency-Key": "plan"},
        )

    assert made.status_code == 201
    assert CallDocument.objects.get().sha256 == made.json()["sha256"]


def test_the_registry_is_read_confirmed_and_a_company_debarred(send, client, market):
    company = make_company("Heron Lighting", is_confirmed=False)
    assert send("GET", f"companies/{company.pk}").status_code == 404
    sign_in(client, market.buyer)
    assert send("POST", f"companies/{company.pk}/confirm", {"version": company.version}).json()[
        "is_confirmed"
    ]
    body = {
        "reason": "Collusion.", "provision_code": make_provision().code,
        "first_day": "2026-11-01", "last_day": "2026-12-01",
    }  # fmt: skip
    made = send("POST", f"companies/{company.pk}/debarments", body)
    assert made.status_code == 201
    client.logout()
    (listed,) = send("GET", "companies?q=Heron").json()["items"]
    assert listed["is_debarred"]
    sign_in(client, market.buyer)

    path = f"companies/{company.pk}/debarments/{made.json()['id']}/lift"
    lifted = send("POST", path, {"reason": "Appeal."}).json()

    assert lifted["lifted_on"] == "2026-11-23"
    assert not send("GET", f"companies/{company.pk}").json()["is_debarred"]


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    send, market, django_assert_max_num_queries
):
    make_call(market)
    send("GET", "open-calls")
    with django_assert_max_num_queries(4) as few:
        send("GET", "open-calls")
    for _ in range(8):
        make_call(market)

    with django_assert_max_num_queries(len(few)):
        assert len(send("GET", "open-calls").json()["items"]) == 9
