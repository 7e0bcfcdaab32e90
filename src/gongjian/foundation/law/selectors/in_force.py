"""Rows that say themselves from when until when they hold."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def in_force_on(day: date) -> Q:
    """Of rows with ``in_force_from`` and ``in_force_until``, those that hold on a day."""
    return Q(in_force_from__lte=day) & (Q(in_force_until=None) | Q(in_force_until__gte=day))
