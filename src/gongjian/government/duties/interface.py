"""The door of duties: areas, categories, who is responsible, working days."""

from gongjian.government.duties.selectors.areas import get_area, get_category
from gongjian.government.duties.selectors.deadlines import (
    deadline_at,
    extend_deadline,
    is_working_day,
    last_day_of,
    moment_at_share,
    paused_deadline,
    working_days_between,
)
from gongjian.government.duties.selectors.duties import responsible_duty

__all__ = [
    "deadline_at",
    "extend_deadline",
    "get_area",
    "get_category",
    "is_working_day",
    "last_day_of",
    "moment_at_share",
    "paused_deadline",
    "responsible_duty",
    "working_days_between",
]
