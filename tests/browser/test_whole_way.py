"""The whole way, by the people who go it and on the pages they use: from a hot issue to the rating
of what was built, and back to the page of the case that began it. Steps in tests/browser/way."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from gongjian.foundation.ledger.tasks import seal_entries
from gongjian.market.procurement.models import Call
from tests.browser.way import bids, calls, contracts, initiatives, judging, offline, openings
from tests.browser.way.cast import TITLE, Cast, make_cast
from tests.browser.way.clocks import days_ago
from tests.browser.way.windows import Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_from_a_hot_issue_to_the_trail_of_its_first_case(town, visitor, tmp_path, monkeypatch):
    windows = Windows(visitor, tmp_path)
    with days_ago(45, monkeypatch, windows):
        cast = make_cast(town, windows)
        initiative = initiatives.make_initiative(cast)
        call = calls.write_call(cast, initiative)
        calls.give_keys(cast, call)
        calls.approve_and_open(cast, call)
        calls.check_keys(cast.trustees[0], call)
        receipts = bids.send_bids(cast, call)
    winner = cast.bidders[1]
    openings.close_call(call)
    judging.appoint_judges(cast, call)
    openings.open_part(cast.trustees[:2], call, "technical", bids=3)
    judging.score_bids(cast, call)
    openings.open_part(cast.trustees[1:], call, "price", bids=3)
    judging.award_call(cast, call)
    contract = contracts.draft_contract(cast, call)
    contracts.sign_contract(cast, contract, winner)
    contracts.deliver(cast, contract, winner)
    contracts.try_delivery(cast)
    contracts.accept_delivery(cast, contract)
    contracts.pay(cast, contract)
    contracts.rate(cast, contract, winner)

    assert trail_on_the_case(cast) == [
        ("Case", [TITLE]),
        ("Hot issue", [TITLE]),
        ("Initiative", [initiative.title]),
        ("Call", [call.title]),
        ("Contract", [winner.company.name]),
        ("Milestone", [contracts.MILESTONE]),
        ("Rating", ["5 of 5 stars", "4 of 5 stars"]),
    ]
    check_the_call_file(cast, call, receipts)
    assert windows.faults == []


def trail_on_the_case(cast: Cast) -> list[tuple[str, list[str]]]:
    """What the resident who began it reads there: each stage by its kind, with its things."""
    resident = cast.resident
    page = resident.go("/my/")
    resident.follow(TITLE)
    trail = page.get_by_role("region", name="Its trail")
    return [
        (stage.get_by_role("heading").inner_text(), stage.locator("strong, a").all_inner_texts())
        for stage in trail.get_by_role("listitem").all()
    ]


def check_the_call_file(cast: Cast, call: Call, receipts: dict[str, Path]) -> None:
    """By anybody, with what the page offers; each company's receipt is in it."""
    # The closing's place in the ledger is proven once the ledger's sequencer has come by.
    seal_entries.call()
    anybody = cast.anybody
    page = anybody.go(f"/calls/{call.number}/")
    anybody.follow("Opening of bids")
    expect(page.get_by_text("¥400,000").first).to_be_visible()
    file = anybody.save("Download the call file")
    first, *others = receipts.values()
    assert "All of it holds." in offline.verify_call_elsewhere(file, first)
    for receipt in others:
        assert "All of it holds." in offline.verify_call(file, receipt)
