"""Also what models cannot say: an index on another package's table, and tables without a log."""

import django.core.serializers.json
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


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

    initial = True

    replaces = [
        ('kernel', '0001_initial'),
        ('kernel', '0002_speed'),
        ('kernel', '0003_what_keys_made'),
    ]

    dependencies = [
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='CacheEntry',
                    fields=[
                        ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                        ('value', models.TextField()),
                        ('expires', models.DateTimeField(db_index=True)),
                    ],
                    options={
                        'db_table': 'kernel_cache',
                    },
                ),
                migrations.CreateModel(
                    name='OutboxEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=64)),
                        ('payload', models.JSONField()),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='PeriodicRun',
                    fields=[
                        ('name', models.CharField(max_length=200, primary_key=True, serialize=False)),
                        ('last_started_at', models.DateTimeField()),
                        ('last_result_id', models.UUIDField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='RateWindow',
                    fields=[
                        ('bucket', models.CharField(max_length=160, primary_key=True, serialize=False)),
                        ('ends_at', models.BigIntegerField()),
                        ('hits', models.PositiveIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name='WorkerHeartbeat',
                    fields=[
                        ('worker_id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('seen_at', models.DateTimeField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='IdempotencyKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scope', models.CharField(max_length=120)),
                        ('key', models.CharField(max_length=120)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('made', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('scope', 'key'), name='kernel_idempotency_once')],
                    },
                ),
            ]
        ),
        migrations.RunPython(unlog, log),
        # Which tasks are running is asked every few seconds, among all those kept for a day.
        migrations.RunSQL(
            "CREATE INDEX kernel_task_status ON django_tasks_database_dbtaskresult (status, id)",
            "DROP INDEX kernel_task_status",
        ),
    ]
