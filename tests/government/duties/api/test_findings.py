"""Gaps and overlaps by programme, for those who work here."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.actor import STAFF_ROLES, Role
from tests.api_calls import by_anybody, by_key
from tests.factories import (
    make_area,
    make_category,
    make_department,
    make_duty,
    make_provision,
    make_user,
)

pytestmark = pytest.mark.django_db
PATHS = ["duty-gaps", "duty-findings"]


@pytest.fixture
def call():
    return by_key(make_user(role=Role.HANDLER, organisation=make_department()))


def test_gaps_name_category_and_areas_page_by_page(call):
    city = make_area("City")
    streets = [make_area(name, parent=city) for name in ("Harbour", "Hill")]
    noise = make_category("Noise")
    make_category("Roads")
    make_duty(category=noise, area=streets[0], lead_department=make_department())

    first = call("GET", "duty-gaps?size=1").body
    second = call("GET", f"duty-gaps?size=1&cursor={first['next_cursor']}").body

    (gap,) = first["items"]
    assert (gap["category"], gap["area_ids"], gap["street_count"]) == (
        "Noise", [str(streets[1].pk)], 1,
    )  # fmt: skip
    assert [item["category"] for item in second["items"]] == ["Roads"]
    assert (first["category_count"], first["pair_count"]) == (2, 3)
    assert second["next_cursor"] == ""


def test_a_gap_of_a_whole_branch_is_one_row(call):
    branch = make_category("Environment")
    for name in ("Noise", "Smell"):
        make_category(name, parent=branch)

    answer = call("GET", "duty-gaps").body

    (gap,) = answer["items"]
    assert (gap["category"], gap["category_count"]) == ("Environment", 2)
    assert answer["category_count"] == 2


def test_overlaps_and_unsound_duties_are_named(call):
    noise, ended = make_category("Noise"), make_provision(in_force_until=date(2021, 1, 1))
    bodies = [make_department(name) for name in ("Ecology", "Police")]
    duties = [make_duty(category=noise, lead_department=body) for body in bodies]
    unsound = make_duty(category=make_category(), lead_department=bodies[0], provision=ended)

    found = call("GET", "duty-findings").body

    (overlap,) = found["overlaps"]
    assert (overlap["category_id"], overlap["area_id"]) == (str(noise.pk), None)
    assert {duty["id"] for duty in overlap["duties"]} == {str(duty.pk) for duty in duties}
    assert [duty["id"] for duty in found["unsound"]] == [str(unsound.pk)]
    assert all(row["calendar"] == "CN" for row in found["forecasts"])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.RESIDENT})])
def test_only_those_who_work_here_see_them(path, role):
    assert by_key(make_user(role=role))("GET", path).status == (200 if role in STAFF_ROLES else 403)


@pytest.mark.parametrize("path", PATHS)
def test_strangers_do_not(path):
    assert by_anybody()("GET", path).status == 403


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "999999", "٣", "%00"])
def test_wrong_pages_are_told(call, cursor):
    assert call("GET", f"duty-gaps?cursor={cursor}").status == 422


@pytest.mark.parametrize(("path", "queries"), [("duty-gaps", 5), ("duty-findings", 4)])
def test_they_cost_the_same_for_two_and_for_forty(call, path, queries):
    make_area()
    call("GET", path)  # the calendars in use are read once a minute
    counted = []
    for count in (2, 38):
        for _ in range(count):
            make_category(parent=make_category())
            make_overlap()
        with CaptureQueriesContext(connection) as captured:
            call("GET", path)
        counted.append(len(captured))

    # The key, the roles and the rate limit besides.
    assert counted == [3 + queries] * 2


def make_overlap() -> None:
    category = make_category()
    for _ in range(2):
        duty = make_duty(category=category, lead_department=make_department())
        duty.supporting_departments.add(make_department())
