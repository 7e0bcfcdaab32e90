import django.db.models.deletion
import gongjian.foundation.kernel.ids
import uuid
from django.conf import settings
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('budgeting', '0001_rounds'),
        ('budgeting', '0002_mixed_ballots'),
        ('budgeting', '0003_project_wordings'),
    ]

    dependencies = [
        ('duties', '0001_squashed_0002_area_is_active'),
        ('people', '0001_squashed_0002_organisation_version'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='RoundPart',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120)),
                        ('is_whole', models.BooleanField(default=False)),
                        ('budget_minor', models.BigIntegerField()),
                        ('place', models.PositiveSmallIntegerField(default=0)),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                    ],
                    options={
                        'ordering': ['place', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='BudgetRound',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.CharField(max_length=10, unique=True)),
                        ('title', models.CharField(max_length=120)),
                        ('text', models.TextField(blank=True)),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('currency', models.CharField(default='CNY', max_length=3)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('collects_at', models.DateTimeField()),
                        ('checks_at', models.DateTimeField()),
                        ('votes_at', models.DateTimeField()),
                        ('closes_at', models.DateTimeField()),
                        ('count_asked_at', models.DateTimeField(blank=True, null=True)),
                        ('counted_at', models.DateTimeField(blank=True, null=True)),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                        ('kind', models.CharField(choices=[('approval', 'Approval: any number of projects'), ('limited', 'Up to a number of projects'), ('knapsack', 'Projects that together fit into the budget'), ('points', 'Points'), ('ranking', 'Ranking')], default='approval', max_length=12)),
                        ('most', models.PositiveSmallIntegerField(default=0)),
                        ('rule', models.CharField(choices=[('equal-shares', 'Method of Equal Shares'), ('greedy', 'Most support first (greedy)')], default='equal-shares', max_length=16)),
                        ('utility', models.CharField(choices=[('cost', 'by cost: of a dearer project its supporters have more'), ('cardinality', 'by number: all projects are worth the same')], default='cost', max_length=16)),
                        ('completion', models.CharField(choices=[('none', 'stays unspent'), ('add1', 'raise everybody’s share (Add1)'), ('add1u-greedy', 'raise everybody’s share, then most support first'), ('greedy', 'most support first')], default='add1u-greedy', max_length=16)),
                        ('ties', models.CharField(choices=[('number', 'the lower number'), ('lot', 'a lot drawn by all ballots together')], default='number', max_length=8)),
                        ('account_hours', models.PositiveSmallIntegerField(default=0)),
                        ('locked_at', models.DateTimeField(blank=True, null=True)),
                        ('next_project', models.PositiveIntegerField(default=1)),
                        ('voters', models.PositiveIntegerField(default=0)),
                        ('is_imported', models.BooleanField(default=False)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('created_by', models.CharField(max_length=120)),
                        ('created_at', models.DateTimeField()),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                    ],
                ),
                migrations.CreateModel(
                    name='PartResult',
                    fields=[
                        ('part', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='result', serialize=False, to='budgeting.roundpart')),
                        ('voters', models.PositiveIntegerField()),
                        ('file', models.TextField()),
                        ('digest', models.CharField(max_length=64)),
                        ('counted_at', models.DateTimeField()),
                    ],
                ),
                migrations.AddField(
                    model_name='roundpart',
                    name='round',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='budgeting.budgetround'),
                ),
                migrations.CreateModel(
                    name='PartCount',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('rule', models.CharField(max_length=16)),
                        ('utility', models.CharField(max_length=16)),
                        ('completion', models.CharField(max_length=16)),
                        ('is_binding', models.BooleanField(default=False)),
                        ('report', models.JSONField()),
                        ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='budgeting.roundpart')),
                    ],
                    options={
                        'ordering': ['-is_binding', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='PaperEntry',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('paper', models.CharField(max_length=20)),
                        ('choices', models.JSONField()),
                        ('is_counted', models.BooleanField(default=False)),
                        ('at', models.DateTimeField()),
                        ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budgeting.budgetround')),
                        ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budgeting.roundpart')),
                    ],
                ),
                migrations.CreateModel(
                    name='BudgetProject',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveIntegerField()),
                        ('title', models.CharField(max_length=120)),
                        ('text', models.TextField(blank=True)),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('place', models.CharField(blank=True, max_length=120)),
                        ('longitude', models.FloatField(blank=True, null=True)),
                        ('latitude', models.FloatField(blank=True, null=True)),
                        ('submitted_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('submitted', 'submitted'), ('accepted', 'on the ballot'), ('refused', 'not feasible'), ('withdrawn', 'withdrawn'), ('funded', 'funded'), ('unfunded', 'not funded'), ('building', 'being built'), ('built', 'built'), ('given_up', 'given up')], default='submitted', max_length=12)),
                        ('cost_minor', models.BigIntegerField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True)),
                        ('spent_minor', models.BigIntegerField(blank=True, null=True)),
                        ('rating_sum', models.PositiveIntegerField(default=0)),
                        ('rating_count', models.PositiveIntegerField(default=0)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('proposer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='budgeting.budgetround')),
                        ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='budgeting.roundpart')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='Ballot',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('choices', models.JSONField()),
                        ('secret', models.CharField(max_length=64)),
                        ('commitment', models.CharField(max_length=64, unique=True)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('is_mixed', models.BooleanField(default=False)),
                        ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budgeting.budgetround')),
                        ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budgeting.roundpart')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProjectEvent',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('state', models.CharField(choices=[('submitted', 'submitted'), ('accepted', 'on the ballot'), ('refused', 'not feasible'), ('withdrawn', 'withdrawn'), ('funded', 'funded'), ('unfunded', 'not funded'), ('building', 'being built'), ('built', 'built'), ('given_up', 'given up')], max_length=12)),
                        ('text', models.TextField(blank=True)),
                        ('cost_minor', models.BigIntegerField(blank=True, null=True)),
                        ('actor', models.CharField(max_length=120)),
                        ('at', models.DateTimeField()),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='budgeting.budgetproject')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectRating',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stars', models.PositiveSmallIntegerField()),
                        ('at', models.DateTimeField()),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='budgeting.budgetproject')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='ProjectWording',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('title', models.CharField(max_length=120)),
                        ('text', models.TextField(blank=True)),
                        ('language', models.CharField(max_length=10)),
                        ('place', models.CharField(blank=True, max_length=120)),
                        ('longitude', models.FloatField(blank=True, null=True)),
                        ('latitude', models.FloatField(blank=True, null=True)),
                        ('cost_minor', models.BigIntegerField(blank=True, null=True)),
                        ('part', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budgeting.roundpart')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='budgeting.budgetproject')),
                        ('replaced_by', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='replaced', to='budgeting.projectevent')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='VotedMark',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('voter', models.CharField(max_length=64)),
                        ('is_paper', models.BooleanField(default=False)),
                        ('is_mixed', models.BooleanField(default=False)),
                        ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budgeting.budgetround')),
                    ],
                ),
                migrations.AddIndex(
                    model_name='budgetround',
                    index=models.Index(fields=['-collects_at', '-id'], name='budgeting_rounds'),
                ),
                migrations.AddConstraint(
                    model_name='roundpart',
                    constraint=models.UniqueConstraint(fields=('round', 'area'), name='budgeting_part_once'),
                ),
                migrations.AddConstraint(
                    model_name='roundpart',
                    constraint=models.UniqueConstraint(condition=models.Q(('is_whole', True)), fields=('round',), name='budgeting_one_whole_part'),
                ),
                migrations.AddConstraint(
                    model_name='roundpart',
                    constraint=models.CheckConstraint(condition=models.Q(('budget_minor__gt', 0)), name='budgeting_part_has_money'),
                ),
                migrations.AddConstraint(
                    model_name='partcount',
                    constraint=models.UniqueConstraint(fields=('part', 'rule', 'utility', 'completion'), name='budgeting_count_once'),
                ),
                migrations.AddConstraint(
                    model_name='partcount',
                    constraint=models.UniqueConstraint(condition=models.Q(('is_binding', True)), fields=('part',), name='budgeting_one_binding_count'),
                ),
                migrations.AddConstraint(
                    model_name='paperentry',
                    constraint=models.UniqueConstraint(fields=('round', 'paper', 'reader'), name='budgeting_paper_read_once'),
                ),
                migrations.AddConstraint(
                    model_name='paperentry',
                    constraint=models.UniqueConstraint(condition=models.Q(('is_counted', True)), fields=('round', 'paper'), name='budgeting_paper_counted_once'),
                ),
                migrations.AddConstraint(
                    model_name='budgetproject',
                    constraint=models.UniqueConstraint(fields=('round', 'number'), name='budgeting_project_number'),
                ),
                migrations.AddConstraint(
                    model_name='budgetproject',
                    constraint=models.CheckConstraint(condition=models.Q(('cost_minor', None), ('cost_minor__gte', 0), _connector='OR'), name='budgeting_project_cost'),
                ),
                migrations.AddConstraint(
                    model_name='budgetproject',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', ['submitted', 'refused', 'withdrawn']), ('cost_minor__isnull', False), _connector='OR'), name='budgeting_ballot_has_costs'),
                ),
                migrations.AddIndex(
                    model_name='ballot',
                    index=models.Index(condition=models.Q(('is_mixed', False)), fields=['round'], name='budgeting_fresh_ballots'),
                ),
                migrations.AddConstraint(
                    model_name='ballot',
                    constraint=models.UniqueConstraint(fields=('round', 'secret'), name='budgeting_ballot_secret'),
                ),
                migrations.AddConstraint(
                    model_name='projectrating',
                    constraint=models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('project', 'user'), name='budgeting_rating_once'),
                ),
                migrations.AddConstraint(
                    model_name='projectrating',
                    constraint=models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='budgeting_rating_stars'),
                ),
                migrations.AddIndex(
                    model_name='votedmark',
                    index=models.Index(condition=models.Q(('is_mixed', False)), fields=['round'], name='budgeting_fresh_marks'),
                ),
                migrations.AddConstraint(
                    model_name='votedmark',
                    constraint=models.UniqueConstraint(fields=('round', 'voter'), name='budgeting_voted_once'),
                ),
            ]
        ),
    ]
