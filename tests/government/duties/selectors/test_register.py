from datetime import date
from uuid import uuid4

import pytest

from gongjian.government.duties.selectors.register import DutyFilters, list_duties
from tests.factories import make_area, make_category, make_department, make_duty

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def town():
    city = make_area("City")
    north = make_area("North District", parent=city)
    harbour = make_area("Harbour Street", parent=north)
    hill = make_area("Hill Street", parent=north)
    environment = make_category("Environment", code="a")
    noise = make_category("噪声", code="a1", parent=environment, keywords="drilling 扰民")
    smell = make_category("Smell", code="a2", parent=environment)
    roads = make_category("Roads", code="b")
    ecology, urban = make_department("Ecology Bureau"), make_department("Urban Bureau")
    for category, area, lead in [
        (noise, north, ecology),
        (noise, harbour, urban),
        (environment, None, ecology),
        (smell, hill, urban),
        (roads, None, urban),
        (None, None, urban),
    ]:
        make_duty(category=category, area=area, lead_department=lead)
    make_duty(category=roads, area=hill, lead_department=urban, in_force_until=date(2025, 12, 31))
    return {"noise": noise, "harbour": harbour, "ecology": ecology, "environment": environment}


def found(**filters):
    page = list_duties(DutyFilters(**filters), on=DAY)
    return [
        (getattr(duty.category, "name", "*"), getattr(duty.area, "name", "*"))
        for duty in page.items
    ]


ALL = [
    ("*", "*"),
    ("Environment", "*"),
    ("噪声", "North District"),
    ("噪声", "Harbour Street"),
    ("Smell", "Hill Street"),
    ("Roads", "*"),
]


def test_the_whole_register_in_the_order_of_both_trees(town):
    assert found() == ALL


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("smell", [("*", "*"), ("Environment", "*"), ("Smell", "Hill Street")]),
        ("DRILLING", ALL[:4]),
        ("小区噪声严重", ALL[:4]),
        ("扰民", ALL[:4]),
        ("ecology", [("Environment", "*"), ("噪声", "North District")]),
        ("噪声 harbour", ALL[:4]),
        ("噪声 hill", ALL[:3]),
        ("roads ecology", []),
        ("xyz", []),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
def test_words_of_category_area_and_department(town, words, expected):
    assert found(words=words) == expected


def test_an_area_finds_what_holds_there_and_below(town):
    assert found(area_id=town["harbour"].pk) == [
        ("*", "*"), ("Environment", "*"), ("噪声", "North District"), ("噪声", "Harbour Street"),
        ("Roads", "*"),
    ]  # fmt: skip


def test_a_category_finds_what_holds_for_it_and_below(town):
    assert found(category_id=town["environment"].pk) == ALL[:5]


def test_a_department_finds_what_it_leads(town):
    assert found(department_id=town["ecology"].pk) == [ALL[1], ALL[2]]


def test_unknown_ids_find_nothing(town):
    assert found(category_id=uuid4()) == []
    assert found(area_id=uuid4()) == []
    assert found(department_id=uuid4()) == []


def test_pages_go_on_where_the_last_one_ended(town):
    seen, cursor = [], ""
    for _ in range(3):
        page = list_duties(DutyFilters(), on=DAY, cursor=cursor, size=2)
        seen += [duty.pk for duty in page.items]
        cursor = page.next_cursor

    assert cursor == ""
    assert len(set(seen)) == 6


def test_the_number_of_queries_does_not_grow(town, django_assert_num_queries):
    category, lead = make_category("Bins", parent=town["environment"]), make_department("Waste")
    for _ in range(60):
        street = make_area("Long Street")
        make_duty(category=category, area=street, lead_department=lead)

    with django_assert_num_queries(4):
        page = list_duties(DutyFilters(words="bins street"), on=DAY, size=50)
        texts = {(str(duty), duty.lead_department.name, str(duty.provision)) for duty in page.items}

    assert len(page.items) == 50
    assert texts
