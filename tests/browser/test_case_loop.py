"""The main job, whole, in a real browser: from somebody's sentence to the rating that moves the
supervisor's figures."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from tests.browser.conftest import Visit, following

pytestmark = pytest.mark.browser
WORDS = "Rubbish has been lying beside the school for a week, and nobody takes it away."


def sign_in(visit: Visit, actor: Actor, settings) -> None:
    """Put a session of this person into the browser; the sign-in itself has its own tests."""
    user = User.objects.get(pk=actor.user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookie = {"name": "sessionid", "value": session.session_key, "url": visit.base}
    visit.page.context.add_cookies([cookie])


def press(visit: Visit, name: str) -> None:
    with following(visit):
        visit.page.get_by_role("button", name=name, exact=True).click()


def submit(visit: Visit) -> Case:
    page = visit.go("/")
    page.get_by_label("What do you want to tell your government?").fill(WORDS)
    press(visit, "Go on")
    page.get_by_text("Rubbish", exact=False).locator("visible=true").first.wait_for()
    page.locator("label[for=suggested-1]").click()
    page.get_by_label("Area").select_option("Street")
    page.get_by_text("Everyone. Others with").click()
    press(visit, "Send")
    run_waiting_tasks()
    return Case.objects.get()


def answer(visit: Visit, case: Case, words: str) -> None:
    page = visit.go(reverse("workbench", args=[case.number]))
    press(visit, "Accept the case")
    page.get_by_label("Answer", exact=True).fill(words)
    press(visit, "Send the answer")
    expect(page.get_by_text("The answer is sent.")).to_be_visible()
    run_waiting_tasks()


def rate(visit: Visit, case: Case, *, solved: str, satisfaction: str, why: str = "") -> None:
    page = visit.go(reverse("case", args=[case.number]))
    page.get_by_text(solved, exact=True).click()
    page.get_by_text(satisfaction).click()
    page.get_by_label("Why?").fill(why)
    press(visit, "Send the rating")
    run_waiting_tasks()


def solved_tile(page: Page) -> Locator:
    return page.locator(".gj-stat", has_text="solved, say those who asked")


def test_a_case_from_a_sentence_to_the_supervisors_rates(visitor, town, settings):
    resident, handler = visitor(size="phone"), visitor(size="desktop")
    supervisor = visitor(size="desktop")
    for window, actor in (
        (resident, town.resident), (handler, town.handler), (supervisor, town.supervisor),
    ):  # fmt: skip
        sign_in(window, actor, settings)

    case = submit(resident)
    assert case.lead_department == town.department
    page = resident.go(reverse("case", args=[case.number]))
    expect(page.get_by_text(town.department.name).first).to_be_visible()
    expect(page.locator("main")).to_contain_text("days left")

    queue = handler.go(reverse("handler_queue"))
    expect(queue.get_by_role("link", name=re.compile("Rubbish has been lying"))).to_be_visible()
    answer(handler, case, "It was collected this morning.")
    rate(resident, case, solved="No", satisfaction="1: very dissatisfied", why="Half is there.")
    case.refresh_from_db()
    assert (case.state, case.is_solved) == ("reopened", False)
    dashboard = supervisor.go(reverse("dashboard"))
    expect(solved_tile(dashboard)).to_contain_text(re.compile(r"^\s*0\.0%"))

    answer(handler, case, "Now all of it is gone.")
    rate(resident, case, solved="Yes", satisfaction="5: very satisfied")
    case.refresh_from_db()
    assert (case.state in {"answered", "closed"}, case.is_solved) == (True, True)
    dashboard = supervisor.go(reverse("dashboard"))
    expect(solved_tile(dashboard)).to_contain_text(re.compile(r"^\s*100\.0%"))
    assert resident.complaints + handler.complaints + supervisor.complaints == []
