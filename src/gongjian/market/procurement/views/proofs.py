"""Paid proofs of concept of a challenge: everybody reads what was decided and paid; who runs or
approves the call decides and pays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, public, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.money import entered
from gongjian.market.procurement.actions import decide_proof as deciding
from gongjian.market.procurement.actions import pay_proof as paying
from gongjian.market.procurement.forms.proofs import DecideProofForm, ProofPaymentForm
from gongjian.market.procurement.models import Call, ProofState
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls, proofs
from gongjian.market.procurement.selectors.call_parts import sees_all


@public
@require_safe
def call_proofs(request: HttpRequest, call_number: str) -> HttpResponse:
    """Each company that was invited to make one, what was decided and what was paid."""
    return _page(request, calls.get_call(actor=actor_of(request), number=call_number))


@require_POST
@requires(policies.runs_calls)
def decide_proof(request: HttpRequest, call_number: str, company_id: UUID) -> HttpResponse:
    form = DecideProofForm(request.POST, auto_id=f"id_d{company_id}_%s")
    said = _("Decided. The company is told.")
    return _step(request, call_number, company_id, form, deciding.decide_proof, said, "decide")


@require_POST
@requires(policies.works_on_calls)
def pay_proof(request: HttpRequest, call_number: str, company_id: UUID) -> HttpResponse:
    call = calls.get_call(actor=actor_of(request), number=call_number)
    form = ProofPaymentForm(request.POST, currency=call.currency, auto_id=f"id_p{company_id}_%s")
    said = _("The payment is recorded. The company is told.")
    return _step(request, call_number, company_id, form, paying.pay_proof, said, "pay")


def _step(
    request: HttpRequest,
    call_number: str,
    company_id: UUID,
    form: DecideProofForm | ProofPaymentForm,
    act: Callable[..., object],
    done: str,
    name: str,
) -> HttpResponse:
    """Take a step and come back, or show its form again with what is wrong."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    if form.is_valid():
        try:
            act(actor=actor, call_id=call.pk, company_id=company_id, now=now(), **form.said())
        except GongjianError as error:
            if error.status not in {409, 422}:
                raise
            show_errors(form, error)
        else:
            messages.success(request, done)
            return redirect("call_proofs", call.number)
    return _page(request, call, wrong={(name, company_id): form}, status=422)


def _page(
    request: HttpRequest,
    call: Call,
    *,
    wrong: dict[tuple[str, UUID], Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    if not call.stage.is_paid:
        raise NotFound
    actor, wrong = actor_of(request), wrong or {}
    steps = policies.steps_of(actor, call)
    rows = [_row(call, one, steps, wrong) for one in proofs.proofs_of(call)]
    shown = {
        "call": call,
        "rows": rows,
        "works": sees_all(actor, call),
        "wrong": next(iter(wrong.values()), None),
    }
    return render(request, "procurement/call_proofs.html", shown, status=status)


def _row(
    call: Call,
    one: proofs.InvitedProof,
    steps: list[CallStep],
    wrong: dict[tuple[str, UUID], forms.Form],
) -> dict[str, Any]:
    """A company with the forms that this actor may send about it."""
    key, state = one.company.pk, one.proof.state if one.proof else ""
    decide = pay = None
    if CallStep.DECIDE_PROOF in steps and one.is_delivered and state != ProofState.PAID:
        decide = wrong.get(("decide", key)) or DecideProofForm(auto_id=f"id_d{key}_%s")
    if CallStep.PAY_PROOF in steps and one.proof is not None and state == ProofState.ACCEPTED:
        begin = {
            "amount": entered(one.proof.due_minor, call.currency),
            "paid_on": local_day(now()),
        }
        pay = wrong.get(("pay", key)) or ProofPaymentForm(
            initial=begin, currency=call.currency, auto_id=f"id_p{key}_%s"
        )
    return {"one": one, "proof": one.proof, "decide": decide, "pay": pay}
