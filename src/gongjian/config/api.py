"""The town's API: every app's router under /api/v1, described at /api/docs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from gongjian.config.api_docs import Pages
from gongjian.config.input_words import NOT_JSON, words_of
from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.errors import GongjianError, Invalid, NotFound, Unauthenticated
from gongjian.foundation.kernel.problems import MEDIA_TYPE, problem, problem_of
from gongjian.foundation.law.api import router as law_router
from gongjian.foundation.ledger.api import router as ledger_router
from gongjian.foundation.people.api import router as people_router
from gongjian.foundation.people.api_auth import ApiAccess
from gongjian.foundation.trail.api import router as trail_router
from gongjian.government.cases.api import ROUTERS as CASES
from gongjian.government.duties.api import router as duties_router
from gongjian.government.exchange.api import ROUTERS as EXCHANGE
from gongjian.government.services.api import ROUTERS as SERVICES
from gongjian.government.triage.api import router as triage_router
from gongjian.market.initiatives.api import ROUTERS as INITIATIVES
from gongjian.market.procurement.api import ROUTERS as PROCUREMENT
from gongjian.public.budgeting.api import ROUTERS as BUDGETING
from gongjian.public.deliberation.api import ROUTERS as DELIBERATION
from gongjian.site.openness.api import router as openness_router
from gongjian.site.portal.api import router as portal_router

UNREADABLE_BODY = "Cannot parse request body"
"""What the package says of a body that it cannot read."""
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


ABBREVIATIONS = {"api": "API", "csv": "CSV", "id": "ID", "open311": "Open311"}


def _in_words(operation_id: str) -> str:
    """ "list_api_keys" as "List API keys"; the package would name it after the Python function."""
    first, *others = [ABBREVIATIONS.get(word, word) for word in operation_id.split("_")]
    return " ".join([first[0].upper() + first[1:], *others])


class TownApi(NinjaAPI):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._described: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description, made once a process: it takes a second and is in one language."""
        if path_prefix is None:
            path_prefix = self.get_root_path(path_params or {})
        if path_prefix not in self._described:
            self._described[path_prefix] = self._describe(path_prefix)
        return self._described[path_prefix]

    def _describe(self, path_prefix: str) -> OpenAPISchema:
        """As the package makes it, with the problem document that any operation may answer with."""
        schema = super().get_openapi_schema(path_prefix=path_prefix)
        schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        problem_content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for methods in schema["paths"].values():
            for operation in methods.values():
                operation["summary"] = _in_words(operation["operationId"])
                operation["responses"]["4XX"] = {
                    "description": "What was wrong (RFC 9457)",
                    "content": problem_content,
                }
        return schema


api = TownApi(
    title="Gongjian",
    version="1",
    description=(
        "Everything the pages do. Errors are RFC 9457 problem details; lists are paged by cursor; "
        "creations take an `Idempotency-Key` header, so that a request sent twice acts once."
    ),
    docs=Pages(),
    docs_url="/docs",
    openapi_url="/openapi.json",
    auth=[ApiAccess()],
    urls_namespace="api",
)
for prefix, (router, heading) in CASES.items():
    api.add_router(prefix, router, tags=[heading])
api.add_router("/v1", duties_router, tags=["duties"])
for router in EXCHANGE:
    api.add_router("/v1", router, tags=["data exchange"])
for router in SERVICES:
    api.add_router("/v1", router, tags=["services"])
api.add_router("/v1", triage_router, tags=["triage"])
for router in PROCUREMENT:
    api.add_router("/v1", router, tags=["open calls"])
for router in INITIATIVES:
    api.add_router("/v1", router, tags=["initiatives"])
for router in BUDGETING:
    api.add_router("/v1", router, tags=["budget rounds"])
for router, heading in DELIBERATION:
    api.add_router("/v1", router, tags=[heading])
api.add_router("/v1", law_router, tags=["law"])
api.add_router("/v1", people_router)
api.add_router("/v1", trail_router, tags=["trail"])
api.add_router("/v1", ledger_router, tags=["ledger"])
api.add_router("/v1", openness_router, tags=["figures"])
api.add_router("/v1", portal_router, tags=["account"])


@api.exception_handler(GongjianError)
def known_error(request: HttpRequest, error: GongjianError) -> HttpResponse:
    return problem_of(error)


@api.exception_handler(ValidationError)
def invalid_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors: dict[str, list[str]] = {}
    for item in error.errors:
        # ("body", "draft", "title") → "title": where it stood, without how we called it.
        field = ".".join(str(part) for part in item["loc"][2:] or item["loc"][-1:])
        errors.setdefault(field, []).append(words_of(item))
    return problem(
        code=Invalid.code, status=Invalid.status, title=str(Invalid.message), errors=errors
    )


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem_of(Unauthenticated())


@api.exception_handler(Http404)
def nothing_here(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem_of(NotFound())


@api.exception_handler(HttpError)
def bad_request(request: HttpRequest, error: HttpError) -> HttpResponse:
    words = NOT_JSON if str(error).startswith(UNREADABLE_BODY) else error
    return problem(code="bad_request", status=error.status_code, title=str(words))


@api.exception_handler(RawPostDataException)
def form_for_json(request: HttpRequest, error: RawPostDataException) -> HttpResponse:
    # With a session the body was read as a form, in search of its token.
    return problem(code="bad_request", status=400, title=str(NOT_JSON))


@csrf_exempt
@public
def unknown_operation(request: HttpRequest) -> HttpResponse:
    """An address under /api that is nobody's: said as the API says it, not as a page."""
    return problem_of(NotFound())
