"""Every public page, both languages, phone and desktop: readable by everybody, and whole."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.government.cases.actions.index_cases import index_cases
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.browser.axe import findings
from tests.browser.conftest import SIZES
from tests.factories import Town, make_case

pytestmark = [pytest.mark.browser, pytest.mark.any_database]
# What is loaded on one of them is looked at on both: see look_at.
EVERYWHERE = [("en", "phone"), ("zh", "desktop")]
PAGES = [
    "/", "/tell/", "/cases/", "/cases/?state=open", "/cases/?state=lost", "/cases/map/", "/track/",
    "/search/", "/search/?q=rubbish", "/search/?q=nothing", "/my/", "/about/", "/privacy/",
    "/accessibility/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/",
    "/nowhere/", "/cases/?cursor=x", "/models/",
]  # fmt: skip
PLACE = {"longitude": 115.25, "latitude": 30.7}


SHOWN = [CaseState.RECEIVED, CaseState.ANSWERED, CaseState.REJECTED, CaseState.MERGED]
ASKED = [CaseState.WAITING_FOR_REQUESTER, CaseState.ANSWERED, CaseState.CLOSED, CaseState.REJECTED]
WITH_MAPS = ("/tell/", "/cases/", "/issues/")


def cases_in(town: Town, states: list[CaseState]) -> list[str]:
    found = [make_case(town, state=state, now=now(), **PLACE) for state in states]
    index_cases(case_ids=[case.pk for case in found])
    return [f"/cases/{case.number}/" for case in found]


def look_at(visit, paths: list[str]) -> dict[str, list[str]]:
    """For each page, on a phone and on a desk, what axe-core finds and whether it must be scrolled
    sideways. It is loaded in the size of its window, which is then changed."""
    own, found = visit.page.viewport_size, {}
    for path in paths:
        page = visit.go(path)
        page.wait_for_load_state("networkidle" if path.startswith(WITH_MAPS) else "load")
        found[path] = faults_of(page)
        for name, size in SIZES.items():
            if size != own:
                page.set_viewport_size(size)
                found[path] += [f"{name}: {fault}" for fault in faults_of(page)]
        page.set_viewport_size(own)
    return {path: what for path, what in found.items() if what}


def faults_of(page) -> list[str]:
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return findings(page) + [f"{wider} px too wide"] * (wider > 0)


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_public_pages_are_accessible(visitor, town, language, size):
    paths = PAGES + cases_in(town, SHOWN)
    visit = visitor(language=language, size=size)

    assert look_at(visit, paths) == {}


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_what_the_requester_sees_is_accessible(visitor, town, client, language, size):
    paths = [*cases_in(town, ASKED), "/my/", "/my/data/", "/tell/", "/my/?show=supports"]
    visit = visitor(language=language, size=size)
    sign_in(visit, client, User.objects.get(pk=town.resident.user_id))

    assert look_at(visit, paths) == {}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_after_sending_is_accessible(visitor, town, client, language):
    case = make_case(town, requester_id=None, now=now(), state=CaseState.DISPATCHED)
    visit = visitor(language=language)

    visit.go(f"/cases/{case.number}/open/{tracking_secret(case.pk)}/")

    assert look_at(visit, [f"/tell/sent/{case.number}/"]) == {}


def test_a_fault_would_be_found(visitor, town):
    page = visitor().go("/about/")

    page.evaluate("document.documentElement.removeAttribute('lang')")

    assert [fault.partition(":")[0] for fault in findings(page)] == ["html-has-lang"]


def test_pages_say_nothing_in_the_console(visitor, town):
    make_case(town, now=now(), **PLACE)
    visit = visitor(size="desktop")

    for path in ("/", "/tell/", "/cases/", "/cases/map/", "/search/"):
        visit.go(path)
        visit.wait_until_settled()

    assert visit.complaints == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pages_stay_whole_enlarged_four_times(visitor, town, language):
    # 1280 px at 400 % (WCAG 1.4.10) are 320 px.
    case = make_case(town, state=CaseState.ANSWERED, now=now(), **PLACE)
    visit = visitor(language=language)
    visit.page.set_viewport_size({"width": 320, "height": 256})
    wider = {}

    for path in ("/", "/cases/", "/tell/", "/cases/map/", "/search/", f"/cases/{case.number}/"):
        page = visit.go(path)
        wider[path] = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert {path: px for path, px in wider.items() if px > 0} == {}


def sign_in(visit, client, user: User) -> None:
    """Give the window a session, as the test client has it."""
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    visit.page.context.add_cookies(
        [{"name": "sessionid", "value": cookie.value, "url": visit.base}]
    )
