import pytest

from gongjian.government.duties.interface import widest_area
from tests.factories import make_area

pytestmark = pytest.mark.django_db


def test_where_a_city_has_one_district_the_district_is_the_town():
    district = make_area("District", parent=make_area("City", code="c"), code="d")
    for code in ("d1", "d10", "d-2"):
        make_area(parent=district, code=code)

    assert widest_area() == district


def test_of_two_districts_the_city_is():
    city = make_area("City", code="c")
    for code in ("d", "d1"):
        make_area(parent=city, code=code)

    assert widest_area() == city


def test_what_is_out_of_use_does_not_count():
    city = make_area("City", code="c")
    make_area(parent=city, code="old", is_active=False)
    district = make_area(parent=city, code="new")

    assert widest_area() == district


def test_of_two_cities_or_none_nothing_holds_all():
    assert widest_area() is None
    make_area(code="c")
    make_area(code="d")

    assert widest_area() is None
