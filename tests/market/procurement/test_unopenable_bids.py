"""A bid that nobody can open holds nobody up, and no trustee alone shuts one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people.models import Notice
from gongjian.market.procurement import bid_errors as errors
from gongjian.market.procurement.actions import open_parts as opening
from gongjian.market.procurement.actions.accept_shares import accept_shares
from gongjian.market.procurement.actions.begin_evaluation import begin_evaluation
from gongjian.market.procurement.actions.intend_award import intend_award
from gongjian.market.procurement.actions.open_parts import open_parts
from gongjian.market.procurement.actions.tell_bidders import tell_bidders
from gongjian.market.procurement.errors import BidsSealed, PricesSealed
from gongjian.market.procurement.models import AwardLetter, CallEvent, OpenedPart
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.call_files import call_file
from gongjian.market.procurement.selectors.judged_bids import opened_bids
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods.bid_envelopes import read_envelope
from gongjian.methods.bid_openings import open_bid, read_release, release_shares
from gongjian.methods.call_check import check_call
from gongjian.methods.canonical_json import read_canonical, write_canonical
from tests.market.procurement.bids import (
    close,
    make_bidder,
    make_open_call,
    move_to,
    release,
    send,
    shares,
)
from tests.market.procurement.calls import make_market
from tests.market.procurement.test_opening import signed_shares
from tests.sealed_bids import make_context, make_envelope, seed_of, spoiled_envelope, trustee_seeds


@pytest.fixture
def market():
    return make_market()


@pytest.fixture
def call(market):
    return make_open_call(market, by_price=True)


def send_spoiled(call, *, part="technical", trustees=(0, 1)):
    spoiler = make_bidder("Spoiled Ltd")
    body = spoiled_envelope(
        sealing_context(call),
        spoiler.seed,
        company=spoiler.company.code,
        part=part,
        trustees=trustees,
    )
    send(call, spoiler, body)
    return spoiler


def complaint(call, place):
    """A trustee's file that says of every bid that its box is spoiled."""
    value = read_canonical(shares(call, place, "technical"), max_bytes=10**7)
    return signed_shares(call, place, bids=[{**one, "shares": ""} for one in value["bids"]])


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["technical", "price"])
def test_spoiled_boxes_block_nothing_and_are_published(market, call, part):
    honest = make_bidder("Honest Ltd")
    send(call, honest)
    spoiler = send_spoiled(call, part=part)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    for place in (1, 2, 3):
        release(call, market, place, "technical")
    by = {"actor": market.buyer, "call_id": call.pk, "now": now()}
    begin_evaluation(**by)
    move_to(call, CallState.PRICE_OPENING)
    for place in (1, 2, 3):
        release(call, market, place, "price")
    award = intend_award(**by, reason="The only one that counts.")

    assert award.company == honest.company
    shown = {one.name: one.is_unopenable for one in opened_bids(call)}
    assert shown == {"Honest Ltd": False, "Spoiled Ltd": True}
    letter = AwardLetter.objects.get(company=spoiler.company)
    assert (letter.data["fault"], letter.data["is_unopenable"]) == (part, True)
    ledger.seal_ledger(now=now())
    check = check_call(call_file(call), ledger.town_key())
    assert check.is_right, check.findings
    (said,) = [one.text for one in check.findings if "cannot be opened" in one.text]
    assert "trustees 1, 2 say" in said
    assert "right shares came from 3" in said


@pytest.mark.django_db
def test_the_company_is_told_once(market, call):
    spoiler = send_spoiled(call)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    release(call, market, 1, "technical")
    body = shares(call, 2, "technical")
    assert release(call, market, 2, "technical", body) == 0
    assert release(call, market, 2, "technical", body) == 0
    event = CallEvent.objects.get(name="bid_part_shut")
    assert event.data["company"] == str(spoiler.company.pk)

    tell_bidders(event_ids=[event.pk], now=now())
    tell_bidders(event_ids=[event.pk], now=now())

    assert Notice.objects.get().user_id == spoiler.member.user_id
    assert OpenedPart.objects.get().outcome == "unopenable"


@pytest.mark.django_db
def test_a_worker_killed_in_the_middle_leaves_nothing_half_done(market, call, monkeypatch):
    send_spoiled(call)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    release(call, market, 1, "technical")
    row = accept_shares(
        actor=market.trustees[1], call_id=call.pk, part="technical",
        body=shares(call, 2, "technical"), now=now(),
    )  # fmt: skip

    def killed(*args, **given):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(opening, "write_event", killed)
        with pytest.raises(KeyboardInterrupt):
            open_parts(release_id=row.pk, now=now())
    assert not OpenedPart.objects.exists()

    open_parts(release_id=row.pk, now=now())
    assert OpenedPart.objects.get().outcome == "unopenable"


@pytest.mark.django_db
def test_one_trustee_who_lies_or_is_silent_shuts_no_bid(market, call):
    send(call, make_bidder())
    move_to(close(call), CallState.TECHNICAL_OPENING)
    release(call, market, 1, "technical", complaint(call, 1))
    release(call, market, 2, "technical")
    with pytest.raises(BidsSealed):
        begin_evaluation(actor=market.buyer, call_id=call.pk, now=now())
    assert not OpenedPart.objects.exists()

    release(call, market, 3, "technical")

    assert OpenedPart.objects.get().outcome == "open"
    blamed = [one.text for one in check_call(call_file(call)).findings if not one.is_right]
    assert [text[:9] for text in blamed] == ["Trustee 1"]


@pytest.mark.django_db
def test_a_trustee_who_never_answers_shuts_no_price(market, call):
    send_spoiled(call, part="price", trustees=(0,))
    move_to(close(call), CallState.PRICE_OPENING)
    for part in ("technical", "price"):
        release(call, market, 1, part)
        release(call, market, 2, part)
    with pytest.raises(PricesSealed):
        intend_award(actor=market.buyer, call_id=call.pk, reason="First.", now=now())


@pytest.mark.django_db
def test_trustees_who_correct_themselves_in_time_open_it_after_all(market, call):
    bidder = make_bidder()
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    for place in (1, 2):
        release(call, market, place, "technical", complaint(call, place))
    assert OpenedPart.objects.get().outcome == "unopenable"
    assert check_call(call_file(call), ledger.town_key()).is_right
    release(call, market, 3, "technical")
    row = accept_shares(
        actor=market.trustees[0], call_id=call.pk, part="technical",
        body=shares(call, 1, "technical"), now=now(),
    )  # fmt: skip

    # Its worker has not come yet: nobody goes on without the bid meanwhile.
    with pytest.raises(errors.PartUnsettled):
        begin_evaluation(actor=market.buyer, call_id=call.pk, now=now())
    open_parts(release_id=row.pk, now=now())
    open_parts(release_id=row.pk, now=now())

    assert OpenedPart.objects.get().outcome == "open"
    event = CallEvent.objects.get(name="bid_part_opened_late")
    assert event.data["company"] == str(bidder.company.pk)
    begin_evaluation(actor=market.buyer, call_id=call.pk, now=now())


@pytest.mark.django_db
def test_what_an_evaluation_began_without_stays_out(market, call):
    """Else it would come back without scores, and the file would not check."""
    send(call, make_bidder())
    move_to(close(call), CallState.TECHNICAL_OPENING)
    for place in (1, 2):
        release(call, market, place, "technical", complaint(call, place))
    begin_evaluation(actor=market.buyer, call_id=call.pk, now=now())

    with pytest.raises(errors.PartSettled):
        release(call, market, 1, "technical")
    assert check_call(call_file(call), ledger.town_key()).is_right


@pytest.mark.django_db
def test_a_town_that_calls_an_open_bid_unopenable_is_found_out(market, call):
    send(call, make_bidder())
    move_to(close(call), CallState.TECHNICAL_OPENING)
    release(call, market, 1, "technical")
    release(call, market, 2, "technical")
    value = read_canonical(call_file(call), max_bytes=10**8)
    value["opened"] = [{**one, "outcome": "unopenable", "content": ""} for one in value["opened"]]
    assert not check_call(write_canonical(value), ledger.town_key()).is_right


@settings(max_examples=60)
@given(
    size=st.sampled_from([(2, 2), (3, 2), (3, 3), (4, 3), (5, 3)]),
    said=st.lists(st.sampled_from(["right", "wrong", "spoiled", "silent"]), min_size=5, max_size=5),
)
def test_fewer_liars_than_it_takes_to_block_shut_nothing(size, said):
    """Of an honest bid: ``unopenable`` takes n - k + 1 trustees who sign that they lie."""
    trustees, threshold = size
    context = make_context(trustees, threshold)
    envelope, said = make_envelope(context), said[:trustees]
    releases = []
    for seed, answer in zip(trustee_seeds(trustees), said, strict=True):
        if answer == "silent":
            continue
        body = release_shares(context, seed_of("root"), [envelope], "price", seed)
        given = read_release(body, context)
        share = {
            "right": given.shares[envelope.digest()], "wrong": bytes(32), "spoiled": None,
        }[answer]  # fmt: skip
        releases.append(replace(given, shares={envelope.digest(): share}))
    outcome = open_bid(context, envelope, "price", releases).outcome
    liars = said.count("spoiled")
    if said.count("right") >= threshold:
        assert outcome == "open"
    elif liars > trustees - threshold and len(releases) >= threshold:
        assert outcome == "unopenable"
    else:
        assert outcome == "waiting"


def test_spoiling_all_boxes_is_unopenable_whoever_answers():
    context = make_context(5, 3)
    body = spoiled_envelope(context, seed_of("bidder a"), trustees=(0, 1, 2))
    envelope = read_envelope(body)
    releases = [
        read_release(release_shares(context, seed_of("root"), [envelope], "price", seed), context)
        for seed in trustee_seeds(5)
    ]
    found = open_bid(context, envelope, "price", releases)
    assert (found.outcome, found.complaints, found.right) == ("unopenable", {0, 1, 2}, {3, 4})
    assert open_bid(context, envelope, "price", releases[1:]).outcome == "waiting"
