"""Who may call what: every operation of the cases that is not for everybody."""

from uuid import uuid4

import pytest

from gongjian.government.cases.actions.upload_import import upload_import
from gongjian.government.cases.models import AnswerTemplate
from gongjian.government.cases.rules import CaseState
from tests.factories import NOW, make_case

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("uploads")]
EVERYBODY = (
    "", "resident", "neighbour", "handler", "colleague", "supervisor", "other_handler",
    "dispatcher", "auditor", "administrator",
)  # fmt: skip
HANDLE = {"handler", "colleague", "supervisor", "other_handler"}
PHONE = {"dispatcher", "administrator"}
ON_THE_CASE = {"handler", "colleague", "supervisor", "dispatcher", "auditor", "administrator"}
MANY = {"numbers": ["7K3M9-Q2XAB"]}

# Method, path, body, who is let through, and what the others are told where it is not 401 or 403.
OPERATIONS = [
    ("GET", "queues/handler", None, HANDLE),
    ("GET", "queues/handler/counts", None, HANDLE),
    ("GET", "queues/handler/colleagues", None, {"supervisor"}),
    ("POST", "queues/handler/accept", MANY, HANDLE),
    ("POST", "queues/handler/assign", {**MANY, "user_id": str(uuid4())}, {"supervisor"}),
    ("GET", "queues/dispatcher", None, {"dispatcher"}),
    ("GET", "queues/dispatcher/counts", None, {"dispatcher"}),
    ("GET", "queues/extensions", None, {"supervisor", "dispatcher"}),
    ("GET", "queues/hiding-appeals", None, PHONE),
    ("POST", "calls", {"text": "The lamp is dark."}, PHONE),
    ("POST", "calls/{case}/callers", {"telephone": "1"}, PHONE),
    ("GET", "imports", None, PHONE),
    ("GET", "imports/{job}", None, PHONE),
    ("GET", "imports/{job}/errors", None, PHONE),
    ("POST", "imports/{job}/begin", {}, PHONE),
    ("POST", "imports/{job}/resume", {}, PHONE),
    ("DELETE", "imports/{job}", None, PHONE),
    ("GET", "answer-templates", None, {"supervisor", "administrator"}),
    ("POST", "answer-templates", {"name": "Done", "text": "Done."}, {"administrator"}),
    ("GET", "answer-templates/{template}", None, {"supervisor", "administrator"}),
    ("PUT", "answer-templates/{template}", {"name": "Done", "text": "Done."}, {"administrator"}),
    ("DELETE", "answer-templates/{template}", None, {"supervisor", "administrator"}),
    ("GET", "my/cases", None, set(EVERYBODY) - {""}),
    ("GET", "my/supports", None, set(EVERYBODY) - {""}),
    ("GET", "cases?staff=true", None, set(EVERYBODY) - {"", "resident", "neighbour"}),
    ("POST", "cases/{case}/erase", {}, set()),  # in person, or with the case's secret
]
FOR_ALL = [
    ("GET", "cases", None),
    ("GET", "cases/{case}", None),
    ("GET", "cases/{case}/timeline", None),
    ("GET", "cases/{case}/attachments", None),
    ("GET", "map/cases", None),
    ("GET", "map/areas", None),
    ("GET", "recently-solved", None),
    ("POST", "suggestions", {"text": "Rubbish beside the school"}),
]


@pytest.fixture
def names(town, tmp_path):
    """What the paths name: a public case, a table of another, a template of the department."""
    table = tmp_path / "cases.csv"
    table.write_text("title,text\nLamp,It is dark.\n")
    job = upload_import(actor=town.dispatcher, path=table, name="cases.csv", now=NOW)
    template = AnswerTemplate.objects.create(department=town.department, name="Gone", text="Gone.")
    case = make_case(town, state=CaseState.ACCEPTED)
    return {"case": case.number, "job": job.pk, "template": template.pk}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    ("method", "path", "body", "allowed"),
    OPERATIONS,
    ids=[f"{method} {path}" for method, path, *_ in OPERATIONS],
)
def test_only_those_may_whose_task_it_is(call, names, who, method, path, body, allowed):
    status, told = call(who, method, path.format(**names), body)

    refused = {401, 403} if not who else {403, 404} if "template" in path else {403}
    assert (status not in {401, 403, 404}) is (who in allowed)
    assert who in allowed or status in refused
    assert status < 500
    assert who in allowed or told["status"] == status


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(("method", "path", "body"), FOR_ALL)
def test_what_is_public_is_public(call, names, who, method, path, body):
    assert call(who, method, path.format(**names), body)[0] == 200


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("is_public", [True, False])
def test_the_workbench_is_for_staff_on_the_case(call, town, who, is_public):
    case = make_case(town, state=CaseState.ACCEPTED, is_public=is_public)

    status = call(who, "GET", f"cases/{case.number}/work")[0]

    assert status == (200 if who in ON_THE_CASE else 404)


@pytest.mark.parametrize("who", ["", "resident", "handler", "auditor"])
def test_a_table_is_uploaded_by_whom_it_is_trusted(send_file, tmp_path, who):
    table = tmp_path / "cases.csv"
    table.write_text("title,text\nLamp,It is dark.\n")

    with table.open("rb") as file:
        assert send_file(who, "imports", file)[0] == (403 if who else 401)
