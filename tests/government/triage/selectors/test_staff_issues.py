"""Which hot issues somebody's roles list, and from where they are read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.government.triage.models import HotIssue
from gongjian.government.triage.policies import may_see
from gongjian.government.triage.selectors.issue_filters import IssueFilters, IssueOrder
from gongjian.government.triage.selectors.issues import staff_issues
from tests.factories import NOW, make_actor, make_area, make_department

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_area()


@pytest.fixture
def streets(district):
    return [make_area(parent=district) for _number in range(3)]


@pytest.fixture
def departments():
    return [make_department() for _number in range(2)]


@pytest.fixture
def issues(district, streets, departments):
    """One of each area and department, and of none; each of another heat."""
    areas = [district, *streets, make_area(), None]
    return HotIssue.objects.bulk_create(
        HotIssue(
            area=area, area_path=area.path if area else "", department=department, case_count=2,
            heat=(7 * number) % 18, first_at=NOW, last_at=NOW + timedelta(hours=number),
            created_at=NOW,
        )
        for number, (area, department) in enumerate(
            (area, department) for area in areas for department in (*departments, None)
        )
    )  # fmt: skip


def grant(role, area=None, organisation=None):
    return Grant(role, organisation and organisation.pk, area.path if area else "")


def listed(actor: Actor, **filters) -> list[HotIssue]:
    found, cursor = [], "start"
    while cursor:
        page = staff_issues(
            actor=actor, filters=IssueFilters(**filters), cursor=cursor.removeprefix("start"),
            size=2,
        )  # fmt: skip
        found += page.items
        cursor = page.next_cursor
    return found


@pytest.mark.parametrize("order", list(IssueOrder))
@pytest.mark.parametrize(
    "grants",
    [
        lambda streets, district, departments: [grant(Role.DISPATCHER)],
        lambda streets, district, departments: [grant(Role.DISPATCHER, streets[0])],
        lambda streets, district, departments: [grant(Role.AUDITOR, district)],
        lambda streets, district, departments: [
            grant(Role.DISPATCHER, streets[0]), grant(Role.PRODUCT_MANAGER, streets[2]),
        ],
        lambda streets, district, departments: [
            grant(Role.DISPATCHER, streets[0]), grant(Role.HANDLER, None, departments[0]),
            grant(Role.SUPERVISOR, district, departments[1]),
        ],
    ],
    ids=["town", "street", "district", "two streets", "street and departments"],
)  # fmt: skip
def test_a_list_has_what_its_reader_may_see_in_order(
    issues, streets, district, departments, grants, order
):
    actor = replace(make_actor(), grants=tuple(grants(streets, district, departments)))

    every = listed(actor, order=order)
    narrowed = listed(actor, order=order, area_ids=(streets[0].pk, streets[1].pk))

    key = {"heat": "heat", "peak": "peak_heat", "latest": "last_at"}[order]
    visible = sorted(
        (issue for issue in issues if may_see(actor, issue)),
        key=lambda issue: (getattr(issue, key), issue.pk), reverse=True,
    )  # fmt: skip
    assert [one.pk for one in every] == [one.pk for one in visible]
    assert [one.pk for one in narrowed] == [
        one.pk for one in visible if one.area_id in (streets[0].pk, streets[1].pk)
    ]


def test_who_oversees_a_quarter_reads_by_its_areas(issues, district):
    actor = make_actor(Role.DISPATCHER, area=district)

    with CaptureQueriesContext(connection) as queries:
        staff_issues(actor=actor)

    conditions = [one["sql"].partition("WHERE")[2] for one in queries]
    assert [one for one in conditions if '"triage_hotissue"."area_id" ' in one]
