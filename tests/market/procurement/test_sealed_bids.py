"""Bids from sending to opening: what is taken, what the database refuses, what is published."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.market.procurement import bid_errors as errors
from gongjian.market.procurement.actions.accept_shares import accept_shares
from gongjian.market.procurement.actions.bidder_keys import (
    register_bidder_key,
    revoke_bidder_key,
)
from gongjian.market.procurement.actions.close_call import close_call
from gongjian.market.procurement.actions.erase_person import erase_person
from gongjian.market.procurement.actions.give_key import give_key
from gongjian.market.procurement.actions.open_parts import open_parts
from gongjian.market.procurement.actions.publish_root import publish_root
from gongjian.market.procurement.actions.withdraw_bid import withdraw_bid
from gongjian.market.procurement.actions.write_ranking import write_ranking
from gongjian.market.procurement.errors import (
    CallTransitionNotAllowed,
    CompanyDebarred,
    CompanyNotInvited,
    CompanyTooLarge,
    CompanyUnconfirmed,
)
from gongjian.market.procurement.models import (
    Bid,
    BidClosing,
    BidEnvelope,
    Debarment,
    OpenedPart,
    ShareRelease,
)
from gongjian.market.procurement.rules.opening import OPENING_STATES, may_open
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.bids import closing_of
from gongjian.market.procurement.selectors.call_files import call_file
from gongjian.market.procurement.selectors.judged_bids import judged_bids
from gongjian.market.procurement.selectors.opened_bids import opened_bids, opened_secrets
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods import bid_keys
from gongjian.methods.bid_closing import read_closing, read_receipt
from gongjian.methods.bid_envelopes import seal_bid
from gongjian.methods.bid_openings import release_of
from gongjian.methods.call_file import check_call
from gongjian.methods.canonical_json import read_canonical, write_base64, write_canonical
from tests.factories import make_actor, make_provision
from tests.market.procurement.bids import (
    HOUR,
    close,
    database_clock,
    make_bidder,
    make_body,
    make_open_call,
    move_to,
    public_key,
    release,
    send,
    set_deadline,
    shares,
    trustee_seed,
)
from tests.market.procurement.calls import make_market, make_member
from tests.sealed_bids import make_contents, seed_of

pytestmark = pytest.mark.django_db
MILLISECOND = timedelta(milliseconds=1)


@pytest.fixture
def market():
    return make_market()


@pytest.fixture
def call(market):
    return make_open_call(market)


@pytest.fixture
def bidder():
    return make_bidder("Heron Lamps")


def test_a_bid_is_kept_byte_for_byte_and_its_receipt_is_the_towns(call, bidder):
    body = make_body(call, bidder)
    row = send(call, bidder, body)
    row.refresh_from_db()
    assert bytes(row.body) == body
    receipt = read_receipt(row.receipt, ledger.town_key())
    assert (receipt.call, receipt.envelope) == (str(call.pk), bytes(row.digest))
    assert receipt.received_at == row.received_at.isoformat(timespec="microseconds")
    assert abs(row.received_at - now()) < HOUR


def test_the_same_envelope_again_is_answered_as_the_first_time(call, bidder):
    body = make_body(call, bidder)
    first, again = send(call, bidder, body), send(call, bidder, body)
    assert first.pk == again.pk
    assert again.receipt == BidEnvelope.objects.get().receipt != ""


def test_an_envelope_that_stands_no_more_is_not_answered_as_if_it_did(call, bidder):
    first, second = make_body(call, bidder, 1), make_body(call, bidder, 2)
    send(call, bidder, first)
    send(call, bidder, second)
    with pytest.raises(errors.EnvelopeGone):
        send(call, bidder, first)
    withdraw_bid(actor=bidder.member, call_id=call.pk, company_id=bidder.company.pk, now=now())
    with pytest.raises(errors.EnvelopeGone):
        send(call, bidder, second)
    assert not BidEnvelope.objects.filter(fate="standing").exists()


def test_a_later_envelope_replaces_the_one_that_stood(call, bidder):
    send(call, bidder, sequence=1)
    send(call, bidder, sequence=2, amount_minor=5)
    fates = BidEnvelope.objects.order_by("sequence").values_list("fate", flat=True)
    assert list(fates) == ["replaced", "standing"]


def test_an_envelope_sealed_earlier_replaces_nothing(call, bidder):
    send(call, bidder, sequence=2)
    with pytest.raises(errors.NewerEnvelope):
        send(call, bidder, sequence=1)


def test_a_withdrawn_bid_may_be_followed_by_another(call, bidder):
    send(call, bidder, sequence=1)
    given = {"actor": bidder.member, "call_id": call.pk, "company_id": bidder.company.pk}
    withdraw_bid(**given, now=now())
    with pytest.raises(errors.NoBid):
        withdraw_bid(**given, now=now())
    send(call, bidder, sequence=2)
    fates = BidEnvelope.objects.order_by("sequence").values_list("fate", flat=True)
    assert list(fates) == ["withdrawn", "standing"]


def test_another_member_of_the_company_may_replace_it(call, bidder):
    send(call, bidder, sequence=1)
    colleague = make_member(bidder.company)
    assert send(call, bidder, sequence=2, actor=colleague).sent_by == colleague.reference


@pytest.mark.parametrize("who", ["stranger", "other_company", "buyer"])
def test_who_is_no_member_sends_nothing(call, bidder, market, who):
    actors = {
        "stranger": make_actor(),
        "other_company": make_bidder().member,
        "buyer": market.buyer,
    }
    with pytest.raises(NotAllowed):
        send(call, bidder, actor=actors[who])
    assert not BidEnvelope.objects.exists()


def test_a_debarred_company_is_refused(call, bidder):
    today = local_day(now())
    Debarment.objects.create(
        company=bidder.company, reason="x", provision=make_provision(), first_day=today,
        last_day=today, decided_at=now(), decided_by="user:x",
    )  # fmt: skip
    with pytest.raises(CompanyDebarred):
        send(call, bidder)


def test_a_company_too_large_for_the_reservation_is_refused(market):
    call = make_open_call(market, largest_size="small")
    with pytest.raises(CompanyTooLarge):
        send(call, make_bidder(size="large"))
    send(call, make_bidder(size="small"))


def test_a_company_that_was_not_invited_is_refused(market, bidder):
    call = make_open_call(market, procedure_code="restricted", stage_number=2)
    with pytest.raises(CompanyNotInvited):
        send(call, bidder)


def test_an_unconfirmed_company_is_refused(call):
    with pytest.raises(CompanyUnconfirmed):
        send(call, make_bidder(is_confirmed=False))


def test_an_unregistered_or_revoked_key_is_refused(call, bidder):
    other = make_bidder()
    with pytest.raises(errors.UnknownBidderKey):
        send(call, bidder, make_body(call, other))
    key = bidder.company.bidder_keys.get()
    revoke_bidder_key(actor=bidder.member, key_id=key.pk, now=now())
    with pytest.raises(errors.UnknownBidderKey):
        send(call, bidder)


def test_an_envelope_for_another_call_is_refused(call, bidder, market):
    with pytest.raises(errors.EnvelopeRefused):
        send(call, bidder, make_body(make_open_call(market), bidder))


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b"[" * 10_000])
def test_what_is_no_envelope_is_refused(call, bidder, body):
    with pytest.raises(errors.EnvelopeRefused):
        send(call, bidder, body or b" ")


def test_a_tampered_envelope_is_refused(call, bidder):
    value = read_canonical(make_body(call, bidder), max_bytes=10**7)
    with pytest.raises(errors.EnvelopeRefused):
        send(call, bidder, write_canonical({**value, "sequence": 77}))


def test_nothing_is_taken_for_a_call_that_is_not_open(market, bidder):
    for state in set(CallState) - {CallState.OPEN, CallState.DRAFT, CallState.APPROVED}:
        call = make_open_call(market, state=state)
        with pytest.raises(CallTransitionNotAllowed):
            send(call, bidder)


def test_a_call_nobody_may_see_takes_nothing(market, bidder):
    with pytest.raises(NotFound):
        send(make_open_call(market, state=CallState.APPROVED), bidder)


def test_two_bids_in_the_last_millisecond_are_taken_and_one_after_it_is_not(call):
    first, second, third = make_bidder(), make_bidder(), make_bidder()
    with database_clock(call.closes_at - MILLISECOND):
        send(call, first)
        send(call, second)
    with database_clock(call.closes_at), pytest.raises(errors.BidTooLate):
        send(call, third)
    assert BidEnvelope.objects.count() == 2


def test_the_databases_clock_decides_whatever_a_process_believes(call, bidder):
    """``now`` of the process stands before the deadline; nobody has closed the call yet."""
    send(call, bidder, sequence=1)
    with database_clock(call.closes_at + HOUR):
        with pytest.raises(errors.BidTooLate):
            send(call, bidder, sequence=2)
        given = {"actor": bidder.member, "call_id": call.pk, "company_id": bidder.company.pk}
        with pytest.raises(errors.BidTooLate):
            withdraw_bid(**given, now=now())
    assert BidEnvelope.objects.get().fate == "standing"


def test_a_clock_turned_back_takes_nothing(call, bidder):
    send(call, make_bidder())
    with database_clock(now() - HOUR), pytest.raises(errors.ClockWentBack):
        send(call, bidder)


def test_a_clock_turned_back_after_closing_takes_nothing(call, bidder):
    closes_at = call.closes_at
    close(call)
    with database_clock(closes_at - HOUR), pytest.raises(CallTransitionNotAllowed):
        send(call, bidder)
    # And where somebody opened the window again behind the town's back: the root is out.
    set_deadline(call, closes_at)
    bid = Bid.objects.create(call=call, company=bidder.company, begun_at=now())
    key = bidder.company.bidder_keys.get()
    with pytest.raises(DatabaseError, match="bid is late"), transaction.atomic():
        BidEnvelope.objects.create(bid=bid, key=key, digest=b"x", body=b"x", sequence=1)


@pytest.mark.parametrize(
    "change", [{"body": b"other"}, {"digest": b"other"}, {"sequence": 9}, {"receipt": "other"}]
)
def test_the_database_lets_nobody_change_an_envelope(call, bidder, change):
    send(call, bidder)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        BidEnvelope.objects.update(**change)


def test_the_database_lets_nobody_date_an_envelope(call, bidder):
    send(call, bidder)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        BidEnvelope.objects.update(received_at=now() - HOUR)


def test_after_closing_nothing_of_bids_changes(call, bidder):
    send(call, bidder)
    close(call)
    with pytest.raises(DatabaseError, match="bid is late"), transaction.atomic():
        BidEnvelope.objects.update(fate="withdrawn")
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        BidClosing.objects.update(envelopes=0)


def test_closing_publishes_the_root_and_a_second_worker_changes_nothing(call, bidder):
    send(call, bidder, sequence=1)
    send(call, bidder, sequence=2)
    close(call)
    closing = closing_of(call)
    assert (closing.envelopes, closing.standing) == (2, 1)
    assert read_closing(closing.note, ledger.town_key()).root == bytes(closing.root)
    assert not close_call(call_id=call.pk, now=now())
    with transaction.atomic():
        assert publish_root(call, actor=make_actor(), now=now()).pk == closing.pk
    assert LedgerEntry.objects.filter(action="bids_closed").count() == 1


def test_a_worker_killed_between_closing_and_publishing_has_done_neither(call, bidder):
    send(call, bidder)
    set_deadline(call, now())

    class Killed(BaseException):
        pass

    def close_and_die():
        with transaction.atomic():
            close_call(call_id=call.pk, now=now())
            raise Killed

    with pytest.raises(Killed):
        close_and_die()
    call.refresh_from_db()
    assert (call.state, closing_of(call)) == ("open", None)
    assert close_call(call_id=call.pk, now=now())
    assert closing_of(call).envelopes == 1


def test_a_call_without_bids_closes_too(call):
    close(call)
    assert check_call(call_file(call), ledger.town_key()).is_right


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
    assert {one.text for one in opened_secrets(call).values()} == {"How we bend oak."}
    move_to(call, CallState.PRICE_OPENING)
    release(call, market, 2, "price")
    assert release(call, market, 1, "price") == 3
    prices = {one.company: one.price.amount_minor for one in opened_bids(call)}
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
    body = seal_bid(
        {"technical": b"{}", "price": b"{}"},
        sealing_context(call),
        bid_keys.bidder_key(bidder.seed),
        1,
    )
    send(call, bidder, body)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    release(call, market, 1, "technical")
    release(call, market, 2, "technical")
    (found,) = opened_bids(call)
    assert (found.is_at_fault, found.technical) == (True, None)
    assert check_call(call_file(call), ledger.town_key()).is_right


def test_a_ranking_is_right_with_every_bid_in_it_or_rightly_not(market, call, bidder):
    """The file of an evaluation, as it is written down, is what the standalone check expects."""
    call.criteria.filter(kind="quality").delete()
    call.criteria.update(weight=100)
    spoiled = {**make_contents(), "price": b"{}"}
    context, spoiler = sealing_context(call), make_bidder("Spoiled")
    body = seal_bid(spoiled, context, bid_keys.bidder_key(spoiler.seed), 1)
    send(call, spoiler, body)
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


def test_a_key_belongs_to_one_company_and_is_not_registered_again(bidder):
    other, key = make_bidder(), public_key(bidder.seed)
    with pytest.raises(errors.BidderKeyTaken):
        register_bidder_key(
            actor=other.member, company_id=other.company.pk, public_key=key, now=now()
        )
    with pytest.raises(errors.BadBidderKey):
        register_bidder_key(
            actor=other.member, company_id=other.company.pk, public_key="x", now=now()
        )
    with pytest.raises(NotAllowed):
        register_bidder_key(
            actor=other.member, company_id=bidder.company.pk, public_key=key, now=now()
        )
    row = bidder.company.bidder_keys.get()
    with pytest.raises(NotFound):
        revoke_bidder_key(actor=other.member, key_id=row.pk, now=now())


def test_a_trustee_gives_one_key_for_each_call(market):
    call = make_open_call(market, state=CallState.APPROVED)
    key = str(bid_keys.trustee_public_key(seed_of("new")))
    trustee = market.trustees[0]
    assert give_key(actor=trustee, call_id=call.pk, public_key=key, now=now()).public_key == key
    other = make_open_call(market, state=CallState.APPROVED)
    with pytest.raises(errors.TrusteeKeyTaken):
        give_key(actor=trustee, call_id=other.pk, public_key=key, now=now())
    with pytest.raises(errors.BadTrusteeKey):
        give_key(actor=trustee, call_id=other.pk, public_key="x", now=now())
    with pytest.raises(NotAllowed):
        give_key(actor=market.buyer, call_id=call.pk, public_key=key, now=now())


def test_a_trustee_gives_no_half_of_anothers_key(market):
    """Nothing can be sealed for two trustees with one key, and keys stay once a call is open."""
    call = make_open_call(market, state=CallState.APPROVED)
    other = bid_keys.read_trustee_key(call.trustees.get(place=2).public_key)
    own = bid_keys.trustee_public_key(seed_of("own"))
    for both in (other.box + own.sign, own.box + other.sign, own.box + own.box):
        with pytest.raises((errors.TrusteeKeyTaken, errors.BadTrusteeKey)):
            give_key(
                actor=market.trustees[0], call_id=call.pk, public_key=write_base64(both), now=now()
            )


def test_a_trustee_gives_no_key_to_an_open_call(market, call):
    key = str(bid_keys.trustee_public_key(seed_of("late")))
    with pytest.raises(CallTransitionNotAllowed):
        give_key(actor=market.trustees[0], call_id=call.pk, public_key=key, now=now())


def test_a_bid_outlives_the_erasure_of_who_sent_it(market, call, bidder):
    row = send(call, bidder)
    close(call)
    root = bytes(closing_of(call).root)
    erase_person(actor=bidder.member, user_id=bidder.member.user_id, now=now())
    row.refresh_from_db()
    assert (row.sent_by, row.key.registered_by) == ("erased", "erased")
    assert not LedgerEntry.objects.filter(actor=bidder.member.reference).exists()
    assert read_receipt(row.receipt, ledger.town_key()).envelope == bytes(row.digest)
    move_to(call, CallState.TECHNICAL_OPENING)
    release(call, market, 1, "technical")
    assert release(call, market, 2, "technical") == 1
    trustee = market.trustees[0]
    erase_person(actor=trustee, user_id=trustee.user_id, now=now())
    assert set(ShareRelease.objects.values_list("given_by", flat=True)) == {
        "erased",
        market.trustees[1].reference,
    }
    assert bytes(closing_of(call).root) == root
    assert check_call(call_file(call), ledger.town_key()).is_right
