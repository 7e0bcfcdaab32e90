import pytest

from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors import similar
from gongjian.government.cases.selectors.similar import similar_cases
from tests.factories import make_area, make_case

LAMP = "The street lamp in front of the school is dark."


def found(**options) -> list[str]:
    return [one.case.public_title for one in similar_cases(**options)]


def test_the_most_alike_comes_first(town):
    make_case(town, title="Rubbish", text="Rubbish lies behind the market.")
    make_case(town, title="Lamp dark", text="The street lamp in front of the market is dark.")
    make_case(town, title="Same lamp", text=LAMP)

    assert found(text=LAMP)[:2] == ["Same lamp", "Lamp dark"]


def test_a_title_made_from_the_text_does_not_count_twice(town):
    make_case(town, title="", text=LAMP)

    assert similar_cases(text=LAMP)[0].score == pytest.approx(1)


@pytest.mark.parametrize("fields", [{"is_public": False}, {"state": CaseState.CLOSED}])
def test_only_open_public_cases_are_shown(town, fields):
    make_case(town, title="Lamp", text=LAMP, **fields)

    assert found(text=LAMP) == []


def test_an_area_reaches_what_lies_in_it(town):
    elsewhere = make_area("Elsewhere")
    make_case(town, title="Here", text=LAMP)
    make_case(town, title="There", text=LAMP, area_id=elsewhere.pk, area_path=elsewhere.path)

    assert found(text=LAMP, area=town.area.parent) == ["Here"]


def test_at_most_the_newest_are_looked_at(town, monkeypatch):
    make_case(town, title="Old lamp", text=LAMP)
    make_case(town, title="Rubbish", text="Rubbish lies behind the market.")
    monkeypatch.setattr(similar, "COMPARED_CASES", 1)

    assert found(text=LAMP) == []


@pytest.mark.parametrize("count", [1, 20])
def test_it_takes_two_queries_for_any_number(town, django_assert_num_queries, count):
    for _ in range(count):
        make_case(town, title="Lamp", text=LAMP)

    with django_assert_num_queries(2):
        similar_cases(text=LAMP)
