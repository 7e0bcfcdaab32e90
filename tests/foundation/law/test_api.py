"""The rules of the town by programme."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.law.models import Parameter
from tests.api_calls import by_anybody
from tests.factories import make_provision

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return by_anybody()


def test_provisions_in_force_are_listed_and_found(call):
    make_provision(code="noise", title="Noise Act", article="3")
    make_provision(code="waste", title="Waste Act", article="7", text="Bins are green.")
    make_provision(code="old", title="Old Act", in_force_until=date(2021, 1, 1))

    first = call("GET", "provisions?size=1").body
    second = call("GET", f"provisions?size=1&cursor={first['next_cursor']}").body

    def codes(query):
        return [item["code"] for item in call("GET", f"provisions?{query}").body["items"]]

    assert [p["code"] for p in first["items"] + second["items"]] == ["noise", "waste"]
    assert (first["items"][0]["citation"], second["next_cursor"]) == ("Noise Act, article 3", "")
    assert codes("q=green+bins") == ["waste"]
    assert codes("on=2020-06-01") == ["noise", "old", "waste"]


def test_a_provision_has_versions_and_sets_numbers_on_a_day(call):
    old = make_provision(code="noise", in_force_until=date(2024, 12, 31))
    new = make_provision(code="noise", version=2, in_force_from=date(2025, 1, 1))
    for provision, value in ((old, 10), (new, 5)):
        Parameter.objects.create(
            code="noise-days", value=value, unit="working days", provision=provision,
            in_force_from=provision.in_force_from, in_force_until=provision.in_force_until,
        )  # fmt: skip

    now, then = call("GET", "provisions/noise").body, call("GET", "provisions/noise?on=2024-05-01")

    assert [version["version"] for version in now["versions"]] == [2, 1]
    assert [parameter["value"] for parameter in now["parameters"]] == [5]
    assert [parameter["value"] for parameter in then.body["parameters"]] == [10]


def test_a_misspelt_day_is_told_and_today_is_not_taken_for_it(call):
    make_provision(code="noise")

    answer = call("GET", "provisions/noise?onn=2024-05-01")

    assert (answer.status, answer.wrong) == (422, ["onn"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("provisions/nothing", 404),
        ("provisions/no%20slug", 404),
        ("provisions?on=someday", 422),
        ("provisions?cursor=x", 422),
        ("provisions?size=1000", 422),
        (f"provisions?q={'x' * 101}", 422),
        ("provisions?q=%00", 422),
    ],
)
def test_wrong_questions_are_told(call, path, status):
    assert call("GET", path).status == status


def test_a_list_costs_the_same_for_two_rows_and_for_forty(call):
    counted = []
    for count in (2, 38):
        for _ in range(count):
            make_provision()
        with CaptureQueriesContext(connection) as captured:
            call("GET", "provisions")
        counted.append(len(captured))

    # The rate limit, and the list.
    assert counted == [2, 2]
