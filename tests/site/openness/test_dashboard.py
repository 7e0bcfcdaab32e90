"""The dashboard: the same figures for everybody, by what they are filtered, sorted and saved."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.government.cases.actions.refresh_rates import sum_margins
from gongjian.government.cases.models import RateCell
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import (
    Town,
    make_area,
    make_case,
    make_category,
    make_department,
    make_town,
    make_user,
    take_step,
)

pytestmark = pytest.mark.django_db
# Of months that are over whenever this runs.
JULY, AUGUST = date(2024, 7, 1), date(2024, 8, 1)
BOTH = {"month_from": "2024-07-01", "month_until": "2024-08-01"}
NOW = datetime(2024, 8, 5, 2, 0, tzinfo=UTC)


@pytest.fixture
def town() -> Town:
    return make_town()


def make_cell(town: Town, month: date = JULY, **fields) -> RateCell:
    places = {"department": town.department, "category": town.category, "area": town.area}
    places = {name: fields.pop(name, place) for name, place in places.items()}
    key = "|".join([month.isoformat(), *(str(place and place.pk) for place in places.values())])
    cell = RateCell.objects.create(key=key, month=month, **places, **fields)
    sum_margins([cell])
    return cell


def page_of(client, **query) -> str:
    answer = client.get(reverse("dashboard"), {**BOTH, **query})
    assert answer.status_code == 200
    return answer.content.decode()


def csv_of(client, table: str, **query) -> list[dict[str, str]]:
    answer = client.get(reverse("dashboard_table", args=[table]), {**BOTH, **query})
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_without_a_case_everybody_is_told_so(client):
    page = client.get(reverse("dashboard")).content.decode()

    assert "No cases in this period" in page


def test_rates_are_shown_with_what_they_are_shares_of(client, town):
    make_cell(town, received=10, due=8, answered=7, answered_in_time=6, rated=3, solved=2)
    make_cell(town, AUGUST, received=2, first_responses=2, first_response_seconds=36_000)

    page = " ".join(page_of(client).split())

    assert '75.0%</span> <span class="gj-rates__of">of 8' in page
    assert '66.7%</span> <span class="gj-rates__of">of 3' in page
    assert '5.0 h</span> <span class="gj-rates__of">of 2' in page


def test_a_rate_of_nothing_is_a_dash(client, town):
    make_cell(town, received=1)

    assert '<span class="gj-rates__value">–</span>' in page_of(client)
    assert csv_of(client, "departments")[0]["response_rate"] == ""


def test_rating_a_case_moves_the_rates(client, town):
    case = make_case(town, state=CaseState.ANSWERED, now=NOW)
    run_waiting_tasks()
    before = csv_of(client, "departments")

    take_step(town, case, Step.RATE, now=NOW)
    run_waiting_tasks()

    after = csv_of(client, "departments")
    assert [(row["rated"], row["solution_rate"]) for row in before] == [("0", "")]
    assert [(row["rated"], row["solution_rate"]) for row in after] == [("1", "1.0")]


def test_every_month_of_the_period_stands_in_its_table(client, town):
    make_cell(town, received=3)

    rows = csv_of(client, "months", month_from="2024-07-01", month_until="2024-09-01")

    assert [(row["key"], row["received"]) for row in rows] == [
        ("2024-07", "3"), ("2024-08", "0"), ("2024-09", "0"),
    ]  # fmt: skip


def test_a_period_is_compared_with_the_one_before(client, town):
    make_cell(town, JULY, due=10, answered_in_time=5)
    make_cell(town, AUGUST, due=10, answered_in_time=8)

    page = page_of(client, month_from="2024-08-01")

    assert "+30.0 points on the month before" in page


def test_a_department_is_told_apart(client, town):
    make_cell(town, received=3)
    make_cell(town, department=town.other_department, received=5)
    make_cell(town, department=None, received=2)

    rows = csv_of(client, "departments")

    assert {row["name"]: row["received"] for row in rows} == {
        "Urban Management": "3", "Water": "5", "not yet with a department": "2",
    }  # fmt: skip
    only = csv_of(client, "months", department=str(town.department.pk))
    assert [row["received"] for row in only] == ["3", "0"]


def test_categories_are_added_up_to_the_level_below_the_chosen_one(client, town):
    other = make_category("Noise", parent=town.category.parent)
    far = make_category("Schools")
    make_cell(town, received=3)
    make_cell(town, category=other, received=4)
    make_cell(town, category=far, received=1)

    top = csv_of(client, "categories")
    below = csv_of(client, "categories", category=str(town.category.parent_id))

    assert {row["name"]: row["received"] for row in top} == {"City appearance": "7", "Schools": "1"}
    assert {row["name"]: row["received"] for row in below} == {"Rubbish": "3", "Noise": "4"}


def test_levels_of_one_area_are_passed_over(client, town):
    street = make_area("Other street", parent=town.area.parent)
    make_cell(town, received=3)
    make_cell(town, area=street, received=4)
    make_cell(town, area=None, received=1)

    rows = csv_of(client, "areas")

    assert {row["name"]: row["received"] for row in rows} == {
        "Street": "3", "Other street": "4", "no place named": "1",
    }  # fmt: skip


def test_a_category_out_of_use_keeps_its_figures(client, town):
    town.category.parent.is_active = town.category.is_active = False
    town.category.parent.save()
    town.category.save()
    make_cell(town, received=3)

    (row,) = csv_of(client, "categories")

    assert (row["name"], row["received"]) == ("Rubbish", "3")


def test_an_area_out_of_use_keeps_its_figures_and_loses_its_link(client, town):
    street = make_area("Old street", parent=town.area.parent, is_active=False)
    make_cell(town, received=3)
    make_cell(town, area=street, received=4)

    page = page_of(client)

    assert {row["name"]: row["received"] for row in csv_of(client, "areas")} == {
        "Street": "3", "Old street": "4",
    }  # fmt: skip
    assert f"area={town.area.pk}" in page
    assert f"area={street.pk}" not in page


@pytest.mark.parametrize(
    ("sort", "first"),
    [("received", "Water"), ("response", "Urban Management"), ("name", "Urban Management")],
)
def test_tables_are_sorted_by_any_column(client, town, sort, first):
    make_cell(town, received=1, due=4, answered_in_time=4)
    make_cell(town, department=town.other_department, received=9, due=4, answered_in_time=1)

    page = page_of(client, sort=sort)

    table = page[page.index('id="departments"') :]
    names = ["Urban Management", "Water"]
    assert min(names, key=lambda name: table.index(f">{name}</a>")) == first


@pytest.mark.parametrize(
    "query",
    [
        {"department": "x"},
        {"department": "00000000-0000-0000-0000-000000000000"},
        {"category": "' or 1=1 --", "area": "\x00"},
        {"month_from": "2024-13-01"},
        {"month_from": "0001-01-01", "month_until": "9999-12-01"},
        {"sort": "<script>"},
    ],
)
def test_wrong_filters_narrow_nothing(client, town, query):
    make_cell(town, received=3)

    page = page_of(client, **query)

    assert "<script>" not in page
    assert client.get(reverse("dashboard_table", args=["months"]), query).status_code == 200


def test_an_end_before_the_beginning_is_said_at_its_field(client, town):
    make_cell(town, received=3)

    page = page_of(client, month_from="2024-08-01", month_until="2024-07-01")

    assert "This is before the first month." in page


def test_there_is_no_other_table(client):
    assert client.get("/dashboard/people.csv").status_code == 404


def test_names_are_no_formulas(client, town):
    make_cell(town, department=make_department("=1+1"), received=3)

    assert csv_of(client, "departments")[0]["name"] == "'=1+1"


def test_people_of_a_department_find_their_own_beside_all(client, town):
    make_cell(town, received=3)
    client.force_login(make_user(role=Role.SUPERVISOR, organisation=town.department))

    page = page_of(client)

    assert "All departments" in page
    assert f"department={town.department.pk}" in page


def test_a_visitor_has_the_filters_but_no_department_of_their_own(client, town):
    make_cell(town, received=3)

    assert "All departments" not in page_of(client)


def test_the_formulas_are_explained(client):
    page = client.get(reverse("rates_explained")).content.decode()

    assert "cases rated 4 or 5 of 5 ÷ cases rated" in page


def test_the_page_costs_the_same_queries_however_many_cells(
    client, town, django_assert_num_queries
):
    make_cell(town, received=3)
    make_cell(town, AUGUST, received=3)
    filters = {"category": str(town.category.pk), "area": str(town.area.pk)}
    page_of(client, **filters)
    with django_assert_num_queries(10):
        page_of(client, **filters)

    for number in range(20):
        make_cell(town, JULY - timedelta(days=31 * number + 40), received=number)
        make_cell(town, category=make_category(parent=town.category.parent), received=1)

    with django_assert_num_queries(10):
        page_of(client, **filters)
