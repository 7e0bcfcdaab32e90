from django.db import migrations, models
from django.db.models import F


def begin(apps, schema_editor):
    """What waits for an answer is reminded of from now on."""
    apps.get_model("deliberation", "Proposal").objects.filter(
        state="awaiting_answer", answered_at=None
    ).update(next_reminder_at=F("due_at"))


class Migration(migrations.Migration):
    dependencies = [("deliberation", "0004_proposal_category_index")]

    operations = [
        migrations.RenameField("proposal", "reminded_at", "next_reminder_at"),
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                fields=["next_reminder_at", "id"],
                condition=models.Q(next_reminder_at__isnull=False, is_public=True),
                name="deliberation_to_remind",
            ),
        ),
    ]
