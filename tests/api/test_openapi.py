"""The API against its own description: whatever it is sent, it answers as described."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import get_args

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gongjian.config.api import api
from gongjian.config.wsgi import application
from tests import factories
from tests.api.known_things import (
    KEY,
    TOKEN,
    make_appeals,
    make_company_ties,
    make_judged_calls,
    make_known,
    make_own_bids,
    make_own_contracts,
    make_own_proposals,
    make_widest,
    session_of,
)
from tests.government.exchange.known import make_asked, make_own_looks
from tests.government.services.known import make_own_applications
from tests.kept import kept

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Straight from the application: nothing between unpacks what it compressed.
PLAIN = {"Accept-Encoding": "identity"}


def budget(examples: int) -> settings:
    """So many are sent to each operation; GONGJIAN_EXAMPLES=20 sends twenty times as many."""
    return settings(
        max_examples=examples * int(os.environ.get("GONGJIAN_EXAMPLES", "1")), deadline=None,
        derandomize=True, database=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip


# Each costs some 20 ms, and operations become more.
SOME, MANY = 3, 8


SCHEMA = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
IN_PERSON = {
    "accept_company_invitation", "agree_change", "approve_call", "approve_change", "ask_to_try",
    "cast_ballot", "change_company", "change_department_key", "confirm_company_ownership",
    "create_api_key", "decide_complaint", "decide_exclusion", "declare_company_owner",
    "declare_interest", "get_judged_bid", "get_score_sheet", "get_trustee_call_file",
    "get_trustee_seat", "give_trustee_key", "lift_exclusion", "lock_scores", "release_shares",
    "score_bid", "decline_company_invitation",
    "deny_company_ownership", "end_company_ownership", "invite_company_member",
    "list_company_members", "list_company_ties", "register_company", "remove_company_member",
    "withdraw_company_invitation",
    "debar_company", "decide_delivery", "decide_proof", "end_contract", "enter_paper_ballot",
    "erase_personal_data", "erase_requester", "export_personal_data", "give_paper_ballot",
    "give_up_award", "grant_role", "lift_company_debarment", "rate_contract", "refuse_change",
    "reopen_account", "reply_to_rating", "reset_second_factor", "return_call",
    "revoke_api_key", "save_department_node",
    "sign_contract", "sign_data_agreement", "take_back_contract",
}  # fmt: skip
"""With a browser's session only: always refused to a key."""
BY_LETTER = {"collect_data", "query_data", "show_ballot", "stop_notices", "try_delivery"}
"""Asked with a secret that stands in a letter, or that a voter holds, or by whom a notice asked, or
signed with a department's key: nothing is found without."""


NAMED_OUTSIDE = ("buyer_id", "company_id", "dataset_code", "field_name", "reference")
"""Keys of things that stand in a query or in what is sent, and not in the address."""


def id_of(operation) -> str:
    return operation.definition.raw["operationId"]


ADMINISTRATIVE = [
    operation
    for operation in OPERATIONS
    if id_of(operation) in IN_PERSON
    or not operation.path.startswith(("/api/v1/cases", "/api/v1/readings"))
]
CHINESE = {"Accept-Language": "zh-hans"}
HAN = re.compile(r"[\u4e00-\u9fff]")
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda found: found.label)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unlimited(settings):
    settings.API_RATE_PER_MINUTE = 1_000_000


@pytest.fixture(autouse=True)
def _one_connection():
    """Let requests share the test's transaction, as with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@dataclass(frozen=True)
class Made:
    """What stands in the town, the browser of whoever may do the most with it, and where its files
    lie."""

    session: dict[str, str]
    known: dict[str, str]
    others: dict[str, dict[str, str]]
    folder: Path


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("uploads")

    def make() -> Made:
        town = factories.make_town()
        widest = make_widest(town)
        known = make_known(town, widest, folder)
        others = make_appeals(town) | make_own_proposals(town, widest) | make_judged_calls(widest)
        others |= make_own_contracts(widest) | make_own_bids(widest) | make_asked(town)
        others |= make_own_looks(widest) | make_company_ties(widest)
        others |= make_own_applications(widest, known["dataset_code"])
        return Made(session_of(widest), known, others, folder)

    with override_settings(MEDIA_ROOT=folder), kept(django_db_blocker, make) as everything:
        yield everything


@pytest.fixture
def named(made):
    """Puts into a call what its address names."""

    def name(case) -> None:
        other = next(
            (found for part, found in made.others.items() if re.search(part, case.path)), {}
        )
        known = made.known | other
        case.path_parameters.update({key: known[key] for key in case.path_parameters})
        for values in (case.query, case.body):
            if isinstance(values, dict):
                values.update({key: known[key] for key in NAMED_OUTSIDE if key in values})

    return name


@pytest.mark.any_database
@each_operation
def test_whatever_it_is_sent_it_answers_as_described(operation, made):
    # Whoever may not do it is mostly refused before anything is read; all that is read is asked for
    # by staff, too, below.
    @budget(SOME if operation in ADMINISTRATIVE else MANY)
    @given(case=operation.as_strategy())
    def sent(case):
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    sent()


@each_operation
def test_whatever_staff_send_about_what_is_there_is_answered(operation, named):
    answers = Counter()

    def sent(case):
        named(case)
        answer = case.call_and_validate(checks=CHECKS, headers={**PLAIN, **KEY})
        answers[answer.status_code] += 1

    may = id_of(operation) not in IN_PERSON | BY_LETTER
    send_until(operation, sent, lambda: not may or is_let_in(answers))
    assert is_let_in(answers) is may, answers


# A database is asked the same by programmes, but for what is refused to them.
BY_SESSION = [
    pytest.param(
        found,
        id=found.label,
        marks=() if id_of(found) in IN_PERSON else pytest.mark.any_database,
    )
    for found in ADMINISTRATIVE
]


@pytest.mark.parametrize("operation", BY_SESSION)
def test_whatever_they_send_from_their_browser_is_answered_in_its_language(operation, made, named):
    answers = Counter()

    def sent(case):
        named(case)
        answer = case.call_and_validate(
            checks=CHECKS, headers={**PLAIN, **CHINESE, **TOKEN}, cookies=made.session
        )
        answers[answer.status_code] += 1
        assert [words for words in told_by(answer) if not HAN.search(words)] == []

    may = id_of(operation) not in BY_LETTER
    send_until(operation, sent, lambda: not may or is_let_in(answers))
    assert is_let_in(answers) is may, answers


def send_until(operation, sent, is_enough) -> None:
    """Few first; where chance let none of them be what it might, many."""
    for examples in (MANY, 8 * MANY):
        budget(examples)(given(case=operation.as_strategy())(sent))()
        if is_enough():
            return


def is_let_in(answers: Counter[int]) -> bool:
    return not set(answers) <= {401, 403, 404}


def told_by(answer) -> list[str]:
    """What a problem says to whoever reads it."""
    if "problem" not in answer.headers["content-type"][0]:
        return []
    problem = answer.json()
    return [problem["title"], *(error["message"] for error in problem.get("errors", []))]


def test_the_description_is_made_once_and_is_the_same_in_every_language(client):
    first = client.get("/api/openapi.json")
    made = api.get_openapi_schema()

    other = client.get("/api/openapi.json", headers={"Accept-Language": "zh-hans"})

    assert api.get_openapi_schema() is made
    assert first.content == other.content
    assert first.json()["paths"]["/api/v1/cases"]["post"]["operationId"] == "receive_case"


def all_schemas(of: type = Schema) -> Iterator[type]:
    for schema in of.__subclasses__():
        yield schema
        yield from all_schemas(schema)


def choices_of(schema: type[Schema]) -> set[type]:
    """The kinds of choices that its fields name."""
    found, left = set(), [field.annotation for field in schema.model_fields.values()]
    while left:
        kind = left.pop()
        left += get_args(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            found.add(kind)
    return found


def test_no_two_schemas_have_one_name():
    # The description keeps one of each name, and would silently describe one by the other.
    ours = {schema for schema in all_schemas() if schema.__module__.startswith("gongjian.")}
    ours |= {choice for schema in ours for choice in choices_of(schema)}
    names = Counter(schema.__name__ for schema in ours)

    assert len(names) > 50
    assert [name for name, count in names.items() if count > 1] == []


# Operations by POST that make nothing: sent twice, they leave what once left, or say so.
MAKES_NOTHING = {
    "answer_correction", "approve_data_request", "collect_data", "end_data_agreement",
    "import_datasets", "refuse_data_request", "sign_data_agreement", "withdraw_data_request",
    "withdraw_field",
    "name_data_subject", "verify_data_subject",  # said again, it is the same
    # steps of an application, each of a state that it ends; a service published is another version
    "dispute_answer", "prefill_application", "publish_service", "submit_application",
    "withdraw_application", "withdraw_consent", "withdraw_service",
    "query_data",  # each query has a nonce: sent twice it is refused
    "change_department_key",  # another key each time, that is what it is for
    "check_answer", "check_joint_answer",  # a look at a draft: nothing is kept
    "check_ledger_receipt",  # a look at what is sent
    "add_ledger_cosignature",  # one of each witness and size
    "accept_cases", "assign_handlers", "close_account", "decline_duty_proposal", "end_duty",
    "erase_personal_data", "erase_requester", "export_personal_data", "get_suggestions",
    "import_law", "import_organisations", "import_register", "read_notice", "read_notices",
    "reopen_account",
    "reset_second_factor", "restore_model", "restore_threshold", "retire_model",
    "retry_failed_task", "retry_undelivered_letter", "revoke_api_key", "set_calendar_day",
    "stop_notices", "give_joint_answer_again", "merge_issue", "put_in_case", "rename_issue",
    "take_out_cases", "add_seed_statements", "announce_consultation",
    "change_consultation_closing", "list_consultation_people", "moderate_statement",
    "publish_budget_round", "lock_budget_rules", "count_budget_round", "check_budget_project",
    "withdraw_budget_project", "report_budget_project", "give_paper_ballot", "enter_paper_ballot",
    "show_ballot",
    "cast_ballot",  # its secret says that it is the same; a key would say whose it is
    "flag_proposal", "flag_proposal_comment",  # one a person, until it is decided
    "get_similar_proposals",
    # steps of a call, each of a state that it ends, or once for whom it names
    "answer_call_question", "appoint_evaluator", "approve_call", "award_call", "begin_evaluation",
    "cancel_call", "confirm_company", "declare_call_unsuccessful", "end_without_award",
    "exclude_bid", "excuse_evaluator", "intend_award", "lift_company_debarment",
    "make_call_complaint", "open_call", "open_call_prices", "open_call_stage", "open_technical",
    "rank_bids_again", "resume_call", "return_call", "suspend_call",
    "withdraw_bid",  # signed of one envelope: the same again is answered as the first time
    # and of a contract: one draft a call, one change at a time, one delivery, trial, payment and
    # rating of what each is of
    "agree_change", "approve_change", "ask_to_try", "change_contract", "decide_delivery",
    "decide_proof", "decline_award", "draft_contract", "end_contract", "give_up_award",
    "pay_proof", "rate_contract", "record_milestone_payment", "refuse_change", "reply_to_rating",
    "report_delivery", "sign_contract", "take_back_contract", "try_delivery",
    # once for each who judges, is asked, is excluded or complains; the same shares are the same
    "ask_explanation", "decide_complaint", "decide_exclusion", "declare_interest", "explain_price",
    "lift_exclusion", "lock_scores", "release_shares",
    # answers to what a company asks, or says
    "accept_company_invitation", "confirm_company_ownership", "decline_company_invitation",
    "deny_company_ownership", "end_company_ownership",
}  # fmt: skip


def test_whatever_makes_something_takes_a_key_against_making_it_twice():
    posts = [
        operations["post"]
        for operations in api.get_openapi_schema()["paths"].values()
        if "post" in operations
    ]

    without = {
        post["operationId"]
        for post in posts
        if "Idempotency-Key" not in {parameter["name"] for parameter in post["parameters"]}
    }

    assert len(posts) > 50
    assert without == MAKES_NOTHING


@pytest.mark.parametrize(
    ("path", "words"),
    [("/api/v1/cases", "List cases"), ("/api/v1/account/keys", "List API keys")],
)
def test_an_operation_is_named_in_words(path, words):
    assert api.get_openapi_schema()["paths"][path]["get"]["summary"] == words


def test_examples_of_the_description_can_be_sent_as_they_stand(client, db):
    schemas = api.get_openapi_schema()["components"]["schemas"]

    sent = client.post("/api/v1/cases", schemas["CaseIn"]["example"], "application/json")

    assert sent.status_code == 201
    assert schemas["StepIn"]["example"] == {}
    assert schemas["TextIn"]["example"] == {"text": "Words of yours"}
    assert schemas["RatingIn"]["example"] == {"is_solved": True, "satisfaction": 3}


def test_filters_of_lists_are_described():
    listed = api.get_openapi_schema()["paths"]["/api/v1/cases"]["get"]["parameters"]

    assert [
        one["name"] for one in listed if not one.get("description") and one["name"] != "size"
    ] == []
