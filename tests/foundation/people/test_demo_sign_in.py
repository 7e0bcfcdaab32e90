"""Demo accounts: one click away in the demo, and nowhere else."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.actor import Role
from tests.factories import make_department, make_user
from tests.foundation.people.accounts import is_signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def _demo(settings):
    settings.DEMO = True


@pytest.mark.usefixtures("_demo")
def test_the_page_shows_everybody_by_role(client):
    department = make_department("Water Affairs")
    make_user(name="Ann", is_demo=True)
    make_user(name="Ben", is_demo=True, role=Role.HANDLER, organisation=department)
    make_user(name="Real Person")

    page = client.get("/demo/").content.decode()

    assert page.index("Resident") < page.index("Ann") < page.index("Handler") < page.index("Ben")
    assert "Water Affairs" in page
    assert "Real Person" not in page


@pytest.mark.usefixtures("_demo")
def test_one_click_signs_in_with_a_new_session(client):
    person = make_user(is_demo=True)
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key

    answer = client.post("/demo/", {"person": person.pk, "next": "/inbox/"})

    assert answer["Location"] == "/inbox/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != before


@pytest.mark.usefixtures("_demo")
def test_a_look_signs_nobody_in(client):
    person = make_user(is_demo=True)

    client.get("/demo/", {"person": person.pk})

    assert not is_signed_in(client)


@pytest.mark.usefixtures("_demo")
def test_next_leads_nowhere_else(client):
    person = make_user(is_demo=True)

    answer = client.post("/demo/", {"person": person.pk, "next": "https://evil.example/"})

    assert "evil" not in answer["Location"]


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("trait", [{"is_demo": False}, {"is_demo": True, "is_active": False}])
def test_nobody_else_can_be_chosen(client, trait):
    person = make_user(**trait)

    assert client.post("/demo/", {"person": person.pk}).status_code == 404
    assert not is_signed_in(client)


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize(
    "person", ["", "nobody", "1", "0192f5d0-0000-7000-8000-000000000000", "\x00"]
)
def test_nonsense_is_not_found(client, person):
    assert client.post("/demo/", {"person": person}).status_code == 404


def test_outside_the_demo_there_is_no_such_page(client):
    person = make_user(is_demo=True)

    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": person.pk}).status_code == 404
    assert not is_signed_in(client)


def test_only_the_demo_shows_the_way_there(client, settings):
    assert "/demo/" not in client.get("/accounts/login/").content.decode()
    settings.DEMO = True
    assert "/demo/" in client.get("/accounts/login/").content.decode()
