"""Bids sent: what is taken, what the database refuses, what is published at closing."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.market.procurement import bid_errors as errors
from gongjian.market.procurement.actions import submit_bid as submitting
from gongjian.market.procurement.actions.bidder_keys import (
    revoke_bidder_key,
)
from gongjian.market.procurement.actions.close_call import close_call, close_due_calls
from gongjian.market.procurement.actions.erase_person import erase_person
from gongjian.market.procurement.actions.publish_root import publish_root
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
    BidderKey,
    BidEnvelope,
    Debarment,
    OpenedPart,
    ShareRelease,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.bids import closing_of
from gongjian.market.procurement.selectors.call_files import call_file
from gongjian.market.procurement.selectors.database_clock import database_now
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods.bid_closing import moment_text, read_closing, read_receipt
from gongjian.methods.call_check import check_call
from gongjian.methods.canonical_json import read_canonical, write_canonical
from tests.factories import make_actor, make_provision
from tests.market.procurement.bids import (
    HOUR,
    MILLISECOND,
    close,
    database_clock,
    make_bidder,
    make_body,
    make_open_call,
    make_withdrawal,
    move_to,
    release,
    send,
    set_deadline,
    withdraw,
)
from tests.market.procurement.calls import make_company, make_market, make_member

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


def test_a_bid_is_kept_byte_for_byte_and_its_receipt_is_the_towns(call, bidder):
    body = make_body(call, bidder)
    row = send(call, bidder, body)
    row.refresh_from_db()
    assert bytes(row.body) == body
    receipt = read_receipt(row.receipt, ledger.town_key())
    assert (receipt.call, receipt.envelope) == (str(call.pk), bytes(row.digest))
    assert receipt.company == bidder.company.code
    assert receipt.deadline == moment_text(call.closes_at)
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
    withdraw(call, bidder)
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
    body = make_withdrawal(call, bidder)
    first = withdraw(call, bidder, body)
    assert withdraw(call, bidder, body).pk == first.pk
    send(call, bidder, sequence=2)
    with pytest.raises(errors.WithdrawalRefused):
        withdraw(call, bidder, body)
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


def test_an_envelope_that_names_another_company_is_refused(call, bidder):
    other = replace(make_bidder(), seed=bidder.seed)
    with pytest.raises(errors.EnvelopeRefused, match="not an envelope") as refused:
        send(call, bidder, make_body(call, other))
    assert refused.value.reason == "sealed for another company"


def test_a_company_sends_so_many_envelopes_and_no_more(call, bidder, monkeypatch):
    monkeypatch.setattr(submitting, "MOST_ENVELOPES", 2)
    for sequence in (1, 2):
        send(call, bidder, sequence=sequence)
    with pytest.raises(errors.TooManyEnvelopes):
        send(call, bidder, sequence=3)
    send(call, make_bidder())
    withdraw(call, bidder)
    assert BidEnvelope.objects.filter(bid__company=bidder.company).count() == 2


def test_a_withdrawal_is_of_what_stands_and_signed_with_a_key_of_the_company(call, bidder, market):
    other, elsewhere = make_bidder(), make_open_call(market)
    send(call, other)
    send(elsewhere, bidder)
    foreign = [make_withdrawal(call, other), make_withdrawal(elsewhere, bidder)]
    send(call, bidder, sequence=1)
    earlier = make_withdrawal(call, bidder)
    send(call, bidder, sequence=2)
    for body in (*foreign, earlier, b"{}", b"\xff"):
        with pytest.raises(errors.WithdrawalRefused):
            withdraw(call, bidder, body)
    with pytest.raises(errors.UnknownBidderKey):
        withdraw(call, bidder, make_withdrawal(call, bidder, seed=other.seed))
    assert BidEnvelope.objects.get(bid__company=bidder.company, sequence=2).fate == "standing"


def test_a_bid_is_taken_out_of_the_database_by_nobody_without_a_signature(call, bidder):
    send(call, bidder)
    with pytest.raises(DatabaseError), transaction.atomic():
        BidEnvelope.objects.update(fate="withdrawn")
    withdraw(call, bidder)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        BidEnvelope.objects.update(withdrawal="{}")
    close(call)
    value = read_canonical(call_file(call), max_bytes=10**8)
    assert [len(value[name]) for name in ("others", "withdrawals")] == [1, 1]
    assert check_call(write_canonical(value), ledger.town_key()).is_right
    value["withdrawals"] = []
    assert not check_call(write_canonical(value), ledger.town_key()).is_right


def test_an_unregistered_or_revoked_key_is_refused(call, bidder):
    other = make_bidder()
    with pytest.raises(errors.UnknownBidderKey):
        send(call, bidder, make_body(call, replace(bidder, seed=other.seed)))
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
        with pytest.raises(errors.BidTooLate):
            withdraw(call, bidder)
    assert BidEnvelope.objects.get().fate == "standing"


def test_a_worker_with_a_wrong_clock_closes_nothing_too_early(call, bidder):
    """Which calls are due, and when, is asked of the database alone: no process gives a time."""
    send(call, bidder)
    with database_clock(call.closes_at - MILLISECOND):
        assert not close_call(call_id=call.pk)
        assert close_due_calls() == 0
    with database_clock(call.closes_at):
        assert close_due_calls() == 1
    closing = closing_of(call)
    assert closing.closed_at == closing.deadline == call.closes_at


def test_the_database_signs_no_closing_before_its_deadline(call, bidder):
    send(call, bidder)
    at = database_now()
    early = {"deadline": at + HOUR, "closed_at": at}
    ahead = {"deadline": at, "closed_at": at + HOUR}
    given = {"call": call, "stage_number": 1, "envelopes": 0, "standing": 0, "root": b"x"}
    for times in (early, ahead, dict.fromkeys(early, at + HOUR)):
        with pytest.raises(DatabaseError, match="closing is early"), transaction.atomic():
            BidClosing.objects.create(**given, **times)


def test_a_clock_turned_back_closes_nothing(call, bidder):
    """The deadline has passed by the clock that took the bid, and the clock is put back behind it;
    or so far that the deadline seems to come again."""
    row = send(call, bidder)
    set_deadline(call, row.received_at - HOUR)
    with database_clock(row.received_at - HOUR / 2), pytest.raises(errors.ClockWentBack):
        close_call(call_id=call.pk)
    with database_clock(row.received_at - 2 * HOUR):
        assert not close_call(call_id=call.pk)
    call.refresh_from_db()
    assert (call.state, closing_of(call)) == ("open", None)


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
        BidEnvelope.objects.update(fate="withdrawn", withdrawal="x")
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        BidClosing.objects.update(envelopes=0)


@pytest.mark.parametrize(
    "model", [Bid, BidderKey, BidEnvelope, BidClosing, ShareRelease, OpenedPart]
)
def test_the_database_deletes_nothing_that_was_signed(market, call, bidder, model):
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    for place in (1, 2):
        release(call, market, place, "technical")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        model.objects.all()._raw_delete("default")
    assert model.objects.exists()


def test_the_database_gives_no_bid_to_another_company(market, call, bidder):
    send(call, bidder)
    move_to(close(call), CallState.TECHNICAL_OPENING)
    for place in (1, 2):
        release(call, market, place, "technical")
    other = make_company().pk
    changes = [
        (Bid, {"company": other}),
        (BidderKey, {"company": other}),
        (BidderKey, {"public_key": "other"}),
        (ShareRelease, {"body": b"other"}),
        (OpenedPart, {"content": "other"}),
    ]
    for model, change in changes:
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            model.objects.update(**change)


def test_closing_publishes_the_root_and_a_second_worker_changes_nothing(call, bidder):
    send(call, bidder, sequence=1)
    send(call, bidder, sequence=2)
    close(call)
    closing = closing_of(call)
    assert (closing.envelopes, closing.standing) == (2, 1)
    assert read_closing(closing.note, ledger.town_key()).root == bytes(closing.root)
    assert not close_call(call_id=call.pk)
    given = {"actor": make_actor(), "now": now()}
    with transaction.atomic():
        assert publish_root(call, sealing_context(call), **given).pk == closing.pk
    assert LedgerEntry.objects.filter(action="bids_closed").count() == 1


def test_a_worker_killed_between_closing_and_publishing_has_done_neither(call, bidder):
    send(call, bidder)
    set_deadline(call, now() - MILLISECOND)

    class Killed(BaseException):
        pass

    def close_and_die():
        with transaction.atomic():
            close_call(call_id=call.pk)
            raise Killed

    with pytest.raises(Killed):
        close_and_die()
    call.refresh_from_db()
    assert (call.state, closing_of(call)) == ("open", None)
    assert close_call(call_id=call.pk)
    assert closing_of(call).envelopes == 1


def test_a_call_without_bids_closes_too(call):
    close(call)
    assert check_call(call_file(call), ledger.town_key()).is_right


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
