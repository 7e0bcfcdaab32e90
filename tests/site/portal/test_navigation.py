import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.site.portal import navigation
from gongjian.site.portal.context import Navigation
from tests.factories import make_user
from tests.foundation.people.accounts import make_account, sign_in
from tests.foundation.people.notices import tell

pytestmark = pytest.mark.django_db


def actor_with(*roles: Role) -> Actor:
    return Actor("user:x", grants=tuple(Grant(role) for role in roles))


def test_an_item_without_a_page_is_left_out():
    items = (navigation.Item("home", "Home"), navigation.Item("not_built_yet", "Later"))

    links = navigation.links(items, Actor.anonymous(), "/")

    assert [(link.label, link.here) for link in links] == [("Home", "page")]


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/administration/", "page"),
        ("/administration/people/", "true"),
        ("/duties/areas/", "true"),
        ("/dashboard/", ""),
    ],
)
def test_an_item_is_marked_on_the_pages_below_it(path, here):
    links = Navigation(actor_with(Role.ADMINISTRATOR), path).staff

    assert {link.url: link.here for link in links}["/administration/"] == here


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/cases/", {"Cases": "page"}),
        ("/cases/map/", {"Cases": "true"}),
        ("/cases/7K3M9Q2XAB/", {"Cases": "true"}),
        ("/", {}),
        ("/my/", {}),
        ("/duties/01a222a2-d41b-776a-bcd2-631b0fd645cb/", {"Who is responsible": "true"}),
        ("/duties/findings/", {}),
    ],
)
def test_the_section_of_a_page_is_marked_once(path, marked):
    links = Navigation(Actor.anonymous(), path).main

    assert {str(link.label): link.here for link in links if link.here} == marked


def test_residents_are_offered_no_desk():
    assert Navigation(actor_with(Role.RESIDENT), "/").staff == []


@pytest.mark.parametrize(
    ("role", "desk"),
    [
        (Role.HANDLER, "/queue/"),
        (Role.DISPATCHER, "/dispatch/"),
        (Role.ADMINISTRATOR, "/administration/"),
        (Role.AUDITOR, "/dashboard/"),
    ],
)
def test_work_begins_where_a_role_works(role, desk):
    assert Navigation(actor_with(role), "/").desk.url == desk


@pytest.mark.parametrize(
    ("roles", "screen"),
    [
        ([Role.HANDLER], "/queue/"),
        ([Role.SUPERVISOR], "/queue/"),
        ([Role.DISPATCHER], "/dispatch/"),
        ([Role.PRODUCT_MANAGER], "/dashboard/"),
        ([Role.AUDITOR], "/dashboard/"),
        ([Role.ADMINISTRATOR], "/administration/"),
        ([Role.COMPANY_MEMBER], "/calls/"),
        ([Role.HANDLER, Role.COMPANY_MEMBER], "/queue/"),
        ([], "/"),
    ],
)
def test_whoever_signs_in_begins_at_the_first_screen_of_their_role(roles, screen):
    assert Navigation(actor_with(*roles), "/start/").first_screen == screen


@pytest.mark.parametrize(("role", "screen"), [(Role.DISPATCHER, "/dispatch/"), (None, "/")])
def test_signing_in_leads_there_unless_another_page_was_wanted(client, role, screen):
    person = make_account(role=role)

    plain = sign_in(client, person)
    asked = sign_in(client, person, next="/inbox/")

    assert client.get(plain["Location"])["Location"] == screen
    assert asked["Location"] in {"/inbox/", plain["Location"]}


def test_the_click_of_the_demo_leads_there(client, settings):
    settings.DEMO = True
    person = make_user(is_demo=True, role=Role.COMPANY_MEMBER)

    answer = client.post("/demo/", {"person": person.pk})

    assert client.get(answer["Location"])["Location"] == "/calls/"


def test_the_menus_of_everybody_lead_somewhere(client):
    shown = Navigation(Actor.anonymous(), "/")

    pages = [link.url for link in (*shown.main, *shown.footer)]

    assert {url: client.get(url).status_code for url in pages} == dict.fromkeys(pages, 200)


@pytest.mark.parametrize(("notices", "shown"), [(0, 0), (2, 3)])
def test_the_menus_say_how_many_notices_wait(client, notices, shown):
    user = make_user()
    for number in range(notices):
        tell(user, event=f"e{number}")
    client.force_login(user)

    page = client.get(reverse("about")).content.decode()

    # In the line of menus, and on a phone at its button and in its list.
    assert page.count(f"{notices} unread notices") == shown
