from datetime import timedelta

import pytest

from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.similar import similar_cases
from tests.factories import NOW, make_area, make_case
from tests.government.issues import place_all

LAMP = "The street lamp in front of the school is dark."


def found(**options) -> list[str]:
    """The titles of what is like a text, once all cases are placed."""
    place_all()
    return [one.case.public_title for one in similar_cases(around=NOW, **options)]


def test_the_most_alike_comes_first(town):
    make_case(town, title="Rubbish", text="Rubbish lies behind the market.")
    make_case(town, title="Lamp dark", text="The street lamp in front of the market is dark.")
    make_case(town, title="Same lamp", text=LAMP)

    assert found(text=LAMP)[:2] == ["Same lamp", "Lamp dark"]


def test_a_title_made_from_the_text_does_not_count_twice(town):
    make_case(town, title="", text=LAMP)
    place_all()

    assert similar_cases(text=LAMP, around=NOW)[0].score == pytest.approx(1)


@pytest.mark.parametrize("fields", [{"is_public": False}, {"state": CaseState.CLOSED}])
def test_only_open_public_cases_are_shown(town, fields):
    make_case(town, title="Lamp", text=LAMP, **fields)

    assert found(text=LAMP) == []


def test_behind_dozens_of_closed_ones_the_open_one_is_found(town):
    """Of a matter that comes back, those settled before are the likest."""
    for number in range(45):
        make_case(town, title=f"Lamp {number}", text=LAMP, state=CaseState.CLOSED)
    make_case(town, title="Open", text=f"{LAMP} It has been so since the storm of last week.")

    assert found(text=LAMP) == ["Open"]


def test_an_area_reaches_what_lies_in_it(town):
    elsewhere = make_area("Elsewhere")
    make_case(town, title="Here", text=LAMP)
    make_case(town, title="There", text=LAMP, area_id=elsewhere.pk, area_path=elsewhere.path)

    assert found(text=LAMP, area=town.area.parent) == ["Here"]


def test_what_was_long_ago_is_not_looked_at(town):
    make_case(town, title="Old lamp", text=LAMP, received_at=NOW - timedelta(days=201))
    make_case(town, title="Lamp", text=LAMP)

    assert found(text=LAMP) == ["Lamp"]


@pytest.mark.parametrize("count", [1, 20])
def test_queries_do_not_grow(town, django_assert_max_num_queries, count):
    for _ in range(count):
        make_case(town, title="Lamp", text=LAMP)

    place_all()

    # Six, and on PostgreSQL four that set and reset how it plans.
    with django_assert_max_num_queries(10):
        assert similar_cases(text=LAMP, around=NOW)
