"""A row locked by its key is what the ORM would give, at the price of its statement."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.government.cases.models import Case
from tests.factories import make_case, make_town

pytestmark = pytest.mark.django_db


def test_a_locked_row_is_what_the_orm_gives_in_one_query():
    case = make_case(make_town())
    by_orm = Case.objects.get(pk=case.pk)
    lock_row(Case, case.pk)
    with CaptureQueriesContext(connection) as queries:
        locked = lock_row(Case, case.pk)
    assert len(queries) == 1
    for field in Case._meta.concrete_fields:
        known, found = getattr(by_orm, field.attname), getattr(locked, field.attname)
        assert (found, type(found)) == (known, type(known))
    assert locked == by_orm
    assert locked._state.db == by_orm._state.db
    locked.title = "Changed"
    locked.save()
    assert Case.objects.get(pk=case.pk).title == "Changed"


def test_no_row_is_none():
    assert lock_row(Case, new_id()) is None


@pytest.mark.django_db(transaction=True)
def test_a_lock_that_would_end_at_once_is_refused():
    case = make_case(make_town())
    if not connection.features.has_select_for_update:
        assert lock_row(Case, case.pk) == case
        return
    with pytest.raises(TransactionManagementError):
        lock_row(Case, case.pk)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        lock_row(Case, case.pk)
    assert "FOR NO KEY UPDATE" in queries[0]["sql"]
