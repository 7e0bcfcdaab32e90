import django.db.models.deletion
import django.db.models.functions.datetime
import gongjian.foundation.kernel.ids
import gongjian.market.procurement.rules.contracts
from django.conf import settings
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('procurement', '0001_calls'),
        ('procurement', '0002_evaluation'),
        ('procurement', '0003_bids'),
        ('procurement', '0004_sealing_context'),
        ('procurement', '0005_unopenable'),
        ('procurement', '0006_contracts'),
        ('procurement', '0007_exclusions'),
        ('procurement', '0008_call_file_copies'),
        ('procurement', '0009_ties'),
        ('procurement', '0010_free_contracts'),
        ('procurement', '0011_proofs'),
        ('procurement', '0012_unsigned'),
        ('procurement', '0013_supply'),
        ('procurement', '0014_named_owners'),
    ]

    dependencies = [
        ('duties', '0001_squashed_0002_area_is_active'),
        ('law', '0003_change_of_day_once'),
        ('people', '0001_squashed_0002_organisation_version'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='Bid',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stage_number', models.PositiveSmallIntegerField(default=1)),
                        ('begun_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='BidClosing',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stage_number', models.PositiveSmallIntegerField()),
                        ('envelopes', models.PositiveIntegerField()),
                        ('standing', models.PositiveIntegerField()),
                        ('root', models.BinaryField(max_length=32)),
                        ('note', models.TextField()),
                        ('deadline', models.DateTimeField()),
                        ('closed_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['closed_at'],
                    },
                ),
                migrations.CreateModel(
                    name='BidderKey',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('public_key', models.CharField(max_length=44, unique=True)),
                        ('registered_at', models.DateTimeField()),
                        ('registered_by', models.CharField(max_length=120)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['-registered_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Call',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.CharField(max_length=10, unique=True)),
                        ('procedure_code', models.CharField(choices=[('open_call', 'open call'), ('quotation', 'request for quotation'), ('restricted', 'restricted call in two stages'), ('challenge', 'challenge'), ('direct', 'direct award')], max_length=12)),
                        ('procedure_version', models.PositiveSmallIntegerField(default=1)),
                        ('stage_number', models.PositiveSmallIntegerField(default=1)),
                        ('title', models.CharField(max_length=120)),
                        ('text', models.TextField()),
                        ('language', models.CharField(default='en', max_length=10)),
                        ('initiative_ref', models.CharField(blank=True, max_length=80)),
                        ('area_path', models.CharField(blank=True, max_length=200)),
                        ('supply', models.CharField(blank=True, choices=[('goods', 'goods'), ('works', 'works'), ('services', 'services')], max_length=8)),
                        ('estimate_minor', models.BigIntegerField()),
                        ('ceiling_minor', models.BigIntegerField(blank=True, null=True)),
                        ('currency', models.CharField(default='CNY', max_length=3)),
                        ('largest_size', models.CharField(blank=True, choices=[('micro', 'micro'), ('small', 'small'), ('medium', 'medium-sized'), ('large', 'large')], max_length=8)),
                        ('direct_reason', models.TextField(blank=True)),
                        ('proof_minor', models.BigIntegerField(blank=True, null=True)),
                        ('trustee_threshold', models.PositiveSmallIntegerField(default=2)),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('approved', 'approved'), ('open', 'open'), ('closed', 'closed'), ('technical_opening', 'technical opening'), ('evaluation', 'evaluation'), ('price_opening', 'price opening'), ('intent', 'intent to award'), ('standstill', 'standstill'), ('contract', 'contract'), ('delivery', 'delivery'), ('done', 'done'), ('cancelled', 'cancelled'), ('unsuccessful', 'unsuccessful'), ('suspended', 'suspended')], default='draft', max_length=20)),
                        ('suspended_from', models.CharField(blank=True, choices=[('draft', 'draft'), ('approved', 'approved'), ('open', 'open'), ('closed', 'closed'), ('technical_opening', 'technical opening'), ('evaluation', 'evaluation'), ('price_opening', 'price opening'), ('intent', 'intent to award'), ('standstill', 'standstill'), ('contract', 'contract'), ('delivery', 'delivery'), ('done', 'done'), ('cancelled', 'cancelled'), ('unsuccessful', 'unsuccessful'), ('suspended', 'suspended')], max_length=20)),
                        ('suspended_at', models.DateTimeField(blank=True, null=True)),
                        ('state_reason', models.TextField(blank=True)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('stage_opened_at', models.DateTimeField(blank=True, null=True)),
                        ('closes_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('standstill_until', models.DateTimeField(blank=True, null=True)),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.CharField(max_length=120)),
                        ('edited_by', models.CharField(max_length=120)),
                        ('approved_at', models.DateTimeField(blank=True, null=True)),
                        ('approved_by', models.CharField(blank=True, max_length=120)),
                        ('updated_at', models.DateTimeField()),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('buyer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                    ],
                ),
                migrations.CreateModel(
                    name='CallDocument',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('title', models.CharField(max_length=120)),
                        ('name', models.CharField(max_length=120)),
                        ('media_type', models.CharField(max_length=100)),
                        ('size', models.PositiveIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('added_at', models.DateTimeField()),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='procurement.call')),
                        ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='procurement.calldocument')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Company',
                    fields=[
                        ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='people.organisation')),
                        ('size', models.CharField(choices=[('micro', 'micro'), ('small', 'small'), ('medium', 'medium-sized'), ('large', 'large')], max_length=8)),
                        ('text', models.TextField(blank=True)),
                        ('registered_at', models.DateTimeField()),
                        ('registered_by', models.CharField(max_length=120)),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('confirmed_by', models.CharField(blank=True, max_length=120)),
                        ('version', models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        'verbose_name_plural': 'companies',
                    },
                ),
                migrations.CreateModel(
                    name='Delivery',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('state', models.CharField(choices=[('reported', 'to be accepted'), ('accepted', 'accepted'), ('refused', 'refused')], default='reported', max_length=8)),
                        ('reported_at', models.DateTimeField()),
                        ('reported_by', models.CharField(max_length=120)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('trial_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'verbose_name_plural': 'deliveries',
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='DeliveryDocument',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120)),
                        ('media_type', models.CharField(max_length=100)),
                        ('size', models.PositiveIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('delivery', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='procurement.delivery')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CallFileCopy',
                    fields=[
                        ('closing', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='procurement.bidclosing')),
                        ('state', models.CharField(max_length=64)),
                        ('digest', models.CharField(max_length=64)),
                        ('has_proof', models.BooleanField()),
                        ('body', models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name='BidEnvelope',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('digest', models.BinaryField(max_length=32, unique=True)),
                        ('body', models.BinaryField()),
                        ('sequence', models.BigIntegerField()),
                        ('received_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('sent_by', models.CharField(max_length=120)),
                        ('fate', models.CharField(choices=[('standing', 'stands'), ('replaced', 'replaced'), ('withdrawn', 'withdrawn')], default='standing', max_length=9)),
                        ('receipt', models.TextField(blank=True)),
                        ('withdrawal', models.TextField(blank=True)),
                        ('bid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='envelopes', to='procurement.bid')),
                        ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='envelopes', to='procurement.bidderkey')),
                    ],
                    options={
                        'ordering': ['received_at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='BidWindow',
                    fields=[
                        ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='procurement.call')),
                        ('stage_number', models.PositiveSmallIntegerField()),
                        ('closes_at', models.DateTimeField(null=True)),
                    ],
                ),
                migrations.AddField(
                    model_name='bidclosing',
                    name='call',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closings', to='procurement.call'),
                ),
                migrations.AddField(
                    model_name='bid',
                    name='call',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bids', to='procurement.call'),
                ),
                migrations.CreateModel(
                    name='Award',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('amount_minor', models.BigIntegerField()),
                        ('currency', models.CharField(max_length=3)),
                        ('estimate_minor', models.BigIntegerField()),
                        ('bids', models.PositiveIntegerField()),
                        ('is_small_firm', models.BooleanField()),
                        ('state', models.CharField(choices=[('intended', 'intended'), ('made', 'made'), ('withdrawn', 'withdrawn')], default='intended', max_length=10)),
                        ('reason', models.TextField()),
                        ('intended_at', models.DateTimeField()),
                        ('intended_by', models.CharField(max_length=120)),
                        ('made_at', models.DateTimeField(blank=True, null=True)),
                        ('made_by', models.CharField(blank=True, max_length=120)),
                        ('withdrawn_reason', models.TextField(blank=True)),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='procurement.call')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='procurement.company')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CallAmendment',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('changed', models.JSONField(default=dict)),
                        ('closes_before', models.DateTimeField()),
                        ('closes_after', models.DateTimeField()),
                        ('made_at', models.DateTimeField()),
                        ('made_by', models.CharField(max_length=120)),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='procurement.call')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='CallCriterion',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stage_number', models.PositiveSmallIntegerField(default=1)),
                        ('place', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('quality', 'quality'), ('price', 'price')], max_length=8)),
                        ('title', models.CharField(max_length=120)),
                        ('text', models.TextField(blank=True)),
                        ('weight', models.PositiveSmallIntegerField()),
                        ('formula', models.CharField(blank=True, max_length=40)),
                        ('least', models.PositiveSmallIntegerField(default=0)),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='procurement.call')),
                    ],
                    options={
                        'ordering': ['stage_number', 'place'],
                    },
                ),
                migrations.CreateModel(
                    name='DocumentContent',
                    fields=[
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='stored', serialize=False, to='procurement.calldocument')),
                        ('content', models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name='CallEvent',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=60)),
                        ('from_state', models.CharField(choices=[('draft', 'draft'), ('approved', 'approved'), ('open', 'open'), ('closed', 'closed'), ('technical_opening', 'technical opening'), ('evaluation', 'evaluation'), ('price_opening', 'price opening'), ('intent', 'intent to award'), ('standstill', 'standstill'), ('contract', 'contract'), ('delivery', 'delivery'), ('done', 'done'), ('cancelled', 'cancelled'), ('unsuccessful', 'unsuccessful'), ('suspended', 'suspended')], max_length=20)),
                        ('to_state', models.CharField(choices=[('draft', 'draft'), ('approved', 'approved'), ('open', 'open'), ('closed', 'closed'), ('technical_opening', 'technical opening'), ('evaluation', 'evaluation'), ('price_opening', 'price opening'), ('intent', 'intent to award'), ('standstill', 'standstill'), ('contract', 'contract'), ('delivery', 'delivery'), ('done', 'done'), ('cancelled', 'cancelled'), ('unsuccessful', 'unsuccessful'), ('suspended', 'suspended')], max_length=20)),
                        ('stage_number', models.PositiveSmallIntegerField(default=1)),
                        ('at', models.DateTimeField()),
                        ('actor', models.CharField(max_length=120)),
                        ('is_public', models.BooleanField(default=True)),
                        ('text', models.TextField(blank=True)),
                        ('data', models.JSONField(default=dict)),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='procurement.call')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CallFollow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='procurement.call')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='CallTrustee',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('place', models.PositiveSmallIntegerField()),
                        ('public_key', models.CharField(blank=True, max_length=88)),
                        ('key_given_at', models.DateTimeField(blank=True, null=True)),
                        ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='trustees', to='procurement.call')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['place'],
                    },
                ),
                migrations.CreateModel(
                    name='CallQuestion',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('asked_at', models.DateTimeField()),
                        ('answer_by', models.DateTimeField()),
                        ('answer', models.TextField(blank=True)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_by', models.CharField(blank=True, max_length=120)),
                        ('asker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='procurement.call')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procurement.company')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='CallInvitation',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stage_number', models.PositiveSmallIntegerField()),
                        ('reason', models.TextField(blank=True)),
                        ('invited_at', models.DateTimeField()),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='procurement.call')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='procurement.company')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='BidExclusion',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stage_number', models.PositiveSmallIntegerField()),
                        ('ground', models.CharField(choices=[('abnormal', 'its price does not account for what it offers'), ('conditions', 'it does not meet the conditions of the call'), ('debarred', 'its company is debarred'), ('upheld', 'a complaint about it was upheld'), ('unsigned', 'its company won, and did not sign the contract')], max_length=16)),
                        ('reason', models.TextField()),
                        ('at', models.DateTimeField()),
                        ('by', models.CharField(max_length=120)),
                        ('state', models.CharField(choices=[('proposed', 'waits for another person'), ('in_force', 'in force'), ('refused', 'refused'), ('lifted', 'lifted')], default='in_force', max_length=8)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_by', models.CharField(blank=True, max_length=120)),
                        ('lifted_at', models.DateTimeField(blank=True, null=True)),
                        ('lifted_by', models.CharField(blank=True, max_length=120)),
                        ('outcome_reason', models.TextField(blank=True)),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='exclusions', to='procurement.call')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procurement.company')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.AddField(
                    model_name='bidderkey',
                    name='company',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bidder_keys', to='procurement.company'),
                ),
                migrations.AddField(
                    model_name='bid',
                    name='company',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bids', to='procurement.company'),
                ),
                migrations.CreateModel(
                    name='AwardComplaint',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('made_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('pending', 'pending'), ('dismissed', 'dismissed'), ('upheld', 'upheld')], default='pending', max_length=10)),
                        ('decision', models.TextField(blank=True)),
                        ('remedy', models.CharField(blank=True, max_length=12)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_by', models.CharField(blank=True, max_length=120)),
                        ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='procurement.award')),
                        ('maker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='procurement.call')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procurement.company')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='CompanyMembership',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('state', models.CharField(choices=[('invited', 'invited'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='invited', max_length=9)),
                        ('invited_at', models.DateTimeField()),
                        ('invited_by', models.CharField(max_length=120)),
                        ('expires_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='procurement.company')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-invited_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='CompanyOwner',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120)),
                        ('is_person', models.BooleanField()),
                        ('share_bp', models.PositiveIntegerField()),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('confirmed_by', models.CharField(blank=True, max_length=120)),
                        ('declined_at', models.DateTimeField(blank=True, null=True)),
                        ('since', models.DateField()),
                        ('until', models.DateField(blank=True, null=True)),
                        ('declared_at', models.DateTimeField()),
                        ('declared_by', models.CharField(max_length=120)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owners', to='procurement.company')),
                        ('owner_company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned', to='procurement.company')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-share_bp', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='CompanySector',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=8)),
                        ('company', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sectors', to='procurement.company')),
                    ],
                    options={
                        'ordering': ['code'],
                    },
                ),
                migrations.CreateModel(
                    name='Contract',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.CharField(max_length=10, unique=True)),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('signing', 'being signed'), ('signed', 'signed'), ('running', 'running'), ('done', 'done'), ('ended', 'ended early'), ('lapsed', 'not signed in time')], default='draft', max_length=8)),
                        ('state_reason', models.TextField(blank=True)),
                        ('text', models.TextField(blank=True)),
                        ('exit_text', models.TextField(blank=True)),
                        ('source_text', models.TextField(blank=True)),
                        ('data_text', models.TextField(blank=True)),
                        ('starts_on', models.DateField()),
                        ('award_minor', models.BigIntegerField()),
                        ('signed_minor', models.BigIntegerField(blank=True, null=True)),
                        ('amount_minor', models.BigIntegerField()),
                        ('paid_minor', models.BigIntegerField(default=0)),
                        ('currency', models.CharField(max_length=3)),
                        ('sign_until', models.DateTimeField()),
                        ('drafted_at', models.DateTimeField()),
                        ('drafted_by', models.CharField(max_length=120)),
                        ('signed_at', models.DateTimeField(blank=True, null=True)),
                        ('over_at', models.DateTimeField(blank=True, null=True)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('acceptor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='contract', to='procurement.award')),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='procurement.call')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='procurement.company')),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ContractRating',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('side', models.CharField(choices=[('buyer', 'buyer'), ('company', 'company')], max_length=7)),
                        ('stars', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('rated_at', models.DateTimeField()),
                        ('rated_by', models.CharField(max_length=120)),
                        ('reply', models.TextField(blank=True)),
                        ('replied_at', models.DateTimeField(blank=True, null=True)),
                        ('replied_by', models.CharField(blank=True, max_length=120)),
                        ('contract', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='procurement.contract')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ContractVersion',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('is_change', models.BooleanField()),
                        ('file', models.TextField()),
                        ('digest', models.CharField(max_length=64)),
                        ('amount_minor', models.BigIntegerField()),
                        ('increase_minor', models.BigIntegerField(default=0)),
                        ('rationale', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('proposed', 'proposed'), ('in_force', 'in force since it was signed'), ('refused', 'not signed')], default='proposed', max_length=8)),
                        ('proposed_at', models.DateTimeField()),
                        ('proposed_by', models.CharField(max_length=120)),
                        ('proposed_side', models.CharField(choices=[('buyer', 'buyer'), ('company', 'company')], max_length=7)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('refused_reason', models.TextField(blank=True)),
                        ('refused_by', models.CharField(blank=True, max_length=120)),
                        ('contract', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='procurement.contract')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='ContractSignature',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('side', models.CharField(choices=[('buyer', 'buyer'), ('company', 'company')], max_length=7)),
                        ('digest', models.CharField(max_length=64)),
                        ('signed_by', models.CharField(max_length=120)),
                        ('signed_at', models.DateTimeField()),
                        ('version', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='procurement.contractversion')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Debarment',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('reason', models.TextField()),
                        ('first_day', models.DateField()),
                        ('last_day', models.DateField()),
                        ('decided_at', models.DateTimeField()),
                        ('decided_by', models.CharField(max_length=120)),
                        ('lifted_at', models.DateTimeField(blank=True, null=True)),
                        ('lifted_on', models.DateField(blank=True, null=True)),
                        ('lifted_by', models.CharField(blank=True, max_length=120)),
                        ('lifted_reason', models.TextField(blank=True)),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='debarments', to='procurement.company')),
                        ('provision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                    ],
                    options={
                        'ordering': ['-first_day', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Acceptance',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('role', models.CharField(choices=[('owner', 'product owner'), ('independent', 'independent acceptor')], max_length=11)),
                        ('is_accepted', models.BooleanField()),
                        ('reason', models.TextField(blank=True)),
                        ('decided_at', models.DateTimeField()),
                        ('decided_by', models.CharField(max_length=120)),
                        ('delivery', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='procurement.delivery')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='DeliveryContent',
                    fields=[
                        ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='stored', serialize=False, to='procurement.deliverydocument')),
                        ('content', models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name='DeliveryTrial',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('asked_at', models.DateTimeField()),
                        ('works', models.BooleanField(blank=True, null=True)),
                        ('words', models.TextField(blank=True)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('delivery', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='trials', to='procurement.delivery')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Evaluator',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stage_number', models.PositiveSmallIntegerField()),
                        ('number', models.PositiveSmallIntegerField()),
                        ('state', models.CharField(choices=[('appointed', 'has to declare'), ('cleared', 'scores'), ('conflicted', 'has an interest'), ('excused', 'was replaced'), ('locked', 'has locked the scores')], default='appointed', max_length=12)),
                        ('state_reason', models.TextField(blank=True)),
                        ('appointed_at', models.DateTimeField()),
                        ('appointed_by', models.CharField(max_length=120)),
                        ('declared_at', models.DateTimeField(blank=True, null=True)),
                        ('locked_at', models.DateTimeField(blank=True, null=True)),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='evaluators', to='procurement.call')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['stage_number', 'number'],
                    },
                ),
                migrations.CreateModel(
                    name='BidScore',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('score', models.PositiveSmallIntegerField()),
                        ('reason', models.TextField()),
                        ('scored_at', models.DateTimeField()),
                        ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procurement.callcriterion')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procurement.company')),
                        ('evaluator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='procurement.evaluator')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='InterestDeclaration',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('has_interest', models.BooleanField()),
                        ('text', models.TextField(blank=True)),
                        ('at', models.DateTimeField()),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procurement.company')),
                        ('evaluator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='procurement.evaluator')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='LegalFinding',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('rule', models.CharField(max_length=40)),
                        ('parameter', models.CharField(max_length=80)),
                        ('asked', models.BigIntegerField()),
                        ('found', models.BigIntegerField()),
                        ('is_met', models.BooleanField()),
                        ('day', models.DateField()),
                        ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='procurement.call')),
                        ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='procurement.callevent')),
                        ('provision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Milestone',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=120)),
                        ('due_on', models.DateField()),
                        ('amount_minor', models.BigIntegerField()),
                        ('criteria', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('open', 'open'), ('reported', 'to be accepted'), ('accepted', 'accepted')], default='open', max_length=8)),
                        ('delivered_on', models.DateField(blank=True, null=True)),
                        ('accepted_at', models.DateTimeField(blank=True, null=True)),
                        ('paid_minor', models.BigIntegerField(default=0)),
                        ('contract', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='procurement.contract')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.AddField(
                    model_name='delivery',
                    name='milestone',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='procurement.milestone'),
                ),
                migrations.CreateModel(
                    name='Deliverable',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=120)),
                        ('text', models.TextField(blank=True)),
                        ('contract', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='deliverables', to='procurement.contract')),
                        ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliverables', to='procurement.milestone')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='NamedOwner',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('named_at', models.DateTimeField()),
                        ('contract', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='owners', to='procurement.contract')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='OpenedPart',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('part', models.CharField(choices=[('technical', 'technical part'), ('price', 'price'), ('secret', 'trade secrets')], max_length=9)),
                        ('outcome', models.CharField(choices=[('open', 'open'), ('bidder_at_fault', 'sealed wrongly'), ('unopenable', 'cannot be opened')], max_length=15)),
                        ('content', models.TextField(blank=True)),
                        ('opened_at', models.DateTimeField()),
                        ('envelope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opened', to='procurement.bidenvelope')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Payment',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('amount_minor', models.BigIntegerField()),
                        ('paid_on', models.DateField()),
                        ('note', models.CharField(blank=True, max_length=200)),
                        ('recorded_at', models.DateTimeField()),
                        ('recorded_by', models.CharField(max_length=120)),
                        ('milestone', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='payment', to='procurement.milestone')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='PriceExplanation',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stage_number', models.PositiveSmallIntegerField()),
                        ('question', models.TextField()),
                        ('asked_at', models.DateTimeField()),
                        ('asked_by', models.CharField(max_length=120)),
                        ('answer_by', models.DateTimeField()),
                        ('answer', models.TextField(blank=True)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_by', models.CharField(blank=True, max_length=120)),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='procurement.call')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procurement.company')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProofOfConcept',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('state', models.CharField(choices=[('accepted', 'accepted'), ('refused', 'not accepted'), ('paid', 'paid')], max_length=8)),
                        ('due_minor', models.BigIntegerField()),
                        ('reason', models.TextField(blank=True)),
                        ('decided_at', models.DateTimeField()),
                        ('decided_by', models.CharField(max_length=120)),
                        ('paid_minor', models.BigIntegerField(default=0)),
                        ('paid_on', models.DateField(blank=True, null=True)),
                        ('note', models.CharField(blank=True, max_length=200)),
                        ('recorded_at', models.DateTimeField(blank=True, null=True)),
                        ('recorded_by', models.CharField(blank=True, max_length=120)),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='procurement.call')),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procurement.company')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Ranking',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stage_number', models.PositiveSmallIntegerField()),
                        ('number', models.PositiveSmallIntegerField()),
                        ('file', models.TextField()),
                        ('digest', models.CharField(max_length=64)),
                        ('bids', models.PositiveIntegerField()),
                        ('prices', models.JSONField(default=list)),
                        ('signs', models.JSONField(default=dict)),
                        ('ranked_at', models.DateTimeField()),
                        ('ranked_by', models.CharField(max_length=120)),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='rankings', to='procurement.call')),
                    ],
                    options={
                        'ordering': ['stage_number', 'number'],
                    },
                ),
                migrations.CreateModel(
                    name='AwardLetter',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('data', models.JSONField()),
                        ('written_at', models.DateTimeField()),
                        ('company', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procurement.company')),
                        ('ranking', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='procurement.ranking')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.AddField(
                    model_name='award',
                    name='ranking',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='award', to='procurement.ranking'),
                ),
                migrations.CreateModel(
                    name='ResponsibilityCell',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('duty', models.CharField(choices=[('provides', 'provides it'), ('accepts', 'accepts it'), ('operates', 'operates it'), ('owns_code', 'owns the code'), ('owns_data', 'owns the data'), ('bears_failure', 'bears a failure')], max_length=13)),
                        ('party', models.CharField(choices=[('buyer', 'government department'), ('company', 'company'), ('third', 'somebody else'), ('shared', 'shared')], max_length=7)),
                        ('words', models.CharField(blank=True, max_length=200)),
                        ('deliverable', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='procurement.deliverable')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='SealingContext',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('stage_number', models.PositiveSmallIntegerField()),
                        ('body', models.BinaryField()),
                        ('frozen_at', models.DateTimeField()),
                        ('call', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='contexts', to='procurement.call')),
                    ],
                    options={
                        'ordering': ['stage_number'],
                    },
                ),
                migrations.CreateModel(
                    name='ShareRelease',
                    fields=[
                        ('id', models.UUIDField(default=gongjian.foundation.kernel.ids.new_id, editable=False, primary_key=True, serialize=False)),
                        ('part', models.CharField(choices=[('technical', 'technical part'), ('price', 'price'), ('secret', 'trade secrets')], max_length=9)),
                        ('sha256', models.CharField(max_length=64)),
                        ('body', models.BinaryField()),
                        ('wrong', models.PositiveIntegerField()),
                        ('complaints', models.PositiveIntegerField()),
                        ('given_at', models.DateTimeField()),
                        ('given_by', models.CharField(max_length=120)),
                        ('closing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='procurement.bidclosing')),
                        ('trustee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='procurement.calltrustee')),
                    ],
                    options={
                        'ordering': ['given_at', 'id'],
                    },
                ),
                migrations.AddConstraint(
                    model_name='bidenvelope',
                    constraint=models.UniqueConstraint(condition=models.Q(('fate', 'standing')), fields=('bid',), name='procurement_bid_stands_once'),
                ),
                migrations.AddConstraint(
                    model_name='bidenvelope',
                    constraint=models.UniqueConstraint(fields=('bid', 'sequence'), name='procurement_envelope_sequence'),
                ),
                migrations.AddConstraint(
                    model_name='bidenvelope',
                    constraint=models.CheckConstraint(condition=models.Q(('fate', 'withdrawn'), ('withdrawal', ''), _connector='XOR'), name='procurement_withdrawal_signed'),
                ),
                migrations.AddIndex(
                    model_name='call',
                    index=models.Index(fields=['-opened_at', '-id'], name='procurement_calls'),
                ),
                migrations.AddIndex(
                    model_name='call',
                    index=models.Index(fields=['state', '-opened_at', '-id'], name='procurement_calls_state'),
                ),
                migrations.AddIndex(
                    model_name='call',
                    index=models.Index(condition=models.Q(('state', 'open')), fields=['closes_at', 'id'], name='procurement_calls_closing'),
                ),
                migrations.AddIndex(
                    model_name='call',
                    index=models.Index(fields=['initiative_ref'], name='procurement_calls_initiative'),
                ),
                migrations.AddConstraint(
                    model_name='call',
                    constraint=models.CheckConstraint(condition=models.Q(('estimate_minor__gt', 0)), name='procurement_call_estimate'),
                ),
                migrations.AddConstraint(
                    model_name='call',
                    constraint=models.CheckConstraint(condition=models.Q(('ceiling_minor', None), ('ceiling_minor__gt', 0), _connector='OR'), name='procurement_call_ceiling'),
                ),
                migrations.AddConstraint(
                    model_name='call',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('closes_at__isnull', False), ('opened_at__isnull', False)), _connector='OR'), name='procurement_open_call_closes'),
                ),
                migrations.AddConstraint(
                    model_name='call',
                    constraint=models.CheckConstraint(condition=models.Q(('state', 'suspended'), ('suspended_from', ''), _connector='XOR'), name='procurement_suspended_from'),
                ),
                migrations.AddConstraint(
                    model_name='bidclosing',
                    constraint=models.UniqueConstraint(fields=('call', 'stage_number'), name='procurement_closing_once'),
                ),
                migrations.AddConstraint(
                    model_name='bidclosing',
                    constraint=models.CheckConstraint(condition=models.Q(('standing__lte', models.F('envelopes'))), name='procurement_closing_counts'),
                ),
                migrations.AddConstraint(
                    model_name='callamendment',
                    constraint=models.UniqueConstraint(fields=('call', 'number'), name='procurement_amendment_number'),
                ),
                migrations.AddConstraint(
                    model_name='callamendment',
                    constraint=models.CheckConstraint(condition=models.Q(('closes_after__gte', models.F('closes_before'))), name='procurement_amendment_never_shortens'),
                ),
                migrations.AddConstraint(
                    model_name='callcriterion',
                    constraint=models.UniqueConstraint(fields=('call', 'stage_number', 'place'), name='procurement_criterion_place'),
                ),
                migrations.AddConstraint(
                    model_name='callcriterion',
                    constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 1), ('weight__lte', 100)), name='procurement_criterion_weight'),
                ),
                migrations.AddConstraint(
                    model_name='calldocument',
                    constraint=models.UniqueConstraint(fields=('call', 'sha256'), name='procurement_document_once'),
                ),
                migrations.AddConstraint(
                    model_name='callfollow',
                    constraint=models.UniqueConstraint(fields=('call', 'user'), name='procurement_follow_once'),
                ),
                migrations.AddConstraint(
                    model_name='calltrustee',
                    constraint=models.UniqueConstraint(fields=('call', 'place'), name='procurement_trustee_place'),
                ),
                migrations.AddConstraint(
                    model_name='calltrustee',
                    constraint=models.UniqueConstraint(fields=('call', 'body'), name='procurement_trustee_body'),
                ),
                migrations.AddConstraint(
                    model_name='calltrustee',
                    constraint=models.UniqueConstraint(condition=models.Q(('public_key', ''), _negated=True), fields=('public_key',), name='procurement_trustee_key'),
                ),
                migrations.AddConstraint(
                    model_name='callquestion',
                    constraint=models.UniqueConstraint(fields=('call', 'number'), name='procurement_question_number'),
                ),
                migrations.AddConstraint(
                    model_name='callinvitation',
                    constraint=models.UniqueConstraint(fields=('call', 'stage_number', 'company'), name='procurement_invited_once'),
                ),
                migrations.AddConstraint(
                    model_name='bidexclusion',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'in_force'])), fields=('call', 'stage_number', 'company'), name='procurement_excluded_once'),
                ),
                migrations.AddConstraint(
                    model_name='bidexclusion',
                    constraint=models.CheckConstraint(condition=models.Q(('state', 'lifted'), ('lifted_at', None), _connector='XOR'), name='procurement_exclusion_lifted'),
                ),
                migrations.AddConstraint(
                    model_name='bid',
                    constraint=models.UniqueConstraint(fields=('call', 'stage_number', 'company'), name='procurement_bid_once'),
                ),
                migrations.AddConstraint(
                    model_name='awardcomplaint',
                    constraint=models.UniqueConstraint(fields=('call', 'number'), name='procurement_complaint_number'),
                ),
                migrations.AddConstraint(
                    model_name='awardcomplaint',
                    constraint=models.UniqueConstraint(fields=('award', 'company'), name='procurement_complains_once'),
                ),
                migrations.AddConstraint(
                    model_name='awardcomplaint',
                    constraint=models.CheckConstraint(condition=models.Q(('state', 'pending'), ('decided_at__isnull', False), _connector='XOR'), name='procurement_complaint_decided'),
                ),
                migrations.AddConstraint(
                    model_name='companymembership',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'invited'), models.Q(('user', None), _negated=True)), fields=('company', 'user'), name='procurement_invited_member_once'),
                ),
                migrations.AddConstraint(
                    model_name='companyowner',
                    constraint=models.CheckConstraint(condition=models.Q(('share_bp__gte', 1), ('share_bp__lte', 10000)), name='procurement_owner_share'),
                ),
                migrations.AddConstraint(
                    model_name='companyowner',
                    constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='procurement_owner_days'),
                ),
                migrations.AddConstraint(
                    model_name='companyowner',
                    constraint=models.CheckConstraint(condition=models.Q(('owner_company', None), ('is_person', False), _connector='OR'), name='procurement_owner_is_one'),
                ),
                migrations.AddConstraint(
                    model_name='companyowner',
                    constraint=models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('declined_at', None), _connector='OR'), name='procurement_owner_one_answer'),
                ),
                migrations.AddIndex(
                    model_name='companysector',
                    index=models.Index(fields=['code', 'company'], name='procurement_sectors'),
                ),
                migrations.AddConstraint(
                    model_name='companysector',
                    constraint=models.UniqueConstraint(fields=('company', 'code'), name='procurement_sector_once'),
                ),
                migrations.AddIndex(
                    model_name='contract',
                    index=models.Index(fields=['-signed_at', '-id'], name='procurement_contracts'),
                ),
                migrations.AddIndex(
                    model_name='contract',
                    index=models.Index(fields=['state', '-signed_at', '-id'], name='procurement_contract_states'),
                ),
                migrations.AddIndex(
                    model_name='contract',
                    index=models.Index(fields=['state', 'starts_on'], name='procurement_contract_starts'),
                ),
                migrations.AddIndex(
                    model_name='contract',
                    index=models.Index(fields=['state', 'sign_until'], name='procurement_contract_lapses'),
                ),
                migrations.AddConstraint(
                    model_name='contract',
                    constraint=models.CheckConstraint(condition=models.Q(('amount_minor__gte', 0)), name='procurement_contract_amount'),
                ),
                migrations.AddConstraint(
                    model_name='contract',
                    constraint=models.CheckConstraint(condition=models.Q(('signed_minor', None), ('signed_minor__lte', models.F('award_minor')), _connector='OR'), name='procurement_contract_in_award'),
                ),
                migrations.AddConstraint(
                    model_name='contract',
                    constraint=models.CheckConstraint(condition=models.Q(('paid_minor__gte', 0), ('paid_minor__lte', models.F('amount_minor'))), name='procurement_contract_paid'),
                ),
                migrations.AddConstraint(
                    model_name='contract',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('paid_minor', 0), ('signed_at', None), ('signed_minor', None), ('state__in', [gongjian.market.procurement.rules.contracts.ContractState['DRAFT'], gongjian.market.procurement.rules.contracts.ContractState['LAPSED'], gongjian.market.procurement.rules.contracts.ContractState['SIGNING']])), models.Q(('signed_at__isnull', False), ('signed_minor__isnull', False), models.Q(('state__in', [gongjian.market.procurement.rules.contracts.ContractState['DRAFT'], gongjian.market.procurement.rules.contracts.ContractState['LAPSED'], gongjian.market.procurement.rules.contracts.ContractState['SIGNING']]), _negated=True)), _connector='OR'), name='procurement_contract_signed'),
                ),
                migrations.AddConstraint(
                    model_name='contract',
                    constraint=models.CheckConstraint(condition=models.Q(('state__in', [gongjian.market.procurement.rules.contracts.ContractState['DONE'], gongjian.market.procurement.rules.contracts.ContractState['ENDED']]), ('over_at', None), _connector='XOR'), name='procurement_contract_over'),
                ),
                migrations.AddConstraint(
                    model_name='contract',
                    constraint=models.CheckConstraint(condition=models.Q(('owner', None), ('acceptor', None), models.Q(('owner', models.F('acceptor')), _negated=True), _connector='OR'), name='procurement_two_acceptors'),
                ),
                migrations.AddConstraint(
                    model_name='contractrating',
                    constraint=models.UniqueConstraint(fields=('contract', 'side'), name='procurement_rates_once'),
                ),
                migrations.AddConstraint(
                    model_name='contractrating',
                    constraint=models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='procurement_rating_stars'),
                ),
                migrations.AddConstraint(
                    model_name='contractrating',
                    constraint=models.CheckConstraint(condition=models.Q(('reply', ''), ('replied_at__isnull', False), _connector='XOR'), name='procurement_rating_replied'),
                ),
                migrations.AddConstraint(
                    model_name='contractversion',
                    constraint=models.UniqueConstraint(fields=('contract', 'number'), name='procurement_version_once'),
                ),
                migrations.AddConstraint(
                    model_name='contractversion',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('contract',), name='procurement_one_proposed'),
                ),
                migrations.AddConstraint(
                    model_name='contractversion',
                    constraint=models.CheckConstraint(condition=models.Q(('state', 'proposed'), ('decided_at__isnull', False), _connector='XOR'), name='procurement_version_decided'),
                ),
                migrations.AddConstraint(
                    model_name='contractversion',
                    constraint=models.CheckConstraint(condition=models.Q(('increase_minor__gte', 0)), name='procurement_version_increase'),
                ),
                migrations.AddConstraint(
                    model_name='contractversion',
                    constraint=models.CheckConstraint(condition=models.Q(('is_change', False), models.Q(('rationale', ''), _negated=True), _connector='OR'), name='procurement_change_rationale'),
                ),
                migrations.AddConstraint(
                    model_name='contractsignature',
                    constraint=models.UniqueConstraint(fields=('version', 'side'), name='procurement_signs_once'),
                ),
                migrations.AddConstraint(
                    model_name='contractsignature',
                    constraint=models.UniqueConstraint(condition=models.Q(('signed_by', 'erased'), _negated=True), fields=('version', 'signed_by'), name='procurement_two_signers'),
                ),
                migrations.AddIndex(
                    model_name='debarment',
                    index=models.Index(fields=['company', 'last_day'], name='procurement_debarred'),
                ),
                migrations.AddConstraint(
                    model_name='debarment',
                    constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='procurement_debarment_days'),
                ),
                migrations.AddConstraint(
                    model_name='acceptance',
                    constraint=models.UniqueConstraint(fields=('delivery', 'role'), name='procurement_accepts_once'),
                ),
                migrations.AddConstraint(
                    model_name='acceptance',
                    constraint=models.UniqueConstraint(condition=models.Q(('decided_by', 'erased'), _negated=True), fields=('delivery', 'decided_by'), name='procurement_two_decide'),
                ),
                migrations.AddConstraint(
                    model_name='acceptance',
                    constraint=models.CheckConstraint(condition=models.Q(('is_accepted', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='procurement_refusal_reason'),
                ),
                migrations.AddConstraint(
                    model_name='deliverydocument',
                    constraint=models.UniqueConstraint(fields=('delivery', 'sha256'), name='procurement_delivered_once'),
                ),
                migrations.AddConstraint(
                    model_name='deliverytrial',
                    constraint=models.UniqueConstraint(fields=('delivery', 'user'), name='procurement_tries_once'),
                ),
                migrations.AddConstraint(
                    model_name='deliverytrial',
                    constraint=models.CheckConstraint(condition=models.Q(('works', None), ('answered_at__isnull', False), _connector='XOR'), name='procurement_trial_answered'),
                ),
                migrations.AddConstraint(
                    model_name='evaluator',
                    constraint=models.UniqueConstraint(fields=('call', 'stage_number', 'number'), name='procurement_evaluator_number'),
                ),
                migrations.AddConstraint(
                    model_name='evaluator',
                    constraint=models.UniqueConstraint(condition=models.Q(('user', None), _negated=True), fields=('call', 'stage_number', 'user'), name='procurement_evaluator_once'),
                ),
                migrations.AddConstraint(
                    model_name='evaluator',
                    constraint=models.CheckConstraint(condition=models.Q(('state', 'locked'), ('locked_at', None), _connector='XOR'), name='procurement_evaluator_locked'),
                ),
                migrations.AddConstraint(
                    model_name='bidscore',
                    constraint=models.UniqueConstraint(fields=('evaluator', 'company', 'criterion'), name='procurement_scored_once'),
                ),
                migrations.AddConstraint(
                    model_name='bidscore',
                    constraint=models.CheckConstraint(condition=models.Q(('score__lte', 10)), name='procurement_score_range'),
                ),
                migrations.AddConstraint(
                    model_name='bidscore',
                    constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='procurement_score_reason'),
                ),
                migrations.AddConstraint(
                    model_name='interestdeclaration',
                    constraint=models.UniqueConstraint(fields=('evaluator', 'company'), name='procurement_declared_once'),
                ),
                migrations.AddConstraint(
                    model_name='milestone',
                    constraint=models.UniqueConstraint(fields=('contract', 'number'), name='procurement_milestone_number'),
                ),
                migrations.AddConstraint(
                    model_name='milestone',
                    constraint=models.CheckConstraint(condition=models.Q(('amount_minor__gte', 0)), name='procurement_milestone_amount'),
                ),
                migrations.AddConstraint(
                    model_name='milestone',
                    constraint=models.CheckConstraint(condition=models.Q(('state', 'accepted'), ('accepted_at', None), _connector='XOR'), name='procurement_milestone_accepted'),
                ),
                migrations.AddConstraint(
                    model_name='milestone',
                    constraint=models.CheckConstraint(condition=models.Q(('paid_minor', 0), models.Q(('paid_minor__gt', 0), ('paid_minor__lte', models.F('amount_minor')), ('state', 'accepted')), _connector='OR'), name='procurement_milestone_paid'),
                ),
                migrations.AddConstraint(
                    model_name='delivery',
                    constraint=models.UniqueConstraint(fields=('milestone', 'number'), name='procurement_delivery_number'),
                ),
                migrations.AddConstraint(
                    model_name='delivery',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'refused'), _negated=True), fields=('milestone',), name='procurement_delivery_stands'),
                ),
                migrations.AddConstraint(
                    model_name='delivery',
                    constraint=models.CheckConstraint(condition=models.Q(('state', 'reported'), ('decided_at__isnull', False), _connector='XOR'), name='procurement_delivery_decided'),
                ),
                migrations.AddConstraint(
                    model_name='deliverable',
                    constraint=models.UniqueConstraint(fields=('contract', 'number'), name='procurement_deliverable_number'),
                ),
                migrations.AddConstraint(
                    model_name='namedowner',
                    constraint=models.UniqueConstraint(fields=('contract', 'user'), name='procurement_owner_once'),
                ),
                migrations.AddConstraint(
                    model_name='openedpart',
                    constraint=models.UniqueConstraint(fields=('envelope', 'part'), name='procurement_opened_once'),
                ),
                migrations.AddConstraint(
                    model_name='payment',
                    constraint=models.CheckConstraint(condition=models.Q(('amount_minor__gt', 0)), name='procurement_payment_amount'),
                ),
                migrations.AddConstraint(
                    model_name='priceexplanation',
                    constraint=models.UniqueConstraint(fields=('call', 'stage_number', 'company'), name='procurement_explained_once'),
                ),
                migrations.AddConstraint(
                    model_name='proofofconcept',
                    constraint=models.UniqueConstraint(fields=('call', 'company'), name='procurement_proof_once'),
                ),
                migrations.AddConstraint(
                    model_name='proofofconcept',
                    constraint=models.CheckConstraint(condition=models.Q(('paid_minor__gte', 0), ('paid_minor__lte', models.F('due_minor'))), name='procurement_proof_amount'),
                ),
                migrations.AddConstraint(
                    model_name='proofofconcept',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('paid_minor__gt', 0), ('paid_on__isnull', False), ('state', 'paid')), models.Q(models.Q(('state', 'paid'), _negated=True), ('paid_minor', 0), ('paid_on', None)), _connector='OR'), name='procurement_proof_paid'),
                ),
                migrations.AddConstraint(
                    model_name='proofofconcept',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='procurement_proof_reason'),
                ),
                migrations.AddConstraint(
                    model_name='ranking',
                    constraint=models.UniqueConstraint(fields=('call', 'stage_number', 'number'), name='procurement_ranking_number'),
                ),
                migrations.AddConstraint(
                    model_name='awardletter',
                    constraint=models.UniqueConstraint(fields=('ranking', 'company'), name='procurement_letter_once'),
                ),
                migrations.AddIndex(
                    model_name='award',
                    index=models.Index(fields=['state', 'made_at'], name='procurement_awards_made'),
                ),
                migrations.AddConstraint(
                    model_name='award',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('call',), name='procurement_one_award'),
                ),
                migrations.AddConstraint(
                    model_name='award',
                    constraint=models.CheckConstraint(condition=models.Q(('state', 'withdrawn'), models.Q(('state', 'made'), ('made_at', None), _connector='XOR'), _connector='OR'), name='procurement_award_made'),
                ),
                migrations.AddConstraint(
                    model_name='responsibilitycell',
                    constraint=models.UniqueConstraint(fields=('deliverable', 'duty'), name='procurement_responsible_once'),
                ),
                migrations.AddConstraint(
                    model_name='responsibilitycell',
                    constraint=models.CheckConstraint(condition=models.Q(('party__in', [gongjian.market.procurement.rules.contracts.Party['BUYER'], gongjian.market.procurement.rules.contracts.Party['COMPANY'], gongjian.market.procurement.rules.contracts.Party['SHARED'], gongjian.market.procurement.rules.contracts.Party['THIRD']])), name='procurement_responsible_party'),
                ),
                migrations.AddConstraint(
                    model_name='responsibilitycell',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('party__in', [gongjian.market.procurement.rules.contracts.Party['SHARED'], gongjian.market.procurement.rules.contracts.Party['THIRD']]), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='procurement_responsible_named'),
                ),
                migrations.AddConstraint(
                    model_name='sealingcontext',
                    constraint=models.UniqueConstraint(fields=('call', 'stage_number'), name='procurement_context_once'),
                ),
                migrations.AddConstraint(
                    model_name='sharerelease',
                    constraint=models.UniqueConstraint(fields=('closing', 'sha256'), name='procurement_release_once'),
                ),
            ]
        ),
    ]
