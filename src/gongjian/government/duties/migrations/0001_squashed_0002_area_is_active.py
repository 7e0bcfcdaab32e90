import django.db.models.deletion
import gongjian.foundation.kernel.ids
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('duties', '0001_initial'),
        ('duties', '0002_area_is_active'),
    ]

    dependencies = [
        ('law', '0001_initial'),
        ('people', '0001_squashed_0002_organisation_version'),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='Area',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(max_length=20, unique=True)),
                        ('name', models.CharField(max_length=80)),
                        ('level', models.PositiveSmallIntegerField(choices=[(1, 'city'), (2, 'district'), (3, 'street')])),
                        ('path', models.CharField(max_length=200, unique=True)),
                        ('outline', models.JSONField(blank=True, null=True)),
                        ('calendar', models.CharField(blank=True, max_length=12)),
                        ('is_active', models.BooleanField(default=True)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='duties.area')),
                    ],
                    options={
                        'ordering': ['path'],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarDay',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('calendar', models.CharField(max_length=12)),
                        ('day', models.DateField()),
                        ('is_working', models.BooleanField()),
                        ('note', models.CharField(blank=True, max_length=120)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('calendar', 'day'), name='duties_calendar_day_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Category',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('code', models.CharField(max_length=40, unique=True)),
                        ('name', models.CharField(max_length=80)),
                        ('description', models.CharField(blank=True, max_length=300)),
                        ('keywords', models.CharField(blank=True, max_length=300)),
                        ('level', models.PositiveSmallIntegerField()),
                        ('path', models.CharField(max_length=200, unique=True)),
                        ('is_active', models.BooleanField(default=True)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='duties.category')),
                    ],
                    options={
                        'ordering': ['path'],
                    },
                ),
                migrations.CreateModel(
                    name='Duty',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('line', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('deadline_working_days', models.PositiveSmallIntegerField()),
                        ('in_force_from', models.DateField()),
                        ('in_force_until', models.DateField(blank=True, null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='duties.area')),
                        ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='duties.category')),
                        ('lead_department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                        ('supporting_departments', models.ManyToManyField(blank=True, related_name='+', to='people.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='DutyProposal',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('case_reference', models.CharField(max_length=60)),
                        ('case_number', models.CharField(blank=True, max_length=20)),
                        ('reason', models.TextField()),
                        ('proposed_by', models.CharField(max_length=80)),
                        ('proposed_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('open', 'open'), ('accepted', 'accepted'), ('declined', 'declined')], default='open', max_length=8)),
                        ('decided_by', models.CharField(blank=True, max_length=80)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decision_reason', models.CharField(blank=True, max_length=300)),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                        ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('duty', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='duties.duty')),
                    ],
                ),
                migrations.AddIndex(
                    model_name='duty',
                    index=models.Index(fields=['category', 'area', 'in_force_from'], name='duties_duty_categor_c1d0cd_idx'),
                ),
                migrations.AddConstraint(
                    model_name='duty',
                    constraint=models.UniqueConstraint(fields=('line', 'version'), name='duties_duty_version_once'),
                ),
                migrations.AddConstraint(
                    model_name='duty',
                    constraint=models.CheckConstraint(condition=models.Q(('deadline_working_days__range', (1, 365))), name='duties_duty_deadline'),
                ),
                migrations.AddConstraint(
                    model_name='duty',
                    constraint=models.CheckConstraint(condition=models.Q(('in_force_until', None), ('in_force_until__gte', models.F('in_force_from')), _connector='OR'), name='duties_duty_dates'),
                ),
                migrations.AddIndex(
                    model_name='dutyproposal',
                    index=models.Index(fields=['state', '-proposed_at', '-id'], name='duties_duty_state_9a6cb4_idx'),
                ),
                migrations.AddConstraint(
                    model_name='dutyproposal',
                    constraint=models.UniqueConstraint(fields=('case_reference', 'department'), name='duties_proposal_once'),
                ),
            ]
        ),
    ]
