"""The published figures by programme."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.api_calls import NOBODY, by_anybody
from tests.factories import make_area, make_category, make_town
from tests.site.openness.test_dashboard import AUGUST, JULY, make_cell

pytestmark = pytest.mark.django_db
PERIOD = "month_from=2024-07&month_until=2024-08"


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def call():
    return by_anybody()


def test_the_rates_in_all_and_by_month_department_category_and_area(call, town):
    make_cell(town, JULY, received=10, due=8, answered=7, answered_in_time=6, rated=3, solved=2)
    make_cell(town, AUGUST, received=2, first_responses=2, first_response_seconds=36_000)
    make_cell(town, date(2024, 6, 1), received=4)

    answer = call("GET", f"rates?{PERIOD}")

    found = answer.body
    assert answer.status == 200
    assert (found["month_from"], found["month_until"]) == ("2024-07", "2024-08")
    assert (found["total"]["received"], found["before"]["received"]) == (12, 4)
    assert (found["total"]["response_rate"], found["total"]["solution_rate"]) == (0.75, 0.6667)
    assert found["total"]["first_response_hours"] == 5.0
    assert found["before"]["response_rate"] is None
    assert [(m["month"], m["received"]) for m in found["months"]] == [
        ("2024-07", 10), ("2024-08", 2),
    ]  # fmt: skip
    (department,) = found["departments"]
    assert (department["id"], department["name"]) == (str(town.department.pk), "Urban Management")
    assert [row["received"] for row in found["categories"] + found["areas"]] == [12, 12]


def test_what_is_not_yet_with_a_department_has_no_id(call, town):
    make_cell(town, department=None, category=None, area=None, received=2)

    found = call("GET", f"rates?{PERIOD}").body

    rows = [found[name][0] for name in ("departments", "categories", "areas")]
    assert [(row["id"], row["name"], row["received"]) for row in rows] == [(None, "", 2)] * 3


def test_they_are_narrowed_as_on_the_dashboard(call, town):
    elsewhere, other = make_area("Elsewhere"), make_category("Other")
    make_cell(town, received=1)
    make_cell(town, department=town.other_department, received=2)
    make_cell(town, category=other, received=4)
    make_cell(town, area=elsewhere, received=8)

    def received(query):
        return call("GET", f"rates?{PERIOD}&{query}").body["total"]["received"]

    assert received("") == 15
    assert received(f"department_id={town.other_department.pk}") == 2
    assert received(f"category_id={other.pk}") == 4
    assert received(f"category_id={town.category.parent_id}") == 11
    assert received(f"area_id={elsewhere.pk}") == 8
    assert received("month_from=2024-08") == 0


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("month_from=2024-13", ["month_from"]),
        ("month_from=July", ["month_from"]),
        ("month_until=0000-01", ["month_until"]),
        ("month_from=2024-08&month_until=2024-07", ["month_until"]),
        (f"department_id={NOBODY}", ["department_id"]),
        (f"category_id={NOBODY}&area_id={NOBODY}", ["area_id", "category_id"]),
        ("area_id=x", ["area_id"]),
    ],
)
@pytest.mark.parametrize("path", ["rates", "rates/months.csv"])
def test_wrong_filters_are_told_at_their_field(call, town, path, query, wrong):
    make_cell(town, received=1)

    answer = call("GET", f"{path}?{query}")

    assert (answer.status, answer.wrong) == (422, wrong)


def test_a_period_ends_where_the_known_months_do(call, town):
    make_cell(town, received=1)

    found = call("GET", "rates?month_from=1000-01&month_until=9999-12").body

    assert found["month_from"] == "2024-07"
    assert len(found["months"]) < 1_000


def test_without_a_case_there_are_figures_of_nothing(call):
    found = call("GET", "rates").body

    assert found["month_from"] == found["month_until"]
    assert (found["total"]["received"], found["departments"]) == (0, [])


@pytest.mark.parametrize("table", ["months", "departments", "categories", "areas"])
def test_a_table_is_the_dashboard_s_file(call, client, town, table):
    make_cell(town, received=3, due=2, answered_in_time=1)
    page = client.get(
        reverse("dashboard_table", args=[table]),
        {"month_from": "2024-07-01", "month_until": "2024-08-01"},
    )

    answer = call("GET", f"rates/{table}.csv?{PERIOD}")

    rows = list(csv.DictReader(io.StringIO(answer.response.content.decode("utf-8-sig"))))
    assert answer.response["Content-Type"].startswith("text/csv")
    assert (rows[0]["received"], rows[0]["response_rate"]) == ("3", "0.5")
    assert answer.response.content == page.content


def test_there_is_no_other_table(call):
    assert call("GET", "rates/people.csv").status == 422


def test_it_costs_the_same_for_one_cell_and_for_forty(call, town):
    counted = []
    for count in (1, 40):
        for _ in range(count):
            make_cell(town, category=make_category(), received=1)
        with CaptureQueriesContext(connection) as captured:
            call("GET", f"rates?{PERIOD}")
        counted.append(len(captured))

    # The rate limit, the first month, and the dashboard's seven.
    assert counted == [9, 9]
