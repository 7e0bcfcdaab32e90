"""Budget rounds in a browser: a vote with and without scripts, and every page whole everywhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.public.budgeting.models import Ballot, BudgetRound, KindChoice
from tests.browser.test_hot_issues import look_at
from tests.browser.test_public_pages import EVERYWHERE, sign_in
from tests.factories import make_user
from tests.public.budgeting.rounds import make_known_rounds

pytestmark = pytest.mark.browser


@pytest.fixture
def numbers(transactional_db) -> dict[str, str]:
    """Numbers of rounds by their phase."""
    known = make_known_rounds(now())["round_number"]
    BudgetRound.objects.filter(number=known[1]).update(kind=KindChoice.KNAPSACK)
    return dict(zip(("counted", "voting", "collecting", "ended", "draft"), known, strict=True))


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_person_votes_and_changes_the_ballot(visitor, numbers, client, has_scripts):
    visit = visitor(has_scripts=has_scripts)
    sign_in(visit, client, make_user())
    page = visit.go(f"/budget/{numbers['voting']}/")

    page.get_by_role("link", name="Vote", exact=True).click()
    page.locator("label[for=p1]").click()
    page.locator("label[for=p2]").click()
    page.locator("label[for=p3]").click()
    if not has_scripts:
        page.get_by_role("button", name="Work out what is left").click()
    expect(page.locator("[data-left]")).to_have_text("-¥300")
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_role("alert")).to_contain_text("cost more than there is")
    page.locator("label[for=p3]").click()
    page.get_by_role("button", name="Look it over").click()
    secret = page.locator("[data-secret]").inner_text()
    page.get_by_role("button", name="Cast my ballot").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your ballot is in the box.")
    voted = Ballot.objects.get(round__number=numbers["voting"])
    assert voted.choices == [[1, 1], [2, 1]]
    page.get_by_role("link", name=voted.commitment).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Receipt of a ballot")
    visit.go(f"/budget/{numbers['voting']}/change/")
    page.get_by_label("Secret of your ballot").fill(secret)
    page.get_by_role("button", name="Show my ballot").click()
    page.locator("label[for=p1]").click()
    page.get_by_role("button", name="Change my ballot to this").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your ballot was changed.")
    voted.refresh_from_db()
    assert voted.choices == [[2, 1]]
    assert re.fullmatch(r"(\w{5}-){3}\w{5}", secret)
    # The one is the ballot that cost too much, answered with 422.
    assert len(visit.complaints) == 1


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_what_everybody_sees_is_accessible(visitor, numbers, client, language, size):
    visit = visitor(language=language, size=size)
    receipt = Ballot.objects.get(round__number=numbers["counted"]).commitment
    sign_in(visit, client, make_user())
    counted, voting, collecting = numbers["counted"], numbers["voting"], numbers["collecting"]

    paths = [
        "/budget/", f"/budget/{counted}/", f"/budget/{voting}/", f"/budget/{voting}/vote/",
        f"/budget/{voting}/change/", f"/budget/{collecting}/projects/new/",
        f"/budget/{counted}/projects/1/", f"/budget/{counted}/result/",
        f"/budget/{counted}/receipts/{receipt}/",
    ]  # fmt: skip
    assert look_at(visit, paths) == {}


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_what_staff_see_is_accessible(visitor, numbers, client, language, size):
    visit = visitor(language=language, size=size)
    manager = BudgetRound.objects.get(number=numbers["voting"]).created_by.removeprefix("user:")
    sign_in(visit, client, User.objects.get(pk=manager))

    paths = [
        "/budget-work/", "/budget-work/new/", "/budget-work/import/",
        f"/budget-work/{numbers['voting']}/", f"/budget-work/{numbers['ended']}/",
        f"/budget-work/{numbers['voting']}/paper/",
        f"/budget/{numbers['collecting']}/projects/1/",
    ]  # fmt: skip
    assert look_at(visit, paths) == {}
