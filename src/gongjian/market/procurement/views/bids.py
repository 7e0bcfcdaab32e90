"""A company's bid for a call: its keys, sealing in the browser, sending, the receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import UUID

from csp.constants import SELF, WASM_UNSAFE_EVAL
from csp.decorators import csp_update
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, public, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.downloads import receipt_answer, saved_as
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.money import CURRENCIES
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.actions import bidder_keys as keys
from gongjian.market.procurement.actions.submit_bid import MOST_ENVELOPES
from gongjian.market.procurement.actions.submit_bid import submit_bid as submit
from gongjian.market.procurement.actions.withdraw_bid import withdraw_bid as withdraw
from gongjian.market.procurement.bid_errors import NoTrustees
from gongjian.market.procurement.forms.bids import BidderKeyForm, EnvelopeForm, WithdrawalForm
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.policies import companies as company_policies
from gongjian.market.procurement.selectors import bids, calls
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.market.procurement.selectors.taking_part import Standing, standing_of
from gongjian.methods import bid_contents
from gongjian.methods.bid_envelopes import MAX_ENVELOPE_BYTES
from gongjian.methods.bid_withdrawals import MAX_WITHDRAWAL_BYTES
from gongjian.methods.canonical_json import write_canonical

LIMITS = {
    "amount_minor": bid_contents.MAX_AMOUNT_MINOR,
    "answers": bid_contents.MAX_ANSWERS,
    "attachments": bid_contents.MAX_ATTACHMENTS,
    "lines": bid_contents.MAX_LINES,
    "short_text": bid_contents.MAX_SHORT_TEXT,
}
"""What the page seals at most: beyond it a bid would be its company's fault when it is opened."""

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def seals_in_browser(view: View) -> View:
    """Let this page's scripts compile WebAssembly, which libsodium is; no other page may."""
    allow: Any = csp_update({"script-src": [SELF, WASM_UNSAFE_EVAL]})
    return cast(View, allow(view))


@seals_in_browser
@requires(company_policies.speaks_for_company)
@require_safe
def bid(request: HttpRequest, call_number: str) -> HttpResponse:
    call = calls.get_call(actor=actor_of(request), number=call_number)
    return _show(request, call, _company_id(request.GET.get("company", "")))


@seals_in_browser
@require_POST
@takes_files(each=lambda: MAX_ENVELOPE_BYTES)
@requires(company_policies.speaks_for_company)
def submit_bid(request: HttpRequest, call_number: str, company_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    form = EnvelopeForm(request.POST, request.FILES)
    if form.is_valid():
        body = form.content("envelope")
        try:
            submit(actor=actor, call_id=call.pk, company_id=company_id, body=body, now=now())
        except GongjianError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The envelope is in. Keep its receipt."))
            return _back(call, company_id)
    return _show(request, call, company_id, wrong=form, status=422)


@seals_in_browser
@require_POST
@takes_files(each=lambda: MAX_WITHDRAWAL_BYTES)
@requires(company_policies.speaks_for_company)
def withdraw_bid(request: HttpRequest, call_number: str, company_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    form = WithdrawalForm(request.POST, request.FILES)
    if form.is_valid():
        body = form.content("withdrawal")
        try:
            withdraw(actor=actor, call_id=call.pk, company_id=company_id, body=body, now=now())
        except GongjianError as error:
            show_errors(form, error)
        else:
            told = _("The bid is withdrawn. Until the deadline you may send another.")
            messages.success(request, told)
            return _back(call, company_id)
    return _show(request, call, company_id, wrong=form, status=422)


@seals_in_browser
@require_POST
@requires(company_policies.speaks_for_company)
def register_bidder_key(request: HttpRequest, call_number: str, company_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    form = BidderKeyForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["public_key"]
        try:
            keys.register_bidder_key(actor=actor, company_id=company_id, public_key=text, now=now())
        except GongjianError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The key is registered. Bids signed with it are taken."))
            return _back(call, company_id)
    return _show(request, call, company_id, wrong=form, status=422)


@require_POST
@requires(company_policies.speaks_for_company)
def revoke_bidder_key(request: HttpRequest, call_number: str, key_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    key = keys.revoke_bidder_key(actor=actor, key_id=key_id, now=now())
    messages.success(request, _("The key is revoked: nothing signed with it is taken any more."))
    return _back(call, key.company_id)


@requires(company_policies.speaks_for_company)
@require_safe
def bid_receipt(request: HttpRequest, call_number: str, envelope_id: UUID) -> HttpResponse:
    """The signed receipt of an envelope, to its company; with ``?as=proof`` that it is in the
    ledger."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    row = bids.get_own_envelope(actor=actor, call=call, envelope_id=envelope_id)
    if request.GET.get("as") == "proof":
        return receipt_answer(
            bids.proof_of(row), f"bid-{call.number}-{row.received_at:%Y%m%dT%H%M%S}"
        )
    response = HttpResponse(row.receipt, content_type="text/plain; charset=utf-8")
    return saved_as(response, f"receipt-{call.number}-{row.received_at:%Y%m%dT%H%M%S}.txt")


@public
@require_safe
def bid_context(request: HttpRequest, call_number: str) -> HttpResponse:
    """What bids of the present stage are sealed for, for ``gongjian bid seal``."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    body = write_canonical(sealing_context(call).as_json())
    response = HttpResponse(body, content_type="application/json")
    return saved_as(response, f"context-{call.number}.json")


def _show(
    request: HttpRequest,
    call: Call,
    company_id: UUID | None,
    *,
    wrong: forms.BaseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, at = actor_of(request), now()
    standing = standing_of(actor, call, on=local_day(at))
    company, refusal = _chosen(standing, company_id)
    try:
        context: Any = sealing_context(call).as_json()
    except NoTrustees:
        context = None
    envelopes = bids.envelopes_of(call, company.pk)
    shown = {
        "call": call,
        "company": company,
        "refusal": refusal,
        "others": [one for one, _refusal in standing if one.pk != company.pk],
        "is_open": call.is_open(at),
        "context": context,
        "limits": {**LIMITS, "decimals": CURRENCIES[call.currency][1]},
        "criteria": bids.quality_criteria(call),
        "keys": bids.active_keys(company.pk),
        "envelopes": envelopes,
        "standing": next((row for row in envelopes if row.fate == "standing"), None),
        "town_key": ledger.town_key(),
        "wrong": wrong,
        "key_form": wrong if isinstance(wrong, BidderKeyForm) else BidderKeyForm(),
        "withdrawal_form": wrong if isinstance(wrong, WithdrawalForm) else WithdrawalForm(),
        "envelopes_left": MOST_ENVELOPES - len(envelopes),
        "envelope_form": wrong if isinstance(wrong, EnvelopeForm) else EnvelopeForm(),
    }
    return render(request, "procurement/bid.html", shown, status=status)


def _chosen(standing: list[Standing], company_id: UUID | None) -> Standing:
    for one in standing:
        if company_id in {None, one[0].pk}:
            return one
    raise NotFound


def _company_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None


def _back(call: Call, company_id: UUID) -> HttpResponse:
    return redirect(f"{reverse('bid', args=[call.number])}?company={company_id}")
