"""Sealed bids by programme: from the key to the receipt, replaced and withdrawn, each once."""

import json
from base64 import b64decode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.market.procurement.models import BidderKey, BidEnvelope
from gongjian.market.procurement.rules.states import CallState
from gongjian.methods import bid_keys
from gongjian.methods.bid_closing import read_receipt
from gongjian.methods.bid_envelopes import MAX_ENVELOPE_BYTES, read_context, seal_bid
from gongjian.methods.bid_withdrawals import sign_withdrawal
from gongjian.methods.canonical_json import read_canonical
from gongjian.methods.receipt_check import check_receipt
from tests.market.procurement.bids import (
    close,
    make_bidder,
    make_body,
    make_open_call,
    make_withdrawal,
    move_to,
    public_key,
    send,
)
from tests.market.procurement.calls import (
    make_call,
    make_company,
    make_debarment,
    make_market,
    make_member,
)
from tests.sealed_bids import make_contents

pytestmark = pytest.mark.django_db


def programme(actor) -> Client:
    """A programme with somebody's key."""
    user = User.objects.get(pk=actor.user_id)
    ApiKey.objects.get_or_create(
        digest=key_digest(str(user.pk)), defaults={"name": "key", "user": user}
    )
    return Client(headers={"Authorization": f"Bearer {user.pk}"})


def bids_of(call, company, tail=""):
    return f"/api/v1/open-calls/{call.number}/bids/{company.pk}{tail}"


def keys_of(company, tail=""):
    return f"/api/v1/companies/{company.pk}/bidder-keys{tail}"


def hand_in(client, address, name, body, **headers):
    return client.post(address, {name: SimpleUploadedFile(name, body)}, headers=headers)


def told(answer):
    return answer.status_code, answer.json()["code"]


def test_a_programme_seals_sends_keeps_the_receipt_and_withdraws():
    call, company = make_open_call(), make_company()
    machine, seed = programme(make_member(company)), bytes(range(32))
    signing = bid_keys.bidder_key(seed)
    # Nothing but the API and the company's own key
    key = machine.post(
        keys_of(company), json.dumps({"public_key": public_key(seed)}), "application/json"
    )
    context = read_context(
        read_canonical(
            machine.get(f"/api/v1/open-calls/{call.number}/bid-context").content, max_bytes=10**6
        )
    )
    sealed = seal_bid(make_contents(), context, company.code, signing, 1)
    sent = hand_in(machine, bids_of(call, company), "envelope", sealed)

    assert (key.status_code, sent.status_code) == (201, 201)
    own = machine.get(bids_of(call, company)).json()
    assert own["standing"] == sent.json() == own["envelopes"][0]
    assert (own["refusal"], own["is_open"], own["envelopes_left"]) == ("", True, 19)
    receipt = read_receipt(sent.json()["receipt"], own["town_key"])
    assert receipt.envelope == b64decode(sent.json()["digest"])
    signed = sign_withdrawal(context.digest(), b64decode(sent.json()["digest"]), signing)
    for _ in range(2):
        gone = hand_in(machine, bids_of(call, company, "/withdraw"), "withdrawal", signed)
        assert (gone.status_code, gone.json()["standing"]) == (200, None)
    assert gone.json()["envelopes"][0]["fate"] == "withdrawn"
    # What was withdrawn stands no second time.
    again = hand_in(machine, bids_of(call, company), "envelope", sealed)
    assert told(again) == (409, "envelope_gone")


def test_twice_is_once_with_a_key_and_without():
    call, bidder = make_open_call(), make_bidder()
    machine, body = programme(bidder.member), make_body(call, bidder)
    answers = [
        hand_in(machine, bids_of(call, bidder.company), "envelope", body, **headers)
        for headers in ({}, {}, {"Idempotency-Key": "a"}, {"Idempotency-Key": "a"})
    ]

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == BidEnvelope.objects.count() == 1
    assert [answer.get("Idempotency-Replayed") for answer in answers] == [None] * 3 + ["true"]
    other = make_body(call, bidder, 2)
    reused = hand_in(
        machine, bids_of(call, bidder.company), "envelope", other, **{"Idempotency-Key": "a"}
    )
    assert told(reused) == (409, "idempotency_mismatch")
    # Replaced since: the repeated request says so, and does not put it back.
    assert hand_in(machine, bids_of(call, bidder.company), "envelope", other).status_code == 201
    replayed = hand_in(
        machine, bids_of(call, bidder.company), "envelope", body, **{"Idempotency-Key": "a"}
    )
    assert (replayed.status_code, replayed.json()["fate"]) == (201, "replaced")


def test_who_does_not_speak_for_the_company_learns_and_does_nothing():
    call, bidder = make_open_call(), make_bidder()
    send(call, bidder)
    body, withdrawal = make_body(call, bidder, 2), make_withdrawal(call, bidder)
    key = BidderKey.objects.get()
    stranger = make_member(make_company())
    people = [(Client(), 401), (programme(stranger), 403)]
    seen = []
    for client, _status in people:
        seen.append(
            [
                client.get(bids_of(call, bidder.company)).status_code,
                hand_in(client, bids_of(call, bidder.company), "envelope", body).status_code,
                hand_in(
                    client, bids_of(call, bidder.company, "/withdraw"), "withdrawal", withdrawal
                ).status_code,
                client.get(keys_of(bidder.company)).status_code,
                client.post(
                    keys_of(bidder.company), {"public_key": public_key(bytes(32))},
                    "application/json",
                ).status_code,
                client.delete(keys_of(bidder.company, f"/{key.pk}")).status_code,
            ]
        )  # fmt: skip

    assert seen == [[401] * 6, [404, 403, 403, 404, 403, 404]]
    assert [row.fate for row in BidEnvelope.objects.all()] == ["standing"]
    assert BidderKey.objects.get().revoked_at is None


@pytest.mark.parametrize("who", ["buyer", "auditor", "supervisor", "approver"])
def test_the_town_is_told_nothing_of_who_bids(who):
    market = make_market()
    call, bidder = make_open_call(market), make_bidder()
    send(call, bidder)

    answer = programme(getattr(market, who)).get(bids_of(call, bidder.company))

    assert answer.status_code == 403
    assert b"standing" not in answer.content


def test_what_is_no_envelope_is_told_by_its_code():
    call, bidder = make_open_call(), make_bidder()
    machine, address = programme(bidder.member), bids_of(call, bidder.company)
    sealed = make_body(call, bidder)

    def post(body):
        return told(hand_in(machine, address, "envelope", body))

    assert post(b"{}") == (422, "envelope_refused")
    assert post(sealed[:-1]) == (422, "envelope_refused")
    assert post(b"x" * (MAX_ENVELOPE_BYTES + 1)) == (422, "envelope_refused")
    other = make_open_call()
    assert post(make_body(other, bidder)) == (422, "envelope_refused")
    assert hand_in(machine, address, "letter", sealed).status_code == 422
    BidderKey.objects.update(revoked_at=call.created_at)
    assert post(sealed) == (422, "unknown_bidder_key")
    assert not BidEnvelope.objects.exists()


def test_nothing_is_taken_late_nor_of_who_may_not_take_part():
    call, bidder, late = make_open_call(), make_bidder(), make_bidder()
    sealed = make_body(call, late)
    make_debarment(bidder.company)
    machine = programme(bidder.member)

    refused = hand_in(machine, bids_of(call, bidder.company), "envelope", make_body(call, bidder))
    assert told(refused)[1] == machine.get(bids_of(call, bidder.company)).json()["refusal"]
    close(call)
    answer = hand_in(programme(late.member), bids_of(call, late.company), "envelope", sealed)

    assert told(answer)[0] == 409
    assert not BidEnvelope.objects.exists()


def test_keys_are_registered_once_listed_and_revoked():
    bidder = make_bidder()
    machine, other = programme(bidder.member), make_bidder()
    body = json.dumps({"public_key": public_key(bytes(range(32)))})
    made = [
        machine.post(keys_of(bidder.company), body, "application/json").json()["id"]
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert len(machine.get(keys_of(bidder.company)).json()) == 2
    taken = programme(other.member).post(keys_of(other.company), body, "application/json")
    assert told(taken) == (409, "bidder_key_taken")
    gone = machine.delete(keys_of(bidder.company, f"/{made[0]}")).json()
    assert gone["revoked_at"]
    # Under another company's address it is not there.
    assert machine.delete(keys_of(other.company, f"/{made[0]}")).status_code == 404
    assert machine.delete(keys_of(bidder.company, f"/{uuid4()}")).status_code == 404
    wrong = machine.post(keys_of(bidder.company), '{"public_key": "no"}', "application/json")
    assert told(wrong) == (422, "bad_bidder_key")


def test_the_context_is_public_byte_for_byte_once_the_call_is():
    call = make_open_call()
    shown = Client().get(f"/api/v1/open-calls/{call.number}/bid-context")
    page = Client().get(f"/calls/{call.number}/context/")
    draft = make_call(make_market(), state=CallState.DRAFT)

    assert shown.content == page.content
    assert Client().get(f"/api/v1/open-calls/{draft.number}/bid-context").status_code == 404
    move_to(call, CallState.CANCELLED)
    assert Client().get(f"/api/v1/open-calls/{call.number}/bid-context").status_code == 200


def test_ones_own_bid_takes_as_many_queries_for_many_envelopes(django_assert_max_num_queries):
    call, bidder = make_open_call(), make_bidder()
    machine = programme(bidder.member)
    send(call, bidder)
    machine.get(bids_of(call, bidder.company))
    with django_assert_max_num_queries(30) as few:
        machine.get(bids_of(call, bidder.company))
    for sequence in range(2, 8):
        send(call, bidder, make_body(call, bidder, sequence))

    with django_assert_max_num_queries(len(few)):
        assert len(machine.get(bids_of(call, bidder.company)).json()["envelopes"]) == 7


def test_that_a_bid_stands_in_the_ledger_is_told_to_its_company_only():
    market = make_market()
    call = make_open_call()
    bidder, other = make_bidder(), make_bidder()
    row = send(call, bidder)
    address = bids_of(call, bidder.company, f"/envelopes/{row.pk}/receipt")
    machine, stranger = programme(bidder.member), programme(other.member)

    assert told(machine.get(address)) == (409, "not_sealed_yet")
    ledger.seal_ledger(now=row.received_at)
    answer = machine.get(address)

    found = check_receipt(answer.json()["receipt"], ledger.town_key())
    assert (found.is_right, row.shown_digest in found.entry) == (True, True)
    assert answer["Cache-Control"] == "no-store"
    elsewhere = bids_of(call, other.company, f"/envelopes/{row.pk}/receipt")
    assert [one.get(elsewhere).status_code for one in (machine, stranger)] == [404, 404]
    assert stranger.get(address).status_code == 404
    assert programme(market.buyer).get(address).status_code in (403, 404)
