from datetime import date
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.government.duties import interface as duties
from tests.factories import make_area, make_category, make_department, make_duty

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def places():
    city = make_area("city")
    district = make_area("district", parent=city)
    return {
        "city": city,
        "district": district,
        "street": make_area("street", parent=district),
        "other": make_area("other", parent=district),
    }


@pytest.fixture
def subjects():
    top = make_category("top")
    middle = make_category("middle", parent=top)
    return {
        "top": top,
        "middle": middle,
        "leaf": make_category("leaf", parent=middle),
        "other": make_category("other", parent=middle),
    }


# For the leaf in the street: what the register holds, from the most specific on.
SPECIFICITY = [
    ("leaf", "street"), ("leaf", "district"), ("leaf", "city"), ("leaf", None),
    ("middle", "street"), ("middle", "district"), ("middle", "city"), ("middle", None),
    ("top", "street"), ("top", "district"), ("top", "city"), ("top", None),
    (None, "street"), (None, "district"), (None, "city"), (None, None),
]  # fmt: skip
ELSEWHERE = [("other", "street"), ("leaf", "other"), ("other", None), (None, "other")]


@pytest.mark.parametrize("count", range(1, len(SPECIFICITY) + 1))
def test_the_most_specific_duty_wins(places, subjects, count):
    # Registered from the most general on, so that neither age nor id decides.
    for category, area in [*ELSEWHERE, *reversed(SPECIFICITY[-count:])]:
        make_duty(
            category=subjects.get(category),
            area=places.get(area),
            lead_department=make_department(f"{category}/{area}"),
        )

    duty = duties.responsible_duty(
        category_id=subjects["leaf"].pk, area_id=places["street"].pk, on=DAY
    )

    category, area = SPECIFICITY[-count]
    assert duty.lead_department.name == f"{category}/{area}"


def test_a_gap_is_none(places, subjects):
    make_duty(category=subjects["other"], area=places["other"], lead_department=make_department())

    found = [
        duties.responsible_duty(category_id=category, area_id=area, on=DAY)
        for category, area in [
            (subjects["leaf"].pk, places["street"].pk),
            (subjects["other"].pk, places["street"].pk),
            (None, places["other"].pk),
            (subjects["other"].pk, None),
            (uuid4(), uuid4()),
            (None, None),
        ]
    ]

    assert found == [None] * 6


def test_of_two_equal_duties_the_older_one_answers(subjects):
    young = make_duty(
        category=subjects["leaf"], lead_department=make_department(), in_force_from=date(2024, 1, 1)
    )
    old = make_duty(
        category=subjects["leaf"], lead_department=make_department(), in_force_from=date(2023, 1, 1)
    )

    lookup = duties.DutyLookup([subjects["leaf"].pk], [])

    assert lookup.find(category_id=subjects["leaf"].pk, area_id=None, on=DAY) == old
    assert lookup.find(category_id=subjects["leaf"].pk, area_id=None, on=date(2023, 6, 1)) == old
    assert young.pk != old.pk


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2022, 12, 31), None),
        (date(2023, 1, 1), 1),
        (date(2023, 12, 31), 1),
        (date(2024, 1, 1), 2),
        (date(2026, 1, 1), 2),
    ],
)
def test_the_version_of_the_day_answers(subjects, on, version):
    lead = make_department()
    first = make_duty(
        category=subjects["leaf"], lead_department=lead,
        in_force_from=date(2023, 1, 1), in_force_until=date(2023, 12, 31),
    )  # fmt: skip
    make_duty(
        category=subjects["leaf"], lead_department=lead, line=first.line, version=2,
        in_force_from=date(2024, 1, 1),
    )  # fmt: skip
    make_duty(
        category=subjects["leaf"], lead_department=lead, line=first.line, version=3,
        in_force_from=date(2024, 1, 1), withdrawn_at=now(),
    )  # fmt: skip

    duty = duties.responsible_duty(category_id=subjects["leaf"].pk, area_id=None, on=on)

    assert getattr(duty, "version", None) == version


def test_one_answer_takes_two_queries_with_all_it_names(
    places, subjects, django_assert_num_queries
):
    make_duty(category=subjects["top"], area=places["city"], lead_department=make_department())

    with django_assert_num_queries(2):
        duty = duties.responsible_duty(
            category_id=subjects["leaf"].pk, area_id=places["street"].pk, on=DAY
        )
        assert duty.lead_department.name
        assert duty.category.name == "top"


def test_a_thousand_answers_take_two_queries(places, subjects, django_assert_num_queries):
    make_duty(category=subjects["top"], area=places["district"], lead_department=make_department())
    streets = [make_area(parent=places["district"]) for _ in range(50)]
    leaves = [make_category(parent=subjects["middle"]) for _ in range(20)]

    with django_assert_num_queries(2):
        lookup = duties.DutyLookup([c.pk for c in leaves], [a.pk for a in streets])
        found = [
            lookup.find(category_id=category.pk, area_id=area.pk, on=DAY)
            for category in leaves
            for area in streets
        ]

    assert len(found) == 1000
    assert None not in found
