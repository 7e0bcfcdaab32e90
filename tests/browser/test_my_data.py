"""Who looked at my data, in a browser: accessible on every screen, questioned by the keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.government.exchange.actions.count_looks import count_looks
from gongjian.government.exchange.models import LookQuestion
from tests.browser.test_public_pages import EVERYWHERE, look_at, sign_in
from tests.government.exchange.catalogue import make_dataset
from tests.government.exchange.known import make_refused
from tests.government.exchange.looks import make_look, sealed
from tests.government.exchange.parts import make_exchange

pytestmark = pytest.mark.browser


@pytest.fixture
def looks(town, tmp_path, settings):
    settings.EXCHANGE_KEYS = tmp_path / "exchange-keys"
    exchange = make_exchange(tmp_path, town=town)
    make_dataset(town.department, title="Zoning")
    for hours in range(2, 60, 5):
        make_look(exchange, asked_at=now() - timedelta(hours=hours))
    while count_looks(now=now()):
        pass
    released = make_look(exchange, **sealed(0), surplus_fields=["diagnosis"])
    return [make_refused(exchange), released]


@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_its_pages_are_accessible(visitor, town, looks, client, language, size):
    visit = visitor(language=language, size=size)
    sign_in(visit, client, User.objects.get(pk=town.resident.user_id))
    paths = ["/my-data/", *[f"/my-data/{look.pk}/" for look in looks], "/my-data/datasets/"]

    assert look_at(visit, [*paths, "/data/counts/"]) == {}
    assert visit.complaints == []


def test_those_of_officials_are_accessible(visitor, town, looks, client):
    visit = visitor()
    sign_in(visit, client, User.objects.get(pk=town.handler.user_id))

    assert look_at(visit, ["/data/subjects/verify", "/data/subjects/name"]) == {}


def test_a_look_is_questioned_by_the_keyboard(visitor, town, looks, client):
    visit = visitor(has_scripts=False)
    sign_in(visit, client, User.objects.get(pk=town.resident.user_id))
    page = visit.go(f"/my-data/{looks[1].pk}/")

    page.get_by_label("What do you ask?").fill("What did you need my street for?")
    page.get_by_role("button", name="Ask the department").press("Enter")

    expect(page.get_by_label("What do you ask?")).to_have_count(0)
    number = LookQuestion.objects.get().case.shown_number
    expect(page.get_by_role("main")).to_contain_text(number)
