"""The API against its own description: whatever it is sent, it answers as described."""

from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
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
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import ApiKey, RoleGrant
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.upload_import import upload_import
from gongjian.government.cases.models import AnswerTemplate
from gongjian.government.cases.rules import CaseState, Step
from tests import factories

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Straight from the application: nothing between unpacks what it compressed.
PLAIN = {"Accept-Encoding": "identity"}
BUDGET = settings(
    max_examples=25, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


SCHEMA = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda found: found.label)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _unlimited(settings):
    settings.API_RATE_PER_MINUTE = 1_000_000


@pytest.fixture(autouse=True)
def _one_connection():
    """Requests share the test's transaction, as with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(db, settings, tmp_path):
    """What the addresses name, as it is there: parameter of the path → value."""
    settings.MEDIA_ROOT = tmp_path
    town = factories.make_town()
    user = factories.make_user(role=Role.DISPATCHER)
    for role in (Role.SUPERVISOR, Role.HANDLER):
        RoleGrant.objects.create(user=user, role=role, organisation=town.department)
    ApiKey.objects.create(name="fuzz", digest=key_digest("fuzz"), user=user)
    case = factories.make_case(town, state=CaseState.RECEIVED)
    for step in (Step.DISPATCH, Step.ACCEPT, Step.ASK_EXTENSION, Step.ASK_ASSISTANCE):
        factories.take_step(town, case, step)
    table = tmp_path / "cases.csv"
    table.write_text("title,text\nLamp,It is dark.\n")
    job = upload_import(actor=town.dispatcher, path=table, name="cases.csv", now=factories.NOW)
    attachment = cases.attach_file(
        actor=town.resident, case_id=case.pk, name="a.txt", content=b"Bins.", now=factories.NOW
    )
    template = AnswerTemplate.objects.create(department=town.department, name="Gone", text="Gone.")
    return {
        "number": case.shown_number,
        "extension_id": str(case.extensions.get().pk),
        "assistance_id": str(case.assistances.get().pk),
        "attachment_id": str(attachment.pk),
        "import_id": str(job.pk),
        "template_id": str(template.pk),
        "duty_id": str(town.duty.pk),
    }


@each_operation
def test_whatever_it_is_sent_it_answers_as_described(operation):
    @BUDGET
    @given(case=operation.as_strategy())
    def sent(case):
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    sent()


@each_operation
def test_whatever_staff_send_about_what_is_there_is_answered(operation, known):
    @BUDGET
    @given(case=operation.as_strategy())
    def sent(case):
        case.path_parameters.update({k: known[k] for k in case.path_parameters if k in known})
        case.call_and_validate(checks=CHECKS, headers={**PLAIN, "Authorization": "Bearer fuzz"})

    sent()


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


def test_no_two_schemas_have_one_name():
    # The description keeps one of each name, and would silently describe one by the other.
    ours = {schema for schema in all_schemas() if schema.__module__.startswith("gongjian.")}
    names = Counter(schema.__name__ for schema in ours)

    assert len(names) > 50
    assert [name for name, count in names.items() if count > 1] == []


# Operations by POST that make nothing: sent twice, they leave what once left, or say so.
MAKES_NOTHING = {
    "accept_cases", "assign_handlers", "close_account", "decline_duty_proposal", "end_duty",
    "erase_personal_data", "erase_requester", "export_personal_data", "get_suggestions",
    "import_organisations", "import_register", "read_notice", "read_notices", "reopen_account",
    "reset_second_factor", "retry_failed_task", "retry_undelivered_letter", "revoke_api_key",
    "set_calendar_day", "stop_notices",
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
