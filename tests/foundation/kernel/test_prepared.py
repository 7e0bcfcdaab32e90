"""A prepared query gives what the ORM gives, whatever values come; an updated row is as saved."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, CharField, DateTimeField, F, UUIDField
from django.db.models.functions import Upper
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.prepared import Prepared, PreparedUpdate
from gongjian.foundation.kernel.row_updates import update_row
from gongjian.foundation.kernel.savepoints import without_savepoints
from gongjian.government.cases.models import Case
from tests.factories import make_case, make_town

pytestmark = pytest.mark.django_db


def _wanted(title, since, is_open):
    found = Case.objects.filter(title__in=[title, "no such"], received_at__lte=since)
    return found.filter(is_open=is_open).select_related("area", "category").order_by("number")


def test_rows_and_what_is_selected_with_them_are_what_the_orm_gives_in_one_query():
    town = make_town()
    for title in ("one", "one", "two", "%s"):
        make_case(town, title=title)
    prepared = Prepared(_wanted, CharField(), DateTimeField(), BooleanField())
    at = now()
    for title in ("one", "two", "%s", "none"):
        with CaptureQueriesContext(connection) as queries:
            found = prepared.rows(title, at, True)
            places = [(case.area, case.category) for case in found]
        assert len(queries) == 1
        expected = list(_wanted(title, at, True))
        assert found == expected
        assert places == [(case.area, case.category) for case in expected]
        assert [case.__dict__.keys() for case in found] == [c.__dict__.keys() for c in expected]
        assert [case.received_at for case in found] == [case.received_at for case in expected]
    assert prepared.rows("one", at, False) == []


def test_rows_of_values_are_tuples_as_the_orm_gives_them():
    case = make_case(make_town())
    prepared = Prepared(
        lambda key: Case.objects.filter(pk=key).values_list("pk", "received_at", "urgency_reasons"),
        UUIDField(),
    )
    assert prepared.first(case.pk) == (case.pk, case.received_at, case.urgency_reasons)
    assert prepared.first(new_id()) is None


def test_only_the_named_columns_of_a_row_are_updated():
    case = make_case(make_town())
    before = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
    stale = Case.objects.get(pk=case.pk)
    stale.title, stale.text, stale.guesses = "%s 新", "not written", [{"score": 0.5}]
    stale.answered_at, stale.lead_department_id = now(), None
    update_row(stale, ["title", "guesses", "answered_at", "lead_department_id"])
    found = Case.objects.get(pk=case.pk)
    expected = before | {
        name: getattr(stale, name)
        for name in ("title", "guesses", "answered_at", "lead_department_id")
    }
    assert {name: getattr(found, name) for name in expected} == expected


def test_updating_nothing_asks_nothing_and_a_row_that_is_not_there_is_an_error():
    case = make_case(make_town())
    with CaptureQueriesContext(connection) as queries:
        update_row(case, [])
    assert not queries
    with pytest.raises(DatabaseError):
        update_row(Case(id=new_id(), title="gone"), ["title"])


def _fail_after_changing(case):
    with transaction.atomic(), without_savepoints():
        with transaction.atomic():
            Case.objects.filter(pk=case.pk).update(title="undone")
        with transaction.atomic():
            update_row(Case(id=new_id(), title="gone"), ["title"])


@pytest.mark.django_db(transaction=True)
def test_without_savepoints_an_act_that_fails_undoes_all_of_the_transaction():
    case = make_case(make_town())
    with CaptureQueriesContext(connection) as queries, pytest.raises(DatabaseError):
        _fail_after_changing(case)
    assert not [query for query in queries if "SAVEPOINT" in query["sql"]]
    assert Case.objects.get(pk=case.pk).title == case.title
    with transaction.atomic(), CaptureQueriesContext(connection) as queries, transaction.atomic():
        pass
    assert [query for query in queries if "SAVEPOINT" in query["sql"]]


def test_what_is_annotated_comes_with_a_row():
    case = make_case(make_town(), title="one")
    prepared = Prepared(
        lambda key: (
            Case.objects.filter(pk=key).select_related("area").annotate(wide=Upper("title"))
        ),
        UUIDField(),
    )
    found = prepared.first(case.pk)
    assert (found.wide, found.area, found.pk) == ("ONE", case.area, case.pk)


def test_a_prepared_update_writes_what_fits_and_says_how_many():
    town = make_town()
    one, other = make_case(town, title="one"), make_case(town, title="two")
    update = PreparedUpdate(
        lambda title, text, at, guesses: (
            Case.objects.filter(title=title),
            {"text": text, "answered_at": at, "guesses": guesses, "version": F("version") + 1},
        ),
        CharField(),
        CharField(),
        DateTimeField(),
        Case._meta.get_field("guesses"),
    )
    at = now()
    assert update.run("one", "%s 新", at, [{"score": 0.5}]) == 1
    assert update.run("none", "", None, []) == 0
    found = Case.objects.get(pk=one.pk)
    written = (found.text, found.answered_at, found.guesses, found.version)
    assert written == ("%s 新", at, [{"score": 0.5}], one.version + 1)
    assert Case.objects.get(pk=other.pk).version == other.version
    assert update.run("one", "", None, []) == 1
    assert Case.objects.get(pk=one.pk).answered_at is None
