import django.db.models.deletion
from django.db import migrations, models
from gongjian.foundation.kernel.migration_operations import MakeTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('duties', '0001_squashed_0002_area_is_active'),
        ('people', '0003_pace_of_letters'),
    ]

    operations = [
        MakeTables(
            [
                migrations.CreateModel(
                    name='DecidedCount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('counted_at', models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='DecidedCell',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=130, unique=True)),
                        ('month', models.DateField()),
                        ('decided', models.PositiveIntegerField()),
                        ('built', models.PositiveIntegerField()),
                        ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.area')),
                        ('category', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='duties.category')),
                        ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['month'], name='openness_decided_month')],
                    },
                ),
            ]
        ),
    ]
