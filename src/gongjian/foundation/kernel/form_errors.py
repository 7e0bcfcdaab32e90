"""What an action refused, shown at the fields of the form that asked for it, and its words kept."""

from __future__ import annotations

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.forms import BaseForm
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from gongjian.foundation.kernel.errors import GongjianError

LEAST_WORDS = 8
_NO_WORDS = re.compile(r"csrf|secret|password|code|token|email|phone", re.IGNORECASE)
_ONE_TOKEN = re.compile(r"[\x21-\x7e]*")


def show_errors(form: BaseForm, error: GongjianError) -> None:
    """Add an action's error to a form: at the fields it names, else above them all."""
    for name, texts in error.fields.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, str(text))
    if not error.fields:
        form.add_error(None, str(error))


def renew_version(form: BaseForm, request: HttpRequest, version: int) -> None:
    """Keep what was written for a thing that has changed since: sent again, it is meant for the
    thing as it is shown now."""
    form.data = request.POST.copy()
    form.data["version"] = str(version)


def unsent_words(request: HttpRequest) -> list[str]:
    """What somebody wrote into a form that was refused and is not shown again, to be copied from
    the page that says so: nobody types a long letter twice."""
    try:
        given = list(request.POST.lists())
    except (SuspiciousOperation, BadRequest, MultiPartParserError, OSError):
        return []
    return [
        text
        for name, texts in given
        for text in map(str.strip, texts)
        if len(text) >= LEAST_WORDS and not (_NO_WORDS.search(name) or _ONE_TOKEN.fullmatch(text))
    ]
