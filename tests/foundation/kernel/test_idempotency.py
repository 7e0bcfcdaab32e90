from __future__ import annotations

from itertools import count
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.errors import KeyReused
from gongjian.foundation.kernel.idempotency import fingerprint_of, once
from gongjian.foundation.kernel.models import IdempotencyKey, OutboxEvent
from tests.threads import at_once

SAME = fingerprint_of({"title": "Lamp"})


def make_event() -> str:
    """Makes a thing of which there should be one."""
    return f"event:{OutboxEvent.objects.create(name='made', payload={}).pk}"


@pytest.mark.django_db
def test_the_same_request_again_gives_what_it_made():
    first = once(scope="a", key="k", fingerprint=SAME, make=make_event)
    again = once(scope="a", key="k", fingerprint=SAME, make=make_event)

    assert first == (again[0], True)
    assert again[1] is False
    assert OutboxEvent.objects.count() == 1


@pytest.mark.django_db
def test_another_content_with_the_key_is_refused():
    once(scope="a", key="k", fingerprint=SAME, make=make_event)

    with pytest.raises(KeyReused):
        once(scope="a", key="k", fingerprint=fingerprint_of({}), make=make_event)

    assert OutboxEvent.objects.count() == 1


@pytest.mark.django_db
def test_another_client_may_use_the_key():
    once(scope="a", key="k", fingerprint=SAME, make=make_event)

    assert once(scope="b", key="k", fingerprint=fingerprint_of({}), make=make_event)[1] is True


@pytest.mark.django_db
def test_a_failed_request_may_be_tried_again():
    def fail() -> str:
        make_event()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once(scope="a", key="k", fingerprint=SAME, make=fail)

    assert not IdempotencyKey.objects.exists()
    assert once(scope="a", key="k", fingerprint=SAME, make=make_event)[1] is True
    assert OutboxEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_request_many_times_at_once_makes_one_thing():
    answers = at_once(*[lambda: once(scope="a", key="k", fingerprint=SAME, make=make_event)] * 6)

    assert sorted(is_new for _, is_new in answers) == [False] * 5 + [True]
    assert len({reference for reference, _ in answers}) == 1
    assert OutboxEvent.objects.count() == 1


def test_a_fingerprint_does_not_depend_on_the_order_of_keys():
    ids, number = uuid4(), next(count(7))

    assert fingerprint_of({"a": ids, "b": number}) == fingerprint_of({"b": 7, "a": str(ids)})
    assert fingerprint_of({"a": 1}) != fingerprint_of({"a": "1"})
