"""Which days work, by programme."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.actor import Role
from tests.api_calls import by_anybody, by_key
from tests.factories import make_area, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return by_anybody()


def test_calendars_in_use_are_listed(call):
    make_area(calendar="DE-BY")

    assert call("GET", "calendars").body == ["CN", "DE-BY"]


def test_a_year_says_where_it_departs_from_monday_to_friday(call):
    administrator = by_key(make_user(role=Role.ADMINISTRATOR))
    day = {"calendar": "CN", "day": "2025-06-03", "is_working": False, "note": "Flood"}
    declared = administrator("POST", "calendar-days", day).body

    year = call("GET", "calendars/CN/2025").body

    assert "2025-06-03" in year["days_off"]
    assert {"2025-10-01", "2025-01-28"} <= set(year["days_off"])
    assert "2025-01-26" in year["make_up_days"]
    assert year["declared"] == [declared]
    assert (year["is_announced"], year["working_day_count"]) == (True, 247)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("XX/2025", 404),
        ("cn/2025", 404),
        ("CN%00/2025", 404),
        ("CN/2003", 422),
        ("CN/2101", 422),
        ("CN/99999999999999999999", 422),
        ("CN/soon", 404),
        ("DE-BY/2025", 200),
    ],
)
def test_wrong_calendars_and_years_are_told(call, path, status):
    assert call("GET", f"calendars/{path}").status == status


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.RESIDENT, Role.ADMINISTRATOR}))
def test_only_administrators_declare_days(role):
    body = {"calendar": "CN", "day": "2025-06-03", "is_working": False}

    assert by_key(make_user(role=role))("POST", "calendar-days", body).status == 403


def test_a_district_s_administrator_declares_none_for_the_town():
    body = {"calendar": "CN", "day": "2025-06-03", "is_working": False}
    user = make_user(role=Role.ADMINISTRATOR, area=make_area())

    assert by_key(user)("POST", "calendar-days", body).status == 403
