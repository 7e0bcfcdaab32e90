"""Taking part in a consultation: by keyboard, without scripts; readable by everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.models import Vote
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
        page.get_by_text(f"{turn} of 9 seen").wait_for()
        page.get_by_role("button", name="Disagree").press("Enter")

    page.get_by_role("heading", name="You have seen all statements").wait_for()
    assert Vote.objects.filter(answer=-1).count() >= 9
    compute_result(consultation_id=found.pk, now=now())
    page.get_by_role("link", name="What is thought so far").press("Enter")
    page.get_by_text("17 people cast 153 votes.").wait_for()
    page.get_by_text("By your votes you stand in group").wait_for()


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_what_everybody_sees_is_accessible(visitor, town, language, size):
    found = made()
    visit = visitor(language=language, size=size)
    visit.go(f"/consultations/{found.number}/vote/").locator("button[value=pass]").click()

    pages = ["", *(f"{found.number}/{one}" for one in ("", "vote/", "mine/", "result/", "report/"))]
    assert look_at(visit, [f"/consultations/{one}" for one in pages]) == {}
