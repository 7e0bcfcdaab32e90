"""What bids are sealed for is settled when a call opens; the database lets nobody change it."""

import pytest
from django.db import DatabaseError, transaction

from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.market.procurement.actions.freeze_context import freeze_context
from gongjian.market.procurement.actions.open_call import open_call
from gongjian.market.procurement.bid_errors import NoTrustees
from gongjian.market.procurement.models import Call, CallTrustee, SealingContext
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.sealing import context_digest, sealing_context
from gongjian.methods.canonical_json import write_canonical
from tests.factories import NOW, make_department, make_user
from tests.market.procurement.bids import make_bidder, make_open_call, send
from tests.market.procurement.calls import DAY, make_call, make_market, next_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(db):
    return make_market()


@pytest.fixture
def call(market):
    return make_open_call(market)


def test_opening_keeps_the_context_and_says_its_hash_in_history_and_ledger(market):
    call = make_call(market, state=CallState.APPROVED)
    before = sealing_context(call)

    opened = open_call(actor=market.buyer, call_id=call.pk, closes_at=NOW + 40 * DAY, now=NOW)

    kept = SealingContext.objects.get(call=call)
    assert bytes(kept.body) == write_canonical(before.as_json())
    assert sealing_context(opened) == before
    told = opened.events.get(name="call_opened").data
    assert told["context_sha256"] == before.digest().hex() == context_digest(opened)
    assert LedgerEntry.objects.filter(subject=call.reference, action="call_opened").count() == 1


def test_what_changes_of_the_call_afterwards_changes_nothing_of_what_is_sealed(call):
    before = sealing_context(call)
    Call.objects.filter(pk=call.pk).update(currency="EUR", trustee_threshold=3)

    assert sealing_context(Call.objects.get(pk=call.pk)) == before
    assert send(call, make_bidder()).fate == "standing"


CHANGES = {
    "a key": lambda call: call.trustees.filter(place=1).update(public_key=next_key()),
    "a body": lambda call: call.trustees.filter(place=1).update(body=make_department("Other")),
    "a place": lambda call: call.trustees.filter(place=1).update(place=9),
    "a person": lambda call: call.trustees.filter(place=1).update(user=make_user()),
    "one less": lambda call: call.trustees.filter(place=1).delete(),
    "one more": lambda call: CallTrustee.objects.create(
        call=call, body=make_department("More"), place=4, public_key=next_key()
    ),
    "one of another call": lambda call: (
        CallTrustee.objects.exclude(call=call).filter(place=2).update(call=call, place=7)
    ),
    "the context": lambda call: call.contexts.update(body=b"{}"),
    "its stage": lambda call: call.contexts.update(stage_number=2),
    "no context": lambda call: call.contexts.all().delete(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_database_lets_nobody_change_for_whom_bids_are_sealed(market, call, name):
    make_call(market, state=CallState.DRAFT)
    before = sealing_context(call)

    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        CHANGES[name](call)

    assert sealing_context(call) == before


def test_before_it_opens_trustees_change_and_afterwards_an_account_is_erased(market, call):
    draft = make_call(market, state=CallState.DRAFT)
    draft.trustees.filter(place=1).update(public_key=next_key())
    draft.trustees.filter(place=2).delete()

    call.trustees.filter(place=1).update(user=None)

    assert draft.trustees.count() == 2
    assert sealing_context(call).threshold == 2


def test_a_trustee_reads_on_their_page_what_to_check(client, market, call):
    client.force_login(User.objects.get(pk=market.trustees[0].user_id))

    page = client.get(f"/calls/{call.number}/trustee/").text

    assert context_digest(call) in page
    assert f"gongjian trustee check context-{call.number}.json" in page


def test_a_stage_is_frozen_once(call):
    with pytest.raises(DatabaseError), transaction.atomic():
        freeze_context(call, now=NOW)


def test_a_call_that_was_published_without_a_context_takes_nothing(market):
    """Even where somebody could write trustees for it afterwards."""
    call = make_call(market)
    assert call.trustees.count() == 3
    with pytest.raises(NoTrustees):
        sealing_context(call)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "again"])
def test_tables_with_such_triggers_are_emptied_after_a_test_and_keep_them(time):
    """This test commits: its call is gone the second time, and the triggers are not."""
    assert not SealingContext.objects.exists(), time
    call = make_open_call()
    with pytest.raises(DatabaseError, match="never change"):
        call.contexts.all().delete()
