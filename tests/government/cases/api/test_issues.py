"""Hot issues by programme: what everybody gets, what staff do, joint answers."""

from __future__ import annotations

import json

import pytest

from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.government.cases.actions.run_joint_answer import run_joint_answer
from gongjian.government.cases.models import Case, JointAnswer
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage.models import PlacedCase
from tests.factories import NOW, make_case
from tests.government.issues import fresh, make_hot_issue, make_issue

pytestmark = pytest.mark.django_db


def call(client, method: str, path: str, actor=None, body=None, **headers):
    if actor is not None:
        user = User.objects.get(pk=actor.user_id)
        ApiKey.objects.get_or_create(
            digest=key_digest(str(user.pk)), defaults={"name": "test", "user": user}
        )
        headers["Authorization"] = f"Bearer {user.pk}"
    return client.generic(
        method, f"/api/v1{path}", content_type="application/json", headers=headers,
        data=json.dumps(body) if body is not None else "",
    )  # fmt: skip


def test_everybody_gets_public_facts(client, town):
    public = [make_case(town, title=f"Noise {n}") for n in range(2)]
    issue = make_issue([*public, make_case(town, title="A secret", is_public=False)])

    (item,) = call(client, "GET", "/issues").json()["items"]
    whole = call(client, "GET", f"/issues/{issue.number}").json()
    members = call(client, "GET", f"/issues/{issue.number}/cases").json()["items"]

    assert (item["number"], item["case_count"]) == (issue.shown_number, 2)
    assert (whole["is_in_full"], whole["case_count"]) == (False, 2)
    assert {one["number"] for one in members} == {case.shown_number for case in public}


def test_staff_get_all_of_it(client, town):
    issue, found = make_hot_issue(town, 3, is_public=False)

    whole = call(client, "GET", f"/issues/{issue.number}", town.handler).json()
    members = call(client, "GET", f"/issues/{issue.number}/cases?staff=true", town.handler).json()
    (row,) = call(client, "GET", "/queues/issues", town.handler).json()["items"]

    assert (whole["is_public"], whole["is_in_full"], whole["case_count"]) == (False, True, 3)
    assert {one["number"] for one in members["items"]} == {case.shown_number for case in found}
    assert row["number"] == issue.shown_number


@pytest.mark.parametrize("address", ["", "/cases", "/history", "/joint-answers", "/joint-plans"])
def test_an_issue_that_is_not_public_is_nobody_elses(client, town, address):
    issue, _found = make_hot_issue(town, 3, is_public=False)

    for actor in (None, town.resident, town.other_handler):
        answer = call(client, "GET", f"/issues/{issue.number}{address}", actor)
        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("address", ["/cases?staff=true", "/history", "/joint-plans"])
def test_of_a_public_one_others_get_only_what_is_public(client, town, address):
    issue, _found = make_hot_issue(town, 3)

    assert call(client, "GET", f"/issues/{issue.number}{address}").status_code == 403


def test_the_map_and_its_filters(client, town):
    make_hot_issue(town, 2, longitude=120.1, latitude=30.1)

    (dot,) = call(client, "GET", "/map/issues").json()["items"]
    none = call(client, "GET", f"/map/issues?department_id={town.other_department.pk}").json()

    assert (dot["longitude"], dot["case_count"]) == (120.1, 2)
    assert none["items"] == []


@pytest.mark.parametrize(
    "query", ["until=2026-01-01&since=2026-02-01", f"area_id={'0' * 8}-0000-7000-8000-{'0' * 12}"]
)
def test_a_wrong_filter_is_told(client, town, query):
    assert call(client, "GET", f"/issues?{query}").status_code == 422


def test_staff_merge_rename_split_take_out_and_put_in(client, town):
    (one, first), (other, _second) = make_hot_issue(town, 4), make_hot_issue(town, 2)
    at = f"/issues/{one.number}"
    numbers = [case.shown_number for case in first[:2]]

    named = call(client, "POST", f"{at}/rename", town.dispatcher, {"title": "The plant"}).json()
    split = call(client, "POST", f"{at}/split", town.dispatcher, {"numbers": numbers})
    body = {"numbers": [first[2].number]}
    taken = call(client, "POST", f"{at}/take-out", town.dispatcher, body).json()
    body = {"number": first[2].number}
    put = call(client, "POST", f"{at}/put-in", town.dispatcher, body).json()
    body = {"into_number": other.number}
    merged = call(client, "POST", f"{at}/merge", town.dispatcher, body).json()
    after = call(client, "GET", at, town.dispatcher).json()

    assert named["title"] == "The plant"
    assert (split.status_code, split.json()["case_count"]) == (201, 2)
    assert (taken["case_count"], put["case_count"], merged["case_count"]) == (1, 2, 4)
    assert after["merged_into"] == other.shown_number


def test_a_split_sent_twice_with_a_key_splits_once(client, town):
    issue, found = make_hot_issue(town, 4)
    body = {"numbers": [case.number for case in found[:2]]}
    headers = {"Idempotency-Key": "k1"}

    first, second = (
        call(client, "POST", f"/issues/{issue.number}/split", town.dispatcher, body, **headers)
        for _time in range(2)
    )

    assert first.json()["number"] == second.json()["number"]
    assert fresh(issue).case_count == 2


def test_an_old_version_is_refused(client, town):
    issue, _found = make_hot_issue(town, 2)
    body = {"title": "A", "version": issue.version}
    path = f"/issues/{issue.number}/rename"

    assert call(client, "POST", path, town.dispatcher, body).status_code == 200
    answer = call(client, "POST", path, town.dispatcher, body)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale_version")


@pytest.mark.parametrize(("name", "status"), [("handler", 403), ("other_handler", 403)])
def test_who_may_not_tidy_is_told_so(client, town, name, status):
    issue, _found = make_hot_issue(town, 2)

    path = f"/issues/{issue.number}/rename"
    assert call(client, "POST", path, getattr(town, name), {"title": "A"}).status_code == status


def test_a_joint_answer_is_previewed_begun_and_watched(client, town):
    issue, found = make_hot_issue(town, 3)
    at = f"/issues/{issue.number}"

    (plan,) = call(client, "GET", f"{at}/joint-plans", town.handler).json()["items"]
    body = {"text": "The plant stops.", "version": fresh(issue).version}
    begun = call(client, "POST", f"{at}/joint-answers", town.handler, body)
    run_joint_answer(joint_id=JointAnswer.objects.get().pk, clock=lambda: NOW)
    joint = call(client, "GET", f"{at}/joint-answers/{begun.json()['id']}", town.handler).json()
    rows = call(
        client, "GET", f"{at}/joint-answers/{joint['id']}/cases?outcome=answered", town.handler
    ).json()["items"]
    (shown,) = call(client, "GET", f"{at}/joint-answers").json()["items"]

    assert plan["counts"] == {"answered": 3}
    assert (begun.status_code, joint["state"], joint["answered_count"]) == (202, "done", 3)
    assert {row["number"] for row in rows} == {case.shown_number for case in found}
    assert shown["text"] == "The plant stops."


def test_a_joint_answer_is_looked_at_beside_what_its_cases_ask(client, town):
    asked = {"title": "Noise", "text": "When does the mixing plant stop at night?"}
    issue, _found = make_hot_issue(town, 2, **asked)
    make_case(town, state=CaseState.ACCEPTED, text="Who pays?")
    path = f"/issues/{issue.number}/joint-answer-check"
    good = {"text": "The mixing plant stops at night from 14 March 2026 on."}

    found = call(client, "POST", path, town.handler, good).json()
    empty = call(client, "POST", path, town.handler, {"text": "In due course."}).json()

    assert [(ask["wanted"], ask["is_addressed"]) for ask in found["asks"]] == [("when", True)]
    assert (found["looked_at"], found["left_open"]) == (2, 0)
    assert (empty["looked_at"], empty["left_open"]) == (2, 2)
    assert not JointAnswer.objects.exists()


@pytest.mark.parametrize(
    ("name", "status"), [("resident", 403), ("dispatcher", 403), ("other_handler", 404)]
)
def test_who_may_not_answer_them_is_not_advised(client, town, name, status):
    issue, _found = make_hot_issue(town, 2, is_public=False)
    path = f"/issues/{issue.number}/joint-answer-check"

    assert call(client, "POST", path, getattr(town, name), {"text": "Done."}).status_code == status


def test_a_late_case_is_given_the_joint_answer(client, town):
    issue, _found = make_hot_issue(town, 2)
    body = {"text": "The plant stops."}
    begun = call(client, "POST", f"/issues/{issue.number}/joint-answers", town.handler, body)
    run_joint_answer(joint_id=JointAnswer.objects.get().pk, clock=lambda: NOW)
    late = make_case(town, state=CaseState.DISPATCHED)
    PlacedCase.objects.create(case_id=late.pk, issue=issue, received_at=late.received_at)

    answer = call(
        client, "POST", f"/cases/{late.number}/joint-answer", town.handler,
        {"joint_id": begun.json()["id"]},
    )  # fmt: skip

    assert answer.status_code == 200
    assert Case.objects.get(pk=late.pk).state == CaseState.ANSWERED


@pytest.mark.parametrize(("name", "status"), [("resident", 403), ("dispatcher", 403)])
def test_who_handles_no_case_answers_none(client, town, name, status):
    issue, _found = make_hot_issue(town, 2)

    path = f"/issues/{issue.number}/joint-answers"
    answer = call(client, "POST", path, getattr(town, name), {"text": "No."})
    assert answer.status_code == status
