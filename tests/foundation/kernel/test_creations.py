"""An operation that creates: with a key, sent twice it acts once."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import RequestFactory
from ninja import File, NinjaAPI, Schema, UploadedFile

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.creations import caller_name, creates
from gongjian.foundation.kernel.errors import Conflict, KeyReused
from gongjian.foundation.kernel.models import IdempotencyKey, OutboxEvent
from tests.threads import at_once


class LampIn(Schema):
    title: str
    places: list[UUID] = []


def show_event(request: HttpRequest, made: int) -> HttpResponse:
    return JsonResponse({"id": made, "there": OutboxEvent.objects.count()}, status=201)


@creates(show_event)
def add_lamp(request: HttpRequest, street: int, body: LampIn) -> int:
    """Add a lamp."""
    return OutboxEvent.objects.create(name=body.title, payload={"street": street}).pk


@creates(show_event)
def add_picture(request: HttpRequest, file: File[UploadedFile]) -> int:
    return OutboxEvent.objects.create(name="picture", payload={}).pk


@creates(show_event)
def fail_at_first(request: HttpRequest) -> int:
    made = OutboxEvent.objects.create(name="one", payload={}).pk
    if OutboxEvent.objects.count() == 1:
        raise Conflict
    return made


def asked(path="/lamps", actor=None, address="192.0.2.1"):
    request = RequestFactory().post(path, REMOTE_ADDR=address)
    request.actor = actor or Actor.anonymous()
    return request


def lamp(key="k", *, street=1, request=None, **fields):
    body = LampIn(**{"title": "Lamp", **fields})
    return add_lamp(request or asked(), idempotency_key=key, street=street, body=body)


@pytest.mark.django_db
def test_the_same_request_again_is_answered_anew_with_what_it_made():
    first, again = lamp(), lamp()

    assert (first.status_code, again.status_code) == (201, 201)
    assert json.loads(first.content) == json.loads(again.content)
    assert OutboxEvent.objects.count() == 1
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"


@pytest.mark.django_db
def test_without_a_key_everything_happens_again():
    lamp("")
    lamp("")

    assert OutboxEvent.objects.count() == 2
    assert not IdempotencyKey.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        {"street": 2},
        {"title": "Lamps"},
        {"places": [uuid4()]},
        {"request": asked("/elsewhere")},
    ],
)
def test_the_key_with_something_else_is_refused(other):
    lamp()

    with pytest.raises(KeyReused):
        lamp(**other)

    assert OutboxEvent.objects.count() == 1


@pytest.mark.django_db
def test_a_file_is_known_by_name_and_content():
    def send(name, content):
        file = SimpleUploadedFile(name, content)
        return add_picture(asked(), idempotency_key="k", file=file)

    send("a.jpg", b"lamp")
    send("a.jpg", b"lamp")

    for name, content in (("b.jpg", b"lamp"), ("a.jpg", b"Lamp")):
        with pytest.raises(KeyReused):
            send(name, content)
    assert OutboxEvent.objects.count() == 1


@pytest.mark.django_db
def test_what_was_refused_may_be_tried_again_with_the_key():
    with pytest.raises(Conflict):
        fail_at_first(asked(), idempotency_key="k")
    assert not OutboxEvent.objects.exists()
    OutboxEvent.objects.create(name="before", payload={})

    assert fail_at_first(asked(), idempotency_key="k").status_code == 201


@pytest.mark.django_db
def test_everybody_has_keys_of_their_own():
    one, other, key = uuid4(), uuid4(), uuid4()
    callers = [
        asked(actor=Actor(f"user:{one}", user_id=one)),
        asked(actor=Actor(f"user:{other}", user_id=other)),
        asked(actor=Actor(f"user:{one}", user_id=one, api_key_id=key)),
        asked(address="192.0.2.1"),
        asked(address="192.0.2.2"),
    ]

    for number, request in enumerate(callers):
        lamp(request=request, title=f"{number}")

    assert OutboxEvent.objects.count() == 5
    assert len({caller_name(request) for request in callers}) == 5


@pytest.mark.django_db(transaction=True)
def test_the_same_request_many_times_at_once_acts_once():
    answers = at_once(*[lamp] * 6)

    assert len({json.loads(answer.content)["id"] for answer in answers}) == 1
    assert sorted("Idempotency-Replayed" in answer for answer in answers) == [False] + [True] * 5
    assert OutboxEvent.objects.count() == 1


def test_the_description_names_the_header():
    api = NinjaAPI(urls_namespace="probe-creations")
    api.post("/streets/{street}/lamps", response={201: LampIn}, operation_id="a")(add_lamp)
    api.post("/pictures", response={201: LampIn}, operation_id="b")(add_picture)

    paths = api.get_openapi_schema(path_prefix="")["paths"]

    for path in paths.values():
        named = {one["name"]: one for one in path["post"]["parameters"]}
        assert named["Idempotency-Key"]["in"] == "header"
        assert named["Idempotency-Key"]["schema"]["maxLength"] == 120
    lamp_operation = paths["/streets/{street}/lamps"]["post"]
    assert lamp_operation["description"] == "Add a lamp."
    assert "requestBody" in lamp_operation
