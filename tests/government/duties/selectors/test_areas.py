from uuid import uuid4

import pytest
from django.utils.translation import override

from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.duties import interface as duties
from gongjian.government.duties.models import Area
from gongjian.government.duties.selectors.areas import forget_areas
from gongjian.government.duties.selectors.nodes import child_nodes
from tests.factories import make_area

pytestmark = pytest.mark.django_db


def square(west, south, east, north):
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def city():
    city = make_area("City", code="1", outline=square(0, 0, 10, 10))
    district = make_area("North", code="11", parent=city, outline=square(0, 5, 10, 10))
    make_area("Harbour", code="111", parent=district, outline=square(0, 5, 3, 8))
    make_area("Hill", code="112", parent=district)
    return city


@pytest.mark.parametrize(
    ("longitude", "latitude", "name"),
    [(1, 6, "Harbour"), (5, 6, "North"), (5, 1, "City"), (11, 11, None), (0, -90, None)],
)
def test_a_point_lies_in_the_deepest_area(city, longitude, latitude, name):
    area = duties.area_at(longitude, latitude)

    assert getattr(area, "name", None) == name


def test_points_cost_no_query_once_outlines_are_read(city, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = {duties.area_at(n / 100, n / 100).name for n in range(1, 900)}

    assert found == {"City", "North"}


def test_a_new_outline_is_seen_at_once(city):
    assert duties.area_at(9, 1).name == "City"

    make_area("South", parent=city, outline=square(0, 0, 10, 5))
    forget_areas()

    assert duties.area_at(9, 1).name == "South"


def test_an_area_by_its_id(city):
    assert duties.get_area(city.pk) == city


def test_an_unknown_area_is_not_found(city):
    with pytest.raises(NotFound):
        duties.get_area(uuid4())


def test_the_tree_is_walked_from_the_top_down(city):
    assert [area.name for area in duties.areas()] == ["City", "North", "Harbour", "Hill"]
    assert [area.name for area in child_nodes(Area, None)] == ["City"]
    north = Area.objects.get(name="North")
    assert [area.name for area in child_nodes(Area, north.pk)] == ["Harbour", "Hill"]


def test_choices_are_grouped_by_what_stands_above(city, django_assert_num_queries):
    with django_assert_num_queries(1):
        choices = duties.area_options().choices
    with django_assert_num_queries(0):
        duties.area_options(with_old=True)

    assert [(group, [label for _, label in items]) for group, items in choices] == [
        ("City", ["City"]),
        ("City › North", ["North", "Harbour", "Hill"]),
    ]


def test_areas_out_of_use_are_offered_where_old_cases_are_sought(city):
    make_area("Old Mill", code="113", parent=Area.objects.get(name="North"), is_active=False)

    assert "Old Mill" not in str(duties.area_options().choices)
    assert "Old Mill (out of use)" in str(duties.area_options(with_old=True).choices)
    with override("zh-hans"):
        assert "Old Mill（已停用）" in str(duties.area_options(with_old=True).choices)


def test_areas_are_kept_until_they_are_forgotten_or_read_afresh(city):
    before = duties.area_options()
    make_area("New Town", code="13", parent=city)

    kept = duties.area_options()
    afresh = duties.area_options(afresh=True)

    assert kept is before
    assert "New Town" not in str(kept.choices)
    assert "New Town" in str(afresh.choices)
    assert duties.area_options() is afresh


def test_a_name_that_two_areas_bear_leads_nowhere(city):
    make_area("Hill", code="12", parent=city)

    index = duties.area_index()

    assert "hill" not in index
    assert index["12"][1] == "1/12/"
    assert index["harbour"] == index["111"]
