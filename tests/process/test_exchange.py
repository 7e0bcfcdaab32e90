"""Two departments exchange data; the node is a process of its own, and so is what it asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import urllib3
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.exchange.actions.conclude_query import collect_query
from gongjian.government.exchange.actions.know_subjects import name_subject
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.errors import (
    QueryRefused,
    Replayed,
    SourceFailed,
    WrongSignature,
)
from gongjian.government.exchange.models import DataQuery
from gongjian.government.exchange.selectors.keys import gateway_key
from gongjian.methods import exchange_messages as messages
from gongjian.methods.exchange_records import digest_of_records
from tests.government.exchange.parts import (
    NUMBER,
    Exchange,
    free_port,
    make_exchange,
    node_process,
    running,
    write_register,
    write_settings,
)
from tests.government.exchange.register_server import DESCRIPTION
from tests.kept import kept

pytestmark = [pytest.mark.process, pytest.mark.django_db]
RECORD = {"street": "Plum Lane", "since": "2020-05-01"}
LIES = (
    "surplus", "wrong-kind", "missing", "no-list", "fraction", "tampered", "replayed-answer",
    "own-key", "unsigned", "denies", "denies-unsigned", "from-tomorrow", "old", "crashes",
)  # fmt: skip
PEOPLE = (*LIES, "slow-1", "slow-2", "broken", "away", "odd", "nobody", "unknown", "other")


@pytest.fixture(scope="module", autouse=True)
def _exchange_settings(tmp_path_factory):
    keys = tmp_path_factory.mktemp("keys")
    with override_settings(EXCHANGE_KEYS=keys, EXCHANGE_NETWORKS=["127.0.0.0/8"]):
        yield


@pytest.fixture(scope="module")
def exchange(django_db_setup, django_db_blocker, tmp_path_factory, _exchange_settings):
    folder = tmp_path_factory.mktemp("node")

    def make() -> Exchange:
        made = make_exchange(folder)
        for number in PEOPLE:
            name_subject(
                actor=made.town.handler,
                case_number=made.case.number,
                scheme="resident-id",
                number=number,
                reason="They live in the same house.",
                now=now(),
            )
        return made

    with kept(django_db_blocker, make) as made:
        yield made


@pytest.fixture(scope="module")
def sql_node(exchange):
    """In front of a SQLite view."""
    database = exchange.folder / "register.sqlite3"
    write_register(database, {NUMBER: ("Plum Lane", "2020-05-01"), "other": ("Pear Lane", "")})
    source = f'''
dataset = "{exchange.dataset.code}"
kind = "sql"
url = "sqlite:///{database}"
view = "shown"
key_column = "id"
as_of_column = "seen"
'''
    path = write_settings(exchange.folder, exchange.town.other_department.code, source)
    with node_process(path) as url:
        yield url


@pytest.fixture(scope="module")
def rest_node(exchange, tmp_path_factory):
    """In front of the department's web service, which is another process."""
    folder = copied(exchange, tmp_path_factory.mktemp("rest"))
    port = free_port()
    (folder / "openapi.json").write_text(json.dumps(DESCRIPTION))
    source = f'''
dataset = "{exchange.dataset.code}"
kind = "rest"
openapi = "openapi.json"
operation = "getPerson"
key_parameter = "id"
fields_parameter = "fields"
base_url = "http://127.0.0.1:{port}"
'''
    path = write_settings(folder, exchange.town.other_department.code, source)
    server = ("-m", "tests.government.exchange.register_server", str(port), str(folder))
    with running(*server, port=port, path="/about"), node_process(path) as url:
        yield url, folder


@pytest.fixture(scope="module")
def lying_node(exchange, tmp_path_factory):
    folder = copied(exchange, tmp_path_factory.mktemp("liar"))
    rows = "\n".join(["id,street,since", *(f"{one},Plum Lane,2020-05-01" for one in LIES)])
    (folder / "drop.csv").write_text(rows + "\n")
    source = f'''
dataset = "{exchange.dataset.code}"
kind = "csv"
path = "drop.csv"
key_column = "id"
'''
    path = write_settings(folder, exchange.town.other_department.code, source)
    port = free_port()
    command = ("-m", "tests.government.exchange.lying_node", str(port), str(path))
    with running(*command, port=port) as url:
        yield url


def copied(exchange: Exchange, folder: Path) -> Path:
    """Another folder of the same department: with its keys."""
    (folder / "keys").symlink_to(exchange.folder / "keys")
    return folder


def fails(exchange: Exchange, number: str) -> DataQuery:
    with pytest.raises(SourceFailed) as failed:
        relay_query(token=exchange.about(number))
    return failed.value.query


def test_a_department_gets_the_agreed_fields_and_no_others(exchange, sql_node):
    exchange.answers_at(sql_node)

    result = relay_query(token=exchange.query())

    assert result.records == [RECORD]
    row = DataQuery.objects.get(pk=result.query.pk)
    assert (row.state, row.outcome, row.given_fields) == ("answered", "given", ["since", "street"])
    assert row.subject_id == exchange.town.resident.user_id
    assert row.as_of is not None
    receipt = messages.read(
        result.receipt, messages.OUTCOME, {gateway_key().thumbprint(): gateway_key()}.get
    )
    digest = digest_of_records([RECORD], result.salt)
    assert receipt["given_digest"] == digest == receipt["source_digest"]


def test_a_query_asks_the_database_eight_times_and_no_more(exchange, sql_node):
    exchange.answers_at(sql_node)
    relay_query(token=exchange.query())

    with CaptureQueriesContext(connection) as queries:
        relay_query(token=exchange.query())

    asked = [one for one in queries if one["sql"].startswith(("SELECT", "INSERT", "UPDATE"))]
    assert len(asked) == 8


def test_nothing_that_was_given_is_written_down(exchange, sql_node, caplog):
    exchange.answers_at(sql_node)

    relay_query(token=exchange.query())

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM exchange_dataquery")
        rows = str(cursor.fetchall())
        cursor.execute("SELECT * FROM ledger_ledgerentry")
        rows += str(cursor.fetchall())
    written = rows + caplog.text
    assert not [word for word in ("Plum Lane", "2020-05-01", NUMBER) if word in written]


def test_the_intent_is_in_the_ledger_before_the_source_is_asked(exchange, sql_node):
    exchange.answers_at(sql_node)

    result = relay_query(token=exchange.query())

    entries = LedgerEntry.objects.filter(subject=f"dataquery:{result.query.pk}").order_by("id")
    asked, given = list(entries)
    assert (asked.action, given.action) == ("data_asked", "data_given")
    assert asked.data["decision"] == messages.digest_of(result.query.decision)
    assert given.data["digest"] == result.query.answer_digest


def test_who_is_in_no_register_is_told_apart_from_a_refusal(exchange, sql_node):
    exchange.answers_at(sql_node)

    result = relay_query(token=exchange.about("unknown"))

    assert (result.records, result.query.outcome) == ([], "no_record")


def test_a_query_sent_twice_asks_once(exchange, sql_node):
    exchange.answers_at(sql_node)
    token = exchange.query()
    relay_query(token=token)

    with pytest.raises(Replayed):
        relay_query(token=token)

    digest = messages.digest_of(token)
    assert DataQuery.objects.filter(message_digest=digest).count() == 1


def test_the_node_itself_refuses_a_replay_of_what_the_gateway_let_through(exchange, sql_node):
    exchange.answers_at(sql_node)
    token = exchange.query()
    result = relay_query(token=token)

    status, said = sent(sql_node, {"query": token, "decision": result.query.decision})

    assert (status, said["code"]) == (409, "replayed")


def test_the_node_believes_no_query_that_its_decision_is_not_of(exchange, sql_node):
    exchange.answers_at(sql_node)
    result = relay_query(token=exchange.query())

    for message in (
        {"query": exchange.query(), "decision": result.query.decision},
        {"query": exchange.query(), "decision": exchange.query()},
        {"query": exchange.query()},
        {"query": 5, "decision": []},
    ):
        status, said = sent(sql_node, message)
        assert (status, "records" in said) == (403, False)


def test_a_changed_query_is_nobodys(exchange, sql_node):
    head, claims, signature = exchange.query().split(".")
    other = exchange.query(fields=["street"]).split(".")[1]

    for token in (f"{head}.{other}.{signature}", f"{head}.{claims}.", "x", f"{head}.{claims}"):
        with pytest.raises(WrongSignature):
            relay_query(token=token)


def test_every_check_is_made_and_the_refusal_is_a_row(exchange, sql_node):
    exchange.answers_at(sql_node)
    wrong = exchange.query(
        purpose="Curiosity", case="7K3M9Q2XAB", fields=["diagnosis"],
        official=str(exchange.town.resident.user_id),
    )  # fmt: skip

    with pytest.raises(QueryRefused) as refused:
        relay_query(token=wrong)

    row = refused.value.query
    failed = [one["name"] for one in row.checks if not one["passed"]]
    assert failed == [
        "purpose", "fields_agreed", "fields_shared", "official", "case", "subject",
    ]  # fmt: skip
    assert len(row.checks) == 12
    assert row.subject_id == exchange.town.resident.user_id
    assert LedgerEntry.objects.get(subject=f"dataquery:{row.pk}").action == "data_refused"


def test_what_the_register_has_more_stays_there(exchange, rest_node):
    url, _folder = rest_node
    exchange.answers_at(url)

    result = relay_query(token=exchange.about("other"))

    assert result.records == [RECORD]
    assert result.query.surplus_fields == []


def test_a_slow_source_is_collected_from_later(exchange, rest_node):
    url, folder = rest_node
    exchange.answers_at(url)
    waiting = relay_query(token=exchange.about("slow-1"))
    assert (waiting.is_waiting, waiting.records) == (True, [])
    consumer = exchange.town.department.pk
    assert collect_query(query_id=waiting.query.pk, consumer_id=consumer).is_waiting

    (folder / "go").touch()
    found = collect_query(query_id=waiting.query.pk, consumer_id=consumer)

    assert found.records == [RECORD]
    assert DataQuery.objects.get(pk=waiting.query.pk).state == "answered"


@pytest.mark.parametrize("number", ["broken", "away", "odd"])
def test_a_source_that_is_down_gives_nothing(exchange, rest_node, number):
    exchange.answers_at(rest_node[0])

    assert fails(exchange, number).outcome == "down"


def test_a_node_that_is_down_gives_nothing(exchange):
    exchange.answers_at(f"http://127.0.0.1:{free_port()}")

    row = fails(exchange, "other")

    assert (row.state, row.outcome) == ("failed", "down")


def test_a_node_where_no_node_may_be_is_not_reached(exchange):
    exchange.answers_at("http://169.254.169.254")

    row = fails(exchange, "other")

    assert row.outcome_detail == "an address that is not allowed"


def test_surplus_is_dropped_and_told(exchange, lying_node):
    exchange.answers_at(lying_node)

    result = relay_query(token=exchange.about("surplus"))

    assert result.records == [RECORD]
    assert result.query.surplus_fields == ["diagnosis", "income"]
    assert LedgerEntry.objects.filter(action="data_given").latest("id").data["surplus"]


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        ("wrong-kind", "malformed"),
        ("missing", "malformed"),
        ("no-list", "malformed"),
        ("fraction", "malformed"),
        ("from-tomorrow", "malformed"),
        ("tampered", "forged"),
        ("own-key", "forged"),
        ("unsigned", "forged"),
        ("denies-unsigned", "forged"),
        ("denies", "denied"),
        ("old", "stale"),
    ],
)
def test_a_node_that_lies_gives_nothing(exchange, lying_node, number, outcome):
    exchange.answers_at(lying_node)

    row = fails(exchange, number)

    assert (row.outcome, row.state, row.given_fields) == (outcome, "failed", [])


def test_the_answer_to_another_query_is_none_to_this_one(exchange, lying_node):
    exchange.answers_at(lying_node)
    relay_query(token=exchange.about("replayed-answer"))

    assert fails(exchange, "replayed-answer").outcome_detail == "the answer to another query"


def sent(url: str, message: dict) -> tuple[int, dict]:
    answer = urllib3.request("POST", f"{url}/exchange/queries", json=message, retries=False)
    return answer.status, answer.json()


def test_a_node_that_dies_in_the_middle_gives_nothing(exchange, lying_node):
    exchange.answers_at(lying_node)

    assert fails(exchange, "crashes").outcome == "down"
