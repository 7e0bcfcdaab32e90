"""The door of cases."""

from gongjian.government.cases.actions.accept_case import accept_case
from gongjian.government.cases.actions.add_answer_templates import add_answer_templates
from gongjian.government.cases.actions.add_note import add_note
from gongjian.government.cases.actions.add_visitor_supports import add_visitor_supports
from gongjian.government.cases.actions.answer_case import answer_case
from gongjian.government.cases.actions.appeal_hiding import appeal_hiding, decide_hiding_appeal
from gongjian.government.cases.actions.appeal_rejection import appeal_rejection
from gongjian.government.cases.actions.apply_for_service import (
    ApplicationDraft,
    open_application,
    send_application,
    take_back_application,
)
from gongjian.government.cases.actions.ask_assistance import ask_assistance
from gongjian.government.cases.actions.ask_draft import ask_draft
from gongjian.government.cases.actions.ask_extension import ask_extension
from gongjian.government.cases.actions.ask_requester import ask_requester
from gongjian.government.cases.actions.assign_handler import assign_handler
from gongjian.government.cases.actions.attach_file import attach_file, attach_files, clean_file
from gongjian.government.cases.actions.change_visibility import change_visibility
from gongjian.government.cases.actions.close_case import close_case
from gongjian.government.cases.actions.decide_appeal import decide_appeal
from gongjian.government.cases.actions.decide_extension import decide_extension
from gongjian.government.cases.actions.dispatch_case import dispatch_case
from gongjian.government.cases.actions.erase_person import erase_person, erase_requester
from gongjian.government.cases.actions.export_person import export_person
from gongjian.government.cases.actions.hand_back_case import hand_back_case
from gongjian.government.cases.actions.hide_case import hide_case, lift_hiding
from gongjian.government.cases.actions.masking import mask
from gongjian.government.cases.actions.merge_case import merge_case
from gongjian.government.cases.actions.rate_case import rate_case
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_case
from gongjian.government.cases.actions.refresh_hot_issues import refresh_hot_issues
from gongjian.government.cases.actions.reject_case import reject_case
from gongjian.government.cases.actions.reopen_case import reopen_case
from gongjian.government.cases.actions.reply_assistance import reply_assistance
from gongjian.government.cases.actions.reply_to_question import reply_to_question
from gongjian.government.cases.actions.set_urgency import set_urgency
from gongjian.government.cases.actions.settle_imported import settle_imported
from gongjian.government.cases.actions.start_case import start_case
from gongjian.government.cases.actions.submit_case import submit_case
from gongjian.government.cases.actions.support_case import support_case
from gongjian.government.cases.models import CaseTerm
from gongjian.government.cases.models.case import Case, Channel
from gongjian.government.cases.panels import Panel, PanelMaker, connect_panels
from gongjian.government.cases.rules import CaseKind, Counts
from gongjian.government.cases.selectors.case_basis import CaseBasis, case_basis
from gongjian.government.cases.selectors.case_filters import CaseFilters, narrowed_to
from gongjian.government.cases.selectors.case_lists import (
    count_cases,
    has_cases,
    list_cases,
    recently_solved,
)
from gongjian.government.cases.selectors.cell_counts import Cell, count_by_cell
from gongjian.government.cases.selectors.evidence import (
    case_id_of,
    hottest_references,
    issue_id_of,
    people_of_case,
    people_of_issue,
    place_of_issue,
    ratings_of,
)
from gongjian.government.cases.selectors.issue_members import find_issue
from gongjian.government.cases.selectors.own_cases import (
    get_own_case,
    my_cases,
    my_supports,
    waiting_for_me,
)
from gongjian.government.cases.selectors.rates import (
    By,
    RateFilters,
    RateRow,
    first_month,
    rates,
    rolled_up,
)
from gongjian.government.cases.selectors.rates import total as total_rates
from gongjian.government.cases.selectors.search import search_cases
from gongjian.government.cases.selectors.shown_issues import ShownIssue, hottest_issues

__all__ = [
    "ApplicationDraft",
    "By",
    "Case",
    "CaseBasis",
    "CaseDraft",
    "CaseFilters",
    "CaseKind",
    "CaseTerm",
    "Cell",
    "Channel",
    "Counts",
    "Panel",
    "PanelMaker",
    "RateFilters",
    "RateRow",
    "ShownIssue",
    "accept_case",
    "add_answer_templates",
    "add_note",
    "add_visitor_supports",
    "answer_case",
    "appeal_hiding",
    "appeal_rejection",
    "ask_assistance",
    "ask_draft",
    "ask_extension",
    "ask_requester",
    "assign_handler",
    "attach_file",
    "attach_files",
    "case_basis",
    "case_id_of",
    "change_visibility",
    "clean_file",
    "close_case",
    "connect_panels",
    "count_by_cell",
    "count_cases",
    "decide_appeal",
    "decide_extension",
    "decide_hiding_appeal",
    "dispatch_case",
    "erase_person",
    "erase_requester",
    "export_person",
    "find_issue",
    "first_month",
    "get_own_case",
    "hand_back_case",
    "has_cases",
    "hide_case",
    "hottest_issues",
    "hottest_references",
    "issue_id_of",
    "lift_hiding",
    "list_cases",
    "mask",
    "merge_case",
    "my_cases",
    "my_supports",
    "narrowed_to",
    "open_application",
    "people_of_case",
    "people_of_issue",
    "place_of_issue",
    "rate_case",
    "rates",
    "ratings_of",
    "receive_case",
    "recently_solved",
    "refresh_hot_issues",
    "reject_case",
    "reopen_case",
    "reply_assistance",
    "reply_to_question",
    "rolled_up",
    "search_cases",
    "send_application",
    "set_urgency",
    "settle_imported",
    "start_case",
    "submit_case",
    "support_case",
    "take_back_application",
    "total_rates",
    "waiting_for_me",
]
