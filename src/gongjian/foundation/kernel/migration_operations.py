"""What migrations do to tables that may hold millions of rows while they are read and written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AddIndexWhileServing(AddIndex):
    """An index that PostgreSQL builds while the table is written to; elsewhere as any other.

    In a migration with ``atomic = False``. Killed in the middle, it is made anew: what PostgreSQL
    leaves of a build that ended early is no index.
    """

    atomic = False

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        editor: Any = schema_editor
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            editor.remove_index(model, self.index, concurrently=True)
            editor.add_index(model, self.index, concurrently=True)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
            return
        model = from_state.apps.get_model(app_label, self.model_name)
        editor: Any = schema_editor
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            editor.remove_index(model, self.index, concurrently=True)


class AddFieldOnce(AddField):
    """A column that may be there already: of a migration that is not atomic and was killed."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        with schema_editor.connection.cursor() as cursor:
            columns = schema_editor.connection.introspection.get_table_description(cursor, table)
        if self.name not in {column.name for column in columns}:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class MakeTables(Operation):
    """All tables of an app that is new, at once, with the columns, indexes and constraints that
    were added to these models after it.

    Between two operations Django renders every model that is related, over however many others:
    of one table after the other each costs more than the one before, of all together once. That is
    half of what it takes to make a new town.
    """

    reduces_to_sql = True
    atomic = False

    def __init__(
        self, operations: Sequence[CreateModel | AddField | AddIndex | AddConstraint]
    ) -> None:
        self.operations = operations
        made = {one.name_lower for one in operations if isinstance(one, CreateModel)}
        strangers = {one.model_name_lower for one in operations if not isinstance(one, CreateModel)}
        if not strangers <= made:
            raise ValueError(f"Not made here: {', '.join(sorted(strangers - made))}")

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Rendered again when the tables are made, once.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def _models(self, app_label: str, alias: str, state: ProjectState) -> list[Any]:
        names = [one.name for one in self.operations if isinstance(one, CreateModel)]
        models = [state.apps.get_model(app_label, name) for name in names]
        return [model for model in models if self.allow_migrate_model(alias, model)]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in self._models(app_label, schema_editor.connection.alias, to_state):
            schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        models = self._models(app_label, schema_editor.connection.alias, from_state)
        for model in reversed(models):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        """Shown by ``sqlmigrate`` and in the plan of a migration."""
        return "Make tables together"
