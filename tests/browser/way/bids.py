"""Sealed bids: two companies seal in their browser, the third with the command. Each keeps its
receipt."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from gongjian.market.procurement.models import Call
from tests.browser.way import offline
from tests.browser.way.cast import Bidder, Cast
from tests.browser.way.windows import Person

PRICES = (500_000_00, 400_000_00, 450_000_00)
"""By company; the second is the cheapest."""
OFFER = "Eighty lamps, of our own make, in ten weeks."
HOW = "With a sensor in each."


def send_bids(cast: Cast, call: Call) -> dict[str, Path]:
    """The receipts, by the name of the company."""
    first, second, third = cast.bidders
    _seal_in_browser(first, call, amount="500000")
    # The sum of two items: 80 × 4,000 and 80,000.
    _seal_in_browser(second, call, items="Lamp; 80; 4000.00\nCable；1；80,000")
    _seal_on_command_line(third, call, amount_minor=PRICES[2])
    return {one.company.name: one.member.save("Download the receipt") for one in cast.bidders}


def _seal_in_browser(bidder: Bidder, call: Call, *, amount: str = "", items: str = "") -> None:
    member = bidder.member
    page = _come_to_bid(member, call)
    key = member.save("Make a key and save it")
    member.press("Register the key")
    page.locator("[data-seal]").wait_for(state="visible")
    page.get_by_label("Your key file").first.set_input_files(key)
    page.get_by_label("Title of your offer").fill(f"Lamps of {bidder.company.name}")
    page.get_by_label("What you offer").fill(OFFER)
    page.get_by_label("How it is done").fill(HOW)
    page.get_by_label("Price of the whole").fill(amount)
    page.get_by_label("Items").fill(items)
    member.look()
    member.save("Seal")
    expect(page.locator("[data-seal-status]")).to_contain_text("Sealed.")
    _send(member)


def _seal_on_command_line(bidder: Bidder, call: Call, *, amount_minor: int) -> None:
    member = bidder.member
    page = _come_to_bid(member, call)
    page.get_by_role("textbox", name="Public key").fill(offline.make_bidder_key(member))
    member.press("Register the key")
    page.locator("[data-seal]").wait_for(state="visible")
    context = member.save(
        "What bids are sealed for", within=member.unfold("Seal on the command line")
    )
    bid = {
        "technical": {
            "title": f"Lamps of {bidder.company.name}",
            "text": OFFER,
            "answers": [{"criterion": "C1", "text": HOW}],
        },
        "price": {"amount_minor": amount_minor},
    }
    envelope = offline.seal_bid(member, bidder.company.code, context, bid)
    page.locator("#id_envelope").set_input_files(envelope)
    _send(member)


def _come_to_bid(member: Person, call: Call):
    """As somebody who looks for work does: from the list of calls."""
    page = member.go("/calls/")
    member.follow(call.title)
    member.follow("Bid")
    return page


def _send(member: Person) -> None:
    member.press("Send the bid")
    expect(member.page.get_by_text("The envelope is in")).to_be_visible()
