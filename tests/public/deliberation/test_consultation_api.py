"""Taking part in and holding consultations by programme."""

import json
from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.models import Vote
from tests.factories import make_actor
from tests.public.deliberation.conversations import hold_camps, make_consultation, make_draft

pytestmark = pytest.mark.django_db
TOKEN = {"X-Participant-Token": "a-token-of-my-own-making"}


def send(client, method, path, body=None, **headers):
    return client.generic(
        method,
        f"/api/v1/consultations{path}",
        "" if body is None else json.dumps(body),
        content_type="application/json",
        headers=headers,
    )


def holder(client):
    actor = make_actor(Role.PRODUCT_MANAGER)
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_a_programme_takes_part(client):
    found, _holder = make_consultation(now=now() - timedelta(days=1))
    base = f"/{found.number}"

    card = send(client, "GET", f"{base}/next-card", **TOKEN).json()
    number = card["statement"]["number"]
    send(client, "PUT", f"{base}/votes/{number}", {"answer": "agree"}, **TOKEN)
    changed = send(client, "PUT", f"{base}/votes/{number}", {"answer": "pass"}, **TOKEN)

    assert changed.status_code == 200
    own = send(client, "GET", f"{base}/votes", **TOKEN).json()
    assert own == [{"statement": number, "answer": "pass"}]
    assert send(client, "GET", f"{base}/next-card", **TOKEN).json()["seen"] == 1
    assert send(client, "GET", f"{base}/votes").json() == []


def test_a_statement_sent_twice_is_there_once(client):
    found, _holder = make_consultation(now=now() - timedelta(days=1))
    given = {"text": "More shade", "language": "en"}

    answers = [
        send(
            client, "POST", f"/{found.number}/statements", given,
            **TOKEN, **{"Idempotency-Key": "one"},
        )
        for _turn in range(2)
    ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    listed = send(client, "GET", f"/{found.number}/statements").json()["items"]
    assert [one["text"] for one in listed].count("More shade") == 1


@pytest.mark.parametrize(
    ("body", "token", "status"),
    [
        ({"answer": "perhaps"}, TOKEN, 422),
        ({"answer": "agree", "weight": 9}, TOKEN, 422),
        ({"answer": "agree"}, {}, 422),
        ({"answer": "agree"}, {"X-Participant-Token": "short"}, 422),
        ({}, TOKEN, 422),
    ],
    ids=["answer", "more", "nobody", "short", "empty"],
)
def test_what_is_no_vote_is_refused(client, body, token, status):
    found, _holder = make_consultation(now=now() - timedelta(days=1))

    answer = send(client, "PUT", f"/{found.number}/votes/0", body, **token)

    assert (answer.status_code, Vote.objects.count()) == (status, 0)


def test_a_vote_outside_of_the_phase_says_so(client):
    found, _holder = make_consultation(now=now(), opens_at=now() + timedelta(days=1))

    answer = send(client, "PUT", f"/{found.number}/votes/0", {"answer": "agree"}, **TOKEN)

    assert (answer.status_code, answer.json()["code"]) == (409, "consultation_not_open")


@pytest.mark.parametrize("number", ["77", "99999999999999999999"])
def test_a_vote_on_nothing_is_not_found(client, number):
    found, _holder = make_consultation(now=now() - timedelta(days=1))

    answer = send(client, "PUT", f"/{found.number}/votes/{number}", {"answer": "agree"}, **TOKEN)

    assert answer.status_code == 404


def test_a_consultation_is_held_by_programme(client):
    staff = holder(client)
    given = {"title": "The park", "closes_at": (now() + timedelta(days=9)).isoformat()}

    made = send(staff, "POST", "", given).json()
    base = f"/{made['number']}"
    seeds = send(staff, "POST", f"{base}/seeds", {"texts": ["A pond", "A meadow"]}).json()
    changed = send(
        staff, "PUT", base, {**given, "title": "The new park", "version": made["version"]}
    ).json()
    announced = send(staff, "POST", f"{base}/announce").json()
    hidden = send(
        staff, "POST", f"{base}/statements/1/moderation",
        {"is_accepted": False, "reason": "Not about the park"},
    ).json()  # fmt: skip
    closed = send(staff, "POST", f"{base}/closing", {"reason": "All is said"}).json()

    assert [one["number"] for one in seeds] == [0, 1]
    assert changed["title"] == "The new park"
    assert (announced["phase"], hidden["state"], closed["phase"]) == ("open", "taken_out", "closed")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"department_id": "01900000-0000-7000-8000-000000000000"}, "department_id"),
        ({"area_id": "01900000-0000-7000-8000-000000000000"}, "area_id"),
        ({"language": "tlh"}, "language"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_town_does_not_have_is_told_at_its_field(client, wrong, field):
    answer = send(holder(client), "POST", "", {"title": "The park", **wrong})

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]


def test_a_statement_in_no_language_of_the_town_is_refused(client):
    found, _holder = make_consultation(now=now() - timedelta(days=1))

    answer = send(
        client, "POST", f"/{found.number}/statements", {"text": "X", "language": "tlh"}, **TOKEN
    )

    assert answer.status_code == 422


@pytest.mark.parametrize("length", [301, 100_000])
def test_a_long_statement_is_refused(client, length):
    found, _holder = make_consultation(now=now() - timedelta(days=1))

    answer = send(client, "POST", f"/{found.number}/statements", {"text": "x" * length}, **TOKEN)

    assert answer.status_code == 422


def test_the_result_by_programme_tells_of_nobody_alone(client):
    found, _holder = hold_camps(now=now() - timedelta(days=1))
    assert send(client, "GET", f"/{found.number}/result").status_code == 404
    compute_result(consultation_id=found.pk, now=now())

    told = send(client, "GET", f"/{found.number}/result").json()

    assert (told["people"], told["values"]["k"]) == (24, 2)
    assert not {"groups", "map"} & told["values"].keys()


def test_lists_and_drafts(client):
    make_consultation(now=now() - timedelta(days=1))
    draft, _holder = make_draft(now=now())

    assert len(send(client, "GET", "?phase=open").json()["items"]) == 1
    assert send(client, "GET", "?phase=closed").json()["items"] == []
    assert send(client, "GET", "?phase=soon").status_code == 422
    assert send(client, "GET", f"/{draft.number}").status_code == 404
    assert send(client, "POST", "", {"title": "X"}).status_code in (401, 403)
