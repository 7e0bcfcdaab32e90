"""The one place that reads the wall clock; rules and actions take ``now`` as an argument."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return timezone.now()
