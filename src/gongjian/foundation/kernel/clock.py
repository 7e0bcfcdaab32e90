"""The one place that reads the wall clock; rules and actions take ``now`` as an argument."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return timezone.now()


def local_day(moment: datetime) -> date:
    """The day in the town, whatever zone a visitor's pages are shown in."""
    return timezone.localdate(moment, timezone.get_default_timezone())
