"""A case names its category and area; what a process remembers of them may be a moment old."""

import pytest

from gongjian.government.cases.models import Case
from gongjian.government.duties import interface as duties
from tests.factories import make_area, make_category

pytestmark = pytest.mark.django_db
BODY = {"title": "Lamp out", "text": "The lamp at the lake is dark.", "is_public": True}
MAKE = {"area": make_area, "category": make_category}
KEPT = {"area": duties.kept_area, "category": duties.kept_category}


@pytest.mark.parametrize("field", ["area", "category"])
def test_places_are_not_read_for_every_case(call, town, django_assert_num_queries, field):
    body = BODY | {f"{field}_id": str(getattr(town, field).pk)}
    call("", "POST", "cases", body)

    # The limit's hit; then in one transaction case, history, ledger entry and event.
    with django_assert_num_queries(7):
        assert call("", "POST", "cases", body)[0] == 201


@pytest.mark.parametrize("field", ["area", "category"])
def test_what_was_just_added_is_known(call, town, field):
    call("", "POST", "cases", BODY | {f"{field}_id": str(getattr(town, field).pk)})
    added = MAKE[field]()

    assert call("", "POST", "cases", BODY | {f"{field}_id": str(added.pk)})[0] == 201


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("field", ["area", "category"])
@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "k1"}])
def test_what_another_process_just_deleted_is_told(call, town, field, headers):
    node = MAKE[field]()
    assert KEPT[field](node.pk).id == node.pk
    type(node).objects.filter(pk=node.pk).delete()

    status, answer = call("", "POST", "cases", BODY | {f"{field}_id": str(node.pk)}, **headers)

    assert status == 422
    assert [error["field"] for error in answer["errors"]] == [f"{field}_id"]
    assert not Case.objects.exists()
