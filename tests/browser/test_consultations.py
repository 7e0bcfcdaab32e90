"""Taking part in a consultation: by keyboard, without scripts; readable by everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.models import Participant, Vote
from tests.browser.test_hot_issues import look_at
from tests.browser.test_public_pages import EVERYWHERE
from tests.public.deliberation.conversations import hold_camps

pytestmark = pytest.mark.browser


def made():
    """A running consultation with two camps and its result."""
    found, _holder = hold_camps(people=16, now=now() - timedelta(days=1))
    compute_result(consultation_id=found.pk, now=now())
    return found


@pytest.mark.parametrize("has_scripts", [False, True], ids=["without-scripts", "with-scripts"])
def test_somebody_takes_part_by_keyboard_alone(visitor, town, has_scripts):
    found = made()
    visit = visitor(has_scripts=has_scripts)
    page = visit.go(f"/consultations/{found.number}/")
    page.get_by_role("link", name="Take part").press("Enter")
    for turn in range(9):
        page.locator("#card").get_by_text(f"{turn} of 9 seen").wait_for()
        page.get_by_role("button", name="Disagree").press("Enter")

    page.get_by_role("heading", name="You have seen all statements").wait_for()
    assert Vote.objects.filter(answer=-1).count() >= 9
    compute_result(consultation_id=found.pk, now=now())
    page.get_by_role("link", name="See what is thought so far").press("Enter")
    page.get_by_text("17 people cast 153 votes.").wait_for()
    page.get_by_text("By your votes you stand in group").wait_for()


@pytest.mark.any_database
def test_keys_answer_the_card_that_has_the_focus_and_no_other(visitor, town):
    found = made()
    page = visitor().go(f"/consultations/{found.number}/vote/#card")
    card = page.locator("#card")
    page.wait_for_function("document.activeElement.id === 'card'")

    for turn, key in enumerate("123", 1):
        page.keyboard.press(key)
        card.get_by_text(f"{turn} of 9 seen").wait_for()
        # The next card has the focus, and how far one has come is read aloud.
        page.wait_for_function("document.activeElement.id === 'card'")
        page.get_by_role("status").get_by_text(f"{turn} of 9 seen").wait_for()
    page.get_by_label("Your statement").press("1")
    page.get_by_role("button", name="Pass, or unsure").focus()
    page.keyboard.press("ArrowRight")

    assert page.get_by_role("button", name="Agree", exact=True).evaluate(
        "button => button === document.activeElement"
    )
    assert page.get_by_label("Your statement").input_value() == "1"
    own = Participant.objects.order_by("-pk").first()
    assert sorted(own.votes.values_list("answer", flat=True)) == [-1, 0, 1]


@pytest.mark.any_database
def test_a_card_that_cannot_be_sent_without_a_new_page_is_sent_with_one(visitor, town):
    found = made()
    page = visitor().go(f"/consultations/{found.number}/vote/")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('no network')); }")

    page.get_by_role("button", name="Disagree").click()

    page.locator("#card").get_by_text("1 of 9 seen").wait_for()
    assert Participant.objects.order_by("-pk").first().votes.get().answer == -1


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_what_everybody_sees_is_accessible(visitor, town, language, size):
    found = made()
    visit = visitor(language=language, size=size)
    visit.go(f"/consultations/{found.number}/vote/").locator("button[value=pass]").click()

    pages = ["", *(f"{found.number}/{one}" for one in ("", "vote/", "mine/", "result/", "report/"))]
    assert look_at(visit, [f"/consultations/{one}" for one in pages]) == {}
