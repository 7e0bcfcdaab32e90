"""From an initiative to a call that takes bids: written by one person, approved by another, with
trustees of three bodies whose keys were made offline."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.market.initiatives.models import Initiative
from gongjian.market.procurement.models import Call
from tests.browser.way import offline
from tests.browser.way.cast import Cast
from tests.browser.way.windows import Person

DAYS = timedelta(days=40)
"""Longer than the law asks."""
WORK = "/call-work/{}/"


def write_call(cast: Cast, initiative: Initiative) -> Call:
    """With criteria, and with the trustees."""
    manager = cast.manager
    page = manager.go(f"/initiatives/{initiative.number}/")
    manager.follow("Make a call of it")
    page.get_by_label("Estimated value").fill("500000")
    manager.press("Draft the call")
    page.get_by_label("Open call").check()
    page.get_by_label("Most that a bid may ask for").fill("600000")
    for row, (title, kind, weight) in enumerate(
        [("How it is done", "quality", "60"), ("Price", "price:absolute", "40")], start=1
    ):
        page.locator(f"#id_c{row}_title").fill(title)
        page.locator(f"#id_c{row}_kind").select_option(kind)
        page.locator(f"#id_c{row}_weight").fill(weight)
    manager.press("Save")
    _name_trustees(cast)
    return Call.objects.get()


def _name_trustees(cast: Cast) -> None:
    manager = cast.manager
    form = manager.unfold("Name the trustees")
    pairs = zip(cast.market.trustee_bodies, cast.trustees, strict=True)
    for place, (body, trustee) in enumerate(pairs, start=1):
        form.locator(f"#id_body{place}").select_option(body.name)
        form.locator(f"#id_email{place}").fill(trustee.email)
    form.get_by_label("How many open a bid together").fill("2")
    manager.press("Name them", within=form)


def give_keys(cast: Cast, call: Call) -> None:
    """Each trustee makes a key on a machine of their own; only its public half goes to the page."""
    run_waiting_tasks()
    for trustee in cast.trustees:
        page = trustee.go("/inbox/")
        trustee.follow(f"You are a trustee of a call: {call.title}")
        public_key = offline.make_trustee_key(trustee, call)
        page.get_by_role("textbox", name="Public key").fill(public_key)
        trustee.press("Give the key")
        expect(page.get_by_text("Your key is given.")).to_be_visible()


def approve_and_open(cast: Cast, call: Call) -> None:
    approver, manager = cast.approver, cast.manager
    page = approver.go("/call-work/")
    approver.follow(call.title)
    approver.press("Approve")
    page = manager.go(WORK.format(call.number))
    last_day = local_day(now() + DAYS)
    form = manager.unfold("Open the call")
    form.get_by_label("Last day for bids").fill(last_day.isoformat())
    manager.press("Open the call", within=form)
    expect(page.locator(".gj-case-status")).to_contain_text("Open")


def check_keys(trustee: Person, call: Call) -> None:
    """A trustee checks offline that bids are sealed for their key, and the town's."""
    trustee.go(f"/calls/{call.number}/trustee/")
    context = trustee.save("What bids are sealed for")
    assert "Your key and the town's are right" in offline.check_context(trustee, context)
