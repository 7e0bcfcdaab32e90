"""What must be so of the database before anything serves or works."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def require_migrated() -> None:
    """Stop with a sentence that says what to do, unless the database is there and up to date.

    Raises
    ------
    CommandError
        It does not answer, or lacks migrations.
    """
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Error as error:
        raise CommandError(
            _("The database does not answer: %(why)s\nIs it running, and is DATABASE_URL right?")
            % {"why": str(error).strip()}
        ) from error
    finally:
        connection.close()
    if missing:
        raise CommandError(
            ngettext(
                "The database lacks %(count)d migration. Run “gongjian migrate” first.",
                "The database lacks %(count)d migrations. Run “gongjian migrate” first.",
                missing,
            )
            % {"count": missing}
        )
