"""Puts ``request.actor`` there, read from the database only where somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people.selectors.actors import actor_of_user

CASE_SECRETS = "case_ids"


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: session_actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def session_actor(request: HttpRequest) -> Actor:
    """The signed-in person, or a visitor, with the cases whose secret this session has shown."""
    user = request.user
    actor = actor_of_user(user) if user.is_authenticated else Actor.anonymous()
    shown = request.session.get(CASE_SECRETS, [])
    return actor.with_cases(frozenset(map(UUID, shown))) if shown else actor
