"""Bids at the same moment, of one company and of many, and the closing among them."""

import pytest
from django.db import transaction

from gongjian.foundation.kernel.errors import GongjianError
from gongjian.market.procurement.actions.close_call import close_call
from gongjian.market.procurement.models import BidEnvelope, BidWindow
from gongjian.market.procurement.selectors.bids import closing_of
from gongjian.market.procurement.selectors.call_files import call_file
from gongjian.market.procurement.selectors.database_clock import database_now
from gongjian.methods.call_check import check_call
from tests.market.procurement.bids import (
    MILLISECOND,
    make_bidder,
    make_body,
    make_open_call,
    send,
    set_deadline,
)
from tests.market.procurement.calls import make_member
from tests.processes import wait_until
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def outcome(doing):
    try:
        return doing()
    except GongjianError as error:
        return error.code


def test_two_members_of_a_company_at_once_leave_one_bid_standing():
    call, bidder = make_open_call(), make_bidder()
    colleague = make_member(bidder.company)
    bodies = [make_body(call, bidder, sequence) for sequence in (1, 2)]
    at_once(
        lambda: outcome(lambda: send(call, bidder, bodies[0])),
        lambda: outcome(lambda: send(call, bidder, bodies[1], actor=colleague)),
    )
    standing = BidEnvelope.objects.get(fate="standing")
    assert standing.sequence == 2
    assert set(BidEnvelope.objects.values_list("bid__company", flat=True)) == {bidder.company.pk}


def test_the_same_envelope_twice_at_once_is_one():
    call, bidder = make_open_call(), make_bidder()
    body = make_body(call, bidder)
    one, other = at_once(lambda: send(call, bidder, body), lambda: send(call, bidder, body))
    assert one.pk == other.pk
    assert BidEnvelope.objects.count() == 1


def test_bids_while_the_call_closes_are_under_the_root_or_refused():
    call = make_open_call()
    bidders = [make_bidder() for _ in range(3)]
    bodies = [make_body(call, bidder) for bidder in bidders]

    def close():
        with transaction.atomic():
            # No bid is coming in while the deadline is set: in no town does one become earlier.
            BidWindow.objects.select_for_update().get(call=call)
            set_deadline(call, database_now() + MILLISECOND)
        wait_until(lambda: close_call(call_id=call.pk), pause_seconds=0.001)
        return True

    found = at_once(
        *(
            lambda bidder=bidder, body=body: outcome(lambda: send(call, bidder, body))
            for bidder, body in zip(bidders, bodies, strict=True)
        ),
        close,
    )
    taken = [one for one in found[:3] if isinstance(one, BidEnvelope)]
    assert found[3] is True
    assert closing_of(call).envelopes == len(taken) == BidEnvelope.objects.count()
    assert check_call(call_file(call)).is_right
