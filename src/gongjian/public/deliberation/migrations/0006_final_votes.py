import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deliberation", "0005_next_reminder"),
    ]

    operations = [
        migrations.AddField(
            model_name="consultationpulse",
            name="is_closed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="consultationevent",
            name="statement",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deliberation.statement",
            ),
        ),
        migrations.CreateModel(
            name="FoundGroups",
            fields=[
                (
                    "consultation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="deliberation.consultation",
                    ),
                ),
                ("participants", models.BinaryField()),
                ("groups", models.BinaryField()),
            ],
        ),
    ]
