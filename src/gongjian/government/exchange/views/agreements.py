"""Asking for data, answering, signing, ending."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.foundation.kernel.errors import Conflict, GongjianError, Invalid, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.people import interface as people
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import decide_request as deciding
from gongjian.government.exchange.actions import sign_agreement as signing
from gongjian.government.exchange.actions.ask_for_data import ask_for_data as ask
from gongjian.government.exchange.exchange_forms import (
    ApproveForm,
    EndForm,
    RefuseForm,
    SignatureForm,
    WishForm,
)
from gongjian.government.exchange.models import Agreement, DataRequest
from gongjian.government.exchange.rules.agreements import UNDECIDED, Side
from gongjian.government.exchange.rules.sharing import Sharing
from gongjian.government.exchange.selectors import agreements
from gongjian.government.exchange.selectors.datasets import get_dataset

FRESH = {"max_age_hours": 48, "quota_per_day": 100, "retention_days": 30}


@requires(policies.can_see_exchange)
@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    is_open = request.GET.get("state") != "decided"
    page = agreements.list_requests(
        actor=actor_of(request), is_open=is_open, cursor=request.GET.get("cursor", "")
    )
    address = reverse("data_requests")
    tabs = [
        (pgettext("requests for data", "Open"), address, is_open),
        (pgettext("requests for data", "Decided"), f"{address}?state=decided", not is_open),
    ]
    return render(request, "exchange/data_requests.html", {"page": page, "tabs": tabs})


@requires(policies.can_ask)
def ask_for_data(request: HttpRequest, dataset_code: str) -> HttpResponse:
    dataset = get_dataset(dataset_code)
    actor = actor_of(request)
    moment = now()
    consumers = [
        (str(body.pk), body.name)
        for body in people.public_bodies()
        if policies.can_ask_for(actor, body.pk) and body.pk != dataset.owner_id
    ]
    fields = [
        (one.name, one.title)
        for one in dataset.fields.all()
        if one.effective_sharing is not Sharing.NONE
    ]
    form = WishForm(
        posted(request), on=local_day(moment), consumers=consumers, fields=fields, initial=FRESH
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = ask(
                actor=actor,
                dataset_id=dataset.pk,
                consumer_id=form.cleaned_data["consumer"],
                wish=form.wish(),
                now=moment,
            )
        except (Invalid, Conflict, NotFound) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The owner was asked."))
            return redirect("data_request", made.pk)
    shown = {"form": form, "dataset": dataset}
    status = 422 if form.is_bound else 200
    return render(request, "exchange/ask_for_data.html", shown, status=status)


@requires(policies.can_see_exchange)
@require_safe
def data_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    return _request_page(request, request_id)


@require_POST
@requires(policies.can_answer)
def approve_data_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    form = ApproveForm(request.POST, prefix="approve")
    if form.is_valid():
        try:
            made = deciding.approve_request(
                actor=actor_of(request),
                request_id=request_id,
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                now=now(),
            )
        except Conflict as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Approved. The agreement waits for both signatures."))
            return redirect("agreement", made.pk)
    return _request_page(request, request_id, approve=form)


@require_POST
@requires(policies.can_answer)
def refuse_data_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    form = RefuseForm(request.POST, on=local_day(now()), prefix="refuse")
    if form.is_valid():
        try:
            deciding.refuse_request(
                actor=actor_of(request),
                request_id=request_id,
                reason=form.cleaned_data["reason"],
                provision_id=form.cleaned_data["provision"],
                version=form.cleaned_data["version"],
                now=now(),
            )
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The request was refused."))
            return redirect("data_request", request_id)
    return _request_page(request, request_id, refuse=form)


@require_POST
@requires(policies.can_ask)
def withdraw_data_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    deciding.withdraw_request(actor=actor_of(request), request_id=request_id, now=now())
    messages.success(request, _("The request was withdrawn."))
    return redirect("data_request", request_id)


@requires(policies.can_see_exchange)
@require_safe
def agreement_list(request: HttpRequest) -> HttpResponse:
    page = agreements.list_agreements(actor=actor_of(request), cursor=request.GET.get("cursor", ""))
    return render(request, "exchange/agreement_list.html", {"page": page})


@requires(policies.can_see_exchange)
@require_safe
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    return _agreement_page(request, agreement_id)


@requires(policies.can_see_exchange)
@require_safe
def agreement_document(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """What is signed, byte for byte: for a node that keeps its department's key itself."""
    found = agreements.get_agreement(actor=actor_of(request), agreement_id=agreement_id)
    response = HttpResponse(found.document, content_type="application/json")
    return saved_as(response, f"agreement-{found.pk}.json")


@require_POST
@requires(policies.can_answer)
def sign_agreement(request: HttpRequest, agreement_id: UUID, side: str) -> HttpResponse:
    if side not in list(Side):
        raise NotFound
    form = SignatureForm(request.POST, prefix=side)
    if form.is_valid():
        try:
            signing.sign_agreement(
                actor=actor_of(request),
                agreement_id=agreement_id,
                side=Side(side),
                signature=form.cleaned_data["signature"],
                now=now(),
            )
        except NotFound:
            raise
        except GongjianError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Signed."))
            return redirect("agreement", agreement_id)
    return _agreement_page(request, agreement_id, forms={side: form})


@require_POST
@requires(policies.can_answer)
def end_agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    form = EndForm(request.POST, prefix="end")
    if form.is_valid():
        try:
            signing.end_agreement(
                actor=actor_of(request),
                agreement_id=agreement_id,
                reason=form.cleaned_data["reason"],
                now=now(),
            )
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The agreement was ended."))
            return redirect("agreement", agreement_id)
    return _agreement_page(request, agreement_id, forms={"end": form})


def _request_page(
    request: HttpRequest,
    request_id: UUID,
    *,
    approve: BaseForm | None = None,
    refuse: BaseForm | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    row: DataRequest = agreements.get_request(actor=actor, request_id=request_id)
    is_open = row.state in UNDECIDED
    can_decide = is_open and policies.can_answer_for(actor, row.provider_id)
    can_decide = can_decide and actor.user_id != row.asked_by_id
    initial = {"version": row.version}
    shown = {
        "row": row,
        "provisions": list(row.provisions.all()),
        "agreement": getattr(row, "agreement", None),
        "can_decide": can_decide,
        "can_withdraw": is_open and policies.can_ask_for(actor, row.consumer_id),
        "approve": approve or ApproveForm(prefix="approve", initial=initial),
        "refuse": refuse or RefuseForm(prefix="refuse", on=local_day(now()), initial=initial),
    }
    status = 422 if approve or refuse else 200
    return render(request, "exchange/data_request.html", shown, status=status)


def _agreement_page(
    request: HttpRequest, agreement_id: UUID, *, forms: dict[str, BaseForm] | None = None
) -> HttpResponse:
    actor = actor_of(request)
    row = agreements.get_agreement(actor=actor, agreement_id=agreement_id)
    today = local_day(now())
    forms = forms or {}
    shown: dict[str, Any] = {
        "row": row,
        "terms": agreements.terms_of(row),
        "lapsed": agreements.lapsed_provisions(row, today),
        "used": agreements.used_today(row, today),
        "sides": [_side(row, side, actor, forms) for side in Side],
        "can_ask": row.state == "in_force" and policies.can_ask_for(actor, row.consumer_id),
        "can_end": row.state != "ended"
        and (
            policies.can_answer_for(actor, row.consumer_id)
            or policies.can_answer_for(actor, row.provider_id)
        ),
        "end": forms.get("end") or EndForm(prefix="end"),
    }
    status = 422 if forms else 200
    return render(request, "exchange/agreement.html", shown, status=status)


def _side(row: Agreement, side: Side, actor: Any, forms: dict[str, BaseForm]) -> dict[str, Any]:
    department = row.consumer if side is Side.CONSUMER else row.provider
    signed_at = getattr(row, f"{side.value}_signed_at")
    can_sign = (
        row.state == "signing"
        and signed_at is None
        and policies.can_answer_for(actor, department.pk)
    )
    return {
        "side": side.value,
        "department": department,
        "signed_at": signed_at,
        "signer": getattr(row, f"{side.value}_signer"),
        "form": (forms.get(side.value) or SignatureForm(prefix=side.value)) if can_sign else None,
    }
