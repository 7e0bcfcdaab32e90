"""What Django itself refuses, and what breaks: said in the same way as everything else."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views import defaults

from gongjian.foundation.kernel.errors import GongjianError, TooLarge
from gongjian.foundation.kernel.problems import problem_of
from gongjian.site.portal.problem_pages import FOR_PROGRAMMES, problem_response

TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class NotUnderstood(GongjianError):
    code = "bad_request"
    message = _("This request was not understood.")


class Broken(GongjianError):
    code = "server_error"
    status = 500
    message = _("Something broke on our side. It has been written down; please try again later.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TOO_BIG):
        words = _("What you sent is too large, or has too many parts.")
        return problem_response(request, TooLarge(words))
    if request.path.startswith(FOR_PROGRAMMES):
        return problem_of(NotUnderstood())
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database: it may be what broke."""
    if request.path.startswith(FOR_PROGRAMMES):
        return problem_of(Broken())
    return defaults.server_error(request)
