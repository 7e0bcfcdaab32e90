import pytest
from django.urls import reverse

from gongjian.foundation.people.models import Notice, User
from gongjian.government.cases import interface as cases
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import NOW, make_case, make_town

pytestmark = pytest.mark.django_db


def titles(page):
    return [case.title for case in page.context["page"].items]


def test_ones_own_cases_are_shown_whole(client):
    town = make_town()
    make_case(town, title="Mine", is_public=False)
    make_case(town, title="Not mine", requester_id=None)
    client.force_login(User.objects.get(pk=town.resident.user_id))

    page = client.get(reverse("my_page"))

    assert titles(page) == ["Mine"]


def test_what_one_has_joined_is_shown_as_everybody_sees_it(client):
    town = make_town()
    case = make_case(town, title="Call 13912345678")
    cases.support_case(actor=town.neighbour, case_id=case.pk, now=NOW)
    client.force_login(User.objects.get(pk=town.neighbour.user_id))

    page = client.get(reverse("my_page"), {"show": "supports"}).content.decode()

    assert "13912345678" not in page
    assert case.number in page


def test_a_visitor_sees_the_cases_whose_secret_this_browser_has_shown(client):
    town = make_town()
    case = make_case(town, title="By secret", requester_id=None, is_public=False)
    secret = tracking_secret(case.pk)

    before = titles(client.get(reverse("my_page")))
    client.get(reverse("open_case", args=[case.number, secret]))
    after = titles(client.get(reverse("my_page")))

    assert (before, after) == ([], ["By secret"])


def test_a_draft_waits(client):
    client.post(reverse("submit_case"), {"do": "draft", "text": "Half a thought"})

    assert "Half a thought" in client.get(reverse("my_page")).content.decode()


def test_staff_find_their_desk(client):
    town = make_town()
    client.force_login(User.objects.get(pk=town.dispatcher.user_id))

    assert 'href="/dispatch/"' in client.get(reverse("my_page")).content.decode()


def test_what_waits_for_one_stands_on_top_questions_first(client):
    town = make_town()
    make_case(town, title="Under way", state=CaseState.IN_PROGRESS)
    make_case(town, title="Answered", state=CaseState.ANSWERED)
    rated = make_case(town, title="Rated", state=CaseState.ANSWERED)
    cases.rate_case(actor=town.resident, case_id=rated.pk, is_solved=True, satisfaction=5, now=NOW)
    make_case(town, title="Asked", state=CaseState.WAITING_FOR_REQUESTER)
    client.force_login(User.objects.get(pk=town.resident.user_id))

    page = client.get(reverse("my_page"))

    assert [case.title for case in page.context["waiting"]] == ["Asked", "Answered"]


def test_nothing_waits_for_a_visitor_without_a_secret(client):
    make_case(make_town(), state=CaseState.WAITING_FOR_REQUESTER)

    assert client.get(reverse("my_page")).context["waiting"] == []


def test_the_menu_says_how_many_notices_are_unread(client):
    town = make_town()
    user = User.objects.get(pk=town.resident.user_id)
    Notice.objects.create(
        user=user, event="case:1:received", subject="It has arrived", path="/", created_at=NOW
    )
    client.force_login(user)

    assert "(1 unread notice)" in client.get(reverse("about")).content.decode()
