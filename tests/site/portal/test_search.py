import pytest
from django.urls import reverse

from gongjian.foundation.people.models import User
from gongjian.government.cases.actions.index_cases import index_cases
from tests.factories import make_case, make_town
from tests.government.issues import make_hot_issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    town = make_town()
    found = [
        make_case(town, title="The street lamp is dark", text="Since Monday."),
        make_case(town, title="A private lamp", text="It is mine.", is_public=False),
    ]
    index_cases(case_ids=[case.pk for case in found])
    return town


def titles(page):
    return [case.title for case in page.context["page"].items]


def test_words_find_public_cases(client, town):
    assert titles(client.get(reverse("search"), {"q": "lamp"})) == ["The street lamp is dark"]


def test_staff_may_search_what_their_role_shows(client, town):
    client.force_login(User.objects.get(pk=town.dispatcher.user_id))

    page = client.get(reverse("search"), {"q": "lamp", "in": "work"})

    assert len(titles(page)) == 2
    found = {reverse("workbench", args=[case.number]) for case in page.context["page"].items}
    assert all(f'href="{url}"' in page.content.decode() for url in found)


def test_residents_may_not(client, town):
    client.force_login(User.objects.get(pk=town.neighbour.user_id))

    page = client.get(reverse("search"), {"q": "lamp", "in": "work"})

    assert titles(page) == ["The street lamp is dark"]


@pytest.mark.parametrize("query", ["", " ", "\x00", "'\"(*", "x" * 5000, "没有这样的东西"])
def test_any_words_give_a_page(client, town, query):
    assert client.get(reverse("search"), {"q": query}).status_code == 200


def test_a_damaged_cursor_is_told(client, town):
    assert client.get(reverse("search"), {"q": "lamp", "cursor": "x"}).status_code == 422


def test_the_number_of_a_hot_issue_leads_to_it(client, town):
    issue, _cases = make_hot_issue(town, 2)

    answer = client.get(reverse("search"), {"q": issue.shown_number.lower()})

    assert answer["Location"] == f"/issues/{issue.number}/"


def test_the_number_of_one_that_is_not_public_leads_nowhere(client, town):
    issue, _cases = make_hot_issue(town, 2, is_public=False)

    assert client.get(reverse("search"), {"q": issue.number}).status_code == 200
