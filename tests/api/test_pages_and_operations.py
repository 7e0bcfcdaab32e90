"""Everything the pages do is done by the API: for each page its operations, or why there are none.

What is left out, and why, stands in ELSEWHERE and IN_PERSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLResolver

import gongjian
from gongjian.config.api import api

OPERATIONS = {
    # people
    "account": {"get_account", "change_account"},
    "api_keys": {"list_api_keys"},
    "create_api_key": {"create_api_key"},
    "revoke_api_key": {"revoke_api_key"},
    "notice_preferences": {"get_notice_preferences", "set_notice_preferences"},
    "inbox": {"list_notices", "count_unread_notices"},
    "read_notices": {"read_notices"},
    "open_notice": {"get_notice", "read_notice"},
    "stop_notices": {"stop_notices"},
    "failed_tasks": {"list_failed_tasks"},
    "retry_task": {"retry_failed_task"},
    "delete_task": {"delete_failed_task"},
    "undelivered": {"list_undelivered_letters"},
    "retry_letter": {"retry_undelivered_letter"},
    "person_list": {"list_people"},
    "open_account": {"open_account"},
    "person": {"get_person"},
    "grant_role": {"grant_role"},
    "revoke_role": {"revoke_role"},
    "close_account": {"close_account"},
    "reopen_account": {"reopen_account"},
    "reset_second_factor": {"reset_second_factor"},
    "organisation_list": {"list_organisations", "list_departments"},
    "add_organisation": {"add_organisation"},
    "import_organisations": {"import_organisations"},
    "organisation": {"get_organisation", "change_organisation"},
    # law
    "provision_list": {"list_provisions"},
    "provision": {"get_provision"},
    "provision_changes": {"get_provision"},
    "law_rules": {"list_law_rules"},
    "law_rule": {"get_law_rule"},
    "parameter_list": {"list_parameters"},
    "parameter": {"get_parameter"},
    "law_findings": {"list_law_findings", "list_law_changes"},
    # What needs a person is settled by one that is there, not by a programme.
    "law_finding": {"get_law_finding"},
    "import_law": {"import_law"},
    # duties
    "duty_register": {"list_duties", "get_responsible_duty"},
    "add_duty": {"add_duty"},
    "duty_findings": {"get_duty_findings", "list_duty_gaps"},
    "duty_proposals": {"list_duty_proposals"},
    "duty_proposal": {"get_duty_proposal"},
    "accept_duty_proposal": {"accept_duty_proposal"},
    "decline_duty_proposal": {"decline_duty_proposal"},
    "calendar_days": {
        "list_calendars", "get_calendar_year", "list_calendar_days", "set_calendar_day",
    },
    "remove_calendar_day": {"remove_calendar_day"},
    "import_register": {"import_register"},
    "area_list": {"list_areas"},
    "category_list": {"list_categories"},
    "change_area": {"change_area"},
    "remove_area": {"remove_area"},
    "change_category": {"change_category"},
    "remove_category": {"remove_category"},
    "duty": {"get_duty", "list_duty_versions"},
    "change_duty": {"change_duty"},
    "end_duty": {"end_duty"},
    # triage
    "models": {"list_models", "get_model_in_use", "get_triage_settings"},
    "model": {"get_model"},
    "manage_models": {"set_triage_settings", "list_trainings"},
    "ask_training": {"ask_training"},
    "restore_model": {"restore_model"},
    "retire_model": {"retire_model"},
    "restore_threshold": {"restore_threshold"},
    # budget rounds
    "budget_round_list": {"list_budget_rounds"},
    "budget_round": {"get_budget_round", "list_budget_projects"},
    "submit_budget_project": {"submit_budget_project"},
    "budget_project": {"get_budget_project"},
    "edit_budget_project": {"edit_budget_project"},
    "budget_project_versions": {"get_budget_project"},
    "check_budget_project": {"check_budget_project"},
    "withdraw_budget_project": {"withdraw_budget_project"},
    "report_budget_project": {"report_budget_project"},
    "rate_budget_project": {"rate_budget_project"},
    "cast_ballot": {"cast_ballot"},
    "change_ballot": {"show_ballot", "change_ballot"},
    "ballot_receipt": {"get_ballot_receipt"},
    "budget_result": {"get_budget_result"},
    "budget_work": {"list_budget_rounds", "list_budget_projects"},
    "create_budget_round": {"create_budget_round"},
    "import_budget_round": {"import_budget_round"},
    "change_budget_round": {"change_budget_round"},
    "publish_budget_round": {"publish_budget_round"},
    "lock_budget_rules": {"lock_budget_rules"},
    "count_budget_round": {"count_budget_round"},
    "enter_paper_ballot": {"enter_paper_ballot"},
    "give_paper_ballot": {"give_paper_ballot"},
    # data exchange
    "data_catalogue": {"list_datasets"},
    "dataset": {"get_dataset"},
    "add_dataset": {"add_dataset"},
    "change_dataset": {"change_dataset"},
    "save_field": {"save_field"},
    "withdraw_field": {"withdraw_field"},
    "import_data_catalogue": {"import_datasets"},
    "ask_for_data": {"ask_for_data"},
    "data_requests": {"list_data_requests"},
    "data_request": {"get_data_request"},
    "approve_data_request": {"approve_data_request"},
    "refuse_data_request": {"refuse_data_request"},
    "withdraw_data_request": {"withdraw_data_request"},
    "agreement_list": {"list_data_agreements"},
    "agreement": {"get_data_agreement"},
    "agreement_document": {"get_data_agreement"},
    "sign_agreement": {"sign_data_agreement"},
    "end_agreement": {"end_data_agreement"},
    "ask_source": {"query_data"},
    "data_queries": {"list_data_queries"},
    "data_query": {"get_data_query"},
    "collect_data": {"collect_data"},
    "exchange_key_document": {"list_exchange_keys"},
    "exchange_departments": {"list_exchange_keys"},
    "department_keys": {"list_department_keys"},
    "rotate_department_key": {"change_department_key"},
    "register_department_key": {"change_department_key"},
    "save_department_node": {"save_department_node"},
    "correction_list": {"list_corrections"},
    "my_corrections": {"my_corrections"},
    "correction": {"get_correction"},
    "raise_correction": {"raise_correction"},
    "answer_correction": {"answer_correction"},
    "my_data": {"my_data_looks"},
    "my_look": {"get_my_data_look"},
    "my_look_proof": {"get_data_look_proof"},
    "my_datasets": {"my_datasets"},
    # services
    "service_list": {"list_services", "list_life_events", "get_service_counts"},
    "service": {"get_service"},
    "service_form": {"get_service"},
    "own_service_list": {"list_own_services"},
    "own_service": {"get_own_service"},
    "add_service": {"add_service"},
    "change_service": {"change_service"},
    "publish_service": {"publish_service"},
    "withdraw_service": {"withdraw_service"},
    "save_life_event": {"save_life_event"},
    "apply_for_service": {"begin_application"},
    "application_list": {"list_applications"},
    "application": {"get_application"},
    "submit_application": {"submit_application", "save_answers"},
    "prefill_application": {"prefill_application"},
    "withdraw_application": {"withdraw_application"},
    "withdraw_consent": {"withdraw_consent"},
    "dispute_answer": {"dispute_answer"},
    "question_my_look": {"question_data_look", "list_data_look_questions"},
    "name_subject": {"name_data_subject"},
    "verify_subject": {"verify_data_subject"},
    # deliberation: further pages are called as their operations are, see SAME
    "add_statements": {"add_seed_statements"},
    "change_closing": {"change_consultation_closing"},
    "comment_replies": {"list_proposal_comments"},
    "consultation": {"get_consultation", "list_statements"},
    "consultation_desk": {"list_consultations"},
    "consultation_list": {"list_consultations"},
    "consultation_report": {"get_consultation_result"},
    "consultation_result": {"get_consultation_result"},
    "consultation_work": {"get_consultation", "list_statements"},
    "edit_consultation": {"change_consultation"},
    "edit_proposal": {"change_proposal"},
    "flag_comment": {"flag_proposal_comment"},
    "like_proposals": {"get_similar_proposals"},
    "list_people": {"list_consultation_people"},
    "moderate_comment": {"moderate_proposal_comment"},
    "my_proposals": {"list_my_proposals", "list_supported_proposals", "list_followed_proposals"},
    "new_consultation": {"create_consultation"},
    "own_votes": {"list_own_votes"},
    "proposal": {"get_proposal", "get_proposal_timeline"},
    "proposal_comments": {"list_proposal_comments", "get_proposal_comment"},
    "proposal_list": {"list_proposals"},
    "proposal_moderation": {"list_proposals_to_moderate", "list_moderation_decisions"},
    "proposal_queue": {"list_proposal_queue"},
    "proposal_settings": {"list_proposal_settings", "set_proposal_settings"},
    "proposal_table": {"list_proposals"},
    "proposal_versions": {"list_proposal_versions"},
    "vote_card": {"list_statements", "cast_vote"},
    # initiatives
    "add_rate_measure": {"add_measure"},
    "initiative": {"get_initiative"},
    "initiative_costs": {"get_initiative"},
    "initiative_desk": {"list_initiatives"},
    "initiative_list": {"list_initiatives"},
    "make_call": {"draft_call"},
    # procurement
    "award_letter": {"get_award_letter"},
    "bid": {"get_own_bid"},
    "bid_context": {"get_bid_context"},
    "bid_receipt": {"get_own_bid", "get_bid_receipt"},
    "bid_result": {"get_call_result"},
    "call": {"get_call"},
    "call_dashboard": {"get_market_figures"},
    "call_list": {"list_calls"},
    "call_opening": {"get_call_opening"},
    "call_proofs": {"list_call_proofs"},
    "call_result": {"get_call_result", "list_call_complaints"},
    "call_work": {"list_call_work"},
    "calls_to_judge": {"list_calls_to_judge"},
    "company": {"get_company", "list_company_members"},
    "company_list": {"list_companies"},
    "company_record": {"get_company_record"},
    "company_ties": {"list_company_ties"},
    "contract": {"get_contract"},
    "contract_file": {"get_contract_version"},
    "contract_list": {"list_contracts"},
    "evaluation_file": {"get_call_result"},
    "explain_price": {"get_price_explanation", "explain_price"},
    "make_complaint": {"make_call_complaint"},
    "open_prices": {"open_call_prices"},
    "opened_bid": {"get_opened_bid"},
    "rank_again": {"rank_bids_again"},
    "report_delivery": {"report_delivery", "report_delivery_files"},
    "run_call": {"get_call"},
    "run_evaluation": {"get_call", "list_call_signs"},
    "score_bid": {"get_judged_bid", "score_bid"},
    "score_sheet": {"get_score_sheet"},
    "trustee": {"get_trustee_seat"},
    "trustee_call_file": {"get_trustee_call_file"},
    # ledger
    "check_receipt": {"check_ledger_receipt"},
    "ledger_checkpoint": {"get_ledger_checkpoint"},
    "ledger_key": {"get_ledger"},
    # trail
    "trail": {"get_trail_by_number"},
    "trail_file": {"download_trail"},
    # figures
    "dashboard": {"get_rates"},
    "dashboard_table": {"download_rates"},
    "what_became": {"get_what_became"},
    "what_became_table": {"download_what_became"},
    # one's own data, search
    "export_personal_data": {"export_personal_data"},
    "erase_personal_data": {"erase_personal_data"},
    "search": {"list_cases"},
    "home": {"list_cases", "get_rates"},
}  # fmt: skip
WITHOUT = {
    "look_counts": "what stands in the table beside it, made for programmes",
    "look_counts_file": "a table as it is, made for programmes",
    "awards_csv": "a table as it is, made for programmes",
    "call_document": "a file as it is, at the address that a call names",
    "call_feed": "Atom as it is, made for programmes",
    "contract_document": "a file as it is, at the address that a contract names",
    "price_formulas": "text, with a form to try them on",
    "public_call_file": "canonical JSON as it is, made for programmes",
    "consultation_file": "tables as they are, at the addresses that a result names",
    "import_conversation": "a folder of another program's files, brought by a person or a command",
    "proposal_feed": "Atom as it is, made for programmes",
    "initiative_feed": "Atom as it is, made for programmes",
    "ledger_entries": "the log's tiles as C2SP has them, made for programmes",
    "ledger_tile": "the log's tiles as C2SP has them, made for programmes",
    "ledger_offered": "the checkpoint for witnesses, made for programmes",
    "ledger_witnessed": "the checkpoint with its signatures, made for programmes",
    "linked_catalogue": "DCAT 3 as it is, made for programmes",
    "linked_dataset": "DCAT 3 as it is, made for programmes",
    "budget_file": "text as it is, at the address that a result names",
    "administration": "a menu of pages",
    "export_law": "a file made for programmes as it is",
    "demo_sign_in": "of the demo only, for people who look around",
    "rates_explained": "text",
    "about": "text",
    "privacy": "text",
    "accessibility": "text",
    "first_screen": "leads on to another page",
    "my_page": "one's own cases, notices and account stand apart in the API",
    "health_live": "made for programmes as it is, and asked before anything else works",
    "health_ready": "made for programmes as it is, and asked before anything else works",
}
MODULES = [
    "foundation.kernel", "foundation.law", "foundation.ledger", "foundation.people",
    "foundation.trail", "government.duties", "government.exchange", "government.services",
    "government.triage",
    "market.initiatives", "market.procurement",
    "public.budgeting", "public.deliberation", "site.openness", "site.portal",
]  # fmt: skip
ELSEWHERE = {
    "government.cases": "tests/government/cases/api/test_pages.py holds them against each other",
    "market.open_contracting": "open contracting data as it is, made for programmes",
}
IN_PERSON = (
    "Signing in, up and out, passwords, e-mail addresses, authenticators and their recovery codes, "
    "the town's sign-in service: a programme has a key, which a person makes, and none of these "
    "proves anything of it; a stolen key must not change how its owner signs in."
)
"""Why no page of allauth has an operation."""
HOUSE = Path(gongjian.__file__).parent
PATHS = api.get_openapi_schema()["paths"]
KNOWN = {
    operation["operationId"]: (method, path, operation)
    for path, methods in PATHS.items()
    for method, operation in methods.items()
}


SAME = ("market.initiatives", "market.procurement", "public.deliberation")
"""Of these a page without an entry above has the one operation of its own name."""


def pages_of(module: str) -> set[str]:
    names = {pattern.name for pattern in import_module(f"gongjian.{module}.urls").urlpatterns}
    return names - (set(KNOWN) - set(OPERATIONS)) if module in SAME else names


def account_pages(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from account_pages(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


@pytest.mark.parametrize("module", MODULES)
def test_each_page_has_operations_or_a_reason(module):
    assert pages_of(module) <= set(OPERATIONS) | set(WITHOUT)


def test_what_is_named_is_there():
    pages = set().union(*map(pages_of, MODULES))

    assert set(OPERATIONS) | set(WITHOUT) == pages
    assert set().union(*OPERATIONS.values()) <= set(KNOWN)


def test_no_app_with_pages_is_left_out():
    apps = {".".join(path.parts[-3:-1]) for path in HOUSE.glob("*/*/urls.py")}

    assert apps == {*MODULES, *ELSEWHERE}


def test_no_operation_touches_how_somebody_signs_in():
    names = set(account_pages(import_module("allauth.urls").urlpatterns))

    assert {name.partition("_")[0] for name in names} == {
        "account", "mfa", "openid", "socialaccount",
    }  # fmt: skip
    assert not names & set(KNOWN), IN_PERSON


def test_operations_are_named_once():
    names = [
        operation["operationId"] for methods in PATHS.values() for operation in methods.values()
    ]

    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize(
    "name",
    ["create_api_key", "revoke_api_key", "grant_role", "reopen_account", "reset_second_factor",
     "export_personal_data", "erase_personal_data"],
)  # fmt: skip
def test_what_no_key_may_do_is_said(name):
    assert "in_person_only" in KNOWN[name][2]["description"]
