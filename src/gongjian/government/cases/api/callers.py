"""Who calls about which case: the actor, widened by a secret shown for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router

from gongjian.foundation.kernel.access import actor_of, set_actor
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.people import interface as people
from gongjian.government.cases import policies
from gongjian.government.cases.api.schemas import case_out
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.views.visitors import case_of_secret

SECRET_HEADER = "X-Case-Secret"  # noqa: S105 - the name of a header
SECRET_PARAMETER = {
    "in": "header",
    "name": SECRET_HEADER,
    "required": False,
    "schema": {"type": "string"},
    "description": "The case's secret, instead of an account: whoever has it is its requester.",
}


class WrongSecret(NotFound):
    code = "wrong_case_secret"
    message = _(
        "No case has this number together with this secret (header X-Case-Secret). Send both as "
        "they were told when the case was made."
    )


class CaseAccess(people.ApiAccess):
    """As everywhere, and with a case's secret its requester.

    Here and not in the operations: a wrong secret is counted outside of any transaction, which what
    it leads to would roll back.
    """

    def __call__(self, request: HttpRequest) -> Actor:
        """The caller.

        Raises
        ------
        WrongSecret
            The secret is not that of the case; or there is no such case.
        TooMany
            Too many wrong secrets came from this address.
        """
        actor = super().__call__(request)
        number = request.resolver_match.kwargs.get("number") if request.resolver_match else None
        secret = request.headers.get(SECRET_HEADER)
        if number and secret:
            actor = actor.with_cases(frozenset({_opened(request, number, secret).pk}))
            set_actor(request, actor)
        return actor


def caller_of(request: HttpRequest, number: str) -> tuple[Actor, Case]:
    """The actor and the case of a number, as far as the actor may know it; else NotFound."""
    actor = actor_of(request)
    return actor, cases.get_case(actor=actor, number=number)


def requester_of(actor: Actor, email: str, phone: str) -> UUID | None:
    """Whose a new case is: the caller's, unless a programme passes on what somebody else asked.

    A name alone reaches nobody, so it leaves the case with the key's owner, who can follow it.
    """
    is_passed_on = actor.api_key_id is not None and (email or phone)
    return None if is_passed_on else actor.user_id


def show_case(request: HttpRequest, number: Any) -> HttpResponse:
    """The case as it stands now; 204 where it is no longer the caller's to see.

    A dispatcher gives a case to an area that is not theirs: that was done, and is not "not found".
    """
    try:
        actor, case = caller_of(request, number)
    except NotFound:
        return HttpResponse(status=204)
    return JsonResponse(case_out(case, in_full=policies.sees_in_full(actor, case)))


def describe_secret(router: Router) -> None:
    """Name the header of the secret at every operation on one case."""
    for path, view in router.path_operations.items():
        for operation in view.operations if "{number}" in path else ():
            extra = operation.openapi_extra or {}
            operation.openapi_extra = {**extra, "parameters": [SECRET_PARAMETER]}


def _opened(request: HttpRequest, number: str, secret: str) -> Case:
    try:
        return case_of_secret(request, number, secret, now())
    except NotFound:
        raise WrongSecret from None
