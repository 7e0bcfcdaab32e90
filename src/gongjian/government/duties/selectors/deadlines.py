"""Deadlines in the working days of an area."""

from __future__ import annotations

from datetime import datetime

from gongjian.government.duties.models import Area


def deadline_at(area: Area | None, received_at: datetime, working_days: int) -> datetime:
    """The moment the ``working_days``-th working day after receipt ends, in UTC."""
    raise NotImplementedError
