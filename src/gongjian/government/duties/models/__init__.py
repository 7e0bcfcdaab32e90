from gongjian.government.duties.models.area import Area
from gongjian.government.duties.models.calendar import CalendarDay
from gongjian.government.duties.models.category import Category
from gongjian.government.duties.models.duty import Duty

__all__ = ["Area", "CalendarDay", "Category", "Duty"]
