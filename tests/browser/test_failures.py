"""Pages that say what failed: readable by everybody, in both languages, on a phone."""

from __future__ import annotations

import pytest

from tests.browser.axe import findings
from tests.browser.test_public_pages import sign_in
from tests.factories import make_user
from tests.site.portal.test_failures import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LETTER = "The lamp is dark, since Monday, and nobody comes."


@pytest.fixture(autouse=True)
def _failing(settings):
    settings.ROOT_URLCONF = "tests.site.portal.failing_urls"


@pytest.mark.any_database
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_failed_is_told_accessibly(visitor, language):
    visit = visitor(language=language)
    found = {}

    for address in PAGES:
        page = visit.go(address)
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found[address] = findings(page) + [f"{wider} px too wide"] * (wider > 0)

    assert {address: what for address, what in found.items() if what} == {}


@pytest.mark.any_database
def test_from_what_failed_there_is_a_way_back(visitor):
    visit = visitor()
    visit.go("/about/")
    visit.page.evaluate("location.href = '/fails/409/'")
    visit.page.wait_for_url("**/fails/409/")

    visit.page.get_by_role("link", name="Back to the page before").click()

    visit.page.wait_for_url("**/about/")


def test_words_sent_after_the_session_ran_out_are_not_lost(visitor, client, settings):
    user = make_user()
    visit = visitor()
    sign_in(visit, client, user)
    page = visit.go("/account/")
    page.get_by_label("Name").fill(LETTER)
    client.session.flush()

    page.get_by_role("button", name="Save").click()

    page.get_by_text(LETTER).wait_for()
    assert findings(page) == []
