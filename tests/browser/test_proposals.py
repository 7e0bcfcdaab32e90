"""Proposals in a browser: from the first word to the official answer, with and without scripts."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import expect

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.public.deliberation.models import Proposal, ProposalComment, State
from tests.browser.test_public_pages import EVERYWHERE, look_at, sign_in
from tests.factories import make_actor, make_user
from tests.public.proposals import (
    TEXT,
    age_accounts,
    make_full_proposals,
    make_product_manager,
    make_proposal,
    set_proposals,
)

pytestmark = pytest.mark.browser


def user_of(actor) -> User:
    return User.objects.get(pk=actor.user_id)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_the_first_word_to_the_official_answer(visitor, town, has_scripts):
    set_proposals(threshold=1)
    like_it = make_proposal(town, author=make_actor(), title="A roof at the bus stop", now=now())
    manager = make_product_manager()
    age_accounts()

    def visit_as(actor):
        visit = visitor(has_scripts=has_scripts)
        # Each with a client of their own: whoever signs in signs the one before out.
        sign_in(visit, Client(), user_of(actor))
        return visit

    # Written; what is like it is shown first.
    writer = visit_as(town.resident)
    page = writer.go("/proposals/")
    page.get_by_role("link", name="Propose something").click()
    page.get_by_label("What do you propose?").fill("A roof at the bus stop of the school")
    page.get_by_label("Why, and how?").fill(TEXT)
    if not has_scripts:
        page.get_by_role("button", name="Look whether somebody asks").click()
    expect(page.get_by_role("link", name=like_it.title)).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "A roof at the bus stop of the school"
    )
    made = Proposal.objects.get(author=town.resident.user_id)
    assert made.state == State.COLLECTING

    # Supported and discussed by a neighbour: the goal is reached.
    page = visit_as(town.neighbour).go(f"/proposals/{made.number}/")
    page.get_by_role("button", name="I support this").click()
    expect(page.get_by_text("You support this.")).to_be_visible()
    expect(page.get_by_text("Waiting for the answer").first).to_be_visible()
    page.get_by_label("Your comment").fill("My son waits there, too.")
    page.get_by_text("For it", exact=True).click()
    page.get_by_role("button", name="Comment").click()
    expect(page.get_by_text("My son waits there, too.")).to_be_visible()
    comment = ProposalComment.objects.get()
    assert (comment.side, comment.proposal) == (1, made)

    # Answered by an official.
    page = visit_as(manager).go("/proposals/queue/")
    page.get_by_role("link", name=made.title).click()
    page.get_by_text("Accepted: it is going to be done").click()
    page.get_by_label("Reasons").fill("It is built in spring.")
    page.get_by_label("What it costs").fill("12000")
    page.get_by_role("button", name="Publish the answer").click()
    official = page.get_by_role("region", name="The official answer")
    expect(official).to_contain_text("It is built in spring.")
    expect(official).to_contain_text("¥ 12,000")

    # And read by whoever asked for it.
    page = writer.go(f"/proposals/{made.number}/")
    expect(page.get_by_role("region", name="The official answer")).to_contain_text("Accepted")
    page.locator("summary", has_text="Reply").click()
    page.get_by_label("Your reply").fill("Thank you!")
    page.get_by_role("button", name="Reply").click()
    expect(page.get_by_text("Thank you!")).to_be_visible()
    assert writer.complaints == []


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_what_everybody_sees_is_accessible(visitor, town, client, language, size):
    known = make_full_proposals(town)
    numbers = known["proposal_number"]
    visit = visitor(language=language, size=size)
    sign_in(visit, client, user_of(town.resident))

    paths = [
        "/proposals/", "/proposals/?sort=due", "/proposals/?text=nothing+of+this+kind",
        "/proposals/new/", f"/proposals/{numbers[0]}/edit/",
        f"/proposals/{numbers[0]}/versions/", f"/proposals/{numbers[0]}/comments/",
        f"/proposals/comments/{known['comment_id'][0]}/",
        *(f"/proposals/mine/?show={part}" for part in ("written", "supported", "decisions")),
        *(f"/proposals/{number}/" for number in numbers),
    ]  # fmt: skip
    assert look_at(visit, paths) == {}


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_what_staff_see_is_accessible(visitor, town, client, language, size):
    numbers = make_full_proposals(town)["proposal_number"]
    visit = visitor(language=language, size=size)
    sign_in(visit, client, make_user(role=Role.ADMINISTRATOR))

    paths = [
        "/proposals/queue/", "/proposals/queue/?show=answered", "/proposals/settings/",
        *(f"/proposals/moderation/?show={part}"
          for part in ("review", "proposals", "comments", "appeals", "decided")),
        *(f"/proposals/{number}/" for number in numbers[:3]),
    ]  # fmt: skip
    assert look_at(visit, paths) == {}
