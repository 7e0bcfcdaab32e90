"""The file of a trail: what it shows to whom, and that anybody finds out what was changed."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger.interface import seal_ledger, town_key
from gongjian.foundation.people.models import User
from gongjian.foundation.trail.interface import Relation, add_link
from gongjian.government.cases.interface import receive_case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.market.initiatives.models import State
from gongjian.methods.canonical_json import write_canonical
from gongjian.methods.signed_note import verifier_key
from gongjian.methods.trail_check import check_trail
from tests.factories import NOW, make_case, make_draft, make_town, take_step
from tests.market.initiatives.initiatives import make_initiative
from tests.public.budgeting.rounds import make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def address(town):
    case = make_case(town, state=CaseState.ANSWERED, title="It is dark")
    make_case(town, is_public=False, title="My fear")
    make_initiative(town, state=State.PLANNED, evidence=(reference_of(case),))
    seal_ledger(now=NOW)
    return f"/trail/case/{case.number}/trail.json"


def verdicts(content, key=None):
    """Check → verdicts and reasons."""
    check = check_trail(content, key or town_key())
    return {(one.what, one.verdict, one.code) for one in check.findings}


def changed(content, change):
    file = json.loads(content)
    change(file)
    return write_canonical(file)


def test_a_file_as_it_was_given_out_holds(client, address):
    answer = client.get(address)

    check = check_trail(answer.content, town_key())

    assert answer["Content-Disposition"].startswith('attachment; filename="trail-case-')
    assert check.is_right
    assert {one.what for one in check.findings if one.verdict == "pass"} >= {
        "format", "signature", "ledger", "order", "links", "days",
    }  # fmt: skip
    file = json.loads(answer.content)
    assert len(file["entries"]) == len(file["trail"]["moments"])


def test_what_persons_did_is_not_opened_and_names_nobody(client, address, town):
    text = client.get(address).text

    file = json.loads(text)
    people = [User.objects.get(pk=actor.user_id) for actor in (town.resident, town.handler)]
    for user in people:
        assert str(user.pk) not in text
        assert user.name not in text
    acts = [one["opening"] for one in file["entries"]]
    assert any("commitment" in opening for opening in acts)
    assert all("sha256" not in opening.get("entry", "") for opening in acts)
    assert ("entries", "unproven", "not_opened") in verdicts(text.encode())


def test_whoever_did_it_has_their_own_entries_opened(client, address, town):
    client.force_login(User.objects.get(pk=town.resident.user_id))

    content = client.get(address).content

    own = [
        one for one in json.loads(content)["entries"]
        if one["action"] == "case_received" and "entry" in one["opening"]
    ]  # fmt: skip
    assert len(own) == 1
    assert ("entries", "pass", "same_acts") in verdicts(content)


def test_what_visitors_did_is_opened_to_no_other_visitor(client, town):
    draft = make_draft(town, requester_id=None)
    case = receive_case(actor=Actor.anonymous(), draft=draft, now=NOW)
    take_step(town, case, Step.DISPATCH)
    make_initiative(town, state=State.PLANNED, evidence=(reference_of(case),))
    seal_ledger(now=NOW)

    file = client.get(f"/trail/case/{case.number}/trail.json").json()

    received = [one for one in file["entries"] if one["action"] == "case_received"]
    assert [list(one["opening"]) for one in received] == [["commitment"]]


def test_whoever_moved_a_budget_project_has_a_file_that_holds(client):
    round_ = make_round(costs=(100_00,))
    client.force_login(round_.project(1).proposer)
    seal_ledger(now=NOW)

    content = client.get(f"/trail/budget-project/{round_.number}-1/trail.json").content

    assert any("entry" in one["opening"] for one in json.loads(content)["entries"])
    assert ("entries", "pass", "same_acts") in verdicts(content)
    assert check_trail(content, town_key()).is_right


def test_each_change_is_found_out(client, address):
    content = client.get(address).content
    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    other_key = verifier_key(town_key().partition("+")[0], stranger)

    def cut_path(file):
        file["entries"][0]["path"] = file["entries"][0]["path"][1:]

    def move_a_moment(file):
        file["trail"]["moments"][0]["at"] = "2031-01-01T00:00:00+00:00"

    def add_days(file):
        file["trail"]["totals"]["days"] += 1

    def add_a_link(file):
        file["trail"]["edges"].append({"source": "case:x", "relation": "led_to", "target": "y"})

    not_signed = ("signature", "fail", "not_signed")
    assert verdicts(changed(content, cut_path)) >= {
        not_signed, ("ledger", "fail", "not_in_ledger"),
    }  # fmt: skip
    assert verdicts(changed(content, move_a_moment)) >= {
        not_signed, ("order", "fail", "out_of_order"),
    }  # fmt: skip
    assert verdicts(changed(content, add_days)) >= {not_signed, ("days", "fail", "days_differ")}
    assert verdicts(changed(content, add_a_link)) >= {
        not_signed, ("links", "fail", "unknown_things"),
    }  # fmt: skip
    assert ("signature", "pass", "signed") in verdicts(content)
    assert not_signed in verdicts(content, other_key)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"format":"gongjian-trail/1"}', b"\xff\xfe", b"[" * 5_000,
     b'{"checkpoint":"","entries":[],"format":"gongjian-trail/1","statement":"","trail":{}}',
     b'{"checkpoint":"","entries":[1],"format":"gongjian-trail/1","statement":"","trail":'
     b'{"moments":3}}'],
)  # fmt: skip
def test_what_is_no_file_of_a_trail_is_said_to_be_none(db, content):
    check = check_trail(content, town_key())

    assert not check.is_right


def test_it_takes_a_few_queries_however_much_happened(client, town):
    initiative = make_initiative(town, state=State.PLANNED)
    address = f"/trail/initiative/{initiative.number}/trail.json"
    seal_ledger(now=NOW)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _number in range(5):
        case = make_case(town, state=CaseState.ANSWERED)
        add_link(town.handler, reference_of(case), Relation.EVIDENCE_FOR,
                 reference_of(initiative), now=NOW)  # fmt: skip
    seal_ledger(now=NOW)

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= len(few) + 6


def test_nobody_gets_the_file_of_what_they_may_not_see(client, town):
    private = make_case(town, is_public=False)

    assert client.get(f"/trail/case/{private.number}/trail.json").status_code == 404
    assert client.get(f"/api/v1/trail/case/{private.number}/file").status_code == 404


def test_the_api_gives_the_same_file(client, address):
    number = address.split("/")[3]

    page = json.loads(client.get(address).content)
    api = json.loads(client.get(f"/api/v1/trail/case/{number}/file").content)

    assert api["trail"] == page["trail"]
    assert api["entries"] == page["entries"]


def test_the_command_checks_it_without_the_town(client, address, tmp_path):
    file = tmp_path / "trail.json"
    file.write_bytes(client.get(address).content)

    def verify(**options):
        out = StringIO()
        with CaptureQueriesContext(connection) as queries:
            call_command("trail", "verify", str(file), stdout=out, **options)
        assert len(queries) == 0
        return out.getvalue()

    key = town_key()
    assert "Nothing is wrong" in verify(town_key=key, language="en")
    assert "通过" in verify(town_key=key, language="zh")
    file.write_bytes(changed(file.read_bytes(), lambda one: one.update(made_at="later")))
    with pytest.raises(CommandError, match="1 things are wrong"):
        verify(town_key=key, language="en")
    with pytest.raises(CommandError):
        verify(town_key="nonsense", language="en")
