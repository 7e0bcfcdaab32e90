from datetime import timedelta

from django.db import migrations
from django.utils import timezone

SHARES_PERCENT = (50, 80, 100)
AT_ONCE = 1000


def remind(apps, schema_editor):
    """Set the clock of parts that were open before parts had one. What has passed is not told
    late: each is next reminded of at the first share of its time that is still to come."""
    now = timezone.now()
    parts = apps.get_model("cases", "Assistance").objects
    unset = parts.filter(
        replied_at=None, withdrawn_at=None, next_reminder_at=None, reminder_level=0
    ).order_by("id")
    rows = list(unset[:AT_ONCE])
    while rows:
        for part in rows:
            moments = [_moment(part, share) for share in SHARES_PERCENT]
            to_come = [moment for moment in moments if moment > now]
            part.reminder_level = len(moments) - len(to_come)
            part.next_reminder_at = min(to_come, default=None)
        parts.bulk_update(rows, ["reminder_level", "next_reminder_at"])
        rows = list(unset.filter(id__gt=rows[-1].id)[:AT_ONCE])


def _moment(part, share):
    microseconds = (part.due_at - part.asked_at) // timedelta(microseconds=1)
    return part.asked_at + timedelta(microseconds=microseconds * share // 100)


class Migration(migrations.Migration):

    dependencies = [("cases", "0005_rate_margins")]

    operations = [migrations.RunPython(remind, migrations.RunPython.noop)]
