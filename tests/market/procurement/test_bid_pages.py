"""Pages of sealed bids: what is sent, who may, and what stands on them."""

import json
import re
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people.models import User
from gongjian.market.procurement.models import BidEnvelope, ShareRelease
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.templatetags.sealing import PINNED
from gongjian.methods import bid_contents, bid_keys
from gongjian.methods.bid_closing import read_receipt
from gongjian.methods.bid_contents import TechnicalPart, write_content
from gongjian.methods.bid_envelopes import read_context
from gongjian.methods.call_check import check_call
from gongjian.methods.canonical_json import read_canonical
from gongjian.methods.receipt_check import check_receipt
from tests.factories import make_user
from tests.market.procurement.bids import (
    close,
    make_bidder,
    make_body,
    make_open_call,
    make_withdrawal,
    move_to,
    public_key,
    release,
    seal,
    send,
    shares,
)
from tests.market.procurement.calls import make_market
from tests.sealed_bids import make_contents, seed_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    return make_market()


@pytest.fixture
def call(market):
    return make_open_call(market)


@pytest.fixture
def bidder():
    return make_bidder("Heron Lamps")


def sign_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))


def upload(data, name):
    return SimpleUploadedFile(name, data, content_type="application/json")


def test_an_envelope_is_sent_and_its_receipt_downloaded(client, call, bidder):
    sign_in(client, bidder.member)
    address = reverse("submit_bid", args=[call.number, bidder.company.pk])
    sent = {"envelope": upload(make_body(call, bidder), "bid.json")}
    page = client.post(address, sent, follow=True)
    assert page.status_code == 200
    row = BidEnvelope.objects.get()
    assert row.shown_digest in page.content.decode()
    receipt = client.get(reverse("bid_receipt", args=[call.number, row.pk]))
    assert read_receipt(receipt.content.decode(), ledger.town_key()).envelope == bytes(row.digest)
    assert "attachment" in receipt["Content-Disposition"]
    proof = reverse("bid_receipt", args=[call.number, row.pk]) + "?as=proof"
    assert client.get(proof).status_code == 409
    ledger.seal_ledger(now=row.received_at)
    found = check_receipt(client.get(proof).content.decode(), ledger.town_key())
    assert (found.is_right, row.shown_digest in found.entry) == (True, True)
    address = reverse("withdraw_bid", args=[call.number, bidder.company.pk])
    assert client.post(address).status_code == 422
    assert client.post(address, {"withdrawal": upload(b"{}", "w.json")}).status_code == 422
    signed = upload(make_withdrawal(call, bidder), "w.json")
    page = client.post(address, {"withdrawal": signed}, follow=True)
    assert "withdrawn" in page.content.decode()


@pytest.mark.parametrize("body", [b"{}", b"x" * 2_000_001])
def test_what_is_no_envelope_is_told(client, call, bidder, body):
    sign_in(client, bidder.member)
    address = reverse("submit_bid", args=[call.number, bidder.company.pk])
    page = client.post(address, {"envelope": upload(body, "bid.json")})
    assert page.status_code in {413, 422}
    assert not BidEnvelope.objects.exists()


def test_a_receipt_and_a_page_are_for_their_company_only(client, call, bidder):
    row = send(call, bidder)
    sign_in(client, make_bidder().member)
    assert client.get(reverse("bid_receipt", args=[call.number, row.pk])).status_code == 404
    page = client.get(f"{reverse('bid', args=[call.number])}?company={bidder.company.pk}")
    assert page.status_code == 404


def test_who_speaks_for_no_company_has_no_such_page(client, call):
    client.force_login(make_user())
    assert client.get(reverse("bid", args=[call.number])).status_code == 403


def test_keys_are_registered_and_revoked(client, call, bidder):
    sign_in(client, bidder.member)
    address = reverse("register_bidder_key", args=[call.number, bidder.company.pk])
    key = public_key(seed_of("new"))
    page = client.post(address, {"public_key": key}, follow=True)
    assert key in page.content.decode()
    assert client.post(address, {"public_key": "x"}).status_code == 422
    row = bidder.company.bidder_keys.get(public_key=key)
    client.post(reverse("revoke_bidder_key", args=[call.number, row.pk]))
    row.refresh_from_db()
    assert row.revoked_at is not None


def test_nothing_that_is_typed_into_a_bid_has_a_name_to_be_sent_under(client, call, bidder):
    sign_in(client, bidder.member)
    page = client.get(reverse("bid", args=[call.number])).content.decode()
    fields = page.split("data-seal ")[1].split("data-seal-now")[0]
    assert "textarea" in fields
    assert "name=" not in fields.replace("data-file-name=", "")


@pytest.mark.parametrize(("currency", "decimals"), [("CNY", 2), ("JPY", 0)])
def test_the_page_seals_within_the_limits_of_those_who_open(
    client, market, bidder, currency, decimals
):
    call = make_open_call(market, currency=currency)
    sign_in(client, bidder.member)
    page = client.get(reverse("bid", args=[call.number])).content.decode()
    found = re.search(r'id="bid-limits" type="application/json">(.*?)</script>', page)
    limits = json.loads(found[1])
    assert limits.pop("decimals") == decimals
    names = {"lines", "answers", "attachments", "amount_minor", "short_text"}
    assert limits == {name: getattr(bid_contents, f"MAX_{name.upper()}") for name in names}
    assert ("128000.00" in page) == bool(decimals)
    assert "procurement/bid_contents" in page


def test_only_the_page_that_seals_may_run_webassembly(client, call, bidder):
    sign_in(client, bidder.member)
    sealing = client.get(reverse("bid", args=[call.number]))
    other = client.get(reverse("call", args=[call.number]))
    assert "script-src 'self' 'wasm-unsafe-eval'" in sealing["Content-Security-Policy"]
    assert "wasm" not in other["Content-Security-Policy"]
    assert "unsafe-eval'" not in other["Content-Security-Policy"]


@pytest.mark.parametrize("name", PINNED)
def test_libsodium_is_the_one_that_was_looked_at(name):
    data = Path(finders.find(name)).read_bytes()
    assert PINNED[name] == "sha384-" + b64encode(sha384(data).digest()).decode()


def test_what_bids_are_sealed_for_is_public(client, call):
    found = client.get(reverse("bid_context", args=[call.number]))
    context = read_context(read_canonical(found.content, max_bytes=10**6))
    assert (context.call, context.threshold) == (str(call.pk), 2)


def test_the_opening_is_public_and_its_file_checks(client, call, market, bidder):
    assert client.get(reverse("call_opening", args=[call.number])).status_code == 404
    send(call, bidder, amount_minor=123_456_00)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    page = client.get(reverse("call_opening", args=[call.number])).content.decode()
    assert "still sealed" in page
    assert "Heron Lamps" not in page
    for place in (1, 2):
        release(call, market, place, "technical")
    move_to(call, CallState.PRICE_OPENING)
    for place in (1, 2):
        release(call, market, place, "price")
    page = client.get(reverse("call_opening", args=[call.number])).content.decode()
    assert "Heron Lamps" in page
    assert "123,456" in page
    file = client.get(reverse("public_call_file", args=[call.number]))
    assert check_call(file.content, ledger.town_key()).is_right


def test_a_trustee_gives_a_key_takes_the_file_and_hands_in_shares(client, market, bidder):
    call = make_open_call(market, state=CallState.APPROVED)
    sign_in(client, market.trustees[0])
    address = reverse("give_trustee_key", args=[call.number])
    key = str(bid_keys.trustee_public_key(seed_of("new trustee")))
    assert key in client.post(address, {"public_key": key}, follow=True).content.decode()
    assert client.post(address, {"public_key": "x"}).status_code == 422

    call = make_open_call(market)
    send(call, bidder, with_secret=True)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    page = client.get(reverse("trustee", args=[call.number])).content.decode()
    # At the opening a trustee types the town's key from elsewhere.
    assert "--town-key" in page
    assert ledger.town_key() not in page
    file = client.get(reverse("trustee_call_file", args=[call.number]))
    assert "secret" in read_canonical(file.content, max_bytes=10**8)["envelopes"][0]["parts"]
    address = reverse("release_shares", args=[call.number, "technical"])
    good = upload(shares(call, 1, "technical"), "s.json")
    page = client.post(address, {"shares": good}, follow=True)
    assert "Handed in" in page.content.decode()
    assert ShareRelease.objects.get().trustee.place == 1
    assert client.post(address, {"shares": upload(b"{}", "s.json")}).status_code == 422
    late = reverse("release_shares", args=[call.number, "price"])
    assert client.post(late, {"shares": upload(b"{}", "s.json")}).status_code == 422


def test_the_opening_is_read_some_bids_at_a_time_and_none_of_their_words(
    client, market, call, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("gongjian.market.procurement.selectors.judged_bids.OPENED_SIZE", 2)
    bidders = [make_bidder(f"Lamps {number}") for number in range(3)]
    for bidder in bidders:
        send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    for place in (1, 2):
        release(call, market, place, "technical")
    address = reverse("call_opening", args=[call.number])

    with django_assert_max_num_queries(25), CaptureQueriesContext(connection) as asked:
        first = client.get(address)
    assert len(first.context["page"].bids) == 2
    read = [one["sql"] for one in asked if "procurement_openedpart" in one["sql"]]
    assert all("'technical'" not in sql or '"content"' not in sql for sql in read)
    rest = client.get(f"{address}?stage=1&after={first.context['page'].next_code}")
    assert [one.name for one in rest.context["page"].bids] == ["Lamps 2"]
    assert rest.context["page"].next_code == ""
    assert client.get(f"{address}nobody/").status_code == 404


@pytest.mark.parametrize("name", ["trustee", "trustee_call_file"])
def test_who_is_no_trustee_has_no_trustees_page(client, call, market, name):
    sign_in(client, market.buyer)
    assert client.get(reverse(name, args=[call.number])).status_code == 404


def test_what_a_bid_says_to_each_criterion_stands_under_its_title(client, market, call, bidder):
    contents = make_contents() | {
        "technical": write_content(
            TechnicalPart("Lamps", "Eighty.", (("C1", "By hand."), ("Z9", "Of oak.")))
        )
    }
    send(call, bidder, seal(call, bidder, contents))
    move_to(close(call), CallState.TECHNICAL_OPENING)
    for place in (1, 2):
        release(call, market, place, "technical")

    opening = client.get(reverse("call_opening", args=[call.number])).text
    address = reverse("opened_bid", args=[call.number, bidder.company.code])
    assert f"{address}?stage=1" in opening
    # What many read is short, however long the bids are.
    assert "By hand." not in opening
    page = client.get(address).text

    (title,) = call.criteria.filter(kind="quality").values_list("title", flat=True)
    assert f">{title}</h2>" in page
    assert ">Z9</h2>" in page
    assert "By hand." in page


@pytest.mark.parametrize("name", ["bid", "trustee", "call_opening"])
def test_pages_take_as_many_queries_for_many_bids(
    client, market, call, bidder, name, django_assert_max_num_queries
):
    for _ in range(4):
        send(call, make_bidder())
    send(call, bidder)
    if name != "bid":
        move_to(close(call), CallState.TECHNICAL_OPENING)
        for place in (1, 2):
            release(call, market, place, "technical")
    sign_in(client, bidder.member if name == "bid" else market.trustees[0])
    with django_assert_max_num_queries(30):
        assert client.get(reverse(name, args=[call.number])).status_code == 200
