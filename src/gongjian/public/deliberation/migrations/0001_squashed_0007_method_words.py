"""The search index beside ProposalDocument: a tsvector column on PostgreSQL, FTS5 on SQLite."""

import django.db.models.deletion
import gongjian.foundation.kernel.ids
from django.conf import settings
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


POSTGRESQL = [
    "ALTER TABLE deliberation_proposaldocument ADD COLUMN terms tsvector",
    "CREATE INDEX deliberation_proposal_terms ON deliberation_proposaldocument USING gin (terms)",
]
SQLITE = [
    "CREATE VIRTUAL TABLE deliberation_proposal_fts USING fts5("
    "terms, detail=none, tokenize='unicode61 remove_diacritics 0')"
]


def make(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE deliberation_proposaldocument DROP COLUMN terms")
    else:
        schema_editor.execute("DROP TABLE deliberation_proposal_fts")


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('deliberation', '0001_proposals'),
        ('deliberation', '0002_proposal_search'),
        ('deliberation', '0003_consultations'),
        ('deliberation', '0004_proposal_category_index'),
        ('deliberation', '0005_next_reminder'),
        ('deliberation', '0006_final_votes'),
        ('deliberation', '0007_method_words'),
    ]

    dependencies = [
        ('duties', '0001_squashed_0002_area_is_active'),
        ('law', '0001_initial'),
        ('people', '0001_squashed_0002_organisation_version'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='Consultation',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.CharField(default=gongjian.foundation.kernel.ids.new_number, max_length=10, unique=True)),
                        ('title', models.CharField(max_length=120)),
                        ('about', models.TextField(blank=True)),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('announced', 'announced')], default='draft', max_length=10)),
                        ('opens_at', models.DateTimeField(blank=True, null=True)),
                        ('statements_until', models.DateTimeField(blank=True, null=True)),
                        ('closes_at', models.DateTimeField(blank=True, null=True)),
                        ('closing_reason', models.TextField(blank=True)),
                        ('eligibility', models.CharField(choices=[('anyone', 'Anyone, without signing in'), ('signed_in', 'Everybody with an account'), ('area', 'Everybody with an account who says to live or work in the area'), ('list', 'Only those on a list of e-mail addresses')], default='anyone', max_length=10)),
                        ('moderation', models.CharField(choices=[('after', 'at once; taken out if need be'), ('before', 'only after somebody has looked at it')], default='after', max_length=6)),
                        ('statements_each', models.PositiveSmallIntegerField(default=10)),
                        ('method', models.CharField(choices=[('best', 'this town’s way: the groups that hold together best'), ('polis', 'as Polis does it')], default='best', max_length=5)),
                        ('privacy_limit', models.PositiveSmallIntegerField(default=5)),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('created_at', models.DateTimeField()),
                        ('announced_at', models.DateTimeField(blank=True, null=True)),
                        ('finalised_at', models.DateTimeField(blank=True, null=True)),
                        ('next_statement', models.PositiveIntegerField(default=0)),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='FoundGroups',
                    fields=[
                        ('consultation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='deliberation.consultation')),
                        ('participants', models.BinaryField()),
                        ('groups', models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name='ConsultationPulse',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('shard', models.PositiveSmallIntegerField()),
                        ('beats', models.PositiveBigIntegerField(default=0)),
                        ('seen', models.PositiveBigIntegerField(default=0)),
                        ('is_closed', models.BooleanField(default=False)),
                        ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.consultation')),
                    ],
                ),
                migrations.CreateModel(
                    name='ConsultationResult',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField()),
                        ('at', models.DateTimeField()),
                        ('method', models.CharField(max_length=5)),
                        ('seed', models.PositiveIntegerField()),
                        ('people', models.PositiveIntegerField()),
                        ('votes', models.PositiveBigIntegerField()),
                        ('statements', models.PositiveIntegerField()),
                        ('silhouette', models.FloatField()),
                        ('took_ms', models.PositiveIntegerField()),
                        ('values', models.JSONField()),
                        ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='deliberation.consultation')),
                    ],
                ),
                migrations.CreateModel(
                    name='ListedPerson',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('digest', models.CharField(max_length=64)),
                        ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.consultation')),
                    ],
                ),
                migrations.CreateModel(
                    name='Participant',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('token', models.CharField(blank=True, max_length=64)),
                        ('imported', models.PositiveBigIntegerField(blank=True, null=True)),
                        ('is_of_area', models.BooleanField(default=False)),
                        ('at', models.DateTimeField()),
                        ('ballot', models.BinaryField(default=bytes)),
                        ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='deliberation.consultation')),
                        ('user', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Proposal',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.CharField(max_length=10, unique=True)),
                        ('state', models.CharField(choices=[('under_review', 'waiting for moderation'), ('refused', 'not published'), ('collecting', 'collecting support'), ('awaiting_answer', 'waiting for the answer'), ('adopted', 'accepted'), ('in_plan', 'in another plan'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn'), ('merged', 'merged')], max_length=16)),
                        ('is_public', models.BooleanField(default=False)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('title', models.CharField(max_length=120)),
                        ('text', models.TextField()),
                        ('public_title', models.CharField(max_length=200)),
                        ('public_text', models.TextField()),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('longitude', models.FloatField(blank=True, null=True)),
                        ('latitude', models.FloatField(blank=True, null=True)),
                        ('is_name_shown', models.BooleanField(default=False)),
                        ('case_reference', models.CharField(blank=True, max_length=60)),
                        ('support_count', models.PositiveIntegerField(default=0)),
                        ('comment_count', models.PositiveIntegerField(default=0)),
                        ('follower_count', models.PositiveIntegerField(default=0)),
                        ('flag_count', models.PositiveIntegerField(default=0)),
                        ('support_threshold', models.PositiveIntegerField(default=50)),
                        ('created_at', models.DateTimeField()),
                        ('updated_at', models.DateTimeField()),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('reached_at', models.DateTimeField(blank=True, null=True)),
                        ('due_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('is_answered_in_time', models.BooleanField(blank=True, null=True)),
                        ('next_reminder_at', models.DateTimeField(blank=True, null=True)),
                        ('hidden_at', models.DateTimeField(blank=True, null=True)),
                        ('erased_at', models.DateTimeField(blank=True, null=True)),
                        ('area', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('author', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('category', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                        ('department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('merged_into', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_proposals', to='deliberation.proposal')),
                        ('provision', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalAnswer',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('outcome', models.CharField(choices=[('adopted', 'Accepted: it is going to be done'), ('in_plan', 'In another plan already'), ('rejected', 'Rejected')], max_length=16)),
                        ('text', models.TextField()),
                        ('plan', models.CharField(blank=True, max_length=300)),
                        ('cost_minor', models.BigIntegerField(blank=True, null=True)),
                        ('currency', models.CharField(blank=True, max_length=3)),
                        ('answered_by', models.CharField(max_length=120)),
                        ('answered_at', models.DateTimeField()),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='deliberation.proposal')),
                        ('provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalComment',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('side', models.SmallIntegerField(choices=[(1, 'for'), (-1, 'against'), (0, 'neutral')], default=0)),
                        ('text', models.TextField()),
                        ('public_text', models.TextField()),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('is_name_shown', models.BooleanField(default=False)),
                        ('at', models.DateTimeField()),
                        ('reply_count', models.PositiveIntegerField(default=0)),
                        ('flag_count', models.PositiveIntegerField(default=0)),
                        ('hidden_at', models.DateTimeField(blank=True, null=True)),
                        ('erased_at', models.DateTimeField(blank=True, null=True)),
                        ('author', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('parent', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='deliberation.proposalcomment')),
                        ('proposal', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='deliberation.proposal')),
                    ],
                ),
                migrations.CreateModel(
                    name='ModerationDecision',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('act', models.CharField(choices=[('publish', 'published'), ('refuse', 'not published'), ('hide', 'hidden'), ('show', 'shown again'), ('keep', 'left as it is')], max_length=8)),
                        ('reason', models.TextField()),
                        ('decided_by', models.CharField(max_length=120)),
                        ('decided_at', models.DateTimeField()),
                        ('appeal_text', models.TextField(blank=True)),
                        ('appealed_at', models.DateTimeField(blank=True, null=True)),
                        ('is_appeal_granted', models.BooleanField(blank=True, null=True)),
                        ('appeal_reason', models.TextField(blank=True)),
                        ('appeal_decided_by', models.CharField(blank=True, max_length=120)),
                        ('appeal_decided_at', models.DateTimeField(blank=True, null=True)),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='deliberation.proposal')),
                        ('comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='deliberation.proposalcomment')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalDocument',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='document', to='deliberation.proposal')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalEvent',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=40)),
                        ('from_state', models.CharField(blank=True, max_length=16)),
                        ('to_state', models.CharField(blank=True, max_length=16)),
                        ('at', models.DateTimeField()),
                        ('actor', models.CharField(max_length=120)),
                        ('visibility', models.CharField(choices=[('public', 'public'), ('author', 'author and staff')], max_length=10)),
                        ('text', models.TextField(blank=True)),
                        ('public_text', models.TextField(blank=True)),
                        ('data', models.JSONField(default=dict)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='deliberation.proposal')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalFlag',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('reason', models.CharField(choices=[('spam', 'Advertising or the same again and again'), ('insult', 'Insult, threat or hate'), ('personal_data', 'Personal data of somebody'), ('false', 'Something that is not true'), ('other', 'Something else')], max_length=16)),
                        ('text', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('comment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='deliberation.proposalcomment')),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='flags', to='deliberation.proposal')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalFollow',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('at', models.DateTimeField()),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follows', to='deliberation.proposal')),
                        ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('hash', models.IntegerField()),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='deliberation.proposal')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalSettings',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('area_path', models.CharField(blank=True, max_length=200, unique=True)),
                        ('support_threshold', models.PositiveIntegerField(default=50)),
                        ('answer_working_days', models.PositiveSmallIntegerField(default=30)),
                        ('moderation', models.CharField(choices=[('before', 'before publication'), ('after', 'after publication, by what people flag')], default='after', max_length=6)),
                        ('account_age_hours', models.PositiveIntegerField(default=1)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('changed_at', models.DateTimeField()),
                        ('area', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalSupport',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('at', models.DateTimeField()),
                        ('moved_from', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.proposal')),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='deliberation.proposal')),
                        ('user', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='ProposalVersion',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField()),
                        ('title', models.CharField(max_length=120)),
                        ('text', models.TextField()),
                        ('public_title', models.CharField(max_length=200)),
                        ('public_text', models.TextField()),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('at', models.DateTimeField()),
                        ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='deliberation.proposal')),
                    ],
                ),
                migrations.CreateModel(
                    name='Statement',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('number', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('public_text', models.TextField()),
                        ('digest', models.CharField(max_length=64)),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('is_meta', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('waiting', 'waiting to be looked at'), ('accepted', 'shown'), ('taken_out', 'taken out')], max_length=9)),
                        ('reason', models.TextField(blank=True)),
                        ('moderated_by', models.CharField(blank=True, max_length=120)),
                        ('moderated_at', models.DateTimeField(blank=True, null=True)),
                        ('at', models.DateTimeField()),
                        ('priority', models.FloatField(default=0)),
                        ('author', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.participant')),
                        ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='deliberation.consultation')),
                    ],
                ),
                migrations.CreateModel(
                    name='FormerVote',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('answer', models.SmallIntegerField()),
                        ('at', models.DateTimeField()),
                        ('participant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.participant')),
                        ('statement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.statement')),
                    ],
                ),
                migrations.CreateModel(
                    name='ConsultationEvent',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=40)),
                        ('at', models.DateTimeField()),
                        ('actor', models.CharField(max_length=120)),
                        ('text', models.TextField(blank=True)),
                        ('consultation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='deliberation.consultation')),
                        ('statement', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.statement')),
                    ],
                ),
                migrations.CreateModel(
                    name='Vote',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('answer', models.SmallIntegerField()),
                        ('at', models.DateTimeField()),
                        ('participant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='deliberation.participant')),
                        ('statement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deliberation.statement')),
                    ],
                ),
                migrations.AddIndex(
                    model_name='consultation',
                    index=models.Index(condition=models.Q(('state', 'announced')), fields=['-announced_at', '-id'], name='deliberation_announced'),
                ),
                migrations.AddIndex(
                    model_name='consultation',
                    index=models.Index(condition=models.Q(('finalised_at', None), ('state', 'announced')), fields=['closes_at', 'id'], name='deliberation_closing'),
                ),
                migrations.AddIndex(
                    model_name='consultation',
                    index=models.Index(fields=['-created_at', '-id'], name='deliberation_consultations'),
                ),
                migrations.AddConstraint(
                    model_name='consultation',
                    constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('announced_at__isnull', False), ('closes_at__isnull', False), ('opens_at__isnull', False)), _connector='OR'), name='deliberation_consultation_dates'),
                ),
                migrations.AddConstraint(
                    model_name='consultation',
                    constraint=models.CheckConstraint(condition=models.Q(('opens_at', None), ('closes_at', None), ('closes_at__gte', models.F('opens_at')), _connector='OR'), name='deliberation_consultation_order'),
                ),
                migrations.AddConstraint(
                    model_name='consultation',
                    constraint=models.CheckConstraint(condition=models.Q(('privacy_limit__gte', 3)), name='deliberation_consultation_privacy'),
                ),
                migrations.AddConstraint(
                    model_name='consultation',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('eligibility', 'area'), _negated=True), ('area__isnull', False), _connector='OR'), name='deliberation_consultation_area'),
                ),
                migrations.AddIndex(
                    model_name='consultationpulse',
                    index=models.Index(condition=models.Q(('beats__gt', models.F('seen'))), fields=['consultation'], name='deliberation_pulse_due'),
                ),
                migrations.AddConstraint(
                    model_name='consultationpulse',
                    constraint=models.UniqueConstraint(fields=('consultation', 'shard'), name='deliberation_pulse_shard'),
                ),
                migrations.AddConstraint(
                    model_name='consultationresult',
                    constraint=models.UniqueConstraint(fields=('consultation', 'version'), name='deliberation_result_version'),
                ),
                migrations.AddConstraint(
                    model_name='listedperson',
                    constraint=models.UniqueConstraint(fields=('consultation', 'digest'), name='deliberation_listed_once'),
                ),
                migrations.AddIndex(
                    model_name='participant',
                    index=models.Index(fields=['consultation', 'id'], name='deliberation_participants'),
                ),
                migrations.AddIndex(
                    model_name='participant',
                    index=models.Index(condition=models.Q(('user__isnull', False)), fields=['user', '-id'], name='deliberation_my_parts'),
                ),
                migrations.AddConstraint(
                    model_name='participant',
                    constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('consultation', 'user'), name='deliberation_participant_user'),
                ),
                migrations.AddConstraint(
                    model_name='participant',
                    constraint=models.UniqueConstraint(condition=models.Q(('token', ''), _negated=True), fields=('consultation', 'token'), name='deliberation_participant_token'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True)), fields=['-published_at', '-id'], name='deliberation_newest'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True)), fields=['-support_count', '-id'], name='deliberation_supports'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True)), fields=['state', '-published_at', '-id'], name='deliberation_state_newest'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True)), fields=['state', '-support_count', '-id'], name='deliberation_state_supports'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True)), fields=['category', '-published_at', '-id'], name='deliberation_category_newest'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True)), fields=['area', '-published_at', '-id'], name='deliberation_area_newest'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True)), fields=['area', '-support_count', '-id'], name='deliberation_area_supports'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True), ('state', 'awaiting_answer')), fields=['due_at', 'id'], name='deliberation_due'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True), ('state', 'awaiting_answer')), fields=['department', 'due_at', 'id'], name='deliberation_due_department'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('is_public', True), ('next_reminder_at__isnull', False)), fields=['next_reminder_at', 'id'], name='deliberation_to_remind'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('state', 'under_review')), fields=['created_at', 'id'], name='deliberation_under_review'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('flag_count__gt', 0)), fields=['updated_at', 'id'], name='deliberation_flagged'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('author__isnull', False)), fields=['author', '-created_at', '-id'], name='deliberation_mine'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('case_reference', ''), _negated=True), fields=['case_reference'], name='deliberation_of_case'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='deliberation_merged'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('area__isnull', False)), fields=['area'], name='deliberation_area'),
                ),
                migrations.AddIndex(
                    model_name='proposal',
                    index=models.Index(condition=models.Q(('category__isnull', False)), fields=['category'], name='deliberation_category'),
                ),
                migrations.AddConstraint(
                    model_name='proposal',
                    constraint=models.CheckConstraint(condition=models.Q(('is_public', False), models.Q(('hidden_at', None), ('published_at__isnull', False)), _connector='OR'), name='deliberation_proposal_public'),
                ),
                migrations.AddConstraint(
                    model_name='proposal',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='deliberation_proposal_place'),
                ),
                migrations.AddIndex(
                    model_name='proposalanswer',
                    index=models.Index(fields=['proposal', '-id'], name='deliberation_answers'),
                ),
                migrations.AddConstraint(
                    model_name='proposalanswer',
                    constraint=models.CheckConstraint(condition=models.Q(('cost_minor', None), ('cost_minor__gte', 0), _connector='OR'), name='deliberation_answer_cost'),
                ),
                migrations.AddIndex(
                    model_name='proposalcomment',
                    index=models.Index(condition=models.Q(('parent', None)), fields=['proposal', '-id'], name='deliberation_comments'),
                ),
                migrations.AddIndex(
                    model_name='proposalcomment',
                    index=models.Index(condition=models.Q(('parent', None)), fields=['proposal', 'side', '-id'], name='deliberation_comments_side'),
                ),
                migrations.AddIndex(
                    model_name='proposalcomment',
                    index=models.Index(condition=models.Q(('parent__isnull', False)), fields=['parent', 'id'], name='deliberation_replies'),
                ),
                migrations.AddIndex(
                    model_name='proposalcomment',
                    index=models.Index(condition=models.Q(('author__isnull', False)), fields=['author', '-id'], name='deliberation_my_comments'),
                ),
                migrations.AddIndex(
                    model_name='proposalcomment',
                    index=models.Index(condition=models.Q(('flag_count__gt', 0)), fields=['at', 'id'], name='deliberation_flagged_said'),
                ),
                migrations.AddConstraint(
                    model_name='proposalcomment',
                    constraint=models.CheckConstraint(condition=models.Q(('side__in', [1, -1, 0])), name='deliberation_comment_side'),
                ),
                migrations.AddIndex(
                    model_name='moderationdecision',
                    index=models.Index(condition=models.Q(('appeal_decided_at', None), ('appealed_at__isnull', False)), fields=['appealed_at', 'id'], name='deliberation_open_appeals'),
                ),
                migrations.AddIndex(
                    model_name='moderationdecision',
                    index=models.Index(fields=['-decided_at', '-id'], name='deliberation_decisions'),
                ),
                migrations.AddIndex(
                    model_name='proposalevent',
                    index=models.Index(fields=['proposal', 'id'], name='deliberation_timeline'),
                ),
                migrations.AddConstraint(
                    model_name='proposalflag',
                    constraint=models.UniqueConstraint(condition=models.Q(('comment', None), ('decided_at', None), ('user__isnull', False)), fields=('proposal', 'user'), name='deliberation_flag_once'),
                ),
                migrations.AddConstraint(
                    model_name='proposalflag',
                    constraint=models.UniqueConstraint(condition=models.Q(('comment__isnull', False), ('decided_at', None), ('user__isnull', False)), fields=('comment', 'user'), name='deliberation_comment_flag_once'),
                ),
                migrations.AddIndex(
                    model_name='proposalfollow',
                    index=models.Index(fields=['user', '-id'], name='deliberation_my_follows'),
                ),
                migrations.AddConstraint(
                    model_name='proposalfollow',
                    constraint=models.UniqueConstraint(fields=('proposal', 'user'), name='deliberation_follow_once'),
                ),
                migrations.AddConstraint(
                    model_name='proposalrun',
                    constraint=models.UniqueConstraint(fields=('hash', 'proposal'), name='deliberation_run_once'),
                ),
                migrations.AddConstraint(
                    model_name='proposalsettings',
                    constraint=models.CheckConstraint(condition=models.Q(('support_threshold__range', (1, 10000000))), name='deliberation_settings_threshold'),
                ),
                migrations.AddConstraint(
                    model_name='proposalsettings',
                    constraint=models.CheckConstraint(condition=models.Q(('answer_working_days__range', (1, 365))), name='deliberation_settings_days'),
                ),
                migrations.AddIndex(
                    model_name='proposalsupport',
                    index=models.Index(fields=['user', '-id'], name='deliberation_my_supports'),
                ),
                migrations.AddConstraint(
                    model_name='proposalsupport',
                    constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('proposal', 'user'), name='deliberation_support_once'),
                ),
                migrations.AddConstraint(
                    model_name='proposalversion',
                    constraint=models.UniqueConstraint(fields=('proposal', 'version'), name='deliberation_version_once'),
                ),
                migrations.AddIndex(
                    model_name='statement',
                    index=models.Index(fields=['consultation', 'state', 'number'], name='deliberation_statements'),
                ),
                migrations.AddIndex(
                    model_name='statement',
                    index=models.Index(condition=models.Q(('author__isnull', False)), fields=['author', 'id'], name='deliberation_my_statements'),
                ),
                migrations.AddConstraint(
                    model_name='statement',
                    constraint=models.UniqueConstraint(fields=('consultation', 'number'), name='deliberation_statement_number'),
                ),
                migrations.AddConstraint(
                    model_name='statement',
                    constraint=models.UniqueConstraint(fields=('consultation', 'digest'), name='deliberation_statement_once'),
                ),
                migrations.AddIndex(
                    model_name='formervote',
                    index=models.Index(fields=['participant', 'statement', 'id'], name='deliberation_formerly'),
                ),
                migrations.AddIndex(
                    model_name='consultationevent',
                    index=models.Index(fields=['consultation', '-id'], name='deliberation_consult_events'),
                ),
                migrations.AddConstraint(
                    model_name='vote',
                    constraint=models.UniqueConstraint(fields=('participant', 'statement'), name='deliberation_vote_once'),
                ),
                migrations.AddConstraint(
                    model_name='vote',
                    constraint=models.CheckConstraint(condition=models.Q(('answer__in', (-1, 0, 1))), name='deliberation_vote_answer'),
                ),
            ]
        ),
        migrations.RunPython(make, drop),
    ]
