"""The door of duties: areas, categories, who is responsible, working days."""

from gongjian.government.duties.selectors.areas import get_area, get_category
from gongjian.government.duties.selectors.deadlines import deadline_at
from gongjian.government.duties.selectors.duties import responsible_duty

__all__ = ["deadline_at", "get_area", "get_category", "responsible_duty"]
