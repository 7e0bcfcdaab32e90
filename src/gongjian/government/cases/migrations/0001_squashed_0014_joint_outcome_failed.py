"""The search index beside SearchDocument: tsvector columns on PostgreSQL, FTS5 on SQLite."""

import django.db.models.deletion
import gongjian.foundation.kernel.ids
from django.conf import settings
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


POSTGRESQL = [
    "ALTER TABLE cases_searchdocument ADD COLUMN public_terms tsvector",
    "ALTER TABLE cases_searchdocument ADD COLUMN staff_terms tsvector",
    "CREATE INDEX cases_search_public ON cases_searchdocument USING gin (public_terms)",
    "CREATE INDEX cases_search_staff ON cases_searchdocument USING gin (staff_terms)",
]
# detail=column: columns are told apart, positions are not needed and not stored.
SQLITE = [
    "CREATE VIRTUAL TABLE cases_search_fts USING fts5("
    "public_terms, staff_terms, detail=column, tokenize='unicode61 remove_diacritics 0')"
]


def make(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE cases_searchdocument DROP COLUMN public_terms")
        schema_editor.execute("ALTER TABLE cases_searchdocument DROP COLUMN staff_terms")
    else:
        schema_editor.execute("DROP TABLE cases_search_fts")


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('cases', '0001_initial'),
        ('cases', '0002_search_tables'),
        ('cases', '0003_parts_by_register'),
        ('cases', '0004_visibility'),
        ('cases', '0005_rate_margins'),
        ('cases', '0006_remind_of_older_parts'),
        ('cases', '0007_import_warnings'),
        ('cases', '0008_case_area_index'),
        ('cases', '0009_joint_answers'),
        ('cases', '0010_queue_of_nobodys'),
        ('cases', '0011_draft_requests'),
        ('cases', '0012_urgency'),
        ('cases', '0013_urgent_waiting'),
        ('cases', '0014_joint_outcome_failed'),
    ]

    dependencies = [
        ('duties', '0001_squashed_0002_area_is_active'),
        ('law', '0001_initial'),
        ('people', '0001_squashed_0002_organisation_version'),
        ('triage', '0001_squashed_0008_placed_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='AnswerTemplate',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=80)),
                        ('text', models.TextField()),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='duties.category')),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='Case',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.CharField(max_length=10, unique=True)),
                        ('kind', models.CharField(choices=[('help', 'help'), ('complaint', 'complaint'), ('suggestion', 'suggestion'), ('question', 'question'), ('report', 'report'), ('application', 'application')], max_length=12)),
                        ('state', models.CharField(choices=[('received', 'received'), ('dispatched', 'dispatched'), ('accepted', 'accepted'), ('in_progress', 'in progress'), ('waiting_for_requester', 'waiting for the requester'), ('handed_back', 'handed back'), ('answered', 'answered'), ('reopened', 'reopened'), ('closed', 'closed'), ('rejected', 'rejected'), ('merged', 'merged')], default='received', max_length=24)),
                        ('is_open', models.BooleanField(default=True)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('is_urgent', models.BooleanField(default=False)),
                        ('urgency_reasons', models.JSONField(blank=True, default=list)),
                        ('title', models.CharField(max_length=200)),
                        ('text', models.TextField()),
                        ('is_public', models.BooleanField(default=False)),
                        ('hidden_at', models.DateTimeField(blank=True, null=True)),
                        ('public_title', models.CharField(blank=True, max_length=200)),
                        ('public_text', models.TextField(blank=True)),
                        ('public_address', models.CharField(blank=True, max_length=200)),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('address', models.CharField(blank=True, max_length=200)),
                        ('longitude', models.FloatField(blank=True, null=True)),
                        ('latitude', models.FloatField(blank=True, null=True)),
                        ('contact_name', models.CharField(blank=True, max_length=80)),
                        ('contact_email', models.EmailField(blank=True, max_length=254)),
                        ('contact_phone', models.CharField(blank=True, max_length=40)),
                        ('erased_at', models.DateTimeField(blank=True, null=True)),
                        ('channel', models.CharField(choices=[('web', 'website'), ('api', 'API'), ('open311', 'Open311'), ('import', 'import'), ('phone', 'phone'), ('sensor', 'sensor')], max_length=8)),
                        ('source', models.CharField(blank=True, max_length=80)),
                        ('source_reference', models.CharField(blank=True, max_length=120)),
                        ('source_digest', models.CharField(blank=True, max_length=64)),
                        ('dispatch_note', models.CharField(blank=True, max_length=200)),
                        ('hand_back_count', models.PositiveSmallIntegerField(default=0)),
                        ('is_settled', models.BooleanField(default=False)),
                        ('guesses', models.JSONField(blank=True, default=list)),
                        ('appealed_at', models.DateTimeField(blank=True, null=True)),
                        ('received_at', models.DateTimeField()),
                        ('updated_at', models.DateTimeField()),
                        ('dispatched_at', models.DateTimeField(blank=True, null=True)),
                        ('accept_due_at', models.DateTimeField(blank=True, null=True)),
                        ('is_acceptance_late', models.BooleanField(default=False)),
                        ('accepted_at', models.DateTimeField(blank=True, null=True)),
                        ('first_response_at', models.DateTimeField(blank=True, null=True)),
                        ('first_answered_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('is_answered_in_time', models.BooleanField(blank=True, null=True)),
                        ('clock_started_at', models.DateTimeField(blank=True, null=True)),
                        ('due_at', models.DateTimeField(blank=True, null=True)),
                        ('paused_at', models.DateTimeField(blank=True, null=True)),
                        ('reminder_level', models.PositiveSmallIntegerField(default=0)),
                        ('next_reminder_at', models.DateTimeField(blank=True, null=True)),
                        ('close_after', models.DateTimeField(blank=True, null=True)),
                        ('is_solved', models.BooleanField(blank=True, null=True)),
                        ('satisfaction', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('rated_at', models.DateTimeField(blank=True, null=True)),
                        ('support_count', models.PositiveIntegerField(default=0)),
                        ('dislike_count', models.PositiveIntegerField(default=0)),
                        ('area', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('better_department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('category', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                        ('duty', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.duty')),
                        ('handler', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('lead_department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_cases', to='cases.case')),
                        ('requester', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Assistance',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('request', models.TextField(blank=True)),
                        ('asked_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField()),
                        ('reply', models.TextField(blank=True)),
                        ('replied_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('reminder_level', models.PositiveSmallIntegerField(default=0)),
                        ('next_reminder_at', models.DateTimeField(blank=True, null=True)),
                        ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('duty', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.duty')),
                        ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assistances', to='cases.case')),
                    ],
                ),
                migrations.CreateModel(
                    name='Appeal',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('against', models.CharField(choices=[('rejection', 'its rejection'), ('hiding', 'its being hidden')], default='rejection', max_length=9)),
                        ('text', models.TextField()),
                        ('made_at', models.DateTimeField()),
                        ('decision', models.CharField(choices=[('open', 'waiting for a decision'), ('granted', 'granted'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='open', max_length=9)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decision_reason', models.TextField(blank=True)),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='cases.case')),
                    ],
                ),
                migrations.CreateModel(
                    name='CaseEvent',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=40)),
                        ('from_state', models.CharField(blank=True, max_length=24)),
                        ('to_state', models.CharField(blank=True, max_length=24)),
                        ('at', models.DateTimeField()),
                        ('actor', models.CharField(max_length=120)),
                        ('visibility', models.CharField(choices=[('public', 'public'), ('requester', 'requester and staff'), ('staff', 'staff only')], max_length=10)),
                        ('text', models.TextField(blank=True)),
                        ('public_text', models.TextField(blank=True)),
                        ('data', models.JSONField(default=dict)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='cases.case')),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='CaseAnswer',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('text', models.TextField()),
                        ('public_text', models.TextField(blank=True)),
                        ('answered_at', models.DateTimeField()),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='cases.case')),
                        ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                        ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='cases.caseevent')),
                    ],
                ),
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('file', models.CharField(max_length=120, unique=True)),
                        ('thumbnail', models.CharField(blank=True, max_length=120)),
                        ('name', models.CharField(max_length=120)),
                        ('media_type', models.CharField(max_length=80)),
                        ('size', models.PositiveIntegerField()),
                        ('digest', models.CharField(max_length=64)),
                        ('is_public', models.BooleanField(default=False)),
                        ('added_at', models.DateTimeField()),
                        ('erased_at', models.DateTimeField(blank=True, null=True)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='cases.case')),
                        ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='cases.caseevent')),
                    ],
                ),
                migrations.CreateModel(
                    name='CaseRating',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('is_solved', models.BooleanField()),
                        ('satisfaction', models.PositiveSmallIntegerField()),
                        ('reason', models.TextField(blank=True)),
                        ('rated_at', models.DateTimeField()),
                        ('answer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rating', to='cases.caseanswer')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='cases.case')),
                    ],
                ),
                migrations.CreateModel(
                    name='DraftRequest',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('answer', 'answer'), ('summary', 'summary')], max_length=7)),
                        ('asked_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('waiting', 'waiting for its turn'), ('writing', 'being written'), ('written', 'written'), ('failed', 'not written')], default='waiting', max_length=7)),
                        ('outcome', models.CharField(blank=True, max_length=20)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('slot', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('next_try_at', models.DateTimeField(blank=True, null=True)),
                        ('host', models.CharField(blank=True, max_length=255)),
                        ('model', models.CharField(blank=True, max_length=120)),
                        ('prompt_sha256', models.CharField(blank=True, max_length=64)),
                        ('prompt_tokens', models.PositiveIntegerField(blank=True, null=True)),
                        ('completion_tokens', models.PositiveIntegerField(blank=True, null=True)),
                        ('milliseconds', models.PositiveIntegerField(blank=True, null=True)),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('text', models.TextField(blank=True)),
                        ('is_cut', models.BooleanField(default=False)),
                        ('statements', models.JSONField(blank=True, default=list)),
                        ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='drafts', to='cases.caseanswer')),
                        ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='cases.case')),
                        ('template', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.answertemplate')),
                    ],
                ),
                migrations.CreateModel(
                    name='Extension',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('working_days', models.PositiveSmallIntegerField()),
                        ('reason', models.TextField()),
                        ('asked_at', models.DateTimeField()),
                        ('decision', models.CharField(choices=[('open', 'waiting for a decision'), ('granted', 'granted'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='open', max_length=9)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decision_reason', models.TextField(blank=True)),
                        ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='cases.case')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='ImportJob',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('file', models.CharField(max_length=120)),
                        ('name', models.CharField(max_length=120)),
                        ('digest', models.CharField(max_length=64)),
                        ('preview', models.JSONField(default=dict)),
                        ('mapping', models.JSONField(default=dict)),
                        ('defaults', models.JSONField(default=dict)),
                        ('state', models.CharField(choices=[('uploaded', 'uploaded'), ('checked', 'checked'), ('waiting', 'waiting for its turn'), ('running', 'running'), ('done', 'done'), ('failed', 'failed')], max_length=8)),
                        ('is_dry_run', models.BooleanField(default=False)),
                        ('total_rows', models.PositiveIntegerField(default=0)),
                        ('next_row', models.PositiveIntegerField(default=0)),
                        ('created_count', models.PositiveIntegerField(default=0)),
                        ('repeated_count', models.PositiveIntegerField(default=0)),
                        ('error_count', models.PositiveIntegerField(default=0)),
                        ('warning_count', models.PositiveIntegerField(default=0)),
                        ('left_out', models.JSONField(default=dict)),
                        ('created_at', models.DateTimeField()),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='ImportRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('row', models.PositiveIntegerField()),
                        ('field', models.CharField(blank=True, max_length=80)),
                        ('message', models.CharField(max_length=300)),
                        ('is_warning', models.BooleanField(default=False)),
                        ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bad_rows', to='cases.importjob')),
                    ],
                ),
                migrations.CreateModel(
                    name='JointAnswer',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('text', models.TextField()),
                        ('public_text', models.TextField()),
                        ('state', models.CharField(choices=[('waiting', 'waiting for its turn'), ('running', 'running'), ('done', 'done')], default='waiting', max_length=8)),
                        ('total_count', models.PositiveIntegerField(default=0)),
                        ('seen_count', models.PositiveIntegerField(default=0)),
                        ('answered_count', models.PositiveIntegerField(default=0)),
                        ('begun_at', models.DateTimeField()),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('issue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='triage.hotissue')),
                        ('provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                    ],
                ),
                migrations.CreateModel(
                    name='JointAnswerCase',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('outcome', models.CharField(choices=[('pending', 'not yet looked at'), ('answered', 'answered'), ('other', 'another department has it'), ('waits', 'no department has it yet'), ('before', 'answered before'), ('ended', 'closed, rejected or merged'), ('refused', 'out of reach of whoever answered'), ('failed', 'could not be answered by it any more')], default='pending', max_length=8)),
                        ('answer', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.caseanswer')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                        ('joint_answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.jointanswer')),
                    ],
                ),
                migrations.CreateModel(
                    name='RateCell',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('received', models.PositiveIntegerField(default=0)),
                        ('open', models.PositiveIntegerField(default=0)),
                        ('due', models.PositiveIntegerField(default=0)),
                        ('answered', models.PositiveIntegerField(default=0)),
                        ('answered_in_time', models.PositiveIntegerField(default=0)),
                        ('rated', models.PositiveIntegerField(default=0)),
                        ('solved', models.PositiveIntegerField(default=0)),
                        ('satisfied', models.PositiveIntegerField(default=0)),
                        ('first_responses', models.PositiveIntegerField(default=0)),
                        ('first_response_seconds', models.BigIntegerField(default=0)),
                        ('key', models.CharField(max_length=130, unique=True)),
                        ('month', models.DateField()),
                        ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                        ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='RateMargin',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('received', models.PositiveIntegerField(default=0)),
                        ('open', models.PositiveIntegerField(default=0)),
                        ('due', models.PositiveIntegerField(default=0)),
                        ('answered', models.PositiveIntegerField(default=0)),
                        ('answered_in_time', models.PositiveIntegerField(default=0)),
                        ('rated', models.PositiveIntegerField(default=0)),
                        ('solved', models.PositiveIntegerField(default=0)),
                        ('satisfied', models.PositiveIntegerField(default=0)),
                        ('first_responses', models.PositiveIntegerField(default=0)),
                        ('first_response_seconds', models.BigIntegerField(default=0)),
                        ('key', models.CharField(max_length=60, unique=True)),
                        ('month', models.DateField()),
                        ('side', models.CharField(choices=[('department', 'Department'), ('category', 'Category'), ('area', 'Area')], max_length=10)),
                        ('area', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('category', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                        ('department', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='SearchDocument',
                    fields=[
                        ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ],
                ),
                migrations.CreateModel(
                    name='Support',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('visitor', models.CharField(blank=True, max_length=64)),
                        ('wants_notices', models.BooleanField(default=False)),
                        ('at', models.DateTimeField()),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='cases.case')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_public', True)), fields=['-received_at', '-id'], name='cases_public'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_public', True)), fields=['-state', '-received_at', '-id'], name='cases_public_state'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_public', True), ('is_solved', True)), fields=['-rated_at', '-id'], name='cases_solved'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('category__isnull', False), ('is_public', True)), fields=['category', '-received_at', '-id'], name='cases_public_category'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('area__isnull', False), ('is_public', True)), fields=['area', '-received_at', '-id'], name='cases_public_area'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_public', True), ('lead_department__isnull', False)), fields=['lead_department', '-received_at', '-id'], name='cases_public_department'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_open', True), ('lead_department__isnull', False)), fields=['lead_department', 'due_at', 'id'], name='cases_queue'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_open', True), ('lead_department__isnull', False), ('handler__isnull', True)), fields=['lead_department', 'due_at', 'id'], include=('state',), name='cases_queue_nobodys'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_open', True), ('lead_department__isnull', False)), fields=['lead_department', 'state', 'due_at', 'id'], name='cases_queue_state'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_open', True), ('lead_department__isnull', False)), fields=['lead_department', 'category', 'due_at', 'id'], name='cases_queue_category'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_open', True), ('lead_department__isnull', False)), fields=['lead_department', 'area', 'due_at', 'id'], name='cases_queue_area'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('closed_at__isnull', True), ('is_urgent', True), ('lead_department__isnull', False)), fields=['lead_department', 'due_at', 'id'], name='cases_urgent'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_open', True), ('is_urgent', True), ('state__in', ['handed_back', 'received'])), fields=['received_at', 'id'], name='cases_urgent_waiting'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('handler__isnull', False), ('is_open', True)), fields=['handler', 'due_at', 'id'], name='cases_queue_handler'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('is_open', True)), fields=['state', 'received_at', 'id'], name='cases_dispatch_queue'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('lead_department__isnull', False)), fields=['lead_department', '-received_at', '-id'], name='cases_staff'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(fields=['-received_at', '-id'], name='cases_all'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('requester__isnull', False)), fields=['requester', '-received_at', '-id'], name='cases_mine'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='cases_merged'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('area__isnull', False)), fields=['area'], name='cases_area'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(fields=['category', 'area', 'lead_department', 'received_at'], name='cases_cell'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('next_reminder_at__isnull', False)), fields=['next_reminder_at', 'id'], name='cases_reminders'),
                ),
                migrations.AddIndex(
                    model_name='case',
                    index=models.Index(condition=models.Q(('close_after__isnull', False)), fields=['close_after', 'id'], name='cases_closing'),
                ),
                migrations.AddConstraint(
                    model_name='case',
                    constraint=models.UniqueConstraint(condition=models.Q(('source_reference', ''), _negated=True), fields=('source', 'source_reference'), name='cases_case_source_once'),
                ),
                migrations.AddConstraint(
                    model_name='case',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_open', True), ('state__in', ['accepted', 'dispatched', 'handed_back', 'in_progress', 'received', 'reopened', 'waiting_for_requester'])), models.Q(('is_open', False), models.Q(('state__in', ['accepted', 'dispatched', 'handed_back', 'in_progress', 'received', 'reopened', 'waiting_for_requester']), _negated=True)), _connector='OR'), name='cases_case_open'),
                ),
                migrations.AddConstraint(
                    model_name='case',
                    constraint=models.CheckConstraint(condition=models.Q(('satisfaction', None), ('satisfaction__range', (1, 5)), _connector='OR'), name='cases_case_satisfaction'),
                ),
                migrations.AddConstraint(
                    model_name='case',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='cases_case_place'),
                ),
                migrations.AddIndex(
                    model_name='assistance',
                    index=models.Index(condition=models.Q(('replied_at', None), ('withdrawn_at', None)), fields=['department', 'due_at', 'id'], name='cases_assistance_queue'),
                ),
                migrations.AddIndex(
                    model_name='assistance',
                    index=models.Index(fields=['department', 'case'], name='cases_assistance_seen'),
                ),
                migrations.AddIndex(
                    model_name='assistance',
                    index=models.Index(condition=models.Q(('next_reminder_at__isnull', False)), fields=['next_reminder_at', 'id'], name='cases_assistance_reminders'),
                ),
                migrations.AddConstraint(
                    model_name='assistance',
                    constraint=models.UniqueConstraint(condition=models.Q(('replied_at', None), ('withdrawn_at', None)), fields=('case', 'department'), name='cases_assistance_one_open'),
                ),
                migrations.AddIndex(
                    model_name='appeal',
                    index=models.Index(condition=models.Q(('against', 'hiding'), ('decision', 'open')), fields=['made_at', 'id'], name='cases_appeal_hiding'),
                ),
                migrations.AddConstraint(
                    model_name='appeal',
                    constraint=models.UniqueConstraint(condition=models.Q(('decision', 'open')), fields=('case', 'against'), name='cases_appeal_one_open'),
                ),
                migrations.AddIndex(
                    model_name='caseevent',
                    index=models.Index(fields=['case', 'id'], name='cases_event_timeline'),
                ),
                migrations.AddIndex(
                    model_name='caseanswer',
                    index=models.Index(fields=['case', 'answered_at'], name='cases_casea_case_id_efd20d_idx'),
                ),
                migrations.AddConstraint(
                    model_name='attachment',
                    constraint=models.UniqueConstraint(fields=('case', 'digest'), name='cases_attachment_once'),
                ),
                migrations.AddConstraint(
                    model_name='caserating',
                    constraint=models.CheckConstraint(condition=models.Q(('satisfaction__range', (1, 5))), name='cases_rating_satisfaction'),
                ),
                migrations.AddIndex(
                    model_name='draftrequest',
                    index=models.Index(fields=['-asked_at', '-id'], name='cases_draft_log'),
                ),
                migrations.AddIndex(
                    model_name='draftrequest',
                    index=models.Index(condition=models.Q(('next_try_at__isnull', False)), fields=['next_try_at', 'id'], name='cases_draft_due'),
                ),
                migrations.AddConstraint(
                    model_name='draftrequest',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'writing'))), fields=('case', 'kind'), name='cases_draft_one_under_way'),
                ),
                migrations.AddConstraint(
                    model_name='draftrequest',
                    constraint=models.UniqueConstraint(condition=models.Q(('slot__isnull', False)), fields=('slot',), name='cases_draft_slot'),
                ),
                migrations.AddConstraint(
                    model_name='draftrequest',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('slot__isnull', False), ('state', 'writing')), models.Q(models.Q(('state', 'writing'), _negated=True), ('slot', None)), _connector='OR'), name='cases_draft_slot_while_writing'),
                ),
                migrations.AddIndex(
                    model_name='extension',
                    index=models.Index(condition=models.Q(('decision', 'open')), fields=['asked_at', 'id'], name='cases_extension_queue'),
                ),
                migrations.AddConstraint(
                    model_name='extension',
                    constraint=models.UniqueConstraint(condition=models.Q(('decision', 'open')), fields=('case',), name='cases_extension_one_open'),
                ),
                migrations.AddConstraint(
                    model_name='importrow',
                    constraint=models.UniqueConstraint(fields=('job', 'row', 'field'), name='cases_import_row_once'),
                ),
                migrations.AddIndex(
                    model_name='jointanswer',
                    index=models.Index(fields=['issue', '-id'], name='cases_joint_issue'),
                ),
                migrations.AddIndex(
                    model_name='jointanswercase',
                    index=models.Index(fields=['joint_answer', 'outcome', 'id'], name='cases_joint_outcome'),
                ),
                migrations.AddConstraint(
                    model_name='jointanswercase',
                    constraint=models.UniqueConstraint(fields=('joint_answer', 'case'), name='cases_joint_case_once'),
                ),
                migrations.AddIndex(
                    model_name='ratecell',
                    index=models.Index(fields=['month', 'department', 'category', 'area'], name='cases_ratec_month_87d84d_idx'),
                ),
                migrations.AddIndex(
                    model_name='ratemargin',
                    index=models.Index(fields=['side', 'month'], name='cases_margin_side'),
                ),
                migrations.AddIndex(
                    model_name='support',
                    index=models.Index(fields=['user', '-id'], name='cases_support_mine'),
                ),
                migrations.AddConstraint(
                    model_name='support',
                    constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('case', 'user'), name='cases_support_once_user'),
                ),
                migrations.AddConstraint(
                    model_name='support',
                    constraint=models.UniqueConstraint(condition=models.Q(('visitor', ''), _negated=True), fields=('case', 'visitor'), name='cases_support_once_visitor'),
                ),
            ]
        ),
        migrations.RunPython(make, drop),
    ]
