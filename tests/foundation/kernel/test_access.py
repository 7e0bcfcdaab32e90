from __future__ import annotations

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from gongjian.foundation.kernel.access import (
    actor_of,
    is_anyone,
    is_signed_in,
    is_staff,
    public,
    requires,
)
from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.errors import NotAllowed

VISITOR = Actor.anonymous()
RESIDENT = Actor("user:1", user_id=UUID(int=1))
HANDLER = Actor("user:2", user_id=UUID(int=2), grants=(Grant(Role.HANDLER),))
JOB = Actor.system("job")


def ask(view, actor: Actor) -> HttpResponse:
    request = RequestFactory().get("/queue/?page=2")
    request.actor = actor
    return view(request)


def shown(request) -> HttpResponse:
    return HttpResponse(actor_of(request).reference)


@pytest.mark.parametrize(
    ("policy", "who_may"),
    [
        (is_anyone, [VISITOR, RESIDENT, HANDLER, JOB]),
        (is_signed_in, [RESIDENT, HANDLER]),
        (is_staff, [HANDLER]),
    ],
)
def test_who_may(policy, who_may):
    assert [actor for actor in (VISITOR, RESIDENT, HANDLER, JOB) if policy(actor)] == who_may


def test_whoever_may_sees_the_page():
    assert ask(requires(is_staff)(shown), HANDLER).content == b"user:2"
    assert ask(public(shown), VISITOR).content == b"visitor"


def test_a_visitor_is_asked_to_sign_in_and_comes_back():
    response = ask(requires(is_staff)(shown), VISITOR)

    assert response.status_code == 302
    assert response["Location"].endswith("?next=/queue/%3Fpage%3D2")


def test_whoever_is_signed_in_and_may_not_is_refused():
    with pytest.raises(NotAllowed):
        ask(requires(is_staff)(shown), RESIDENT)


def test_a_view_tells_its_policy():
    assert requires(is_staff)(shown).access_policy is is_staff
    assert public(lambda request: HttpResponse()).access_policy is is_anyone
