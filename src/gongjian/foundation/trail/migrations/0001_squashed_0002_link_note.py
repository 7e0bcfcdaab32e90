from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('trail', '0001_initial'),
        ('trail', '0002_link_note'),
    ]

    dependencies = [
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='Link',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=80)),
                        ('relation', models.CharField(choices=[('led_to', 'led to'), ('merged_into', 'was merged into'), ('evidence_for', 'is evidence for'), ('answered_by', 'was answered by')], max_length=20)),
                        ('target', models.CharField(db_index=True, max_length=80)),
                        ('note', models.TextField(blank=True)),
                        ('actor', models.CharField(max_length=120)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('source', 'relation', 'target'), name='trail_link_once')],
                    },
                ),
            ]
        ),
    ]
