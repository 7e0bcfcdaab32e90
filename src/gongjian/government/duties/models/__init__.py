from gongjian.government.duties.models.area import Area, AreaLevel
from gongjian.government.duties.models.calendar_day import CalendarDay
from gongjian.government.duties.models.category import Category
from gongjian.government.duties.models.duty import Duty
from gongjian.government.duties.models.duty_proposal import DutyProposal, ProposalState

__all__ = [
    "Area",
    "AreaLevel",
    "CalendarDay",
    "Category",
    "Duty",
    "DutyProposal",
    "ProposalState",
]
