"""The pages of initiatives, and the same by programme."""

from __future__ import annotations

import json

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people.models import User
from gongjian.foundation.trail.interface import trail_of
from gongjian.market.initiatives.models import Initiative, InitiativeFollow, State
from gongjian.market.procurement.models import Call
from tests.factories import NOW, make_case, make_town
from tests.government.issues import make_hot_issue
from tests.market.initiatives.initiatives import make_initiative, make_manager

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def manager():
    return make_manager()


def sign_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))


def test_the_roadmap_shows_each_part_and_the_reasons_of_refusals(client, town, manager):
    for state in State:
        make_initiative(town, manager=manager, state=state, title=f"Of {state.value}")

    plan = client.get("/initiatives/").text
    ended = client.get("/initiatives/?part=ended").text
    done = client.get("/initiatives/?part=done").text

    assert "Q1 2027" in plan
    assert "Of planned" in plan
    assert "Of under_way" in plan
    assert "Of refused" not in plan
    assert "Of refused" in ended
    assert "Of dropped" in ended
    assert "For good reasons." in ended
    assert "Of delivered" in done
    assert "Of reviewed" in done
    assert "Of considered" in client.get("/initiatives/?part=considered").text
    assert "Nothing matches" in client.get("/initiatives/?q=unheard").text


def test_a_manager_makes_one_of_a_hot_issue_by_the_desk(client, town, manager):
    issue, _cases = make_hot_issue(town, 2)
    sign_in(client, manager)
    desk = client.get("/initiatives/desk/").text
    address = f"/initiatives/new/?of=hotissue%3A{issue.pk}"
    assert address in desk
    form = client.get(address)
    begun = form.context["form"].initial
    assert (begun["area"], begun["category"]) == (issue.area_id, issue.category_id)
    assert issue.category_id is not None
    given = {
        "title": "Bins", "text": "Forty bins.", "why": "They are full.", "language": "en",
        "currency": "CNY", "budget": "1200.50", "note": "Many say so.",
        "request_id": form.context["form"]["request_id"].value(),
    }  # fmt: skip

    first = client.post(address, given)
    again = client.post(address, given)

    made = Initiative.objects.get()
    assert first.url == again.url == f"/initiatives/{made.number}/"
    assert (made.budget_minor, made.evidence_count) == (1200_50, 1)
    page = client.get(first.url).text
    assert "Many say so." in page
    assert issue.title in page
    assert address not in client.get("/initiatives/desk/").text


def test_the_page_of_a_hot_issue_leads_there_whoever_makes_initiatives(client, town, manager):
    issue, _cases = make_hot_issue(town, 2)
    page, address = f"/issues/{issue.number}/", f"/initiatives/new/?of=hotissue%3A{issue.pk}"

    as_visitor = client.get(page).text
    sign_in(client, town.handler)
    as_handler = client.get(page).text
    sign_in(client, manager)
    as_manager = client.get(page).text

    assert [address in text for text in (as_visitor, as_handler, as_manager)] == [
        False, False, True
    ]  # fmt: skip


def test_steps_are_taken_on_the_page_and_errors_stand_on_it(client, town, manager):
    initiative = make_initiative(town, manager=manager)
    here = f"/initiatives/{initiative.number}/"
    sign_in(client, manager)

    refused = client.post(f"{here}steps/refuse/", {"reason": "", "version": initiative.version})
    stale = client.post(f"{here}steps/plan/", {"version": initiative.version - 1})
    planned = client.post(f"{here}steps/plan/", {"version": initiative.version})

    assert (refused.status_code, stale.status_code, planned.status_code) == (422, 409, 302)
    assert Initiative.objects.get().state == State.PLANNED
    assert client.post(f"{here}steps/nonsense/").status_code == 404
    assert client.post(f"{here}steps/review/", {"reason": "x"}).status_code == 409


def test_measures_readings_and_evidence_are_worked_on_by_the_page(client, town, manager):
    initiative = make_initiative(town, manager=manager, state=State.PLANNED)
    case = make_case(town)
    here = f"/initiatives/{initiative.number}/"
    sign_in(client, manager)
    measure = initiative.measures.get()

    client.post(f"{here}measures/{measure.pk}/readings/",
                {"value": "8", "on": "2026-11-01", "source": "A count"})  # fmt: skip
    client.post(f"{here}measures/rates/", {
        "name": "Solved", "rate": "solution", "months": "3", "target": "80",
        "by_when": "2027-06-30",
    })  # fmt: skip
    client.post(f"{here}evidence/", {"kind": "case", "number": case.number, "note": "Look."})
    wrong = client.post(f"{here}evidence/", {"kind": "case", "number": "nonsense"})

    page = client.get(here).text
    assert "8 hours" in page
    assert "A count" in page
    assert "Solution rate" in page
    assert "Look." in page
    assert wrong.status_code == 404
    assert "id_number" in wrong.text or "evidence_number" in wrong.text
    client.post(f"{here}evidence/remove/", {"reference": reference_of(case), "reason": "Wrong."})
    assert "Look." not in client.get(here).text


def test_others_are_let_in_nowhere(client, town, manager):
    initiative = make_initiative(town, manager=manager)
    here = f"/initiatives/{initiative.number}/"
    sign_in(client, town.resident)

    assert client.get("/initiatives/desk/").status_code == 403
    assert client.get("/initiatives/new/").status_code == 403
    assert client.get(f"{here}edit/").status_code == 403
    assert client.post(f"{here}steps/refuse/", {"reason": "x"}).status_code == 403
    assert "Work on it" not in client.get(here).text


def test_residents_follow_and_stop(client, town, manager):
    initiative = make_initiative(town, manager=manager)
    here = f"/initiatives/{initiative.number}/"
    sign_in(client, town.resident)

    client.post(f"{here}follow/")
    client.post(f"{here}follow/")
    assert Initiative.objects.get().follower_count == InitiativeFollow.objects.count() == 1
    client.post(f"{here}follow/", {"do": "stop"})
    assert Initiative.objects.get().follower_count == InitiativeFollow.objects.count() == 0


def test_the_feed_tells_what_happened_last_first(client, town, manager):
    make_initiative(town, manager=manager, state=State.REFUSED)

    feed = client.get("/initiatives/feed.atom")

    assert feed["Content-Type"].startswith("application/atom+xml")
    assert feed.text.index("Refused") < feed.text.index("Considered")


def send(client, address, body, **headers):
    return client.post(address, json.dumps(body), content_type="application/json", headers=headers)


def test_by_programme_one_is_made_once_and_led_to_its_plan(client, town, manager):
    case = make_case(town)
    sign_in(client, manager)
    client.enforce_csrf_checks = False
    body = {
        "title": "Bins", "text": "Forty bins.", "why": "Full.", "quarter": "2027-02-01",
        "department_id": str(town.department.pk), "evidence": [reference_of(case)],
    }  # fmt: skip
    key = {"Idempotency-Key": "one"}

    first = send(client, "/api/v1/initiatives", body, **key)
    again = send(client, "/api/v1/initiatives", body, **key)

    assert (first.status_code, again.status_code) == (201, 201), first.text
    number = first.json()["number"]
    assert Initiative.objects.count() == 1
    here = f"/api/v1/initiatives/{number}"
    early = send(client, f"{here}/steps", {"step": "plan"})
    assert (early.status_code, early.json()["code"]) == (409, "not_plannable")
    measure = {"name": "Hours", "baseline": "20", "target": "5", "by_when": "2027-06-30"}
    assert send(client, f"{here}/measures", measure).status_code == 201
    planned = send(client, f"{here}/steps", {"step": "plan"})
    assert planned.json()["state"] == "planned"
    assert planned.json()["quarter"] == "2027-01-01"
    measure_id = planned.json()["measures"][0]["id"]
    read = send(client, f"{here}/measures/{measure_id}/readings",
                {"value": "8", "on": NOW.date().isoformat(), "source": "Count"})  # fmt: skip
    assert read.json()["measures"][0]["reached"] == "4/5"
    assert client.get("/api/v1/initiatives").json()["items"][0]["number"] == number
    assert client.get("/api/v1/demand").status_code == 200
    assert client.put(f"{here}/follow").json() == {"is_following": True}


def test_by_programme_others_may_read_and_no_more(client, town, manager):
    private = make_case(town, is_public=False)
    initiative = make_initiative(town, manager=manager, evidence=(reference_of(private),))
    here = f"/api/v1/initiatives/{initiative.number}"

    told = client.get(here).json()

    assert (told["evidence"], told["hidden_evidence"]) == ([], ["a private case"])
    assert told["steps"] == []
    sign_in(client, town.resident)
    assert send(client, f"{here}/steps", {"step": "refuse", "reason": "x"}).status_code == 403
    assert client.get("/api/v1/demand").status_code == 403


def test_a_call_is_made_of_an_initiative_and_stands_on_its_trail(client, town, manager):
    issue, cases = make_hot_issue(town, 2)
    initiative = make_initiative(
        town, manager=manager, state=State.PLANNED, evidence=(reference_of(issue),)
    )
    sign_in(client, manager)
    here = f"/initiatives/{initiative.number}/call/"
    form = client.get(here).context["form"]
    given = {
        "title": form["title"].value(), "text": form["text"].value(), "estimate": "120000",
        "request_id": form["request_id"].value(),
    }  # fmt: skip

    first, again = client.post(here, given), client.post(here, given)

    call = Call.objects.get()
    assert first.url == again.url == f"/call-work/{call.number}/edit/"
    assert call.initiative_ref == reference_of(initiative)
    assert (call.buyer_id, call.estimate_minor) == (town.department.pk, 120_000_00)
    trails = [
        trail_of(actor=actor, reference=reference_of(cases[0]), now=NOW)
        for actor in (manager, Actor.anonymous())
    ]
    kinds = [[stage.kind.name for stage in one.stages] for one in trails]
    assert kinds == [["case", "hotissue", "initiative", "call"]] * 2
    assert trails[0].stages[-1].things[0].told.title == initiative.title
    assert trails[1].stages[-1].hidden_words == "a call that is being prepared"


@pytest.mark.parametrize("state", [State.CONSIDERED, State.DELIVERED, State.REFUSED])
def test_no_call_is_made_of_what_is_not_planned(client, town, manager, state):
    initiative = make_initiative(town, manager=manager, state=state)
    sign_in(client, manager)

    assert client.get(f"/initiatives/{initiative.number}/call/").status_code == 409
    assert not Call.objects.exists()
