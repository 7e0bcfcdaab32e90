"""What models cannot say: an index on another package's table, and tables without a log."""

from django.db import migrations

UNLOGGED = ["kernel_ratewindow", "kernel_cache"]


def _set_logging(schema_editor, word):
    if schema_editor.connection.vendor == "postgresql":
        for table in UNLOGGED:
            schema_editor.execute(f"ALTER TABLE {table} SET {word}")


def unlog(apps, schema_editor):
    """Counting a hit or caching a page need not wait for the disk; a crash may empty the tables."""
    _set_logging(schema_editor, "UNLOGGED")


def log(apps, schema_editor):
    _set_logging(schema_editor, "LOGGED")


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0001_initial"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RunPython(unlog, log),
        # Which tasks are running is asked every few seconds, among all those kept for a day.
        migrations.RunSQL(
            "CREATE INDEX kernel_task_status ON django_tasks_database_dbtaskresult (status, id)",
            "DROP INDEX kernel_task_status",
        ),
    ]
