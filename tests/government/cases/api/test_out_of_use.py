"""An area out of use keeps what it has and gets nothing new."""

import pytest

from gongjian.government.cases.models import Case
from tests.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed():
    return make_area("Old Town", is_active=False)


@pytest.mark.parametrize(
    ("role", "path", "said"),
    [("", "cases", {"text": "Rubbish"}), ("dispatcher", "calls", {"text": "Rubbish"})],
)
def test_no_case_begins_there(call, town, closed, role, path, said):
    status, answer = call(role, "POST", path, said | {"area_id": str(closed.pk)})

    assert (status, [wrong["field"] for wrong in answer["errors"]]) == (422, ["area_id"])


def test_no_duty_begins_there(call, town, closed):
    said = {
        "area_id": str(closed.pk), "lead_department_id": str(town.department.pk),
        "deadline_working_days": 5, "in_force_from": "2026-01-01",
    }  # fmt: skip

    assert call("administrator", "POST", "duties", said)[0] == 404


def test_a_case_is_dispatched_as_what_it_is_where_it_is_but_not_into_it(call, town, closed):
    number = call("", "POST", "cases", {"text": "Rubbish", "area_id": str(town.area.pk)})[1][
        "number"
    ]
    said = {"category_id": str(town.category.pk)}
    Case.objects.update(category=town.category)
    for own in (town.area, town.category):
        type(own).objects.filter(pk=own.pk).update(is_active=False)

    into = call(
        "dispatcher", "POST", f"cases/{number}/dispatch", said | {"area_id": str(closed.pk)}
    )
    there = call(
        "dispatcher", "POST", f"cases/{number}/dispatch", said | {"area_id": str(town.area.pk)}
    )

    assert (into[0], into[1]["errors"][0]["field"]) == (422, "area_id")
    assert there[0] == 200
    assert Case.objects.get().lead_department == town.department
