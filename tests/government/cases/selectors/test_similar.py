from datetime import timedelta

import pytest

from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.similar import cases_like, similar_cases
from tests.factories import NOW, make_area, make_case, make_category
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


HERE = {"longitude": 121.5, "latitude": 31.2}
NEAR = {"longitude": 121.505, "latitude": 31.2}
"""476 m from there."""
FAR = {"longitude": 121.5, "latitude": 31.4}
"""22 km."""


def test_the_same_words_far_away_are_not_alike(town):
    make_case(town, title="Far", text=LAMP, **FAR)
    make_case(town, title="Near", text=LAMP, **NEAR)
    make_case(town, title="Somewhere", text=LAMP)

    assert sorted(found(text=LAMP, **HERE)) == ["Near", "Somewhere"]


def test_behind_a_hundred_far_away_the_near_one_is_found(town):
    for number in range(100):
        make_case(town, title=f"Far {number}", text=LAMP, **FAR)
    make_case(town, title="Near", text=f"{LAMP} It has been so since the storm.", **NEAR)

    assert found(text=LAMP, **HERE) == ["Near"]


def test_across_the_border_of_an_area_the_near_one_is_found(town):
    next_door = make_area("Next door")
    placed = {"area_id": next_door.pk, "area_path": next_door.path}
    make_case(town, title="Near", text=LAMP, **placed, **NEAR)
    make_case(town, title="Far", text=LAMP, **placed, **FAR)
    make_case(town, title="No pin", text=LAMP, **placed)

    assert found(text=LAMP, area=town.area, **HERE) == ["Near"]


def test_another_category_counts_less(town):
    above = make_category("Environment")
    noise, dust = (make_category(name, parent=above) for name in ("Noise", "Dust"))
    make_case(town, title="Noise", text=LAMP, category_id=noise.pk)
    make_case(town, title="Not known", text=f"{LAMP} Please mend it.", category_id=None)

    assert found(text=LAMP, category=dust) == ["Not known", "Noise"]


def test_for_a_case_that_came_private_twins_are_shown_to_who_may_see_them(town):
    case = make_case(town, text=LAMP, **HERE)
    make_case(town, title="Nobody’s", text=LAMP, is_public=False, **NEAR)
    make_case(town, title="Ours", text=LAMP, is_public=False, state=CaseState.ACCEPTED)
    make_case(town, title="Public", text=LAMP, **NEAR)
    make_case(town, title="Far", text=LAMP, **FAR)
    place_all()

    like = {
        actor: {one.case.title: one.takes_in for one in cases_like(actor=actor, case=case)}
        for actor in (town.dispatcher, town.handler, town.other_handler)
    }

    public = {"Public": True}
    assert like[town.other_handler] == public
    assert like[town.handler] == {**public, "Ours": False}
    assert like[town.dispatcher] == {**public, "Ours": False, "Nobody’s": False}


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
