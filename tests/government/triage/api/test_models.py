"""Models by programme: read by everybody, governed by administrators."""

import json

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.government.triage.models import ModelState, TrainedModel
from tests.factories import make_user
from tests.government.triage.models import make_model
from tests.government.triage.views.test_model_pages import CARD, HELD_BACK

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_use():
    return make_model(state=ModelState.CHAMPION, card=CARD, held_back=HELD_BACK.to_bytes())


def send(client, method, path, body=None):
    given = {"data": json.dumps(body), "content_type": "application/json"} if body else {}
    return getattr(client, method)(f"/api/v1/{path}", **given)


def test_the_card_in_use_is_read_by_everybody(client, in_use):
    shown = client.get("/api/v1/models/in-use").json()

    assert shown["id"] == str(in_use.pk)
    assert (shown["examples"], shown["macro_f1"]) == (7288, 0.926)
    assert 0.5 < shown["threshold"] < 1
    assert shown["precision"] >= 0.95
    assert client.get(f"/api/v1/models/{in_use.pk}").json() == shown
    assert [one["id"] for one in client.get("/api/v1/models").json()["items"]] == [shown["id"]]


def test_without_a_model_there_is_none(client):
    assert client.get("/api/v1/models/in-use").status_code == 404
    assert client.get("/api/v1/triage-settings").json()["precision_permille"] == 950


def test_administrators_set_and_go_back(client, in_use):
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    last = make_model(card=CARD)
    wanted = {
        "is_automatic": False, "precision_permille": 900, "checked_permille": 0, "version": 1,
    }  # fmt: skip

    assert send(client, "put", "triage-settings", wanted).json() == {**wanted, "version": 2}
    assert send(client, "put", "triage-settings", wanted).status_code == 409
    assert send(client, "post", f"models/{last.pk}/restore").json()["state"] == "champion"
    assert send(client, "post", f"models/{last.pk}/restore").status_code == 409
    assert send(client, "post", f"models/{last.pk}/restore-threshold").status_code == 200
    assert send(client, "post", f"models/{last.pk}/retire").json()["state"] == "former"
    assert send(client, "post", "trainings").status_code == 201
    assert send(client, "post", "trainings").status_code == 409
    assert client.get("/api/v1/trainings").json()[0]["outcome"] == ""


@pytest.mark.parametrize("role", [None, Role.DISPATCHER])
def test_others_do_not(client, in_use, role):
    client.force_login(make_user(role=role))
    wanted = {
        "is_automatic": False, "precision_permille": 900, "checked_permille": 0, "version": 1,
    }  # fmt: skip

    answers = [
        send(client, "put", "triage-settings", wanted),
        send(client, "post", f"models/{in_use.pk}/retire"),
        send(client, "post", f"models/{in_use.pk}/restore"),
        send(client, "post", f"models/{in_use.pk}/restore-threshold"),
        send(client, "post", "trainings"),
        client.get("/api/v1/trainings"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert TrainedModel.objects.get().state == ModelState.CHAMPION
