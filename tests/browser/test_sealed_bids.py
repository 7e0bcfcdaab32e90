"""Sealing in a real browser: the same bytes as Python, sealed and opened across both."""

from __future__ import annotations

import json
import random
import re

import pytest
from playwright.sync_api import expect

from gongjian.foundation.people.models import User
from gongjian.market.procurement.models import BidEnvelope
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.judged_bids import opened_bids
from gongjian.methods import bid_keys
from gongjian.methods.bid_openings import read_release, release_shares
from gongjian.methods.bid_withdrawals import read_withdrawal
from gongjian.methods.canonical_json import write_base64, write_canonical
from tests.browser.test_public_pages import EVERYWHERE, look_at, sign_in
from tests.market.procurement.bids import (
    close,
    make_bidder,
    make_open_call,
    move_to,
    release,
    send,
)
from tests.market.procurement.calls import make_market
from tests.sealed_bids import (
    company_of,
    make_contents,
    make_context,
    make_envelope,
    make_envelope_bytes,
    make_withdrawal,
    seed_of,
    trustee_seeds,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def market(transactional_db):
    return make_market()


@pytest.fixture
def call(market):
    return make_open_call(market)


@pytest.fixture
def bidder(transactional_db):
    return make_bidder("Heron Lamps")


@pytest.fixture
def bid_page(visitor, call, bidder, client):
    visit = visitor(size="desktop")
    sign_in(visit, client, User.objects.get(pk=bidder.member.user_id))
    page = visit.go(f"/calls/{call.number}/bid/")
    page.locator("[data-seal]").wait_for(state="visible")
    return visit, page


def test_a_bid_is_sealed_in_the_browser_sent_and_opened_by_trustees(
    bid_page, call, bidder, market, tmp_path
):
    visit, page = bid_page
    page.get_by_text("Register a key").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Make a key and save it").click()
    key_file = tmp_path / "key.json"
    saved.value.save_as(key_file)
    page.get_by_role("button", name="Register the key").click()
    page.locator("[data-seal]").wait_for(state="visible")
    sent = []
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    page.get_by_label("Your key file").set_input_files(key_file)
    page.get_by_label("Title of your offer").fill("Lamps “that see” 灯")
    page.get_by_label("What you offer").fill("Eighty lamps.\nTen years.")
    page.get_by_label("How it is done").fill("By hand.")
    page.get_by_label("Items").fill("Lamp; 80; 1280.50\nPole；2；100")
    page.get_by_label("Trade secrets").fill("Copper.")
    with page.expect_download():
        page.get_by_role("button", name="Seal", exact=True).click()
    expect(page.locator("[data-seal-status]")).to_contain_text("Sealed.")
    digest = page.locator("[data-seal-status]").inner_text().split()[-1]
    page.get_by_role("button", name="Send the bid").click()
    expect(page.get_by_text("The envelope is in")).to_be_visible()

    row = BidEnvelope.objects.get()
    assert row.shown_digest == digest
    seed = json.loads(key_file.read_text())["seed"].encode()
    assert not any(word in b"".join(sent) for word in (b"Eighty", b"128050", b"Copper", seed))
    move_to(close(call), CallState.TECHNICAL_OPENING)
    for place in (1, 3):
        release(call, market, place, "technical")
    move_to(call, CallState.PRICE_OPENING)
    for place in (1, 3):
        release(call, market, place, "price")
    (found,) = opened_bids(call)
    assert found.technical.title == "Lamps “that see” 灯"
    assert found.technical.answers == (("C1", "By hand."),)
    assert found.price.amount_minor == 80 * 128050 + 2 * 10000
    assert visit.complaints == []


LIMITS = {"amount_minor": 10**15, "answers": 100, "attachments": 100, "lines": 500}


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("text", "decimals", "minor"),
    [
        ("1280.5", 2, 128050),
        ("1,280.50", 2, 128050),
        ("12,345,678", 2, 1234567800),
        ("0", 2, 0),
        ("1280", 0, 1280),
        ("9,999,999,999,999.99", 2, 999999999999999),
        # A comma for a point: refused, and not a hundred times too dear.
        ("1280,50", 2, None),
        ("1.280,50", 2, None),
        ("1,28", 2, None),
        ("1.280", 2, None),
        ("1280.50", 0, None),
        ("10000000000001", 2, None),
        ("9007199254740993", 0, None),
        ("-1", 2, None),
        ("", 2, None),
    ],
)
def test_amounts_are_read_as_they_are_meant_or_not_at_all(bid_page, text, decimals, minor):
    _visit, page = bid_page
    read = """([text, limits]) => {
      try { return bidContents.minor(text, limits); } catch { return null; }
    }"""
    assert page.evaluate(read, [text, {**LIMITS, "decimals": decimals, "short_text": 500}]) == minor


@pytest.mark.any_database
def test_what_would_be_refused_when_opened_is_not_sealed(bid_page, bidder, tmp_path):
    """And the price is shown as it was read before anything is sealed."""
    _visit, page = bid_page
    key_file = tmp_path / "key.json"
    key_file.write_bytes(bid_keys.write_key_file(bid_keys.BIDDER_FORMAT, bidder.seed))
    page.get_by_label("Your key file").set_input_files(key_file)
    page.get_by_label("What you offer").fill("Lamps.")
    for items, words in [
        ("Lamp; 1; 1\n" * 501, "Too much for one bid"),
        (f"{'x' * 501}; 1; 1", "Too much for one bid"),
        ("Lamp; 999999999; 9999999999", "cannot be read"),
        ("Lamp; 1; 1280,50", "cannot be read"),
    ]:
        page.get_by_label("Items").fill(items)
        page.get_by_role("button", name="Seal", exact=True).click()
        expect(page.locator("[data-seal-status]")).to_contain_text(words)
    page.get_by_label("Items").fill("Lamp; 2; 1,280.50")
    page.get_by_label("Items").blur()
    expect(page.locator("[data-amount-shown]")).to_contain_text("2,561.00 CNY")


@pytest.mark.any_database
def test_the_browser_seals_the_same_bytes_as_python(bid_page):
    _visit, page = bid_page
    context = make_context(5, 3)
    source = random.Random("a 1")
    given = [
        {part: json.loads(text) for part, text in make_contents(with_secret=True).items()},
        context.as_json(),
        company_of("a"),
        write_base64(seed_of("bidder a")),
        [write_base64(source.randbytes(32)) for _ in range(3)],
    ]
    sealed = page.evaluate(
        """([contents, context, company, seed, drawn]) => {
          const queue = drawn.map(bidSealing.unbase64);
          const made = bidSealing.sealBid(
            contents, context, company, bidSealing.unbase64(seed), 1, () => queue.shift());
          return bidSealing.base64(made.envelope);
        }""",
        given,
    )
    assert sealed == write_base64(make_envelope_bytes(context, with_secret=True))


@pytest.mark.any_database
def test_the_browser_signs_the_same_withdrawal_as_python(bid_page):
    _visit, page = bid_page
    context, envelope = make_context(), make_envelope(make_context())
    given = [
        write_base64(envelope.digest()), context.as_json(), write_base64(seed_of("bidder a"))
    ]  # fmt: skip
    signed = page.evaluate(
        """([digest, context, seed]) => bidSealing.base64(
          bidSealing.withdrawBid(digest, context, bidSealing.unbase64(seed)))""",
        given,
    )
    assert signed == write_base64(write_canonical(make_withdrawal(context, envelope).as_json()))


def test_a_bid_is_withdrawn_with_its_key(visitor, call, bidder, client, tmp_path):
    send(call, bidder)
    key_file = tmp_path / "key.json"
    key_file.write_bytes(bid_keys.write_key_file(bid_keys.BIDDER_FORMAT, bidder.seed))
    visit = visitor(size="desktop")
    sign_in(visit, client, User.objects.get(pk=bidder.member.user_id))
    page = visit.go(f"/calls/{call.number}/bid/")
    page.locator("summary", has_text="Withdraw the bid").click()
    page.get_by_role("button", name="Sign the withdrawal").click()
    expect(page.locator("[data-withdraw-status]")).to_contain_text("Choose your key file")
    page.locator("#withdraw-key").set_input_files(key_file)
    page.get_by_role("button", name="Sign the withdrawal").click()
    expect(page.locator("[data-withdraw-status]")).to_contain_text("Signed.")
    page.get_by_role("button", name="Withdraw the bid").click()
    expect(page.get_by_text("The bid is withdrawn")).to_be_visible()
    row = BidEnvelope.objects.get()
    assert row.fate == "withdrawn"
    signed = read_withdrawal(row.withdrawal.encode())
    assert write_base64(signed.bidder) == row.key.public_key
    assert visit.complaints == []


@pytest.mark.any_database
def test_what_python_seals_opens_in_the_browser(bid_page):
    _visit, page = bid_page
    context = make_context(5, 3)
    envelope = make_envelope(context, with_secret=True)
    given = {}
    for place in (0, 2, 4):
        body = release_shares(context, bytes(32), [envelope], "price", trustee_seeds(5)[place])
        shares = read_release(body, context).shares[envelope.digest()]
        given[str(place)] = write_base64(shares)
    opened = page.evaluate(
        """([sealed, context, bidder, given]) => {
          const place = bidSealing.placeOf(context, bidSealing.unbase64(bidder), "price");
          const shares = {};
          for (const [one, text] of Object.entries(given)) {
            shares[one] = bidSealing.unbase64(text);
          }
          const secret = bidSealing.combine(shares, 5, 3);
          return new TextDecoder().decode(bidSealing.openPart(sealed, place, secret));
        }""",
        [envelope.parts["price"], context.as_json(), write_base64(envelope.bidder), given],
    )
    assert opened.encode() == make_contents()["price"]


@pytest.mark.any_database
def test_a_changed_script_does_not_run(visitor, call, bidder, client):
    """The page names its scripts with their hashes: another one in their place seals nothing."""
    visit = visitor(size="desktop")
    sign_in(visit, client, User.objects.get(pk=bidder.member.user_id))

    def change(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text() + "\n//")

    visit.page.route(re.compile("bid_sealing.*js"), change)
    page = visit.go(f"/calls/{call.number}/bid/")
    visit.wait_until_settled()
    assert page.evaluate("typeof window.bidSealing") == "undefined"


@pytest.mark.any_database
def test_without_scripts_the_page_says_how_and_takes_the_file(visitor, call, bidder, client):
    visit = visitor(has_scripts=False)
    sign_in(visit, client, User.objects.get(pk=bidder.member.user_id))
    page = visit.go(f"/calls/{call.number}/bid/")
    expect(page.get_by_text("This browser runs no scripts")).to_be_visible()
    expect(page.get_by_label("What you offer")).to_be_hidden()
    expect(page.locator("#id_envelope")).to_be_visible()


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_pages_of_bids_are_accessible(visitor, market, call, bidder, client, language, size):
    send(call, bidder, with_secret=True)
    ended = make_open_call(market)
    send(ended, bidder)
    move_to(close(ended), CallState.TECHNICAL_OPENING)
    for place in (1, 2):
        release(ended, market, place, "technical")
    visit = visitor(language=language, size=size)
    sign_in(visit, client, User.objects.get(pk=bidder.member.user_id))
    found = look_at(visit, [f"/calls/{call.number}/bid/", f"/calls/{ended.number}/opening/"])
    sign_in(visit, client, User.objects.get(pk=market.trustees[0].user_id))
    waiting = make_open_call(market, state=CallState.APPROVED)
    found |= look_at(
        visit, [f"/calls/{ended.number}/trustee/", f"/calls/{waiting.number}/trustee/"]
    )
    assert found == {}
