"""What migrations make of the rows that they find."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations import AddIndex
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.migration_operations import AddFieldOnce, AddIndexWhileServing
from gongjian.government.cases.actions.clocks import set_part_reminder
from gongjian.government.cases.models import Assistance
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import make_case, take_step

pytestmark = pytest.mark.django_db
REMIND = import_module("gongjian.government.cases.migrations.0006_remind_of_older_parts")


def make_older_part(town, *, used_percent: int) -> Assistance:
    """One asked for before parts had reminders, of whose ten days so much is over."""
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_ASSISTANCE)
    asked_at = now() - timedelta(days=10) * used_percent / 100
    case.assistances.update(
        asked_at=asked_at,
        due_at=asked_at + timedelta(days=10),
        next_reminder_at=None,
        reminder_level=0,
    )
    return case.assistances.get()


@pytest.mark.parametrize(("used_percent", "level"), [(10, 0), (60, 1), (90, 2), (110, 3)])
def test_parts_open_before_are_reminded_of_what_is_to_come(town, used_percent, level):
    part = make_older_part(town, used_percent=used_percent)

    REMIND.remind(apps, None)

    part.refresh_from_db()
    reminder = part.next_reminder_at
    set_part_reminder(part)
    assert part.reminder_level == level
    # Which day it is, the area's calendar says when the moment comes.
    assert (reminder is None) == (part.next_reminder_at is None)


def test_parts_are_reminded_of_in_batches_and_those_that_ended_never(town, monkeypatch):
    parts = [make_older_part(town, used_percent=60) for _ in range(5)]
    ended = make_older_part(town, used_percent=60)
    Assistance.objects.filter(pk=ended.pk).update(replied_at=now())
    monkeypatch.setattr(REMIND, "AT_ONCE", 2)

    REMIND.remind(apps, None)

    reminded = Assistance.objects.filter(next_reminder_at__isnull=False, reminder_level=1)
    assert set(reminded) == set(parts)


def test_no_index_of_the_table_of_cases_is_built_while_nobody_can_write():
    loader = MigrationLoader(None)
    found = [
        (migration.atomic, type(operation))
        for (app, name), migration in loader.disk_migrations.items()
        if app == "cases" and name != "0001_initial"
        for operation in migration.operations
        if isinstance(operation, AddIndex) and operation.model_name == "case"
    ]

    assert found
    assert set(found) == {(False, AddIndexWhileServing)}


@pytest.mark.django_db(transaction=True)
def test_an_index_whose_building_was_killed_is_built_anew(transactional_db):
    migration = import_module("gongjian.government.cases.migrations.0008_case_area_index").Migration
    (operation,) = migration.operations
    state = MigrationLoader(connection).project_state(("cases", "0008_case_area_index"))
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS cases_area")
        cursor.execute("CREATE INDEX cases_area ON cases_case (id)")

    with connection.schema_editor(atomic=False) as editor:
        if connection.vendor != "postgresql":
            editor.execute("DROP INDEX cases_area")
        operation.database_forwards("cases", editor, state, state)

    with connection.cursor() as cursor:
        known = connection.introspection.get_constraints(cursor, "cases_case")
    assert known["cases_area"]["columns"] == ["area_id"]


def test_a_column_that_is_there_is_not_added_again(db):
    migration = import_module("gongjian.government.cases.migrations.0012_urgency").Migration
    fields = [one for one in migration.operations if isinstance(one, AddFieldOnce)]
    state = MigrationLoader(connection).project_state(("cases", "0012_urgency"))

    with CaptureQueriesContext(connection) as queries:
        editor = connection.SchemaEditorClass(connection, atomic=False)
        for operation in fields:
            operation.database_forwards("cases", editor, state, state)

    assert len(fields) == 2
    assert not [one for one in queries if "ALTER" in one["sql"] or "CREATE" in one["sql"]]
