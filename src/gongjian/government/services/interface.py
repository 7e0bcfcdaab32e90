"""The door of services."""

from gongjian.government.services.actions.begin_application import begin_application
from gongjian.government.services.actions.dispute_answer import dispute_answer
from gongjian.government.services.actions.export_person import export_person
from gongjian.government.services.actions.prefill_application import prefill_application
from gongjian.government.services.actions.save_life_event import save_life_event
from gongjian.government.services.actions.save_service import (
    ServiceData,
    publish_service,
    save_service,
    withdraw_service,
)
from gongjian.government.services.actions.submit_application import (
    save_answers,
    submit_application,
)
from gongjian.government.services.actions.withdraw_application import (
    erase_person,
    withdraw_application,
    withdraw_consent,
)
from gongjian.government.services.models import Answer, Application, LifeEvent, Service
from gongjian.government.services.rules.sources import Way
from gongjian.government.services.rules.states import AnswerState, ApplicationState, Reason
from gongjian.government.services.selectors.applications import (
    application_of_case,
    get_own_application,
    own_applications,
)
from gongjian.government.services.selectors.services import (
    Counts,
    ServiceFilters,
    counts_by_month,
    counts_of_service,
    counts_of_town,
    get_offered,
    list_services,
)
from gongjian.government.services.selectors.sources import Source, sources_of_offer

__all__ = [
    "Answer",
    "AnswerState",
    "Application",
    "ApplicationState",
    "Counts",
    "LifeEvent",
    "Reason",
    "Service",
    "ServiceData",
    "ServiceFilters",
    "Source",
    "Way",
    "application_of_case",
    "begin_application",
    "counts_by_month",
    "counts_of_service",
    "counts_of_town",
    "dispute_answer",
    "erase_person",
    "export_person",
    "get_offered",
    "get_own_application",
    "list_services",
    "own_applications",
    "prefill_application",
    "publish_service",
    "save_answers",
    "save_life_event",
    "save_service",
    "sources_of_offer",
    "submit_application",
    "withdraw_application",
    "withdraw_consent",
    "withdraw_service",
]
