"""Doubts about data."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, is_signed_in, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import correct_data
from gongjian.government.exchange.exchange_forms import AnswerCorrectionForm, CorrectionForm
from gongjian.government.exchange.rules.corrections import CorrectionState
from gongjian.government.exchange.selectors import corrections
from gongjian.government.exchange.selectors.datasets import get_dataset


@requires(is_signed_in)
def raise_correction(request: HttpRequest, dataset_code: str) -> HttpResponse:
    dataset = get_dataset(dataset_code)
    fields = [(one.name, one.title) for one in dataset.fields.all()]
    initial = {"field_name": request.GET.get("field", "")}
    form = CorrectionForm(posted(request), fields=fields, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = correct_data.raise_correction(
                actor=actor_of(request),
                dataset_code=dataset_code,
                field_name=form.cleaned_data["field_name"],
                text=form.cleaned_data["text"],
                query_id=_key(request.GET.get("query", "")),
                now=now(),
            )
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The source was told, and answers you here."))
            return redirect("correction", made.number)
    shown = {"form": form, "dataset": dataset}
    status = 422 if form.is_bound else 200
    return render(request, "exchange/raise_correction.html", shown, status=status)


@requires(is_signed_in)
@require_safe
def my_corrections(request: HttpRequest) -> HttpResponse:
    page = corrections.my_corrections(actor=actor_of(request), cursor=request.GET.get("cursor", ""))
    return render(request, "exchange/my_corrections.html", {"page": page})


@requires(policies.can_see_exchange)
@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    page = corrections.list_corrections(
        actor=actor_of(request), cursor=request.GET.get("cursor", "")
    )
    return render(request, "exchange/correction_list.html", {"page": page})


@requires(is_signed_in)
@require_safe
def correction(request: HttpRequest, correction_number: str) -> HttpResponse:
    return _page(request, correction_number)


@require_POST
@requires(policies.can_ask)
def answer_correction(request: HttpRequest, correction_number: str) -> HttpResponse:
    form = AnswerCorrectionForm(request.POST)
    if form.is_valid():
        try:
            correct_data.answer_correction(
                actor=actor_of(request),
                number=correction_number,
                state=CorrectionState(form.cleaned_data["state"]),
                answer=form.cleaned_data["answer"],
                version=form.cleaned_data["version"],
                now=now(),
            )
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Answered."))
            return redirect("correction", correction_number)
    return _page(request, correction_number, form)


def _page(
    request: HttpRequest, number: str, form: AnswerCorrectionForm | None = None
) -> HttpResponse:
    actor = actor_of(request)
    found = corrections.get_correction(actor=actor, number=number)
    can_answer = (
        found.state == "open"
        and policies.can_ask_for(actor, found.department_id)
        and found.raised_by_id != actor.user_id
    )
    fresh = AnswerCorrectionForm(initial={"version": found.version})
    shown = {"row": found, "form": (form or fresh) if can_answer else None}
    status = 422 if form else 200
    return render(request, "exchange/correction.html", shown, status=status)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
