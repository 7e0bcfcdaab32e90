import django.db.models.deletion
import gongjian.foundation.kernel.ids
from django.conf import settings
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('people', '0001_initial'),
        ('people', '0002_organisation_version'),
    ]

    dependencies = [
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                        ('name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                        ('phone', models.CharField(blank=True, max_length=30, verbose_name='phone')),
                        ('language', models.CharField(default='en', max_length=10, verbose_name='language of e-mails')),
                        ('is_active', models.BooleanField(default=True)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('joined_at', models.DateTimeField(auto_now_add=True)),
                        ('erased_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['name'], name='people_user_name', opclasses=['varchar_pattern_ops']), models.Index(condition=models.Q(('is_demo', True)), fields=['name'], name='people_user_demo')],
                    },
                ),
                migrations.CreateModel(
                    name='ApiKey',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=80)),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_keys', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('public_body', 'public body'), ('company', 'company')], max_length=12)),
                        ('code', models.CharField(max_length=40, unique=True)),
                        ('name', models.CharField(max_length=120)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('phone', models.CharField(blank=True, max_length=40)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('is_active', models.BooleanField(default=True)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='RoleGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('resident', 'resident'), ('company_member', 'company_member'), ('handler', 'handler'), ('supervisor', 'supervisor'), ('dispatcher', 'dispatcher'), ('product_manager', 'product_manager'), ('auditor', 'auditor'), ('administrator', 'administrator')], max_length=20)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('granted_at', models.DateTimeField(auto_now_add=True)),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='people.organisation')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('event', models.CharField(max_length=120)),
                        ('topic', models.CharField(max_length=40)),
                        ('reason', models.CharField(max_length=200)),
                        ('subject', models.CharField(max_length=200)),
                        ('body', models.TextField()),
                        ('path', models.CharField(max_length=300)),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('is_urgent', models.BooleanField(default=False)),
                        ('created_at', models.DateTimeField()),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('state', models.CharField(choices=[('waiting', 'waiting'), ('sending', 'being sent'), ('sent', 'sent'), ('silent', 'in-site only'), ('failed', 'failed')], max_length=8)),
                        ('send_after', models.DateTimeField(blank=True, null=True)),
                        ('message_id', models.CharField(blank=True, max_length=120)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('error', models.CharField(blank=True, max_length=300)),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['user', '-created_at', '-id'], name='people_notice_inbox'), models.Index(condition=models.Q(('read_at', None), ('user__isnull', False)), fields=['user'], name='people_notice_unread'), models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['send_after'], name='people_notice_queue'), models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['user', 'email'], name='people_notice_letter'), models.Index(condition=models.Q(('state', 'failed')), fields=['-created_at', '-id'], name='people_notice_failed'), models.Index(fields=['created_at'], name='people_notice_age')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('user', 'event'), name='people_notice_once_user'), models.UniqueConstraint(condition=models.Q(('user__isnull', True)), fields=('email', 'event'), name='people_notice_once_email')],
                    },
                ),
                migrations.CreateModel(
                    name='NoticeSubscription',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('topic', models.CharField(max_length=40)),
                        ('wants_email', models.BooleanField()),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('user', 'topic'), name='people_subscription_once_user'), models.UniqueConstraint(condition=models.Q(('user__isnull', True)), fields=('email', 'topic'), name='people_subscription_once_email')],
                    },
                ),
                migrations.AddIndex(
                    model_name='organisation',
                    index=models.Index(fields=['kind', 'name'], name='people_orga_kind_2e672b_idx'),
                ),
                migrations.AddConstraint(
                    model_name='rolegrant',
                    constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('user', 'role', 'organisation', 'area_path'), name='people_grant_once'),
                ),
                migrations.AddConstraint(
                    model_name='rolegrant',
                    constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', True)), fields=('user', 'role', 'area_path'), name='people_grant_once_anywhere'),
                ),
            ]
        ),
    ]
