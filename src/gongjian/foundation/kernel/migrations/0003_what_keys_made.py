"""A key remembers what its request made in whatever form: a reference, several, numbers."""

import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_speed'),
    ]

    operations = [
        # Kept for a week at most; a request repeated across the upgrade acts anew.
        migrations.RunSQL("DELETE FROM kernel_idempotencykey", migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='idempotencykey',
            name='subject',
        ),
        migrations.AddField(
            model_name='idempotencykey',
            name='made',
            field=models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True),
        ),
    ]
