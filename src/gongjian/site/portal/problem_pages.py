"""What went wrong, said to whoever asked: a page to people, a problem document to programmes."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import GongjianError, TooMany
from gongjian.foundation.kernel.form_errors import unsent_words
from gongjian.foundation.kernel.problems import problem_of

FOR_PROGRAMMES = ("/api/", "/open311/")

HEADINGS: dict[int, Promise] = {
    400: _("Not understood"),
    401: _("Please sign in"),
    403: _("Not for this account"),
    404: _("Nothing found here"),
    405: _("Only for sending a form"),
    409: _("Somebody was faster"),
    413: _("Too large"),
    429: _("One moment, please"),
}
OTHERWISE = _("This did not work")


class WrongMethod(GongjianError):
    code = "wrong_method"
    status = 405
    message = _(
        "This address only takes what a form sends; it has no page of its own. Go back to the "
        "page with the form."
    )


class OtherMethod(WrongMethod):
    """The same, for a programme."""

    message = _("This address does not take %(method)s. It takes: %(allowed)s.")

    def __init__(self, method: str, allowed: str) -> None:
        super().__init__(type(self).message % {"method": method[:20], "allowed": allowed})


def problem_response(request: HttpRequest, error: GongjianError) -> HttpResponse:
    """The error, as the one who asked can read it."""
    if request.path.startswith(FOR_PROGRAMMES):
        return problem_of(error)
    shown = {
        "error": error,
        "heading": HEADINGS.get(error.status, OTHERWISE),
        "unsent": unsent_words(request),
        "back": page_before(request),
    }
    response = render(request, "portal/problem.html", shown, status=error.status)
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.retry_after_seconds)
    return response


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """That an address takes other methods, and which."""
    allowed = ", ".join(sorted(allowed.split(", ")))
    is_programme = request.path.startswith(FOR_PROGRAMMES)
    error = OtherMethod(request.method or "", allowed) if is_programme else WrongMethod()
    response = problem_response(request, error)
    response["Allow"] = allowed
    return response


def page_before(request: HttpRequest) -> str:
    """Address of the page on this site that one came from; "" where it is not known."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}):
        return ""
    parts = urlsplit(before)
    # A path that begins with two slashes would be the name of another site.
    path = "/" + parts.path.lstrip("/\\")
    address = f"{path}?{parts.query}" if parts.query else path
    return "" if request.method == "GET" and address == request.get_full_path() else address
