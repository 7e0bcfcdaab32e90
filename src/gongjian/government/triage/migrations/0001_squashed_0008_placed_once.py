"""Fingerprints of cases have an index of their telling runs: an array with GIN on PostgreSQL, else
FTS5."""

import django.db.models.deletion
import gongjian.foundation.kernel.ids
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


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

    initial = True

    replaces = [
        ('triage', '0001_hot_issues'),
        ('triage', '0002_issue_summaries'),
        ('triage', '0003_learning'),
        ('triage', '0004_titled_by'),
        ('triage', '0005_judged_since'),
        ('triage', '0006_issue_index'),
        ('triage', '0007_whereabouts'),
        ('triage', '0008_placed_once'),
    ]

    dependencies = [
        ('duties', '0001_squashed_0002_area_is_active'),
        ('people', '0001_squashed_0002_organisation_version'),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='PlacedCase',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('case_id', models.UUIDField(unique=True)),
                        ('received_at', models.DateTimeField()),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('sender', models.CharField(blank=True, max_length=32)),
                        ('longitude', models.FloatField(blank=True, null=True)),
                        ('latitude', models.FloatField(blank=True, null=True)),
                        ('category_path', models.CharField(blank=True, max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name='DriftWeek',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('monday', models.DateField()),
                        ('measured_at', models.DateTimeField()),
                        ('figures', models.JSONField()),
                    ],
                ),
                migrations.CreateModel(
                    name='HotIssue',
                    fields=[
                        ('state', models.CharField(choices=[('open', 'open'), ('answered', 'answered'), ('closed', 'closed'), ('merged', 'merged')], default='open', max_length=8)),
                        ('title', models.CharField(blank=True, max_length=200)),
                        ('titled_by', models.UUIDField(blank=True, null=True)),
                        ('place', models.CharField(blank=True, max_length=120)),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('longitude', models.FloatField(blank=True, null=True)),
                        ('latitude', models.FloatField(blank=True, null=True)),
                        ('first_at', models.DateTimeField()),
                        ('last_at', models.DateTimeField()),
                        ('case_count', models.PositiveIntegerField(default=0)),
                        ('open_count', models.PositiveIntegerField(default=0)),
                        ('people_count', models.PositiveIntegerField(default=0)),
                        ('support_count', models.PositiveIntegerField(default=0)),
                        ('dislike_count', models.PositiveIntegerField(default=0)),
                        ('heat', models.FloatField(default=0)),
                        ('peak_heat', models.FloatField(default=0)),
                        ('arrivals', models.JSONField(default=list)),
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.CharField(default=gongjian.foundation.kernel.ids.new_number, max_length=10, unique=True)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('is_titled_by_staff', models.BooleanField(default=False)),
                        ('public_count', models.PositiveIntegerField(default=0)),
                        ('is_stale', models.BooleanField(default=True)),
                        ('refreshed_at', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_issues', to='triage.hotissue')),
                    ],
                ),
                migrations.CreateModel(
                    name='TrainedModel',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('state', models.CharField(choices=[('champion', 'in use'), ('former', 'former'), ('refused', 'not better, not used')], max_length=8)),
                        ('made_at', models.DateTimeField()),
                        ('learnt_until', models.DateTimeField()),
                        ('in_use_since', models.DateTimeField(blank=True, null=True)),
                        ('in_use_until', models.DateTimeField(blank=True, null=True)),
                        ('sha256', models.CharField(max_length=64)),
                        ('size_bytes', models.PositiveIntegerField()),
                        ('card', models.JSONField(default=dict)),
                        ('raised_threshold', models.FloatField(blank=True, null=True)),
                        ('judged_since', models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='PublicIssue',
                    fields=[
                        ('state', models.CharField(choices=[('open', 'open'), ('answered', 'answered'), ('closed', 'closed'), ('merged', 'merged')], default='open', max_length=8)),
                        ('title', models.CharField(blank=True, max_length=200)),
                        ('titled_by', models.UUIDField(blank=True, null=True)),
                        ('place', models.CharField(blank=True, max_length=120)),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('longitude', models.FloatField(blank=True, null=True)),
                        ('latitude', models.FloatField(blank=True, null=True)),
                        ('first_at', models.DateTimeField()),
                        ('last_at', models.DateTimeField()),
                        ('case_count', models.PositiveIntegerField(default=0)),
                        ('open_count', models.PositiveIntegerField(default=0)),
                        ('people_count', models.PositiveIntegerField(default=0)),
                        ('support_count', models.PositiveIntegerField(default=0)),
                        ('dislike_count', models.PositiveIntegerField(default=0)),
                        ('heat', models.FloatField(default=0)),
                        ('peak_heat', models.FloatField(default=0)),
                        ('arrivals', models.JSONField(default=list)),
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
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
                ),
                migrations.CreateModel(
                    name='TrainingRun',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('asked_by', models.CharField(max_length=120)),
                        ('begun_at', models.DateTimeField()),
                        ('seen_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('is_running', models.BooleanField(blank=True, default=True, null=True)),
                        ('outcome', models.CharField(blank=True, max_length=20)),
                    ],
                ),
                migrations.CreateModel(
                    name='TriageSettings',
                    fields=[
                        ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('is_automatic', models.BooleanField(default=True)),
                        ('precision_permille', models.PositiveSmallIntegerField(default=950)),
                        ('checked_permille', models.PositiveSmallIntegerField(default=20)),
                    ],
                ),
                migrations.CreateModel(
                    name='CaseFingerprint',
                    fields=[
                        ('placed', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='fingerprint', serialize=False, to='triage.placedcase')),
                        ('runs', models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name='CategoryDecision',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('case_id', models.UUIDField(unique=True)),
                        ('at', models.DateTimeField()),
                        ('share', models.FloatField()),
                        ('is_automatic', models.BooleanField()),
                        ('is_spot_check', models.BooleanField(default=False)),
                        ('is_right', models.BooleanField(blank=True, null=True)),
                        ('is_right_at', models.DateTimeField(blank=True, null=True)),
                        ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                    ],
                ),
                migrations.CreateModel(
                    name='Example',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('reference', models.CharField(max_length=80, unique=True)),
                        ('title', models.CharField(blank=True, max_length=200)),
                        ('text', models.TextField()),
                        ('evidence', models.CharField(choices=[('settled', 'settled after hand-backs'), ('correction', 'chosen by a dispatcher'), ('table', 'labelled in a table'), ('answered', 'answered without a hand-back')], max_length=10)),
                        ('is_weak', models.BooleanField()),
                        ('at', models.DateTimeField()),
                        ('created_at', models.DateTimeField()),
                        ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                    ],
                ),
                migrations.AddField(
                    model_name='placedcase',
                    name='issue',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='triage.hotissue'),
                ),
                migrations.CreateModel(
                    name='IssueEvent',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=24)),
                        ('at', models.DateTimeField()),
                        ('actor', models.CharField(max_length=120)),
                        ('text', models.CharField(blank=True, max_length=500)),
                        ('data', models.JSONField(default=dict)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='triage.hotissue')),
                    ],
                ),
                migrations.CreateModel(
                    name='ModelContent',
                    fields=[
                        ('model', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='content', serialize=False, to='triage.trainedmodel')),
                        ('weights', models.BinaryField()),
                        ('held_back', models.BinaryField()),
                    ],
                ),
                migrations.AddIndex(
                    model_name='trainedmodel',
                    index=models.Index(fields=['-made_at', '-id'], name='triage_models_newest'),
                ),
                migrations.AddConstraint(
                    model_name='trainedmodel',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'champion')), fields=('state',), name='triage_one_champion'),
                ),
                migrations.AddField(
                    model_name='driftweek',
                    name='model',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='triage.trainedmodel'),
                ),
                migrations.AddField(
                    model_name='categorydecision',
                    name='model',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='triage.trainedmodel'),
                ),
                migrations.AddField(
                    model_name='publicissue',
                    name='area',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area'),
                ),
                migrations.AddField(
                    model_name='publicissue',
                    name='category',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category'),
                ),
                migrations.AddField(
                    model_name='publicissue',
                    name='department',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
                ),
                migrations.AddField(
                    model_name='publicissue',
                    name='issue',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_face', to='triage.hotissue'),
                ),
                migrations.AddConstraint(
                    model_name='runstatistics',
                    constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='triage_statistics_once'),
                ),
                migrations.AddField(
                    model_name='trainingrun',
                    name='model',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='triage.trainedmodel'),
                ),
                migrations.AddConstraint(
                    model_name='triagesettings',
                    constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='triage_settings_one_row'),
                ),
                migrations.AddConstraint(
                    model_name='triagesettings',
                    constraint=models.CheckConstraint(condition=models.Q(('precision_permille__range', (500, 999))), name='triage_settings_precision'),
                ),
                migrations.AddConstraint(
                    model_name='triagesettings',
                    constraint=models.CheckConstraint(condition=models.Q(('checked_permille__range', (0, 200))), name='triage_settings_checked'),
                ),
                migrations.AddIndex(
                    model_name='example',
                    index=models.Index(fields=['category', 'is_weak', '-at', '-id'], name='triage_example_newest'),
                ),
                migrations.AddIndex(
                    model_name='placedcase',
                    index=models.Index(condition=models.Q(('sender', ''), _negated=True), fields=['sender', '-received_at'], name='triage_placed_sender'),
                ),
                migrations.AddIndex(
                    model_name='placedcase',
                    index=models.Index(fields=['issue', '-received_at', '-id'], name='triage_placed_issue'),
                ),
                migrations.AddIndex(
                    model_name='hotissue',
                    index=models.Index(condition=models.Q(('case_count__gte', 2), models.Q(('state', 'merged'), _negated=True)), fields=['-heat', '-id'], name='triage_issue_heat'),
                ),
                migrations.AddIndex(
                    model_name='hotissue',
                    index=models.Index(condition=models.Q(('case_count__gte', 2), models.Q(('state', 'merged'), _negated=True)), fields=['-peak_heat', '-id'], name='triage_issue_peak'),
                ),
                migrations.AddIndex(
                    model_name='hotissue',
                    index=models.Index(condition=models.Q(('case_count__gte', 2), models.Q(('state', 'merged'), _negated=True)), fields=['-last_at', '-id'], name='triage_issue_last'),
                ),
                migrations.AddIndex(
                    model_name='hotissue',
                    index=models.Index(condition=models.Q(('case_count__gte', 2), models.Q(('state', 'merged'), _negated=True)), fields=['area', '-heat', '-id'], name='triage_issue_area'),
                ),
                migrations.AddIndex(
                    model_name='hotissue',
                    index=models.Index(condition=models.Q(('case_count__gte', 2), models.Q(('state', 'merged'), _negated=True)), fields=['category', '-heat', '-id'], name='triage_issue_category'),
                ),
                migrations.AddIndex(
                    model_name='hotissue',
                    index=models.Index(condition=models.Q(('case_count__gte', 2), models.Q(('state', 'merged'), _negated=True)), fields=['department', '-heat', '-id'], name='triage_issue_department'),
                ),
                migrations.AddIndex(
                    model_name='hotissue',
                    index=models.Index(condition=models.Q(('case_count__gte', 2), models.Q(('state', 'merged'), _negated=True)), fields=['state', '-heat', '-id'], name='triage_issue_state'),
                ),
                migrations.AddIndex(
                    model_name='hotissue',
                    index=models.Index(condition=models.Q(('is_stale', True)), fields=['id'], name='triage_issue_stale'),
                ),
                migrations.AddConstraint(
                    model_name='hotissue',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into', None), models.Q(('state', 'merged'), _negated=True)), models.Q(('merged_into__isnull', False), ('state', 'merged')), _connector='OR'), name='triage_issue_merged'),
                ),
                migrations.AddConstraint(
                    model_name='hotissue',
                    constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='triage_issue_into_another'),
                ),
                migrations.AddIndex(
                    model_name='issueevent',
                    index=models.Index(fields=['issue', '-id'], name='triage_issue_history'),
                ),
                migrations.AddConstraint(
                    model_name='driftweek',
                    constraint=models.UniqueConstraint(fields=('model', 'monday'), name='triage_drift_week_once'),
                ),
                migrations.AddIndex(
                    model_name='categorydecision',
                    index=models.Index(fields=['at', 'id'], name='triage_decisions_by_time'),
                ),
                migrations.AddIndex(
                    model_name='publicissue',
                    index=models.Index(fields=['-heat', '-id'], name='triage_public_heat'),
                ),
                migrations.AddIndex(
                    model_name='publicissue',
                    index=models.Index(fields=['-peak_heat', '-id'], name='triage_public_peak'),
                ),
                migrations.AddIndex(
                    model_name='publicissue',
                    index=models.Index(fields=['-last_at', '-id'], name='triage_public_last'),
                ),
                migrations.AddIndex(
                    model_name='publicissue',
                    index=models.Index(fields=['area', '-heat', '-id'], name='triage_public_area'),
                ),
                migrations.AddIndex(
                    model_name='publicissue',
                    index=models.Index(fields=['category', '-heat', '-id'], name='triage_public_category'),
                ),
                migrations.AddIndex(
                    model_name='publicissue',
                    index=models.Index(fields=['department', '-heat', '-id'], name='triage_public_department'),
                ),
                migrations.AddIndex(
                    model_name='publicissue',
                    index=models.Index(fields=['state', '-heat', '-id'], name='triage_public_state'),
                ),
                migrations.AddIndex(
                    model_name='trainingrun',
                    index=models.Index(fields=['-begun_at'], name='triage_trainings_newest'),
                ),
                migrations.AddConstraint(
                    model_name='trainingrun',
                    constraint=models.UniqueConstraint(fields=('is_running',), name='triage_one_training'),
                ),
                migrations.AddConstraint(
                    model_name='trainingrun',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('is_running', True)), models.Q(('ended_at__isnull', False), ('is_running', None)), _connector='OR'), name='triage_training_ended'),
                ),
            ]
        ),
        migrations.RunPython(make, drop),
    ]
