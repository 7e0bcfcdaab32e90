from datetime import date

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.government.duties.models import Area, Category
from gongjian.government.duties.selectors.findings import (
    AREAS_SHOWN,
    forecast_calendars,
    list_gaps,
    overlaps,
    unsound_duties,
)
from tests.factories import make_area, make_category, make_department, make_duty, make_provision

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def test_gaps_name_category_and_areas():
    city = make_area("City")
    for name in ("Harbour", "Hill", "Dale"):
        make_area(name, parent=city)
    noise, roads = make_category("Noise"), make_category("Roads")
    make_duty(category=roads, lead_department=make_department())
    make_duty(category=noise, area=Area.objects.get(name="Hill"), lead_department=make_department())

    page = list_gaps(on=DAY)

    (row,) = page.rows
    assert row.category == noise
    assert {area.name for area in row.areas} == {"Harbour", "Dale"}
    assert (page.category_count, page.pair_count) == (1, 2)


def test_a_duty_that_ended_or_was_taken_back_leaves_a_gap():
    category = make_category()
    make_duty(category=category, lead_department=make_department(), in_force_until=date(2026, 3, 1))
    make_duty(category=category, lead_department=make_department(), withdrawn_at=now())
    make_duty(category=category, lead_department=make_department(), in_force_from=date(2026, 3, 3))

    assert list_gaps(on=DAY).category_count == 1
    assert list_gaps(on=date(2026, 3, 3)).category_count == 0


@pytest.mark.parametrize(("number", "expected"), [(0, 1), (1, 1), (3, 3), (99, 3)])
def test_pages_of_gaps(number, expected):
    for _ in range(5):
        make_category()

    page = list_gaps(on=DAY, number=number, size=2)

    assert page.number == expected
    assert (page.page_count, page.category_count) == (3, 5)


def test_many_areas_are_shown_in_part():
    covered = make_category("covered")
    city = make_area("City")
    for _ in range(AREAS_SHOWN + 4):
        make_area(parent=city)
    make_duty(category=covered, area=city.children.first(), lead_department=make_department())

    (row,) = list_gaps(on=DAY).rows

    assert len(row.areas) == AREAS_SHOWN
    assert row.more_areas == 3
    assert row.street_count == AREAS_SHOWN + 3


def test_a_megacity_takes_five_queries(django_assert_num_queries):
    city = make_area("City")
    districts = [make_area(parent=city) for _ in range(20)]
    Area.objects.bulk_create(
        Area(code=f"s{n}", name=f"s{n}", level=3, parent=d, path=f"{d.path}s{n}/")
        for n, d in ((n, districts[n % 20]) for n in range(2000))
    )
    tops = [make_category() for _ in range(50)]
    Category.objects.bulk_create(
        Category(code=f"k{n}", name=f"k{n}", level=2, parent=t, path=f"{t.path}k{n}/")
        for n, t in ((n, tops[n % 50]) for n in range(500))
    )
    lead = make_department()
    for n, top in enumerate(tops):
        make_duty(category=top, area=districts[n % 20], lead_department=lead)

    with django_assert_num_queries(5):
        page = list_gaps(on=DAY, number=2)

    assert (page.page_count, page.category_count) == (2, 500)
    assert page.pair_count == 500 * 1900
    assert [(row.category_count, row.street_count) for row in page.rows] == [(10, 1900)] * 25


def test_overlaps_are_duties_for_the_same_in_the_same_days(django_assert_num_queries):
    fumes, noise, area = make_category("Fumes"), make_category("Noise"), make_area()
    ecology, urban = make_department("Ecology"), make_department("Urban")
    for lead in (ecology, urban):
        make_duty(category=fumes, area=area, lead_department=lead)
    make_duty(category=fumes, lead_department=urban)  # less specific
    make_duty(category=noise, lead_department=urban, in_force_until=date(2026, 5, 31))
    make_duty(category=noise, lead_department=ecology, in_force_from=date(2026, 6, 1))
    make_duty(category=noise, lead_department=ecology, withdrawn_at=now())

    with django_assert_num_queries(3):
        (overlap,) = overlaps(on=DAY)

    assert (overlap.category, overlap.area) == (fumes, area)
    assert [duty.lead_department.name for duty in overlap.duties] == ["Ecology", "Urban"]


def test_overlaps_to_come_are_found_and_past_ones_are_not():
    category = make_category()
    make_duty(category=None, lead_department=make_department(), in_force_until=date(2026, 3, 1))
    make_duty(category=None, lead_department=make_department())
    make_duty(category=category, lead_department=make_department())
    make_duty(category=category, lead_department=make_department(), in_force_from=date(2027, 1, 1))

    assert [overlap.category for overlap in overlaps(on=DAY)] == [category]


def test_duties_on_no_ground_are_found():
    sound = make_duty(category=make_category(), lead_department=make_department())
    ended = make_duty(
        category=make_category(),
        lead_department=make_department(),
        provision=make_provision(in_force_until=date(2026, 3, 1)),
    )
    gone = make_duty(category=make_category(), lead_department=make_department(is_active=False))
    unused = make_duty(category=make_category(is_active=False), lead_department=make_department())
    nowhere = make_duty(
        category=None, area=make_area(is_active=False), lead_department=make_department()
    )

    found = unsound_duties(on=DAY)

    assert set(found) == {ended, gone, unused, nowhere}
    assert sound not in found


def test_a_calendar_that_is_not_published_yet_is_found():
    make_area(calendar="DE")

    assert forecast_calendars(on=date(2040, 12, 1)) == [("CN", 2040), ("CN", 2041)]
    assert forecast_calendars(on=date(2025, 6, 1)) == []
