"""What migrations do to tables that may be full, and how the tables of a new town are made."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.migration_operations import (
    AddFieldOnce,
    AddIndexWhileServing,
    MakeTables,
)

pytestmark = pytest.mark.django_db
STATE = ("cases", "0015_catch_up")
TABLES = {"kernel_street", "kernel_house"}


def test_no_index_of_the_table_of_cases_is_built_while_nobody_can_write():
    loader = MigrationLoader(None)
    found = {
        (migration.atomic, type(operation))
        for (app, _), migration in loader.disk_migrations.items()
        if app == "cases"
        for operation in migration.operations
        if isinstance(operation, AddIndex) and operation.model_name == "case"
    }

    assert found <= {(False, AddIndexWhileServing)}


@pytest.mark.django_db(transaction=True)
def test_an_index_whose_building_was_killed_is_built_anew():
    index = models.Index(fields=["area"], name="cases_area")
    operation = AddIndexWhileServing("case", index)
    state = MigrationLoader(connection).project_state(STATE)
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


def test_a_column_that_is_there_is_not_added_again():
    operation = AddFieldOnce("case", "is_urgent", models.BooleanField(default=False))
    state = MigrationLoader(connection).project_state(STATE)

    with CaptureQueriesContext(connection) as queries:
        editor = connection.SchemaEditorClass(connection, atomic=False)
        operation.database_forwards("cases", editor, state, state)

    assert not [one for one in queries if "ALTER" in one["sql"] or "CREATE" in one["sql"]]


def streets_and_houses() -> list[CreateModel | AddField | AddIndex | AddConstraint]:
    key = models.BigAutoField(primary_key=True)
    return [
        CreateModel("Street", [("id", key), ("name", models.CharField(max_length=9))]),
        CreateModel("House", [("id", key), ("number", models.IntegerField())]),
        AddField("house", "street", models.ForeignKey("kernel.street", models.CASCADE)),
        AddIndex("street", models.Index(fields=["name"], name="kernel_street_name")),
        AddConstraint(
            "house",
            models.UniqueConstraint(fields=["street", "number"], name="kernel_house_once"),
        ),
    ]


@pytest.mark.django_db(transaction=True)
def test_tables_made_together_are_those_made_one_by_one_and_go_together():
    operation = MakeTables(streets_and_houses())
    before, after = ProjectState(), ProjectState()
    operation.state_forwards("kernel", after)

    with connection.schema_editor() as editor:
        operation.database_forwards("kernel", editor, before, after)
    together = made()
    with connection.schema_editor() as editor:
        operation.database_backwards("kernel", editor, after, before)
    gone = made()
    state = ProjectState()
    with connection.schema_editor() as editor:
        for one in streets_and_houses():
            last = state.clone()
            one.state_forwards("kernel", state)
            one.database_forwards("kernel", editor, last, state)
    one_by_one = made()
    with connection.schema_editor() as editor:
        operation.database_backwards("kernel", editor, after, before)

    assert together == one_by_one
    assert {"kernel_street_name", "kernel_house_once"} <= together["kernel_house"] | together[
        "kernel_street"
    ]
    assert gone == {}


def made() -> dict[str, set[str]]:
    """The columns, indexes and constraints of these tables, by table."""
    look = connection.introspection
    with connection.cursor() as cursor:
        return {
            table: {column.name for column in look.get_table_description(cursor, table)}
            | {name for name in look.get_constraints(cursor, table) if name.startswith("kernel_")}
            for table in TABLES & set(look.table_names(cursor))
        }


def test_what_is_added_to_a_table_of_another_migration_is_not_made_together():
    with pytest.raises(ValueError, match="house"):
        MakeTables(streets_and_houses()[2:])
