"""Areas and categories by programme: page by page, however many a city has."""

from __future__ import annotations

import pytest

from tests.api_calls import by_anybody
from tests.factories import make_area, make_category

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("things", "make"), [("areas", make_area), ("categories", make_category)])
def test_a_tree_is_read_page_by_page_parents_before_children(things, make):
    city = make("City")
    made = {city.pk, *(make(f"Part {n}", parent=city).pk for n in range(4))}
    call = by_anybody()

    read, cursor = [], ""
    for _ in range(3):
        page = call("GET", f"{things}?size=2&cursor={cursor}").body
        read += page["items"]
        cursor = page["next_cursor"]

    assert cursor == ""
    assert read[0]["name"] == "City"
    assert sorted(row["id"] for row in read) == sorted(map(str, made))


@pytest.mark.parametrize("things", ["areas", "categories"])
def test_a_tree_costs_one_query_a_page(things, django_assert_num_queries):
    for n in range(3):
        make_area(f"Area {n}")
        make_category(f"Category {n}")
    call = by_anybody()

    # The rate limit's, too.
    with django_assert_num_queries(2):
        assert len(call("GET", f"{things}?size=2").body["items"]) == 2


def test_categories_out_of_use_are_listed_where_they_are_asked_for():
    make_category("Roads")
    make_category("Coal", is_active=False)
    call = by_anybody()

    usual, every = call("GET", "categories"), call("GET", "categories?with_out_of_use=true")

    assert [row["name"] for row in usual.body["items"]] == ["Roads"]
    assert {row["name"]: row["is_active"] for row in every.body["items"]} == {
        "Roads": True, "Coal": False,
    }  # fmt: skip


@pytest.mark.parametrize("things", ["areas", "categories", "departments"])
def test_a_damaged_cursor_is_refused(things):
    assert by_anybody()("GET", f"{things}?cursor=x").status == 422
