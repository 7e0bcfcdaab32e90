from gongjian.government.services.models.applications import (
    Answer,
    AnswerStateName,
    Application,
    ApplicationStateName,
    ReasonName,
)
from gongjian.government.services.models.catalogue import (
    LifeEvent,
    Service,
    ServiceCount,
    ServiceVersion,
)

__all__ = [
    "Answer",
    "AnswerStateName",
    "Application",
    "ApplicationStateName",
    "LifeEvent",
    "ReasonName",
    "Service",
    "ServiceCount",
    "ServiceVersion",
]
