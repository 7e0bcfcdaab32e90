"""The contract: drafted, signed by both sides, delivered, tried, accepted by two, paid, rated."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.market.procurement.models import Call, Contract
from gongjian.market.procurement.rules.contracts import Duty
from tests.browser.way.cast import Bidder, Cast

DAY = timedelta(days=1)
MILESTONE = "All lamps light"
WORKS = "It lights as I come."


def draft_contract(cast: Cast, call: Call) -> Contract:
    """Complete: a milestone, who answers for what, the clauses, and who accepts."""
    manager = cast.manager
    page = manager.go(f"/call-work/{call.number}/")
    manager.press("Draft the contract")
    today = local_day(now())
    page.get_by_label("What is built").fill("Eighty lamps, from pier to mill.")
    page.get_by_label("First day").fill(today.isoformat())
    page.locator("#id_m1_title").fill(MILESTONE)
    page.locator("#id_m1_due_on").fill((today + 70 * DAY).isoformat())
    page.locator("#id_m1_amount").fill("400000")
    page.locator("#id_m1_criteria").fill("Every lamp lights within a second.")
    page.locator("#id_d1_title").fill("Eighty lamps")
    page.locator("#id_d1_milestone").select_option("1")
    for duty in Duty:
        party = "company" if duty in {Duty.PROVIDES, Duty.BEARS_FAILURE} else "buyer"
        page.locator(f"#id_d1_{duty}").select_option(party)
    page.get_by_label("Exit:").fill("Either side leaves with three months’ notice.")
    page.get_by_label("Source code:").fill("In the office’s repository, under the EUPL.")
    page.get_by_label("Return of data:").fill("As CSV, within ten days.")
    manager.press("Save")
    form = manager.unfold("Name who accepts")
    form.get_by_label("E-mail address of the product owner’s account").fill(manager.email)
    form.get_by_label("E-mail address of the independent acceptor").fill(cast.acceptor.email)
    manager.press("Name who accepts", within=form)
    return Contract.objects.get()


def sign_contract(cast: Cast, contract: Contract, winner: Bidder) -> None:
    for signer in (cast.approver, winner.member):
        page = signer.go(f"/contracts/{contract.number}/")
        signer.press("Sign for your side")
        expect(page.get_by_text("Signed.")).to_be_visible()


def deliver(cast: Cast, contract: Contract, winner: Bidder) -> None:
    """The company says that it is there; residents are asked to try it."""
    company, manager = winner.member, cast.manager
    company.go(f"/contracts/{contract.number}/")
    form = company.unfold("Report the delivery")
    form.get_by_label("What is delivered").fill("All eighty stand and light.")
    company.press("Report the delivery", within=form)
    manager.go(f"/contracts/{contract.number}/")
    manager.press("Ask residents to try it")
    run_waiting_tasks()


def try_delivery(cast: Cast) -> None:
    """The resident is told, and answers."""
    resident = cast.resident
    page = resident.go("/inbox/")
    resident.follow("try")
    resident.choose("it works", within=page.locator("form"))
    page.get_by_label("In your words").fill(WORKS)
    resident.press("Send")
    expect(page.get_by_text("Thank you.")).to_be_visible()


def accept_delivery(cast: Cast, contract: Contract) -> None:
    """By the product owner and by somebody of another body."""
    for acceptor in (cast.manager, cast.acceptor):
        page = acceptor.go(f"/contracts/{contract.number}/")
        expect(page.get_by_text(WORKS)).to_be_visible()
        form = acceptor.unfold("Accept or send back")
        acceptor.choose("yes: accept", within=form)
        acceptor.press("Decide", within=form)


def pay(cast: Cast, contract: Contract) -> None:
    approver = cast.approver
    approver.go(f"/contracts/{contract.number}/")
    form = approver.unfold("Record the payment")
    form.get_by_label("Paid", exact=True).fill("400000")
    form.get_by_label("On", exact=True).fill(local_day(now()).isoformat())
    approver.press("Record the payment", within=form)


def rate(cast: Cast, contract: Contract, winner: Bidder) -> None:
    """Either side the other."""
    for rater, stars in ((cast.approver, 5), (winner.member, 4)):
        rater.go(f"/contracts/{contract.number}/")
        form = rater.unfold("Rate the other side")
        rater.choose(str(stars), within=form)
        form.get_by_label("Why").fill("As agreed, and in time.")
        rater.press("Rate the other side", within=form)
    run_waiting_tasks()
