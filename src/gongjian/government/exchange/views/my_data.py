"""My data: who looked at what about me, why, on which law, and what came of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, is_signed_in, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.pages import Page
from gongjian.government.duties import interface as duties
from gongjian.government.exchange.actions.question_look import question_look
from gongjian.government.exchange.look_forms import LookFilterForm, QuestionForm
from gongjian.government.exchange.selectors import own_looks
from gongjian.government.exchange.selectors.check_words import shown_checks
from gongjian.government.exchange.selectors.look_proofs import proof_of
from gongjian.government.exchange.selectors.look_words import articles_then, shown_looks

LONGEST_WORDS = 100


@requires(is_signed_in)
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    form = LookFilterForm(
        request.GET,
        departments=[(str(key), name) for key, name in own_looks.consumers_of(actor, today)],
        datasets=own_looks.datasets_of(actor, today),
    )
    filters = form.filters()
    cursor = request.GET.get("cursor", "")
    page = own_looks.own_queries(actor=actor, on=today, filters=filters, cursor=cursor)
    shown = {
        "form": form,
        "page": page,
        "looks": shown_looks(page.items, actor),
        "numbers": own_looks.known_numbers(actor),
        "is_filtered": filters != own_looks.ALL,
    }
    return _private(render(request, "exchange/my_data.html", shown))


@requires(is_signed_in)
@require_safe
def my_datasets(request: HttpRequest) -> HttpResponse:
    """Every dataset of the catalogue, those that nobody looked into among them."""
    actor = actor_of(request)
    words = request.GET.get("words", "").replace("\x00", "")[:LONGEST_WORDS]
    looks, following = own_looks.own_datasets(
        actor=actor, on=local_day(now()), words=words, cursor=request.GET.get("cursor", "")
    )
    shown = {
        "looks": looks,
        "page": Page([one.dataset for one in looks], following),
        "words": words,
        "numbers": own_looks.known_numbers(actor),
    }
    return _private(render(request, "exchange/my_datasets.html", shown))


@requires(is_signed_in)
@require_safe
def my_look(request: HttpRequest, query_id: UUID) -> HttpResponse:
    return _look_page(request, query_id, QuestionForm())


@require_POST
@requires(is_signed_in)
def question_my_look(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """Ask the department that looked why; asked twice, it is one question."""
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            asked = question_look(
                actor=actor_of(request),
                query_id=query_id,
                text=form.cleaned_data["text"],
                language=get_language() or "en",
                now=now(),
            )
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            told = _("Asked: the department answers by %(day)s, here and in your case.")
            due_at = asked.case.due_at or now()
            day = date_format(duties.last_day_of(due_at), "DATE_FORMAT")
            messages.success(request, told % {"day": day})
            return redirect("my_look", query_id)
    return _look_page(request, query_id, form)


def _look_page(request: HttpRequest, query_id: UUID, form: QuestionForm) -> HttpResponse:
    actor = actor_of(request)
    found = own_looks.get_own_query(actor=actor, query_id=query_id)
    questions = own_looks.questions_of(actor, found)
    is_waiting = any(one.case.is_open for one in questions)
    shown = {
        "questions": questions,
        "form": None if is_waiting else form,
        "look": shown_looks([found], actor)[0],
        "query": found,
        "checks": shown_checks(found),
        "articles": articles_then(found),
    }
    status = 422 if form.is_bound else 200
    return _private(render(request, "exchange/my_look.html", shown, status=status))


@requires(is_signed_in)
@require_safe
def my_look_proof(request: HttpRequest, query_id: UUID) -> HttpResponse:
    """The file that proves it, for ``gongjian data verify``."""
    proof = proof_of(actor=actor_of(request), query_id=query_id)
    answer = HttpResponse(proof, content_type="application/json")
    return saved_as(_private(answer), f"look-{query_id}.json")


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
