"""What everybody sees of an evaluation: ranking, scores, reasons, letters, complaints, the file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, public, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.foundation.kernel.errors import (
    Conflict,
    GongjianError,
    Invalid,
    NotAllowed,
    NotFound,
    WrongState,
)
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.market.procurement.actions import ask_explanation as explaining
from gongjian.market.procurement.actions import decide_complaint as complaining
from gongjian.market.procurement.actions import give_up_award as giving_up
from gongjian.market.procurement.evaluation_words import (
    FORMULA_TEXTS,
    PARTS,
    STANDING_WORDS,
    abnormal_words,
    letter_words,
    points,
)
from gongjian.market.procurement.forms.evaluation import (
    YES,
    AnswerExplanationForm,
    ComplaintForm,
    DecisionForm,
    WhyForm,
)
from gongjian.market.procurement.models import Award, AwardState, Call, ComplaintState, Outcome
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies import companies as company_policies
from gongjian.market.procurement.policies.companies import member_ids
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import awards, calls, contracts, evaluations
from gongjian.market.procurement.views.openings import stage_asked


def is_person(actor: Actor) -> bool:
    return actor.user_id is not None


@public
@require_safe
def call_result(request: HttpRequest, call_number: str) -> HttpResponse:
    """The ranking of a stage, with the formula in words and how to compute it again."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    ranking = awards.get_ranking(call, stage_asked(request))
    file = awards.file_of(ranking)
    names = {bid["bid"]: bid for bid in file["bids"]}
    award = awards.award_of(call)
    holds = award is not None and award.ranking_id == ranking.pk
    shown = {
        "call": call,
        "ranking": ranking,
        "file": file,
        "rows": [_row(row, names[row["bid"]]) for row in file["ranking"]],
        "faults": [
            (one["company"], PARTS.get(one["fault"], ""), one.get("outcome") == Outcome.UNOPENABLE)
            for one in file["faults"]
        ],
        "has_price": file["price"]["weight"] > 0,
        "formula": FORMULA_TEXTS[file["price"]["formula"]],
        "award": award if holds else None,
        "is_made": holds and award is not None and award.state == AwardState.MADE,
        "abnormal": [
            (names[one["bid"]]["company"], abnormal_words(one, call.currency))
            for one in ranking.signs.get("abnormal", [])
            if one["bid"] in names and file["price"]["weight"]
        ],
        "choices": awards.stage_choices(ranking),
        "stages": sorted({one.stage_number for one in awards.rankings_of(call)}),
        "letters": awards.own_letters(actor=actor, call=call),
        "complaints": awards.complaints_of(call),
        "can_complain": call.state in {CallState.STANDSTILL, CallState.SUSPENDED}
        and holds and not _over(call),
    }  # fmt: skip
    return render(request, "procurement/call_result.html", shown)


@public
@require_safe
def bid_result(request: HttpRequest, call_number: str, bid_code: str) -> HttpResponse:
    """Every score and reason of one bid."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    ranking = awards.get_ranking(call, stage_asked(request))
    file = awards.file_of(ranking)
    bid = next((one for one in file["bids"] if one["bid"] == bid_code), None)
    if bid is None:
        raise NotFound
    row = next(one for one in file["ranking"] if one["bid"] == bid_code)
    scores = [one for one in file["scores"] if one["bid"] == bid_code]
    criteria = [
        {
            **criterion,
            "mean": points(mean),
            "scores": [one for one in scores if one["criterion"] == criterion["code"]],
        }
        for criterion, mean in zip(file["criteria"], row["means"], strict=True)
    ]
    shown = {
        "call": call,
        "ranking": ranking,
        "row": _row(row, bid),
        "bid": bid,
        "criteria": criteria,
        "has_price": file["price"]["weight"] > 0,
    }
    return render(request, "procurement/bid_result.html", shown)


@public
@require_safe
def evaluation_file(request: HttpRequest, call_number: str) -> HttpResponse:
    """The public file, byte for byte as its digest says."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    ranking = awards.get_ranking(call, stage_asked(request))
    answer = HttpResponse(ranking.file, content_type="application/json; charset=utf-8")
    name = f"evaluation-{call.number}-{ranking.stage_number}.json"
    return saved_as(answer, name)


@requires(is_person)
@require_http_methods(["GET", "HEAD", "POST"])
def explain_price(request: HttpRequest, call_number: str, company_id: UUID) -> HttpResponse:
    """What a company was asked about its price, and its answer; for its members."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    found = evaluations.explanations_of(call).get(company_id)
    if found is None or company_id not in member_ids(actor):
        raise NotFound
    form = AnswerExplanationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            explaining.explain_price(
                actor=actor, call_id=call.pk, company_id=company_id,
                answer=form.cleaned_data["answer"], now=now(),
            )  # fmt: skip
        except (Invalid, WrongState, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Your answer is in."))
            return redirect("explain_price", call.number, company_id)
    can_answer = CallStep.EXPLAIN in policies.steps_of(actor, call)
    is_open = can_answer and found.answered_at is None and now() < found.answer_by
    shown = {
        "call": call,
        "explanation": found,
        "form": form if is_open or form.is_bound else None,
        "wrong": form if form.is_bound else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "procurement/explain_price.html", shown, status=status)


@requires(is_person)
@require_safe
def award_letter(request: HttpRequest, call_number: str, company_id: UUID) -> HttpResponse:
    """What a bidder was told."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    return _letter_page(request, call, company_id)


@require_POST
@requires(company_policies.speaks_for_company)
def decline_award(request: HttpRequest, call_number: str) -> HttpResponse:
    """The company that won does not want the contract."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    form, award = WhyForm(request.POST), awards.award_of(call)
    if award is None:
        raise NotFound
    if form.is_valid():
        try:
            giving_up.decline_award(actor=actor, call_id=call.pk, now=now(), **form.cleaned_data)
        except (Conflict, Invalid, WrongState) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("You have declined. The other bids are ranked again."))
            return redirect("call", call.number)
    return _letter_page(request, call, award.company_id, wrong=form, status=422)


def _letter_page(
    request: HttpRequest,
    call: Call,
    company_id: UUID,
    *,
    wrong: WhyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, award = actor_of(request), awards.award_of(call)
    letter = awards.get_letter(actor=actor, call=call, company_id=company_id)
    shown = {
        "call": call,
        "letter": letter,
        "paragraphs": [one for one in letter_words(letter.data, call.currency) if one],
        "award": award,
        "can_complain": call.state in {CallState.STANDSTILL, CallState.SUSPENDED}
        and not _over(call),
        "wrong": wrong,
        "decline": (wrong or WhyForm()) if _may_decline(actor, call, company_id, award) else None,
    }
    return render(request, "procurement/award_letter.html", shown, status=status)


def _may_decline(actor: Actor, call: Call, company_id: UUID, award: Award | None) -> bool:
    if call.state != CallState.CONTRACT or award is None or award.company_id != company_id:
        return False
    contract = contracts.contract_of(call)
    is_signed = contract is not None and contract.is_public
    return company_id in member_ids(actor) and not is_signed


@public
@require_http_methods(["GET", "HEAD", "POST"])
def make_complaint(request: HttpRequest, call_number: str) -> HttpResponse:
    """Complaints and what was decided on them; for a bidder in the standstill the form."""
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    form = None
    own = [(one.company_id, one.company.name) for one in awards.own_letters(actor=actor, call=call)]
    if request.method == "POST":
        company_policies.require(bool(own), actor)
        form = ComplaintForm(request.POST, companies=own)
        if form.is_valid():
            try:
                complaining.make_complaint(
                    actor=actor, call_id=call.pk, company_id=form.cleaned_data["company"],
                    text=form.cleaned_data["text"], now=now(),
                )  # fmt: skip
            except (Invalid, NotAllowed) as error:
                show_errors(form, error)
            else:
                messages.success(request, _("The call rests until your complaint is decided."))
                return redirect("make_complaint", call.number)
    return _complaints(request, call, own=own, form=form)


@require_POST
@requires(policies.works_on_calls)
def decide_complaint(request: HttpRequest, call_number: str, complaint_number: int) -> HttpResponse:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    form = DecisionForm(request.POST, auto_id=f"id_c{complaint_number}_%s")
    if form.is_valid():
        try:
            complaining.decide_complaint(
                actor=actor, call_id=call.pk, number=complaint_number,
                is_upheld=form.cleaned_data["is_upheld"] == YES,
                reason=form.cleaned_data["reason"], remedy=form.cleaned_data["remedy"], now=now(),
            )  # fmt: skip
        except GongjianError as error:
            if error.status not in {409, 422}:
                raise
            show_errors(form, error)
        else:
            messages.success(request, _("Decided. The company is told, and everybody reads it."))
            return redirect("make_complaint", call.number)
    return _complaints(request, call, decision=(complaint_number, form))


def _complaints(
    request: HttpRequest,
    call: Call,
    *,
    own: list[tuple[UUID, str]] | None = None,
    form: ComplaintForm | None = None,
    decision: tuple[int, DecisionForm] | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    steps = policies.steps_of(actor, call)
    if form is None and own and CallStep.COMPLAIN in steps and not _over(call):
        form = ComplaintForm(companies=own)
    rows = []
    for one in awards.complaints_of(call):
        can_decide = one.state == ComplaintState.PENDING and CallStep.DECIDE_COMPLAINT in steps
        made = DecisionForm(auto_id=f"id_c{one.number}_%s") if can_decide else None
        if decision is not None and decision[0] == one.number:
            made = decision[1]
        rows.append((one, made))
    wrong = decision[1] if decision else form if form is not None and form.is_bound else None
    shown = {
        "call": call,
        "rows": rows,
        "form": form,
        "wrong": wrong,
        "award": awards.award_of(call),
    }
    status = 422 if wrong is not None else 200
    return render(request, "procurement/make_complaint.html", shown, status=status)


def _over(call: Call) -> bool:
    moment = call.suspended_at or now()
    return call.standstill_until is None or moment >= call.standstill_until


def _row(row: dict[str, Any], bid: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "company": bid["company"],
        "total": points(row["total"]),
        "quality": points(row["quality"]),
        "price_points": points(row["price_points"]),
        "standing_words": STANDING_WORDS[row["standing"]],
        "is_ranked": row["place"] is not None,
    }
