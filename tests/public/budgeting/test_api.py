"""Budget rounds by programme: the same as on the pages."""

import json
from typing import get_args

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.kernel.models import IdempotencyKey
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.methods.receipt_check import check_receipt
from gongjian.public.budgeting.api.schemas import Building, PhaseOut
from gongjian.public.budgeting.models import Ballot, BudgetProject, BudgetRound
from gongjian.public.budgeting.rules.ballots import new_secret, show_secret
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.rules.projects import REPORTED
from tests.factories import make_actor, make_user
from tests.public.budgeting.rounds import IN, count, make_round, vote
from tests.public.budgeting.test_counts import FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    """Turn the clock of the API to a phase."""

    def turn(phase):
        for module in ("rounds", "projects", "ballots"):
            monkeypatch.setattr(f"gongjian.public.budgeting.api.{module}.now", lambda: IN[phase])

    return turn


@pytest.fixture
def send(client):
    def ask(method, path, body=None, **headers):
        return client.generic(
            method, f"/api/v1/budget-rounds{path}", "" if body is None else json.dumps(body),
            content_type="application/json", headers=headers,
        )  # fmt: skip

    return ask


def sign_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))


ROUND = {
    "title": "Next year", "collects_at": "2030-01-01T00:00:00Z",
    "checks_at": "2030-02-01T00:00:00Z", "votes_at": "2030-03-01T00:00:00Z",
    "closes_at": "2030-03-15T00:00:00Z", "whole_minor": 300_00, "kind": "limited", "most": 3,
}  # fmt: skip


def test_what_the_description_lists_is_what_there_is():
    assert set(get_args(PhaseOut)) == {phase.value for phase in Phase}
    assert set(get_args(Building)) == {state.value for state in REPORTED}


def test_a_round_is_set_up_once_however_often_it_is_sent(client, send):
    sign_in(client, make_round().manager)

    first, again = (send("POST", "", ROUND, **{"Idempotency-Key": "a"}) for _ in range(2))
    other = send("POST", "", {**ROUND, "title": "Else"}, **{"Idempotency-Key": "a"})

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert first.json() == again.json()
    assert BudgetRound.objects.filter(title="Next year").count() == 1
    made = first.json()
    assert (made["phase"], made["is_published"], made["parts"][0]["budget_minor"]) == (
        "draft", False, 300_00,
    )  # fmt: skip
    address = f"/{made['number']}"
    changed = send("PUT", address, {**ROUND, "most": 5, "version": made["version"]})
    assert (changed.status_code, changed.json()["most"]) == (200, 5)
    assert send("PUT", address, {**ROUND, "version": made["version"]}).status_code == 409
    assert send("POST", f"{address}/publish").json()["is_published"]
    assert send("POST", f"{address}/lock").json()["locked_at"]
    assert send("POST", f"{address}/count").status_code == 409


@pytest.mark.parametrize(
    "wrong",
    [
        {"whole_minor": None},
        {"whole_minor": 10**16},
        {"kind": "applause"},
        {"checks_at": "2031-01-01T00:00:00Z"},
        {"collects_at": "2030-01-01T00:00:00"},
        {"surprise": 1},
        {"currency": "ZZZ"},
        {"title": ""},
    ],
    ids=range(8),
)
def test_what_makes_no_round_is_refused(client, send, wrong):
    sign_in(client, make_round().manager)

    assert send("POST", "", {**ROUND, **wrong}).status_code == 422


def test_districts_are_named_once_and_lie_in_the_round(client, send):
    round_ = make_round()
    sign_in(client, round_.manager)
    east, west = (str(part.area_id) for part in round_.districts)
    money = [{"area_id": area, "budget_minor": 100} for area in (east, west)]

    def sent(**fields):
        return send("POST", "", {**ROUND, **fields}).status_code

    assert sent(districts=money) == 201
    assert sent(districts=[money[0], money[0]]) == 422
    assert sent(districts=money, area_id=east) == 422
    assert sent(districts=[money[1]], area_id=east) == 422


def test_others_set_no_round_up_and_see_none_that_is_not_published(client, send):
    round_ = make_round()
    BudgetRound.objects.filter(pk=round_.round.pk).update(published_at=None)
    client.force_login(make_user())

    assert send("POST", "", ROUND).status_code == 403
    assert send("GET", "").json()["items"] == []
    assert send("GET", f"/{round_.number}").status_code == 404
    assert send("POST", f"/{round_.number}/publish").status_code == 404


def test_a_project_goes_its_way(client, send, at):
    round_ = make_round(costs=())
    base = f"/{round_.number}/projects"
    at(Phase.COLLECT)
    client.force_login(make_user())
    idea = {"part_id": str(round_.whole.pk), "title": "Swing", "cost_minor": 90_00}
    made, again = (send("POST", base, idea, **{"Idempotency-Key": "b"}) for _ in range(2))
    project = f"{base}/{made.json()['number']}"

    assert made.json() == again.json()
    assert BudgetProject.objects.filter(title="Swing").count() == 1
    assert send("POST", f"{project}/check", {"is_feasible": True}).status_code == 403
    sign_in(client, round_.manager)
    assert send("POST", f"{project}/check", {"is_feasible": True, "reason": ""}).status_code == 422
    checked = send(
        "POST", f"{project}/check", {"is_feasible": True, "reason": "Room.", "cost_minor": 100_00}
    )
    assert (checked.json()["state"], checked.json()["cost_minor"]) == ("accepted", 100_00)
    vote(round_, made.json()["number"])
    count(round_)
    at(Phase.COUNT)
    told = {"state": "built", "text": "It stands.", "spent_minor": 95_00}
    assert send("POST", f"{project}/report", told).json()["spent_minor"] == 95_00
    assert send("PUT", f"{project}/rating", {"stars": 4}).json()["rating"] == 4
    states = [event["state"] for event in send("GET", project).json()["events"]]
    assert states == ["submitted", "accepted", "built"]
    assert send("GET", f"{base}/{2**31}").status_code == 404
    assert send("POST", f"{base}/{10**20}/withdraw", {"reason": "x"}).status_code == 404
    listed = send("GET", f"{base}?state=built&q=swin").json()["items"]
    assert [one["title"] for one in listed] == ["Swing"]


def test_a_ballot_is_cast_in_person_and_changed_by_whoever_holds_its_secret(client, send, at):
    round_ = make_round()
    at(Phase.VOTE)
    base, secret = f"/{round_.number}/ballots", new_secret()
    client.force_login(make_user())
    said = {"secret": secret, "choices": [{"project": 1}, {"project": 2}]}

    cast, again = (send("POST", base, said) for _ in range(2))
    other = send("POST", base, {**said, "secret": new_secret()})
    client.logout()
    shown = send("POST", f"{base}/show", {"secret": show_secret(secret).lower()})
    changed = send("PUT", base, {"secret": secret, "choices": [{"project": 3}]})

    assert (cast.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert cast.json() == again.json() == shown.json()
    assert cast["Cache-Control"] == "no-store"
    assert (changed.json()["version"], changed.json()["choices"]) == (
        2, [{"project": 3, "value": 1}],
    )  # fmt: skip
    assert send("POST", f"{base}/show", {"secret": new_secret()}).status_code == 404
    assert send("POST", base, said).status_code in {401, 403}
    assert Ballot.objects.count() == 1


def test_what_breaks_the_rules_is_said_and_no_key_votes(client, send, at):
    round_ = make_round(kind="limited", most=1)
    at(Phase.VOTE)
    user = make_user()
    ApiKey.objects.create(name="k", digest=key_digest("k"), user=user)
    said = {"secret": new_secret(), "choices": [{"project": 1}, {"project": 2}]}
    base = f"/{round_.number}/ballots"

    by_key = send("POST", base, said, Authorization="Bearer k")
    client.force_login(user)
    refused = send("POST", base, said)

    assert (by_key.status_code, by_key.json()["code"]) == (403, "may_not_vote")
    assert (refused.status_code, refused.json()["code"]) == (422, "ballot_refused")
    for choices in ([], [{"project": 99}], [{"project": 1, "value": 7}], [{"project": 0}]):
        assert send("POST", base, {**said, "choices": choices}).status_code == 422
    assert Ballot.objects.count() == 0


def test_nothing_that_was_chosen_is_kept_with_a_key_of_somebody(client, send, at):
    round_ = make_round()
    at(Phase.VOTE)
    client.force_login(make_user())
    said = {"secret": new_secret(), "choices": [{"project": 1}]}

    send("POST", f"/{round_.number}/ballots", said, **{"Idempotency-Key": "mine"})

    assert Ballot.objects.count() == 1
    assert not IdempotencyKey.objects.exists()


def test_a_result_asks_as_much_for_many_districts_as_for_one(
    send, at, django_assert_max_num_queries
):
    round_ = make_round()
    vote(round_, 1)
    count(round_)
    at(Phase.COUNT)

    with django_assert_max_num_queries(5) as asked:
        result = send("GET", f"/{round_.number}/result").json()

    assert len(result) == 3
    assert not any('"file"' in one["sql"] for one in asked.captured_queries)


def test_a_receipt_and_a_result_are_for_everybody(client, send, at):
    round_ = make_round()
    for numbers in ([1, 2], [2, 3], [1, 3]):
        ballot, _secret = vote(round_, *numbers)
    ledger.seal_ledger(now=IN[Phase.VOTE])
    at(Phase.COUNT)
    assert send("GET", f"/{round_.number}/result").status_code == 404
    count(round_)

    receipt = send("GET", f"/{round_.number}/receipts/{ballot.commitment}").json()
    result = send("GET", f"/{round_.number}/result").json()

    assert receipt["ballot"] == ballot.commitment
    assert receipt["tree_size"] > 0
    assert "choices" not in receipt["entry"]
    proved = check_receipt(receipt["receipt"], ledger.verifier_key())
    assert (proved.is_right, proved.entry) == (True, receipt["entry"])
    assert send("GET", f"/{round_.number}/receipts/{'0' * 64}").status_code == 404
    assert [part["name"] for part in result] == ["", "East", "West"]
    assert result[0]["counts"][0]["is_binding"]
    assert result[0]["counts"][0]["report"]["treatment"]["ties"] == "number"
    assert client.get(result[0]["file"]).content.startswith(b"META")


def test_paper_is_for_people_who_read_it(client, send, at):
    round_ = make_round()
    at(Phase.VOTE)
    base, read = f"/{round_.number}", {"paper": "7", "choices": [{"project": 1}]}
    sign_in(client, make_actor())
    assert send("POST", f"{base}/paper-voters", {"voter": "ID 4711"}).status_code == 403
    sign_in(client, round_.operator)
    assert send("POST", f"{base}/paper-voters", {"voter": "ID 4711"}).status_code == 204
    assert send("POST", f"{base}/paper-voters", {"voter": "ID 4711"}).status_code == 409
    assert not send("POST", f"{base}/paper-ballots", read).json()["is_counted"]
    sign_in(client, round_.other_operator)

    assert send("POST", f"{base}/paper-ballots", read).json()["is_counted"]
    assert Ballot.objects.count() == 1


def test_a_round_of_elsewhere_is_brought_once(client):
    sign_in(client, make_round().manager)

    def bring(content):
        return client.post(
            "/api/v1/budget-rounds/import",
            {"file": SimpleUploadedFile("a.pb", content), "completion": "add1"},
            headers={"Idempotency-Key": "c"},
        )

    first, again = (bring(FILE.encode()) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert BudgetRound.objects.filter(is_imported=True).count() == 1
    assert bring(b"hello").status_code == 409
