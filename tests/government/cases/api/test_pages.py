"""Everything the pages do: what each page lets one do has its operation."""

from django.urls import URLPattern

from gongjian.config.api import api
from gongjian.government.cases.api import ROUTERS
from gongjian.government.cases.rules import Step
from gongjian.government.cases.urls import urlpatterns
from gongjian.government.cases.views.works import WORKS

PAGES = {
    "submit_case": "receive_case attach_file",
    "suggestions": "get_suggestions",
    "case_sent": "get_case",
    "track_case": "get_case",
    "open_case": "get_case",
    "case_list": "list_cases",
    "case_map": "list_cases_on_map",
    "area_outlines": "list_area_outlines",
    "case": "get_case get_timeline list_attachments",
    "reply_to_question": "reply_to_question",
    "rate_case": "rate_case",
    "reopen_case": "reopen_case",
    "appeal_rejection": "appeal_rejection",
    "close_case": "close_case",
    "change_visibility": "change_visibility",
    "appeal_hiding": "appeal_hiding",
    "attach_file": "attach_file",
    "erase_requester": "erase_requester",
    "support_case": "support_case",
    "hot_issue_list": "list_issues",
    "hot_issue_map": "list_issues_on_map",
    "hot_issue_feed": "list_issues",
    "hot_issue": "get_issue list_issue_cases list_joint_answers",
    "hot_issue_queue": "list_issue_queue",
    "hot_issue_work": "get_issue list_issue_cases get_issue_history list_joint_answers",
    "merge_issue": "merge_issue",
    "rename_issue": "rename_issue",
    "put_in_case": "put_in_case",
    "regroup_issue": "split_issue take_out_cases",
    "joint_answer": "list_joint_plans begin_joint_answer",
    "joint_answer_progress": "get_joint_answer list_joint_answer_cases",
    "give_joint_answer_again": "give_joint_answer_again",
    "answer_by_joint": "give_joint_answer",
    "attachment": "get_attachment",
    "attachment_thumbnail": "get_attachment_thumbnail",
    "phone_case": "take_call",
    "phone_suggestions": "get_suggestions",
    "join_caller": "join_caller",
    "case_receipt": "get_case_receipt",
    "answer_template_list": "list_answer_templates",
    "add_answer_template": "add_answer_template",
    "answer_template": "get_answer_template change_answer_template",
    "delete_answer_template": "delete_answer_template",
    "import_list": "list_imports upload_import",
    "import_job": "get_import",
    "begin_import": "begin_import",
    "resume_import": "resume_import",
    "discard_import": "discard_import",
    "import_errors": "list_import_errors",
    "handler_queue": "list_handler_queue count_handler_queue list_extension_queue list_colleagues",
    "bulk_cases": "accept_cases assign_handlers",
    "dispatcher_queue": (
        "list_dispatcher_queue count_dispatcher_queue list_extension_queue list_hiding_appeal_queue"
    ),
    "quick_dispatch": "dispatch_case",
    "ask_draft": "ask_draft",
    "draft": "get_draft list_drafts",
    "draft_log": "get_drafting list_draft_requests",
    "check_answer": "check_answer",
    "check_joint_answer": "check_joint_answer",
    "workbench": "get_work",
    "add_work_file": "attach_file",
    "decide_extension": "decide_extension",
    "decide_appeal": "decide_appeal",
    "decide_hiding_appeal": "decide_hiding_appeal",
    "reply_assistance": "reply_assistance",
}
"""Page of cases/urls.py → the operations that do the same; the steps of `take_step` below."""
STEPS = {
    Step.DISPATCH: "dispatch_case",
    Step.ACCEPT: "accept_case",
    Step.START: "start_case",
    Step.ANSWER: "answer_case",
    Step.ASK_REQUESTER: "ask_requester",
    Step.REPLY: "reply_to_question",
    Step.ASK_ASSISTANCE: "ask_assistance",
    Step.ASK_EXTENSION: "ask_extension",
    Step.ASSIGN: "assign_handler",
    Step.NOTE: "add_note",
    Step.SET_URGENCY: "set_urgency",
    Step.HAND_BACK: "hand_back_case",
    Step.MERGE: "merge_case",
    Step.REJECT: "reject_case",
    Step.CLOSE: "close_case",
    Step.HIDE: "hide_case",
    Step.LIFT_HIDING: "lift_hiding",
}
# What programmes have beside the pages of cases: a door of their own, the first page, my page.
NO_PAGES = {"receive_reading", "list_recently_solved", "list_my_cases", "list_my_supports"}


def operations() -> set[str]:
    """The operations that cases have."""
    paths = api.get_openapi_schema()["paths"]
    # Not by address: what is one's own, and what waits, others have as well.
    headings = {heading for _router, heading in ROUTERS.values()}
    return {
        operation["operationId"]
        for methods in paths.values()
        for operation in methods.values()
        if headings & set(operation["tags"])
    }


def named() -> set[str]:
    return {name for names in (*PAGES.values(), *STEPS.values()) for name in names.split()}


def test_every_page_has_its_operations():
    pages = {page.name for page in urlpatterns if isinstance(page, URLPattern)}

    assert pages - {"take_step"} == set(PAGES)
    assert named() <= operations()


def test_every_step_of_the_workbench_has_its_operation():
    assert set(WORKS) == set(STEPS)


def test_every_operation_is_that_of_a_page():
    assert operations() - named() == NO_PAGES
