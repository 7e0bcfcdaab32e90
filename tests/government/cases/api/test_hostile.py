"""What no programme should send: told as a problem, and nothing half-written."""

import json

import pytest

from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases.models import AnswerTemplate, Case, ImportJob
from gongjian.government.cases.rules import CaseState
from tests.factories import make_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe\x00",
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "depth": b"[" * 100_000,
    "a long number": b'{"text": ' + b"1" * 5_000 + b"}",
    "half a character": b'{"text": "\\ud800", "question": "\\ud800", "name": "\\ud800"}',
    "a NUL": b'{"text": "a\\u0000b", "question": "a\\u0000b", "name": "a\\u0000b"}',
    "a text as an object": b'{"text": {"$ne": ""}, "question": {}, "name": []}',
    "what is no number": b'{"text": "Lamp", "longitude": NaN, "latitude": Infinity}',
    "unknown names": b'{"text": "Lamp", "__proto__": {}, "is_admin": true}',
}
ADDRESSES = [
    ("dispatcher", "cases"),
    ("dispatcher", "calls"),
    ("dispatcher", "suggestions"),
    ("handler", "queues/handler/accept"),
    ("supervisor", "queues/handler/assign"),
    ("supervisor", "answer-templates"),
    ("handler", "cases/{number}/notes"),
    ("handler", "cases/{number}/ask-requester"),
    ("handler", "cases/{number}/ask-assistance"),
    ("handler", "cases/{number}/attachments"),
    ("dispatcher", "imports"),
]


@pytest.fixture
def number(town):
    return make_case(town, state=CaseState.ACCEPTED).number


def everything() -> list[int]:
    return [model.objects.count() for model in (Case, AnswerTemplate, ImportJob, LedgerEntry)]


@pytest.mark.any_database
@pytest.mark.parametrize("key", ["", "once"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(("who", "path"), ADDRESSES)
def test_a_body_that_is_none_is_a_problem(client, keys, number, who, path, body, key):
    before = everything()

    answer = client.generic(
        "POST", f"/api/v1/{path.format(number=number)}", body, content_type="application/json",
        headers={"Authorization": f"Bearer {who}", **({"Idempotency-Key": key} if key else {})},
    )  # fmt: skip

    assert 400 <= answer.status_code < 500
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["status"] == answer.status_code
    assert everything() == before


@pytest.mark.parametrize(
    "path",
    [
        "cases/%00", "cases/☃", "cases/" + "x" * 3_000, "cases/7K3M9-Q2XAB/", "cases//timeline",
        "imports/7", "imports/%2e%2e", "answer-templates/x", "cases/7K3M9-Q2XAB/attachments/x",
        "queues", "queues/nobody", "map", "my", "calls/x", "no-such-thing",
    ],
)  # fmt: skip
def test_an_address_that_is_nobodys_is_a_problem(call, keys, path):
    status, problem = call("dispatcher", "GET", path)

    assert status == 404
    assert problem["code"] == "not_found"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("method", "path"),
    [("DELETE", "cases"), ("PUT", "cases"), ("GET", "calls"), ("PATCH", "imports"),
     ("DELETE", "queues/handler"), ("GET", "suggestions")],
)  # fmt: skip
def test_a_method_that_is_none_is_a_problem(call, keys, method, path):
    status, problem = call("dispatcher", method, path)

    assert (status, problem["status"]) == (405, 405)


@pytest.mark.parametrize("key", ["nothing", "", " ", "x" * 500, "é", "a\tb"])
def test_a_wrong_key_is_nobody_and_not_everybody(client, keys, key):
    answer = client.get("/api/v1/cases", headers={"Authorization": f"Bearer {key}"})

    assert answer.status_code == (401 if key.strip() else 200)
