"""Opening: shares, when they are taken, what opens, and who is to blame where it does not."""

import pytest
from django.db import transaction

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement import bid_errors as errors
from gongjian.market.procurement.actions.accept_shares import accept_shares
from gongjian.market.procurement.actions.open_parts import open_parts
from gongjian.market.procurement.actions.write_ranking import write_ranking
from gongjian.market.procurement.models import (
    OpenedPart,
    ShareRelease,
)
from gongjian.market.procurement.rules.opening import OPENING_STATES, may_open
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.call_files import call_file
from gongjian.market.procurement.selectors.judged_bids import judged_bids, opened_bids
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods import bid_keys
from gongjian.methods.bid_openings import release_of
from gongjian.methods.call_check import check_call
from gongjian.methods.canonical_json import read_canonical, write_base64, write_canonical
from tests.market.procurement.bids import (
    close,
    make_bidder,
    make_body,
    make_open_call,
    move_to,
    release,
    seal,
    send,
    shares,
    trustee_seed,
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


@pytest.mark.parametrize("state", CallState)
@pytest.mark.parametrize("part", ["technical", "price", "secret", "other"])
def test_parts_open_in_their_states_only(part, state):
    expected = {
        "technical": {"technical_opening", "evaluation", "price_opening"},
        "price": {"price_opening"},
        "secret": {"evaluation", "price_opening"},
    }
    assert may_open(part, state) == (state.value in expected.get(part, ()))
    assert set(OPENING_STATES) == set(expected)


def test_no_share_is_taken_before_the_root_is_published(call, bidder, market):
    send(call, bidder)
    move_to(call, CallState.TECHNICAL_OPENING)
    with pytest.raises(errors.NotClosed):
        release(call, market, 1, "technical", b"x")


def test_prices_stay_shut_at_the_technical_opening(call, bidder, market):
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    with pytest.raises(errors.PartNotOpenYet):
        release(call, market, 1, "price")
    move_to(call, CallState.SUSPENDED)
    with pytest.raises(errors.PartNotOpenYet):
        release(call, market, 1, "technical")


@pytest.mark.parametrize("who", ["buyer", "auditor", "approver"])
def test_who_is_no_trustee_releases_nothing(call, bidder, market, who):
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    with pytest.raises(NotAllowed):
        accept_shares(
            actor=getattr(market, who), call_id=call.pk, part="technical",
            body=shares(call, 1, "technical"), now=now(),
        )  # fmt: skip


def test_a_trustee_cannot_hand_in_anothers_shares(call, bidder, market):
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    with pytest.raises(errors.SharesRefused, match="file with your shares"):
        release(call, market, 1, "technical", shares(call, 2, "technical"))
    with pytest.raises(errors.SharesRefused):
        release(call, market, 1, "technical", shares(call, 1, "price"))


def test_a_whole_opening(market, call):
    bidders = [make_bidder(name) for name in ("Alder", "Birch", "Cedar")]
    for amount, bidder in zip((300, 200, 100), bidders, strict=True):
        send(call, bidder, amount_minor=amount, with_secret=True)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    assert release(call, market, 1, "technical") == 0
    assert opened_bids(call) == []
    assert release(call, market, 3, "technical") == 3
    assert [one.technical.title for one in opened_bids(call)] == ["Ramp at the library"] * 3
    assert [one.price for one in opened_bids(call)] == [None] * 3
    move_to(call, CallState.EVALUATION)
    release(call, market, 1, "secret")
    release(call, market, 2, "secret")
    assert {one.secret.text for one in judged_bids(call)} == {"How we bend oak."}
    move_to(call, CallState.PRICE_OPENING)
    release(call, market, 2, "price")
    assert release(call, market, 1, "price") == 3
    prices = {one.name: one.price.amount_minor for one in opened_bids(call)}
    assert prices == {"Alder": 300, "Birch": 200, "Cedar": 100}

    ledger.seal_ledger(now=now())
    file = call_file(call)
    check = check_call(file, ledger.town_key())
    assert check.is_right, check.findings
    assert any("stands in the ledger" in one.text for one in check.findings)
    assert b"bend oak" not in file
    assert all("secret" not in one["parts"] for one in read_canonical(
        file, max_bytes=10**8)["envelopes"])  # fmt: skip
    assert all("secret" in one["parts"] for one in read_canonical(
        call_file(call, with_secrets=True), max_bytes=10**8)["envelopes"])  # fmt: skip


def test_opening_again_opens_nothing_twice(market, call, bidder):
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    release(call, market, 1, "technical")
    body = shares(call, 2, "technical")
    assert release(call, market, 2, "technical", body) == 1
    assert release(call, market, 2, "technical", body) == 0
    assert open_parts(release_id=ShareRelease.objects.first().pk, now=now()) == 0
    assert OpenedPart.objects.count() == 1


def test_shares_taken_in_time_open_whatever_the_call_is_by_then(market, call, bidder):
    """It is suspended between the taking of the shares and the worker's turn."""
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    release(call, market, 1, "technical")
    given = {"actor": market.trustees[1], "call_id": call.pk, "part": "technical"}
    body = shares(call, 2, "technical")
    row = accept_shares(**given, body=body, now=now())
    announced = OutboxEvent.objects.count()
    assert accept_shares(**given, body=body, now=now()).pk == row.pk
    assert OutboxEvent.objects.count() == announced + 1
    move_to(call, CallState.SUSPENDED)
    assert open_parts(release_id=row.pk, now=now()) == 1


def signed_shares(call, place, *, shares_as="", **changes):
    """A trustee's technical shares, changed and signed all the same."""
    value = read_canonical(shares(call, place, "technical"), max_bytes=10**7)
    bids = [{**one, "shares": shares_as + one["shares"][len(shares_as) :]} for one in value["bids"]]
    value = {**value, "bids": bids, **changes}
    del value["signature"]
    key = bid_keys.trustee_sign_key(trustee_seed(call, place))
    signature = key.sign(b"gongjian-1 shares\n" + write_canonical(value)).signature
    return write_canonical({**value, "signature": write_base64(signature)})


def test_shares_name_exactly_the_bids_that_stand(market, call, bidder):
    """What is taken is published: one file of this kind, and the call's would never be right."""
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    (bid,) = read_canonical(signed_shares(call, 1), max_bytes=10**7)["bids"]
    others = [{"envelope": write_base64(seed_of(f"no bid {at}")), "shares": ""} for at in range(50)]
    short = {**bid, "shares": "AAAA"}
    for bids in ([], [bid, others[0]], others[:1], [short], [bid, bid], [bid, *others]):
        with pytest.raises(errors.SharesRefused) as refused:
            release(call, market, 1, "technical", signed_shares(call, 1, bids=bids))
    assert "larger" in refused.value.reason
    complaint = signed_shares(call, 1, bids=[{**bid, "shares": ""}])
    release(call, market, 1, "technical", complaint)
    assert ShareRelease.objects.get().complaints == 1


def test_a_trustee_hands_in_a_few_files_and_no_more(market, call, bidder):
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    for first in ("AA", "BB", "CC"):
        forged = signed_shares(call, 1, shares_as=first)
        release(call, market, 1, "technical", forged)
    with pytest.raises(errors.TooManyShares):
        release(call, market, 1, "technical")
    # The same again is answered as before, and others are not hindered.
    assert release(call, market, 1, "technical", forged) == 0
    release(call, market, 2, "technical")
    assert release(call, market, 3, "technical") == 1


def test_a_malicious_trustee_is_named_and_hinders_nobody(market, call, bidder):
    """It signs shares that open nothing; the other two open all the same."""
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    forged = signed_shares(call, 1, shares_as="AA")
    release_of(read_canonical(forged, max_bytes=10**7), sealing_context(call))
    assert release(call, market, 1, "technical", forged) == 0
    assert ShareRelease.objects.get().wrong == 1
    release(call, market, 2, "technical")
    assert release(call, market, 3, "technical") == 1
    wrong = [one for one in check_call(call_file(call)).findings if not one.is_right]
    assert [one.text[:9] for one in wrong] == ["Trustee 1"]


def test_a_part_that_is_no_offer_is_its_bidders_fault(market, call, bidder):
    send(call, bidder, seal(call, bidder, {"technical": b"{}", "price": b"{}"}))
    move_to(close(call), CallState.TECHNICAL_OPENING)
    release(call, market, 1, "technical")
    release(call, market, 2, "technical")
    (found,) = opened_bids(call)
    assert (found.is_at_fault, found.technical) == (True, None)
    assert check_call(call_file(call), ledger.town_key()).is_right


def test_a_ranking_is_right_with_every_bid_in_it_or_rightly_not(market, bidder):
    """The file of an evaluation, as it is written down, is what the standalone check expects."""
    call = make_open_call(market, by_price=True)
    spoiled = {**make_contents(), "price": b"{}"}
    spoiler = make_bidder("Spoiled")
    send(call, spoiler, seal(call, spoiler, spoiled))
    for one, amount in ((bidder, 300), (make_bidder("Alder"), 200)):
        send(call, one, amount_minor=amount)
    move_to(close(call), CallState.PRICE_OPENING)
    for part in ("technical", "price"):
        release(call, market, 1, part)
        release(call, market, 2, part)
    with transaction.atomic():
        write_ranking(call, judged_bids(call), actor=market.buyer, now=now())
    file = call_file(call)
    check = check_call(file, ledger.town_key())
    assert check.is_right, check.findings
    value = read_canonical(file, max_bytes=10**8)
    assert len(value["evaluation"]["bids"]) == 2
    value["evaluation"]["faults"] = []
    assert not check_call(write_canonical(value), ledger.town_key()).is_right


def test_a_replaced_envelope_is_found_by_anybody(market, call, bidder):
    """Somebody with all rights over the database exchanges a bid after the closing."""
    send(call, bidder, sequence=1, amount_minor=500)
    close(call)
    value = read_canonical(call_file(call), max_bytes=10**8)
    other = read_canonical(make_body(call, bidder, 1, amount_minor=1), max_bytes=10**8)
    check = check_call(write_canonical({**value, "envelopes": [other]}), ledger.town_key())
    assert not check.is_right
