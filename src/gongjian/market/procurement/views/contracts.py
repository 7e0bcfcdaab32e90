"""Contracts as everybody reads them, and the draft as both sides write it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongjian.foundation.kernel.access import actor_of, is_signed_in, public, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.foundation.kernel.errors import GongjianError, StaleVersion
from gongjian.foundation.kernel.form_errors import renew_version, show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.money import entered
from gongjian.foundation.trail import interface as trail
from gongjian.market.procurement.actions.change_contract import propose_change
from gongjian.market.procurement.actions.draft_contract import save_contract
from gongjian.market.procurement.call_words import shown_entries
from gongjian.market.procurement.contract_words import gap_words
from gongjian.market.procurement.forms import contracts as contract_forms
from gongjian.market.procurement.forms.call_steps import ReasonForm
from gongjian.market.procurement.models import (
    Contract,
    ContractStateName,
    ContractVersion,
    DeliveryState,
    DutyName,
    Milestone,
)
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import (
    TO_SIGN_STATES,
    UNSIGNED_STATES,
    ContractStep,
    Duty,
    Side,
    gaps_of,
)
from gongjian.market.procurement.selectors import contracts, deliveries
from gongjian.market.procurement.selectors.legal_findings import findings_of
from gongjian.market.procurement.selectors.signing import ToSign, file_to_sign

Forms = dict[str, forms.BaseForm]


@public
@require_safe
def contract_list(request: HttpRequest) -> HttpResponse:
    """Signed contracts, and those that somebody delivers or accepts."""
    state = request.GET.get("state", "")
    known = {one.value for one in ContractStateName} - {one.value for one in UNSIGNED_STATES}
    state = state if state in known else ""
    page = contracts.list_contracts(state=state, cursor=request.GET.get("cursor", ""))
    shown = {
        "page": page,
        "state": state,
        "states": [one for one in ContractStateName if one.value in known],
        "own": contracts.own_contracts(actor=actor_of(request)),
    }
    return render(request, "procurement/contract_list.html", shown)


@public
@require_safe
def contract(request: HttpRequest, contract_number: str) -> HttpResponse:
    return show_contract(request, contract_of(request, contract_number))


def contract_of(request: HttpRequest, number: str) -> Contract:
    return contracts.get_contract(actor=actor_of(request), number=number)


def show_contract(
    request: HttpRequest,
    found: Contract,
    *,
    wrong: forms.BaseForm | None = None,
    step: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; ``wrong`` is the form of ``step`` as it was sent."""
    actor, at = actor_of(request), now()
    steps = policies.steps_of(actor, found)
    proposed = contracts.proposed_version(found)
    terms = contracts.terms_of(found)
    has_both = found.owner_id is not None and found.acceptor_id is not None
    gaps = [gap_words(gap, terms, found.currency) for gap in gaps_of(terms)]
    signed_sides = {one.side for one in proposed.signatures.all()} if proposed else set()
    works_on = policies.works_on(actor, found)
    own = policies.side_of(actor, found)
    to_sign = file_to_sign(found) if found.state in TO_SIGN_STATES else None
    made = _forms(found, to_sign or proposed)
    made |= {step: wrong} if wrong is not None else {}
    trials = deliveries.trial_results(actor, found)
    ratings = deliveries.ratings_of(found)
    shown: dict[str, Any] = {
        "contract": found,
        "call": found.call,
        "steps": {one.value for one in steps},
        "forms": made,
        "wrong": wrong,
        "works_on": works_on,
        "gaps": [*gaps, *([] if has_both else [gap_words(None, terms)])],
        "to_sign": to_sign,
        "signed_sides": signed_sides,
        "own_side_signed": own.value in signed_sides,
        "proposed": proposed if proposed is not None and proposed.is_change else None,
        "versions": contracts.versions_of(found),
        "duties": [DutyName(duty).label for duty in Duty],
        "deliverables": _matrix(found),
        "milestones": [
            _milestone(found, one, steps, made, trials)
            for one in deliveries.milestones_with_deliveries(found)
        ],
        "findings": [one for one in findings_of(found.call) if one.rule == "most_growth"],
        "ratings": [(one, _may_reply(steps, own, one)) for one in ratings],
        "may_rate": ContractStep.RATE in steps and own.value not in {one.side for one in ratings},
        "entries": shown_entries(contracts.timeline(actor, found), found.call.language),
        "trail": trail.trail_of(actor=actor, reference=found.reference, now=at),
    }
    return render(request, "procurement/contract.html", shown, status=status)


def _may_reply(steps: list[ContractStep], own: Side, rating: Any) -> bool:
    return ContractStep.REPLY in steps and rating.side != own.value and not rating.replied_at


def _matrix(found: Contract) -> list[dict[str, Any]]:
    rows = []
    for one in contracts.deliverables_of(found):
        cells = {cell.duty: cell for cell in one.cells.all()}
        rows.append(
            {"one": one, "cells": [(DutyName(duty).label, cells.get(duty)) for duty in Duty]}
        )
    return rows


def _milestone(
    found: Contract,
    milestone: Milestone,
    steps: list[ContractStep],
    made: Forms,
    trials: dict[UUID, deliveries.TrialResult],
) -> dict[str, Any]:
    tries = list(milestone.deliveries.all())
    waiting = next((one for one in tries if one.state == DeliveryState.REPORTED), None)
    key = str(milestone.number)
    can_decide = waiting is not None and ContractStep.ACCEPT in steps
    can_pay = ContractStep.PAY in steps and milestone.accepted_at and not milestone.paid_minor
    decide = made.get(f"decide{key}")
    if can_decide and waiting is not None and decide is None:
        decide = contract_forms.DecideForm(
            initial={"delivery": waiting.number}, auto_id=f"id_decide{key}_%s"
        )
    pay = made.get(f"pay{key}") or contract_forms.PaymentForm(
        initial={
            "amount": entered(milestone.amount_minor, found.currency),
            "paid_on": local_day(now()),
        },
        auto_id=f"id_pay{key}_%s",
    )  # fmt: skip
    can_report = ContractStep.REPORT in steps and milestone.state == "open"
    report = made.get(f"report{key}") or contract_forms.ReportForm(auto_id=f"id_report{key}_%s")
    return {
        "one": milestone,
        "is_overdue": found.is_public and milestone.is_overdue(now()),
        "deliveries": [(one, trials.get(one.pk)) for one in tries],
        "payment": getattr(milestone, "payment", None),
        "report": report if can_report else None,
        "decide": decide if can_decide else None,
        "can_ask": waiting is not None
        and waiting.trial_at is None
        and ContractStep.ASK_TO_TRY in steps
        and bool(found.call.initiative_ref),
        "pay": pay if can_pay else None,
    }


def _forms(found: Contract, waiting: ToSign | ContractVersion | None) -> Forms:
    """``waiting``: what is to be signed."""
    emails = {
        "owner_email": found.owner.email if found.owner else "",
        "acceptor_email": found.acceptor.email if found.acceptor else "",
    }
    digest = {"digest": waiting.digest if waiting else ""}
    return {
        "acceptors": contract_forms.AcceptorsForm(initial=emails, auto_id="id_named_%s"),
        "sign": contract_forms.DigestForm(initial=digest, auto_id="id_sign_%s"),
        "take_back": ReasonForm(auto_id="id_back_%s"),
        "end": ReasonForm(auto_id="id_end_%s"),
        "agree": contract_forms.DigestForm(initial=digest, auto_id="id_agree_%s"),
        "approve": contract_forms.DigestForm(initial=digest, auto_id="id_approve_%s"),
        "refuse": ReasonForm(auto_id="id_refuse_%s"),
        "rate": contract_forms.RatingForm(auto_id="id_rate_%s"),
        "reply": contract_forms.ReplyForm(auto_id="id_reply_%s"),
    }


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_contract(request: HttpRequest, contract_number: str) -> HttpResponse:
    """The draft: its words, milestones, deliverables and who answers for what."""
    found = contract_of(request, contract_number)
    policies.require(ContractStep.EDIT, actor_of(request), found)
    form = contract_forms.TermsForm(
        posted(request), contract=found, terms=contracts.terms_of(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            save_contract(
                actor=actor_of(request), contract_id=found.pk, terms=form.terms(),
                version=form.cleaned_data["version"], now=now(),
            )  # fmt: skip
        except GongjianError as error:
            _show(form, error, request, found)
        else:
            messages.success(request, _("Saved. There is a row more for what is still to come."))
            return redirect("edit_contract" if "more" in request.POST else "contract", found.number)
    return _terms_page(request, found, form)


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def change_contract(request: HttpRequest, contract_number: str) -> HttpResponse:
    """A change of a signed contract, as one side proposes it."""
    found = contract_of(request, contract_number)
    policies.require(ContractStep.PROPOSE_CHANGE, actor_of(request), found)
    form = contract_forms.ChangeForm(
        posted(request), contract=found, terms=contracts.terms_of(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            propose_change(
                actor=actor_of(request), contract_id=found.pk, terms=form.terms(),
                rationale=form.cleaned_data["rationale"], version=form.cleaned_data["version"],
                now=now(),
            )  # fmt: skip
        except GongjianError as error:
            _show(form, error, request, found)
        else:
            messages.success(request, _("Proposed. Both sides have to sign it."))
            return redirect("contract", found.number)
    return _terms_page(request, found, form)


def _show(
    form: contract_forms.TermsForm, error: GongjianError, request: HttpRequest, found: Contract
) -> None:
    if error.status not in {409, 422, 403}:
        raise error
    show_errors(form, error)
    if isinstance(error, StaleVersion):
        renew_version(form, request, found.version)


def _terms_page(
    request: HttpRequest, found: Contract, form: contract_forms.TermsForm
) -> HttpResponse:
    shown = {
        "contract": found,
        "call": found.call,
        "form": form,
        "is_change": isinstance(form, contract_forms.ChangeForm),
    }
    status = 422 if form.is_bound else 200
    return render(request, "procurement/edit_contract.html", shown, status=status)


@public
@require_safe
def contract_file(request: HttpRequest, contract_number: str, version_number: int) -> HttpResponse:
    """A version, byte for byte as its digest says; what was not signed, for both sides only."""
    found = contract_of(request, contract_number)
    version = contracts.get_public_version(
        actor=actor_of(request), contract=found, number=version_number
    )
    answer = HttpResponse(version.file, content_type="application/json; charset=utf-8")
    name = f"contract-{found.number}-{version.number}.json"
    return saved_as(answer, name)


@requires(is_signed_in)
@require_safe
def contract_document(
    request: HttpRequest, contract_number: str, document_id: UUID
) -> HttpResponse:
    """A document of a delivery."""
    found = contract_of(request, contract_number)
    document, content = deliveries.get_document(
        actor=actor_of(request), contract=found, document_id=document_id
    )
    return saved_as(HttpResponse(content, content_type=document.media_type), document.name)
