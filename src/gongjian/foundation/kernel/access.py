"""Every route says who may use it: ``@requires(policy)`` or ``@public``; a test walks them all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotForAccount, Unauthenticated

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
POLICY = "access_policy"
"""The attribute of a view that says who may use it."""


def is_anyone(actor: Actor) -> bool:
    return True


def is_signed_in(actor: Actor) -> bool:
    return actor.is_signed_in


def is_staff(actor: Actor) -> bool:
    return actor.is_staff


def public(view: View) -> View:
    """Open to everyone; what is shown is still asked of selectors with the actor."""
    setattr(view, POLICY, is_anyone)
    return view


def requires(policy: Callable[[Actor], bool]) -> Callable[[View], View]:
    """Refuse actors the policy does not hold for: to the sign-in page, or with 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if not policy(actor):
                if actor.is_signed_in:
                    raise NotForAccount
                if request.method == "POST":
                    # A redirect would lose what they wrote while their session ran out.
                    raise Unauthenticated
                return redirect_to_login(request.get_full_path())
            return view(request, *args, **kwargs)

        setattr(guarded, POLICY, policy)
        return cast(View, guarded)

    return decorate


def actor_of(request: HttpRequest) -> Actor:
    """The actor of this request, put there by people's middleware or the API's authentication."""
    return request.actor  # type: ignore[attr-defined]  # see set_actor


def set_actor(request: HttpRequest, actor: Actor) -> None:
    """Say whose request this is: by the session, by a key, with a case's secret."""
    request.actor = actor  # type: ignore[attr-defined]  # beside Django's user, which has no place


def actor_who(policy: Callable[[Actor], bool], request: HttpRequest) -> Actor:
    """The actor of an operation of the API that is only for some.

    Raises
    ------
    Unauthenticated
        Nobody in particular asks.
    NotForAccount
        The policy does not hold for the actor.
    """
    actor = actor_of(request)
    if not policy(actor):
        raise NotForAccount if actor.is_signed_in else Unauthenticated
    return actor
