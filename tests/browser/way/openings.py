"""The worker closes the call, and trustees of different bodies open a part of the bids: each is
told, makes shares offline and hands them in on the page."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import expect

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.background.periodics import start_periodic
from gongjian.foundation.kernel.clock import now
from gongjian.market.procurement.models import BidClosing, Call, OpenedPart
from tests.browser.way import offline
from tests.browser.way.windows import Person
from tests.processes import wait_until


def work() -> None:
    """A round of the town's worker: what its clock asks for, and what was asked for."""
    start_periodic(now())
    run_waiting_tasks()


def close_call(call: Call) -> None:
    """Not by anybody: its time has passed, and the worker sees it."""

    def is_closed() -> bool:
        work()
        return BidClosing.objects.filter(call=call).exists()

    wait_until(is_closed)


def open_part(trustees: Sequence[Person], call: Call, part: str, *, bids: int) -> None:
    run_waiting_tasks()
    for trustee in trustees:
        trustee.go("/inbox/")
        trustee.follow(f"Your shares are needed: {call.title}")
        call_file = trustee.save("Call file for trustees")
        shares = offline.make_shares(trustee, call_file, part)
        field = trustee.page.locator(f"#id_{part}_shares")
        field.set_input_files(shares)
        trustee.press("Hand in shares", within=trustee.page.locator("form", has=field))
        expect(trustee.page.get_by_text("Your shares are in.")).to_be_visible()
    run_waiting_tasks()
    assert OpenedPart.objects.filter(part=part, outcome="open").count() == bids
