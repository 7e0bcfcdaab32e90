"""The town's addresses, and some that fail in every way."""

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from gongjian.config import urls
from gongjian.foundation.kernel import errors
from gongjian.foundation.people.models import User

FAILURES = {
    "400": BadRequest("x"),
    "400-suspicious": SuspiciousOperation("x"),
    "401": errors.Unauthenticated(),
    "403": PermissionDenied(),
    "403-not-allowed": errors.NotAllowed(),
    "404": errors.NotFound(),
    "409": errors.StaleVersion(),
    "413": errors.TooLarge(),
    "422": errors.Invalid(fields={"text": ["Too short."]}),
    "429": errors.TooMany(retry_after_seconds=77),
    "500": ZeroDivisionError(),
}


def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise FAILURES[how]


def ask_the_database(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(User.objects.count()))


urlpatterns = [
    path("fails/<str:how>/", fail),
    path("api/fails/<str:how>/", fail),
    path("asks/", ask_the_database),
    path("api/asks/", ask_the_database),
    *urls.urlpatterns,
]
handler400, handler500 = urls.handler400, urls.handler500
