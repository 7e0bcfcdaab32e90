"""The API against its own description: whatever it is sent, it answers as described."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gongjian.config.api import api
from gongjian.config.wsgi import application
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import ApiKey
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.government.cases.rules import CaseState
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
def known_case(db):
    town = factories.make_town()
    user = factories.make_user(role=Role.DISPATCHER)
    ApiKey.objects.create(name="fuzz", digest=key_digest("fuzz"), user=user)
    return factories.make_case(town, state=CaseState.RECEIVED)


@each_operation
def test_whatever_it_is_sent_it_answers_as_described(operation):
    @BUDGET
    @given(case=operation.as_strategy())
    def sent(case):
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    sent()


@each_operation
def test_whatever_a_dispatcher_sends_about_a_real_case_is_answered(operation, known_case):
    @BUDGET
    @given(case=operation.as_strategy())
    def sent(case):
        if "number" in case.path_parameters:
            case.path_parameters["number"] = known_case.shown_number
        case.call_and_validate(checks=CHECKS, headers={**PLAIN, "Authorization": "Bearer fuzz"})

    sent()


def test_the_description_is_made_once_and_is_the_same_in_every_language(client):
    first = client.get("/api/openapi.json")
    made = api.get_openapi_schema()

    other = client.get("/api/openapi.json", headers={"Accept-Language": "zh-hans"})

    assert api.get_openapi_schema() is made
    assert first.content == other.content
    assert first.json()["paths"]["/api/v1/cases"]["post"]["operationId"] == "receive_case"
