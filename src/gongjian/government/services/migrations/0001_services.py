import django.db.models.deletion
import gongjian.foundation.kernel.ids
from django.conf import settings
from django.db import migrations, models

from gongjian.foundation.kernel.migration_operations import MakeTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0017_case_term'),
        ('duties', '0001_squashed_0002_area_is_active'),
        ('exchange', '0003_consents'),
        ('law', '0003_change_of_day_once'),
        ('people', '0001_squashed_0002_organisation_version'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeTables([
            migrations.CreateModel(
                name='LifeEvent',
                fields=[
                    ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.SlugField(max_length=60, unique=True)),
                    ('name', models.CharField(max_length=120)),
                    ('words', models.CharField(blank=True, max_length=300)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('is_active', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['position', 'name'],
                },
            ),
            migrations.CreateModel(
                name='Service',
                fields=[
                    ('name', models.CharField(max_length=120)),
                    ('words', models.TextField()),
                    ('who_may', models.TextField()),
                    ('what_it_takes', models.TextField(blank=True)),
                    ('working_days', models.PositiveSmallIntegerField()),
                    ('term_parameter', models.SlugField(blank=True, max_length=80)),
                    ('cost_minor', models.PositiveIntegerField(default=0)),
                    ('currency', models.CharField(max_length=3)),
                    ('purpose', models.CharField(max_length=300)),
                    ('form', models.JSONField()),
                    ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('code', models.SlugField(max_length=60, unique=True)),
                    ('updated_at', models.DateTimeField()),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                    ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ('life_events', models.ManyToManyField(blank=True, related_name='+', to='services.lifeevent')),
                    ('provisions', models.ManyToManyField(related_name='+', to='law.provision')),
                    ('term_provision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                ],
            ),
            migrations.CreateModel(
                name='ServiceVersion',
                fields=[
                    ('name', models.CharField(max_length=120)),
                    ('words', models.TextField()),
                    ('who_may', models.TextField()),
                    ('what_it_takes', models.TextField(blank=True)),
                    ('working_days', models.PositiveSmallIntegerField()),
                    ('term_parameter', models.SlugField(blank=True, max_length=80)),
                    ('cost_minor', models.PositiveIntegerField(default=0)),
                    ('currency', models.CharField(max_length=3)),
                    ('purpose', models.CharField(max_length=300)),
                    ('form', models.JSONField()),
                    ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveIntegerField()),
                    ('published_at', models.DateTimeField()),
                    ('provisions', models.ManyToManyField(related_name='+', to='law.provision')),
                    ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='services.service')),
                    ('term_provision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                ],
            ),
            migrations.AddField(
                model_name='service',
                name='current',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.serviceversion'),
            ),
            migrations.CreateModel(
                name='Application',
                fields=[
                    ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('state', models.CharField(choices=[('begun', 'being filled in'), ('submitted', 'handed in'), ('withdrawn', 'withdrawn'), ('abandoned', 'given up')], default='begun', max_length=9)),
                    ('key', models.CharField(blank=True, max_length=120)),
                    ('begun_at', models.DateTimeField()),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('fields_not_asked', models.PositiveSmallIntegerField(default=0)),
                    ('documents_not_asked', models.PositiveSmallIntegerField(default=0)),
                    ('version', models.PositiveIntegerField(default=1)),
                    ('applicant', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('service_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='services.serviceversion')),
                ],
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('name', models.CharField(max_length=60)),
                    ('state', models.CharField(choices=[('open', 'to be fetched'), ('asking', 'being fetched'), ('waiting', 'the source is at it'), ('filled', 'from the source'), ('held', 'held by the department'), ('by_hand', 'to be told'), ('told', 'told by whoever applies')], max_length=8)),
                    ('reason', models.CharField(blank=True, choices=[('nobody', 'No department holds this.'), ('kept', 'The department that holds this may not pass it on.'), ('no_agreement', 'The departments have no agreement in force on this at the moment.'), ('declined', 'You did not want it to be fetched.'), ('no_number', 'Your number is not verified yet, so the source cannot find you.'), ('no_key', 'The department cannot ask other departments yet.'), ('no_record', 'The source has nothing about you.'), ('several', 'The source has several records of you.'), ('unfit', 'What the source holds does not fit this form.'), ('refused', 'The gateway refused the query.'), ('denied', 'The source refused to answer.'), ('down', 'The source cannot be reached at the moment.'), ('slow', 'The source took too long.'), ('stale', 'What the source holds is too old.'), ('malformed', 'The source answered wrongly.'), ('forged', 'The signature of the source was wrong.')], max_length=12)),
                    ('value', models.JSONField(blank=True, null=True)),
                    ('field_name', models.CharField(blank=True, max_length=60)),
                    ('as_of', models.DateTimeField(blank=True, null=True)),
                    ('changed_at', models.DateTimeField()),
                    ('correction_number', models.CharField(blank=True, max_length=10)),
                    ('consent', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchange.consent')),
                    ('dataset', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchange.dataset')),
                    ('query', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exchange.dataquery')),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='services.application')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('application', 'name'), name='services_answer_name')],
                },
            ),
            migrations.CreateModel(
                name='ServiceCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('month', models.DateField()),
                    ('applications', models.PositiveIntegerField(default=0)),
                    ('fields_not_asked', models.PositiveIntegerField(default=0)),
                    ('documents_not_asked', models.PositiveIntegerField(default=0)),
                    ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='services.service')),
                ],
                options={
                    'indexes': [models.Index(fields=['month'], name='services_count_by_month')],
                    'constraints': [models.UniqueConstraint(fields=('service', 'month'), name='services_count_month')],
                },
            ),
            migrations.AddConstraint(
                model_name='serviceversion',
                constraint=models.UniqueConstraint(fields=('service', 'number'), name='services_version_number'),
            ),
            migrations.AddIndex(
                model_name='service',
                index=models.Index(condition=models.Q(('current__isnull', False)), fields=['name', 'id'], name='services_service_offered'),
            ),
            migrations.AddIndex(
                model_name='service',
                index=models.Index(fields=['department', 'name', 'id'], name='services_service_own'),
            ),
            migrations.AddIndex(
                model_name='application',
                index=models.Index(condition=models.Q(('applicant__isnull', False)), fields=['applicant', '-begun_at', '-id'], name='services_application_mine'),
            ),
            migrations.AddIndex(
                model_name='application',
                index=models.Index(condition=models.Q(('state', 'begun')), fields=['begun_at', 'id'], name='services_application_begun'),
            ),
            migrations.AddConstraint(
                model_name='application',
                constraint=models.UniqueConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), ('applicant__isnull', False)), fields=('applicant', 'key'), name='services_application_once'),
            ),
        ]),
    ]
