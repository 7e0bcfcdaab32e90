"""From a closed call to its award: evaluators, scores, prices, the ranking, the standstill."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.market.procurement.models import Call
from tests.browser.way.cast import Cast
from tests.browser.way.windows import Person

WORK = "/call-work/{}/evaluation/"
SCORES = (9, 7, 5)
"""By company, of ten; each evaluator gives the same."""


def appoint_judges(cast: Cast, call: Call) -> None:
    """Three, each of whom declares to have no interest; then the technical parts may be opened."""
    manager = cast.manager
    manager.go(WORK.format(call.number))
    for judge in cast.judges:
        form = manager.unfold("Appoint an evaluator")
        form.get_by_label("E-mail address of the evaluator’s account").fill(judge.email)
        manager.press("Appoint", within=form)
    for judge in cast.judges:
        page = judge.go("/calls/to-judge/")
        judge.follow(call.title)
        for company in cast.bidders:
            asked = page.get_by_role("group", name=company.company.name)
            judge.choose("no interest", within=asked)
        judge.press("Declare")
    manager.go(WORK.format(call.number))
    manager.press("Open the technical parts")


def score_bids(cast: Cast, call: Call) -> None:
    """Each evaluator alone, with reasons, and locks."""
    manager = cast.manager
    manager.go(WORK.format(call.number))
    manager.press("Begin the evaluation")
    for judge in cast.judges:
        _score_all(judge, cast, call)
    manager.go(WORK.format(call.number))
    manager.press("Open the prices")


def _score_all(judge: Person, cast: Cast, call: Call) -> None:
    page = judge.go(f"/calls/{call.number}/scores/")
    for bidder, score in zip(cast.bidders, SCORES, strict=True):
        judge.go(f"/calls/{call.number}/scores/")
        judge.follow(bidder.company.name, within=page.locator("table"))
        page.get_by_role("radio", name=str(score), exact=True).check()
        page.get_by_label("Why this score?").fill("It is shown how.")
        page.get_by_role("button", name="Save").click()
    judge.go(f"/calls/{call.number}/scores/")
    judge.press("Lock")
    expect(page.get_by_text("Your scores are locked.")).to_be_visible()


def award_call(cast: Cast, call: Call) -> None:
    """By the ranking, once the standstill is over."""
    manager = cast.manager
    page = manager.go(WORK.format(call.number))
    form = manager.unfold("Publish the ranking and intend the award")
    form.get_by_label("Reason").fill("First by the ranking.")
    manager.press("Publish", within=form)
    run_waiting_tasks()
    manager.go(WORK.format(call.number))
    expect(page.get_by_text("The standstill ends with")).to_be_visible()
    expect(page.get_by_role("button", name="Award the contract")).to_have_count(0)
    Call.objects.filter(pk=call.pk).update(standstill_until=now() - timedelta(minutes=1))
    manager.go(WORK.format(call.number))
    manager.press("Award the contract")
    run_waiting_tasks()
