"""Releases, which the database itself neither changes nor deletes."""

import django.db.models.deletion
import gongjian.foundation.kernel.ids
from django.db import migrations, models


_WORDS = "gongjian: releases never change"
_TABLE = "open_contracting_release"
_STATEMENTS = {
    "postgresql": [
        f"""
        CREATE OR REPLACE FUNCTION open_contracting_keep_release() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION '{_WORDS}'; END $$ LANGUAGE plpgsql
        """,
        f"""
        CREATE OR REPLACE TRIGGER open_contracting_keep_release
        BEFORE UPDATE OR DELETE ON {_TABLE}
        FOR EACH ROW EXECUTE FUNCTION open_contracting_keep_release()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER open_contracting_keep_release BEFORE UPDATE ON {_TABLE}
        BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END
        """,
        f"""
        CREATE TRIGGER open_contracting_hold_release BEFORE DELETE ON {_TABLE}
        BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END
        """,
    ],
}


def make_triggers(apps, schema_editor):
    for statement in _STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_triggers(apps, schema_editor):
    # SQLite drops them with their table.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION open_contracting_keep_release CASCADE")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ContractingProcess',
            fields=[
                ('ocid', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=80, unique=True)),
                ('releases', models.PositiveIntegerField(default=0)),
                ('compiled', models.TextField(default='{}')),
                ('last_release', models.UUIDField(null=True)),
                ('last_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name_plural': 'contracting processes',
                'indexes': [models.Index(fields=['-last_release'], name='open_contracting_latest')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('body', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('process', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='open_contracting.contractingprocess')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('process', 'number'), name='open_contracting_release_number')],
            },
        ),
        migrations.RunPython(make_triggers, drop_triggers),
    ]
