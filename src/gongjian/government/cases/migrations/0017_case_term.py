import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_answer_template_provision'),
        ('law', '0003_change_of_day_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseTerm',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='term', serialize=False, to='cases.case')),
                ('working_days', models.PositiveSmallIntegerField()),
                ('provision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='law.provision')),
            ],
        ),
    ]
