from django.db import migrations, models


def begin(apps, schema_editor):
    """What came before this version is read by a worker, little by little."""
    if apps.get_model("cases", "Case").objects.exists():
        apps.get_model("cases", "CatchUp").objects.create()


class Migration(migrations.Migration):

    dependencies = [("cases", "0001_squashed_0014_joint_outcome_failed")]

    operations = [
        migrations.CreateModel(
            name="CatchUp",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("below", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="cases_catch_up_one_row"
                    )
                ],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
