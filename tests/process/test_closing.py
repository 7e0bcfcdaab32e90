"""A worker is killed without mercy between closing a call and publishing the root of its bids."""

from __future__ import annotations

import signal

import pytest
from django.conf import settings

from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.market.procurement.bid_errors import BidTooLate
from gongjian.market.procurement.models import BidClosing, Call, CallEvent
from gongjian.market.procurement.selectors.call_files import call_file
from gongjian.market.procurement.selectors.database_clock import database_now
from gongjian.methods.call_check import check_call
from tests.market.procurement.bids import (
    MILLISECOND,
    make_bidder,
    make_open_call,
    send,
    set_deadline,
)
from tests.processes import python, wait_until

pytestmark = [pytest.mark.process, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

CLOSE = (
    "import django; django.setup(); from gongjian.market.procurement.tasks import close_due_calls"
)
WORKER = f"{CLOSE}; print(close_due_calls())"
STOPPED = f"""
{CLOSE}
import threading
from django.db import connection

def stop(execute, sql, params, many, context):
    if 'INTO "procurement_bidclosing"' in sql:
        with connection.cursor() as cursor:
            cursor.execute("SELECT state FROM procurement_call")
            print("the call is", *cursor.fetchone(), flush=True)
        threading.Event().wait()
    return execute(sql, params, many, context)

with connection.execute_wrapper(stop):
    print("not stopped:", close_due_calls())
"""
"""Closes what is due, and stops when all but the root is written."""


def test_a_worker_killed_between_closing_and_publishing_has_done_neither():
    # Given a call with a bid, whose deadline has passed
    call, bidder = make_open_call(), make_bidder()
    row = send(call, bidder)
    set_deadline(call, row.received_at + MILLISECOND)
    wait_until(lambda: database_now() > row.received_at + MILLISECOND, pause_seconds=0.001)

    # When a worker has closed it, has signed the root, and dies before it is published
    with python("-c", STOPPED, home=settings.HOME) as worker:
        assert worker.stdout is not None
        assert "the call is closed" in worker.stdout.readline()
        worker.send_signal(signal.SIGKILL)
        assert worker.wait() == -signal.SIGKILL

    # Then neither was done, and still nothing is taken
    call.refresh_from_db()
    assert (call.state, call.closed_at, BidClosing.objects.count()) == ("open", None, 0)
    assert not CallEvent.objects.filter(name="call_closed").exists()
    with pytest.raises(BidTooLate):
        send(call, bidder, sequence=2)

    # And the next worker does both, once
    for done in ("1", "0"):
        with python("-c", WORKER, home=settings.HOME) as worker:
            assert worker.stdout is not None
            assert worker.stdout.read().split()[-1] == done
    closed = Call.objects.get()
    closing = BidClosing.objects.get()
    assert (closed.state, closing.envelopes) == ("closed", 1)
    assert closed.closed_at == closing.closed_at >= closing.deadline == closed.closes_at
    assert LedgerEntry.objects.filter(action="bids_closed").count() == 1
    ledger.seal_ledger(now=database_now())
    assert check_call(call_file(closed), ledger.town_key()).is_proven
