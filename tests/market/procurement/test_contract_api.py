"""Contracts by programme: the same as on the pages, save what takes a person."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.market.procurement.rules.contracts import Duty
from tests.market.procurement.calls import DAY
from tests.market.procurement.contracts import (
    AWARDED,
    FIRST_DAY,
    RUNS,
    TERMS,
    email_of,
    make_done,
    sign,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(monkeypatch):
    def set_clock(moment):
        monkeypatch.setattr("gongjian.market.procurement.api.contracts.now", lambda: moment)

    return set_clock


def ask(actor, method, path, body=None, *, by_key=False):
    client, headers = Client(), {}
    if actor is not None:
        user = User.objects.get(pk=actor.user_id)
        if by_key:
            ApiKey.objects.get_or_create(
                digest=key_digest(str(user.pk)), defaults={"name": "key", "user": user}
            )
            headers = {"Authorization": f"Bearer {user.pk}"}
        else:
            client.force_login(user)
    return client.generic(
        method, f"/api/v1/{path}", "" if body is None else json.dumps(body),
        content_type="application/json", headers=headers,
    )  # fmt: skip


def terms(version):
    cell = {"party": "shared", "words": "Half and half."}
    return {
        "text": TERMS.text, "starts_on": FIRST_DAY.isoformat(), "amount_minor": 400_000_00,
        "exit_text": "Exit.", "source_text": "Code.", "data_text": "Data.", "version": version,
        "deliverables": [
            {"title": "Lamps", "milestone": 1, "responsible": {duty.value: cell for duty in Duty}}
        ],
        "milestones": [
            {
                "title": "All", "due_on": "2027-04-01", "amount_minor": 400_000_00,
                "criteria": "They light.",
            }
        ],
    }  # fmt: skip


def test_a_contract_is_drafted_and_signed(awarded, on):
    on(AWARDED + DAY)
    buyer = awarded.market.buyer

    made = ask(buyer, "POST", f"open-calls/{awarded.call.number}/contract", by_key=True)
    assert made.status_code == 201
    one = f"contracts/{made.json()['number']}"
    assert ask(None, "GET", one).status_code == 404
    edited = ask(buyer, "PUT", one, terms(made.json()["version"]), by_key=True).json()
    assert len(edited["missing"]) == 1
    named = {"owner_email": email_of(awarded.owner), "acceptor_email": email_of(awarded.acceptor)}
    read = ask(buyer, "PUT", f"{one}/acceptors", named, by_key=True).json()
    assert read["missing"] == []
    digest = {"digest": read["digest_to_sign"]}
    for by_key, status in ((True, 403), (False, 200)):
        signed = ask(awarded.market.approver, "POST", f"{one}/sign", digest, by_key=by_key)
        assert signed.status_code == status
    assert ask(awarded.member, "POST", f"{one}/sign", digest).json()["state"] == "signed"
    public = ask(None, "GET", one).json()
    assert public["terms"]["deliverables"][0]["responsible"]["owns_code"]["party"] == "shared"
    assert public["versions"][0]["signed"] == ["buyer", "company"]
    assert ask(None, "GET", f"{one}/versions/1").json()["version"] == 1
    listed = ask(None, "GET", "contracts").json()["items"]
    assert [found["number"] for found in listed] == [read["number"]]


def test_a_milestone_by_its_operations(running, on):
    on(RUNS)
    one = f"contracts/{running.contract.number}"
    first = f"{one}/milestones/1"

    told = ask(running.member, "POST", f"{first}/report", {"text": "There."}, by_key=True)
    assert told.status_code == 200
    yes = {"delivery": 1, "is_accepted": True}
    assert ask(running.owner, "POST", f"{first}/decide", yes, by_key=True).status_code == 403
    for actor in (running.owner, running.acceptor):
        assert ask(actor, "POST", f"{first}/decide", yes).status_code == 200
    paid = {"amount_minor": 150_000_00, "paid_on": RUNS.date().isoformat()}
    assert (
        ask(running.owner, "POST", f"{first}/payment", paid).json()["code"] == "another_person_pays"
    )
    done = ask(running.market.approver, "POST", f"{first}/payment", paid).json()
    assert done["milestones"][0]["payment"]["amount_minor"] == 150_000_00
    assert done["paid_minor"] == 150_000_00
    again = ask(running.market.approver, "POST", f"{first}/payment", paid)
    assert (again.status_code, again.json()["code"]) == (409, "paid_already")


def test_what_is_wrong_is_told_by_its_field(drafted, on):
    on(AWARDED + DAY)
    one = f"contracts/{drafted.contract.number}"
    sent = terms(drafted.fresh.version) | {"amount_minor": 400_000_01}

    refused = ask(drafted.market.buyer, "PUT", one, sent)

    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == ["amount"]
    assert ask(drafted.market.buyer, "PUT", one, terms(0)).status_code == 409


def test_ratings_and_the_record(running, on):
    deal = make_done(running)
    on(RUNS + 5 * DAY)
    one = f"contracts/{deal.contract.number}"

    rated = ask(deal.owner, "POST", f"{one}/ratings", {"stars": 4, "text": "Good."})
    assert rated.status_code == 200
    assert ask(deal.member, "POST", f"{one}/reply", {"text": "Thanks."}).status_code == 200
    record = ask(None, "GET", f"companies/{deal.company.pk}/record").json()

    assert (record["done"], record["on_time"], record["late"]) == (1, 2, 0)
    assert (record["rated"], record["stars_tenths"], record["bids"]) == (1, 40, 1)


def test_what_was_never_signed_is_read_by_both_sides_only(drafted, on):
    sign(drafted, drafted.member)
    on(AWARDED + DAY)
    path = f"contracts/{drafted.contract.number}/versions/1"

    assert ask(drafted.member, "GET", path).status_code == 200
    assert ask(None, "GET", path).status_code == 404


def test_a_delivery_comes_with_its_documents_once(running, on):
    on(RUNS)
    user = User.objects.get(pk=running.member.user_id)
    ApiKey.objects.create(digest=key_digest("programme"), name="key", user=user)
    client = Client(headers={"Authorization": "Bearer programme", "Idempotency-Key": "once"})
    page = f"/api/v1/contracts/{running.contract.number}/milestones/1/report-files"

    def send(text="All forty stand."):
        files = [
            SimpleUploadedFile(name, words.encode(), "text/plain")
            for name, words in (("plan.txt", "A plan."), ("test.txt", "A test."))
        ]
        return client.post(page, {"text": text, "files": files})

    first = send()
    assert first.status_code == 201, first.content
    told = first.json()["milestones"][0]["deliveries"][0]
    assert [one["name"] for one in told["documents"]] == ["plan.txt", "test.txt"]
    assert send().json()["milestones"] == first.json()["milestones"]
    assert send("Others.").status_code == 409
    owner = Client()
    owner.force_login(User.objects.get(pk=running.owner.user_id))
    assert b"".join(owner.get(told["documents"][0]["url"])) == b"A plan."
    assert Client().get(told["documents"][0]["url"]).status_code == 302
