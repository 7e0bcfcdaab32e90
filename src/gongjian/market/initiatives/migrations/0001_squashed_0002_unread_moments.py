import django.db.models.deletion
import gongjian.foundation.kernel.ids
from django.conf import settings
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('initiatives', '0001_initiatives'),
        ('initiatives', '0002_unread_moments'),
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
                    name='Initiative',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.CharField(default=gongjian.foundation.kernel.ids.new_number, max_length=10, unique=True)),
                        ('state', models.CharField(choices=[('considered', 'considered'), ('planned', 'planned'), ('under_way', 'under way'), ('delivered', 'delivered'), ('reviewed', 'reviewed'), ('refused', 'refused'), ('dropped', 'dropped')], default='considered', max_length=12)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('title', models.CharField(max_length=120)),
                        ('text', models.TextField()),
                        ('why', models.TextField()),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('budget_minor', models.BigIntegerField(blank=True, null=True)),
                        ('currency', models.CharField(choices=[('CNY', 'CNY'), ('EUR', 'EUR'), ('GBP', 'GBP'), ('JPY', 'JPY'), ('PLN', 'PLN'), ('USD', 'USD')], default='CNY', max_length=3)),
                        ('quarter', models.DateField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True)),
                        ('follower_count', models.PositiveIntegerField(default=0)),
                        ('evidence_count', models.PositiveIntegerField(default=0)),
                        ('created_at', models.DateTimeField()),
                        ('updated_at', models.DateTimeField()),
                        ('planned_at', models.DateTimeField(blank=True, null=True)),
                        ('delivered_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                    ],
                ),
                migrations.CreateModel(
                    name='InitiativeEvent',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=40)),
                        ('from_state', models.CharField(blank=True, max_length=12)),
                        ('to_state', models.CharField(choices=[('considered', 'considered'), ('planned', 'planned'), ('under_way', 'under way'), ('delivered', 'delivered'), ('reviewed', 'reviewed'), ('refused', 'refused'), ('dropped', 'dropped')], max_length=12)),
                        ('at', models.DateTimeField()),
                        ('actor', models.CharField(max_length=120)),
                        ('text', models.TextField(blank=True)),
                        ('data', models.JSONField(default=dict)),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('initiative', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='initiatives.initiative')),
                    ],
                ),
                migrations.CreateModel(
                    name='InitiativeFollow',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('at', models.DateTimeField()),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follows', to='initiatives.initiative')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Measure',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120)),
                        ('unit', models.CharField(blank=True, max_length=40)),
                        ('baseline', models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                        ('target', models.DecimalField(decimal_places=4, max_digits=16)),
                        ('by_when', models.DateField()),
                        ('rate', models.CharField(blank=True, choices=[('response', 'response rate'), ('solution', 'solution rate'), ('satisfaction', 'satisfaction rate'), ('first_response', 'time to the first response'), ('received', 'cases received')], max_length=16)),
                        ('months', models.PositiveSmallIntegerField(default=0)),
                        ('baseline_until', models.DateField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('removed_at', models.DateTimeField(blank=True, null=True)),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                        ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='initiatives.initiative')),
                    ],
                ),
                migrations.CreateModel(
                    name='MeasureReading',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('value', models.DecimalField(decimal_places=4, max_digits=16)),
                        ('on', models.DateField()),
                        ('source', models.CharField(max_length=300)),
                        ('at', models.DateTimeField()),
                        ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='initiatives.measure')),
                    ],
                ),
                migrations.AddIndex(
                    model_name='initiative',
                    index=models.Index(condition=models.Q(('state__in', ['planned', 'under_way'])), fields=['quarter', 'id'], name='initiatives_roadmap'),
                ),
                migrations.AddIndex(
                    model_name='initiative',
                    index=models.Index(fields=['state', '-updated_at', '-id'], name='initiatives_state'),
                ),
                migrations.AddIndex(
                    model_name='initiative',
                    index=models.Index(fields=['-updated_at', '-id'], name='initiatives_latest'),
                ),
                migrations.AddConstraint(
                    model_name='initiative',
                    constraint=models.CheckConstraint(condition=models.Q(('budget_minor', None), ('budget_minor__gte', 0), _connector='OR'), name='initiatives_budget'),
                ),
                migrations.AddConstraint(
                    model_name='initiative',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['planned', 'under_way']), _negated=True), models.Q(('department__isnull', False), ('planned_at__isnull', False), ('quarter__isnull', False)), _connector='OR'), name='initiatives_plan_is_whole'),
                ),
                migrations.AddIndex(
                    model_name='initiativeevent',
                    index=models.Index(fields=['initiative', 'id'], name='initiatives_timeline'),
                ),
                migrations.AddConstraint(
                    model_name='initiativefollow',
                    constraint=models.UniqueConstraint(fields=('initiative', 'user'), name='initiatives_follow_once'),
                ),
                migrations.AddConstraint(
                    model_name='measure',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('baseline__isnull', False), ('rate', '')), models.Q(models.Q(('rate', ''), _negated=True), ('baseline', None), ('baseline_until__isnull', False), ('months__gte', 1)), _connector='OR'), name='initiatives_measure_kind'),
                ),
            ]
        ),
    ]
