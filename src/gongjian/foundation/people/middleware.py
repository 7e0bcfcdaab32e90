"""Puts ``request.actor`` there, read from the database only where somebody asks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from requests import RequestException

from gongjian.foundation.kernel.access import actor_of, set_actor
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.people.selectors.actors import actor_of_user
from gongjian.foundation.people.selectors.second_factor import (
    lacks_second_factor,
    without_staff_roles,
)

logger = logging.getLogger(__name__)
NEEDS_SECOND_FACTOR = "needs_second_factor"
CASE_SECRETS = "case_ids"
SHOWN_AT_MOST = 100


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        set_actor(request, cast(Actor, SimpleLazyObject(lambda: session_actor(request))))
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads staff without a second factor to where they set one up.

    Their roles rest until then, so the page itself has refused already; here the refusal becomes
    the way on; that page says why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NotAllowed | NotFound) or not needs_second_factor(request):
            return None
        return redirect("mfa_activate_totp")


class SignInServiceMiddleware:
    """Says it in words where another sign-in service does not answer, or not as it should.

    The package asks it for its addresses before it sends anybody there, and lets that fail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, RequestException):
            return None
        logger.warning("The sign-in service does not answer: %s", error)
        return render(request, "people/no_sign_in_service.html", status=503)


def session_actor(request: HttpRequest) -> Actor:
    """The signed-in person, or a visitor, with the cases whose secret this session has shown."""
    user = request.user
    actor = actor_of_user(user) if user.is_authenticated else Actor.anonymous()
    if lacks_second_factor(actor):
        actor = without_staff_roles(actor)
        setattr(request, NEEDS_SECOND_FACTOR, True)
    shown = request.session.get(CASE_SECRETS, [])
    return actor.with_cases(frozenset(map(UUID, shown))) if shown else actor


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether this request's roles rest until a second factor is set up."""
    # Asked for the actor, the request learns it.
    bool(actor_of(request))
    return getattr(request, NEEDS_SECOND_FACTOR, False)


def show_case_secret(request: HttpRequest, case_id: UUID) -> None:
    """Let this browser's session open a case whose secret it has just shown."""
    shown = [text for text in request.session.get(CASE_SECRETS, []) if text != str(case_id)]
    request.session[CASE_SECRETS] = [*shown, str(case_id)][-SHOWN_AT_MOST:]
