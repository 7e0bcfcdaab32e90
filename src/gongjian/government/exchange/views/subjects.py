"""Whose number is whose, and whom a case is about, besides whoever asked it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import know_subjects
from gongjian.government.exchange.look_forms import (
    NameSubjectForm,
    SubjectForm,
    VerifySubjectForm,
)
from gongjian.government.exchange.selectors.datasets import key_schemes


@requires(policies.can_ask)
@require_http_methods(["GET", "HEAD", "POST"])
def verify_subject(request: HttpRequest) -> HttpResponse:
    """Note which number whoever asked a case has, once it was seen on a document."""

    def act(form: SubjectForm) -> None:
        said = form.cleaned_data
        know_subjects.verify_requester(
            actor=actor_of(request),
            case_number=said["case"],
            scheme=said["scheme"],
            number=said["number"],
            how=said["how"],
            now=now(),
        )

    done = _("Noted. The person is told, and sees from now on who looks.")
    return _subject_page(request, VerifySubjectForm, act, "exchange/verify_subject.html", done)


@requires(policies.can_ask)
@require_http_methods(["GET", "HEAD", "POST"])
def name_subject(request: HttpRequest) -> HttpResponse:
    """Say that a case is about somebody else, too, and why."""

    def act(form: SubjectForm) -> None:
        said = form.cleaned_data
        know_subjects.name_subject(
            actor=actor_of(request),
            case_number=said["case"],
            scheme=said["scheme"],
            number=said["number"],
            reason=said["reason"],
            now=now(),
        )

    done = _("Noted. For this case data about that person may be asked for.")
    return _subject_page(request, NameSubjectForm, act, "exchange/name_subject.html", done)


def _subject_page(
    request: HttpRequest,
    form_class: type[SubjectForm],
    act: Callable[[SubjectForm], None],
    template: str,
    done: str,
) -> HttpResponse:
    schemes = [(one, one) for one in key_schemes()]
    form = form_class(
        posted(request), schemes=schemes, initial={"case": request.GET.get("case", "")[:20]}
    )
    if form.is_bound and form.is_valid():
        try:
            act(form)
        except NotFound:
            form.add_error("case", _("Your department has no open case of this number."))
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, done)
            return redirect(request.path)
    return render(request, template, {"form": form}, status=422 if form.is_bound else 200)
