"""Who counts as one sender."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import RequestFactory

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import TooMany
from gongjian.foundation.kernel.senders import KEY_FACTOR, limit_hour
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def request(actor: Actor, address: str = "203.0.113.7"):
    made = RequestFactory().get("/", REMOTE_ADDR=address)
    made.actor = actor
    return made


def person() -> Actor:
    return Actor("user:x", user_id=uuid4())


def hits(made, count: int) -> None:
    for _ in range(count):
        limit_hour(made, "knock", 3, NOW)


def test_visitors_are_told_apart_by_their_address():
    hits(request(Actor.anonymous()), 3)
    hits(request(Actor.anonymous(), "203.0.113.8"), 3)

    with pytest.raises(TooMany):
        hits(request(Actor.anonymous()), 1)


def test_an_account_has_its_own_count_wherever_it_is():
    one = person()
    hits(request(one), 2)
    hits(request(person()), 3)
    hits(request(one, "203.0.113.8"), 1)

    with pytest.raises(TooMany):
        hits(request(one, "203.0.113.9"), 1)


def test_a_programme_may_more():
    key = Actor("user:x", user_id=uuid4(), api_key_id=uuid4())
    hits(request(key), 3 * KEY_FACTOR)

    with pytest.raises(TooMany):
        hits(request(key), 1)
