import pytest
from django.urls import reverse, reverse_lazy

from gongjian.government.cases.actions.index_cases import index_cases
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.case_lists import list_cases, map_cases
from tests.factories import (
    NOW,
    make_area,
    make_case,
    make_category,
    make_department,
    make_duty,
)

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


def titles(client, name="case_list", **filters):
    page = client.get(reverse(name), filters)
    assert page.status_code == 200
    shown = page.context["page"].items if name == "case_list" else page.context["cases"]
    return [case.public_title for case in shown]


@pytest.fixture
def found(town):
    """Three public cases that differ in everything one can filter by, and a private one."""
    other_area = make_area("Elsewhere", parent=town.area.parent)
    other_category = make_category("Water", parent=make_category("Pipes"))
    department = make_department("Waterworks")
    make_duty(category=other_category, lead_department=department)
    place = {"longitude": 0.5, "latitude": 0.5}
    make_case(town, title="Rubbish", state=CaseState.DISPATCHED, **place)
    make_case(
        town, title="Pipe", state=CaseState.RECEIVED, category_id=other_category.pk,
        area_id=other_area.pk, area_path=other_area.path, **place,
    )  # fmt: skip
    make_case(town, title="Done", state=CaseState.CLOSED, now=NOW.replace(day=2), **place)
    make_case(town, title="Private", is_public=False, **place)
    index_cases(case_ids=Case.objects.values_list("pk", flat=True))
    return {
        "area": other_area,
        "category": other_category,
        "top_category": other_category.parent,
        "district": town.area.parent,
    }


@pytest.mark.parametrize("name", ["case_list", "case_map"])
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["Pipe", "Rubbish", "Done"]),
        ({"state": "open"}, ["Pipe", "Rubbish"]),
        ({"state": "closed"}, ["Done"]),
        ({"area": "area"}, ["Pipe"]),
        ({"area": "district"}, ["Pipe", "Rubbish", "Done"]),
        ({"category": "category"}, ["Pipe"]),
        ({"category": "top_category"}, ["Pipe"]),
        ({"text": "Pip"}, ["Pipe"]),
        ({"text": "Pip", "state": "closed"}, []),
        ({"received_until": "2026-11-03"}, ["Done"]),
        ({"received_from": "2026-11-04", "state": "received"}, ["Pipe"]),
    ],
)
def test_list_and_map_have_the_same_filters(client, found, name, filters, expected):
    given = {
        key: str(found[value].pk) if value in found else value for key, value in filters.items()
    }

    assert titles(client, name, **given) == expected


def test_the_department_filters(client, town, found):
    assert titles(client, department=str(town.department.pk)) == ["Rubbish", "Done"]


@pytest.mark.parametrize("name", ["case_list", "case_map"])
@pytest.mark.parametrize("chosen", ["area", "category"])
def test_cases_of_what_went_out_of_use_are_found_by_it(client, found, name, chosen):
    node = found[chosen]
    type(node).objects.filter(pk=node.pk).update(is_active=False)

    page = client.get(reverse(name), {chosen: str(node.pk)})

    assert titles(client, name, **{chosen: str(node.pk)}) == ["Pipe"]
    assert f"{node.name} (out of use)" in page.content.decode()
    assert f"{node.name} (out of use)" not in client.get(reverse("submit_case")).content.decode()


@pytest.mark.parametrize("name", ["case_list", "case_map"])
@pytest.mark.parametrize(
    "filters",
    [
        {"state": "lost"},
        {"area": "x"},
        {"category": "0192e3b2-0000-7000-8000-000000000000"},
        {"received_from": "yesterday"},
        {"received_from": "2026-11-10", "received_until": "2026-11-01"},
        {"received_until": "9999-12-31"},
        {"received_from": "0001-01-01"},
    ],
)
def test_a_wrong_filter_is_a_page_with_a_message(client, found, name, filters):
    assert client.get(reverse(name), filters).status_code == 200


def test_the_pages_of_a_list_hold_everything_once(client, town):
    for number in range(30):
        make_case(town, title=f"Case {number}")

    first = client.get(reverse("case_list"))
    second = client.get(reverse("case_list"), {"cursor": first.context["page"].next_cursor})

    shown = [c.number for page in (first, second) for c in page.context["page"].items]
    assert len(shown) == len(set(shown)) == 30


@pytest.mark.parametrize("cursor", ["x", "e30", "WyJhIl0", "\x00"])
def test_a_damaged_cursor_is_told(client, town, cursor):
    assert client.get(reverse("case_list"), {"cursor": cursor}).status_code == 422


@pytest.mark.parametrize("count", [1, 25])
def test_a_list_takes_one_query(town, django_assert_num_queries, count):
    for _ in range(count):
        make_case(town)

    with django_assert_num_queries(1):
        page = list_cases(actor=town.neighbour)
        assert {c.area.name + c.category.name for c in page.items} == {"StreetRubbish"}


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        (reverse_lazy("case_list"), 4),
        (reverse_lazy("case_map"), 5),
        ("/api/v1/map/cases", 2),
        ("/open311/v2/requests.json", 2),
    ],
)
@pytest.mark.parametrize("count", [1, 25])
def test_a_list_for_everybody_takes_as_many_queries_for_many(
    client, town, django_assert_num_queries, address, queries, count
):
    for _ in range(count):
        make_case(town, longitude=0.5, latitude=0.5)

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_staff_may_list_what_their_role_shows(town, found):
    listed = list_cases(actor=town.dispatcher, staff=True).items

    assert {case.title for case in listed} == {"Rubbish", "Pipe", "Done", "Private"}


def test_a_map_holds_at_most_so_many(town):
    for _ in range(3):
        make_case(town, longitude=0.5, latitude=0.5)

    assert len(map_cases(size=2)) == 2


def test_the_map_is_drawn_by_the_server(client, town):
    make_area("Square", outline=SQUARE)
    case = make_case(town, longitude=0.5, latitude=0.5)
    make_case(town, longitude=50, latitude=50)

    page = client.get(reverse("case_map"))

    picture = page.context["map"]
    assert [dot.place.url for dot in picture.dots] == [reverse("case", args=[case.number])]
    assert abs(picture.dots[0].x - picture.width / 2) < 1
    assert page.content.decode().count('class="gj-area ') == 1


def test_without_outlines_the_cases_make_the_map(client, town):
    make_case(town, longitude=10, latitude=10)

    assert len(client.get(reverse("case_map")).context["map"].dots) == 1


def test_without_anything_it_says_so(client, db):
    assert "No map yet" in client.get(reverse("case_map")).content.decode()


def test_outlines_are_given_to_maps_in_the_browser(client, db):
    area = make_area("Square", outline=SQUARE)

    answer = client.get(reverse("area_outlines"))

    assert answer.json()["features"][0]["id"] == str(area.pk)
    assert "max-age" in answer["Cache-Control"]
