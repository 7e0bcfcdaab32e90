from gongjian.government.cases.models.answer import AnswerTemplate, CaseAnswer, CaseRating
from gongjian.government.cases.models.case import Case
from gongjian.government.cases.models.case_event import CaseEvent
from gongjian.government.cases.models.case_term import CaseTerm
from gongjian.government.cases.models.catch_up import CatchUp
from gongjian.government.cases.models.draft_request import DraftRequest
from gongjian.government.cases.models.handling import Appeal, Assistance, Extension
from gongjian.government.cases.models.import_job import ImportJob, ImportRow
from gongjian.government.cases.models.joint_answer import JointAnswer, JointAnswerCase
from gongjian.government.cases.models.participation import Attachment, Support
from gongjian.government.cases.models.rate_cell import RateCell, RateMargin
from gongjian.government.cases.models.search_document import SearchDocument

__all__ = [
    "AnswerTemplate",
    "Appeal",
    "Assistance",
    "Attachment",
    "Case",
    "CaseAnswer",
    "CaseEvent",
    "CaseRating",
    "CaseTerm",
    "CatchUp",
    "DraftRequest",
    "Extension",
    "ImportJob",
    "ImportRow",
    "JointAnswer",
    "JointAnswerCase",
    "RateCell",
    "RateMargin",
    "SearchDocument",
    "Support",
]
