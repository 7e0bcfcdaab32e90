from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('budgeting', '0001_rounds'),
    ]

    operations = [
        migrations.AddField(
            model_name='ballot',
            name='is_mixed',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='votedmark',
            name='is_mixed',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='ballot',
            index=models.Index(condition=models.Q(('is_mixed', False)), fields=['round'], name='budgeting_fresh_ballots'),
        ),
        migrations.AddIndex(
            model_name='votedmark',
            index=models.Index(condition=models.Q(('is_mixed', False)), fields=['round'], name='budgeting_fresh_marks'),
        ),
    ]
