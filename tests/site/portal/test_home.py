from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.government.cases.actions.refresh_rates import refresh_rates
from gongjian.government.cases.models import CaseEvent
from gongjian.government.cases.rules import CaseState
from tests.factories import NOW, make_area, make_case, make_town

pytestmark = pytest.mark.django_db
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


def test_the_box_carries_its_words_to_the_form(client):
    make_town()

    page = client.post(reverse("submit_case"), {"do": "start", "text": "The lamp is dark."})

    assert page.context["form"]["text"].value() == "The lamp is dark."


def test_open_and_solved_cases_are_shown(client):
    town = make_town()
    make_case(town, title="Open one")
    make_case(town, title="Private one", is_public=False)
    solved = make_case(town, title="Solved one", state=CaseState.CLOSED)
    type(solved).objects.filter(pk=solved.pk).update(is_solved=True, rated_at=NOW)

    page = client.get("/")

    assert [case.public_title for case in page.context["near"]] == ["Open one"]
    assert [found.case.public_title for found in page.context["solved"]] == ["Solved one"]
    assert "Private one" not in page.content.decode()


def test_the_chosen_area_is_remembered(client):
    town = make_town()
    elsewhere = make_area("Elsewhere")
    make_case(town, title="Here")
    make_case(town, title="There", area_id=elsewhere.pk, area_path=elsewhere.path)

    client.get("/", {"area": str(elsewhere.pk)})
    page = client.get("/")

    assert [case.public_title for case in page.context["near"]] == ["There"]
    assert "Open in Elsewhere" in page.content.decode()


def test_the_whole_town_can_be_chosen_again(client):
    elsewhere = make_area("Elsewhere")
    client.get("/", {"area": str(elsewhere.pk)})

    client.get("/", {"area": ""})

    assert client.get("/").context["area"] is None


def test_a_place_becomes_its_area(client):
    area = make_area("Square", outline=SQUARE)

    answer = client.get("/", {"at": "0.5,0.5"})

    assert answer.url == f"/?area={area.pk}#near"


@pytest.mark.parametrize("at", ["", "x", "1", "nan,nan", "999,999", "1,2,3"])
def test_a_senseless_place_is_no_area(client, at):
    assert client.get("/", {"at": at}).status_code in {200, 302}


@pytest.mark.parametrize("area", ["x", "0192e3b2-0000-7000-8000-000000000000"])
def test_an_unknown_area_is_the_whole_town(client, area):
    assert client.get("/", {"area": area}).context["area"] is None


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_does_not_depend_on_the_cases(
    client, django_assert_num_queries, count
):
    town = make_town()
    for _ in range(count):
        case = make_case(town, now=NOW)
        make_case(town, now=NOW, state=CaseState.CLOSED)
    type(case).objects.filter(state=CaseState.CLOSED).update(is_solved=True, rated_at=NOW)
    client.get("/")

    with django_assert_num_queries(6):
        client.get("/")


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "您想对政府说什么"), ("en", "What do")]
)
def test_the_language_is_switched_without_a_script(client, language, words):
    client.post(reverse("set_language"), {"language": language, "next": "/"})

    page = client.get("/").content.decode()

    assert words in page
    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "answered on the same day"), (1, "answered after 1 day"), (12, "answered after 12 days")],
)
def test_what_was_answered_and_how_fast_is_shown(client, days, words):
    town = make_town()
    case = make_case(town, now=NOW, state=CaseState.CLOSED)
    type(case).objects.filter(pk=case.pk).update(is_solved=True, rated_at=NOW)
    case.answers.update(public_text="It shines again.", answered_at=NOW + timedelta(days=days))

    page = client.get("/").content.decode()

    assert "It shines again." in page
    assert words in page


def test_without_recent_cases_no_speed_is_promised(client):
    town = make_town()
    for _number in range(2):
        make_case(town, now=NOW - timedelta(days=900))

    html = client.get("/").content.decode()

    assert "What is under way" in html
    assert "How fast you are answered" not in html


@pytest.mark.parametrize(("count", "words"), [(1, ">open case<"), (2, ">open cases<")])
def test_one_case_is_counted_as_one(client, count, words):
    town = make_town()
    cases = [make_case(town) for _number in range(count)]
    events = CaseEvent.objects.filter(case__in=cases).values_list("pk", flat=True)
    refresh_rates(event_ids=events, now=NOW)

    assert words in client.get("/").content.decode()
