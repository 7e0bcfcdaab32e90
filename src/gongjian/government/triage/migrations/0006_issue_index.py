"""Fingerprints of cases, and the index of their telling runs: an array with GIN on PostgreSQL, else
FTS5."""

import django.db.models.deletion
from django.db import migrations, models


POSTGRESQL = [
    "ALTER TABLE triage_casefingerprint ADD COLUMN terms integer[]",
    # The runs are read for few rows, the terms for hundreds: these stay close together.
    "ALTER TABLE triage_casefingerprint ALTER COLUMN runs SET STORAGE EXTERNAL",
    "ALTER TABLE triage_casefingerprint ALTER COLUMN terms SET STORAGE MAIN",
    "ALTER TABLE triage_casefingerprint SET (toast_tuple_target = 512)",
    # Without a list of what waits to be indexed: every query would read all of that.
    "CREATE INDEX triage_run_index ON triage_casefingerprint USING gin (terms)"
    " WITH (fastupdate = off)",
]
SQLITE = [
    "CREATE VIRTUAL TABLE triage_run_fts USING fts5("
    "terms, detail=none, tokenize='unicode61 remove_diacritics 0')"
]


def make(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE triage_casefingerprint DROP COLUMN terms")
    else:
        schema_editor.execute("DROP TABLE triage_run_fts")


class Migration(migrations.Migration):

    dependencies = [
        ('triage', '0005_judged_since'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseFingerprint',
            fields=[
                ('placed', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='fingerprint', serialize=False, to='triage.placedcase')),
                ('runs', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='RunStatistics',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('counts', models.BinaryField(default=bytes)),
                ('version', models.PositiveIntegerField(default=0)),
                ('counted_to', models.BigIntegerField(default=0)),
                ('counted_texts', models.PositiveIntegerField(default=0)),
                ('placed_texts', models.PositiveIntegerField(default=0)),
                ('halved_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='triage_statistics_once')],
            },
        ),
        migrations.RunPython(make, drop),
    ]
