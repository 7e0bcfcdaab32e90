"""For those who run a call: who judges, how far they are, prices, the intent and the award."""

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

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.market.procurement.actions import appoint_evaluator as appointing
from gongjian.market.procurement.actions import begin_evaluation as beginning
from gongjian.market.procurement.actions import exclude_bid as excluding
from gongjian.market.procurement.actions import give_up_award as giving_up
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.ask_explanation import ask_explanation as ask
from gongjian.market.procurement.evaluation_words import abnormal_words
from gongjian.market.procurement.forms.evaluation import (
    YES,
    AppointForm,
    DecideExclusionForm,
    ExcludeForm,
    ExplanationForm,
    WhyForm,
)
from gongjian.market.procurement.models import Call, ExclusionState, PartChoice
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.evaluation import (
    IN_OFFICE,
    EvaluatorState,
    least_evaluators,
)
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors import awards, calls, evaluations
from gongjian.market.procurement.selectors.bids import closing_of, releases_of
from gongjian.market.procurement.selectors.call_parts import sees_all, trustees_of
from gongjian.market.procurement.selectors.evaluation_files import abnormal_prices
from gongjian.market.procurement.selectors.judged_bids import (
    JudgedBid,
    judged_bids,
    sealed_companies,
)

BEFORE_EVALUATION = (
    CallState.DRAFT,
    CallState.APPROVED,
    CallState.OPEN,
    CallState.CLOSED,
    CallState.TECHNICAL_OPENING,
)
BEFORE_CLOSING = (CallState.DRAFT, CallState.APPROVED, CallState.OPEN)


@requires(policies.works_on_calls)
@require_safe
def run_evaluation(request: HttpRequest, call_number: str) -> HttpResponse:
    """How far the evaluation is, and the steps that this actor may take."""
    return _page(request, _call(request, call_number))


@require_POST
@requires(policies.runs_calls)
def appoint_evaluator(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("Appointed. The next thing is to declare interests.")
    form = AppointForm(request.POST)
    return _step(request, call_number, form, appointing.appoint_evaluator, said, "appoint")


@require_POST
@requires(policies.runs_calls)
def excuse_evaluator(request: HttpRequest, call_number: str, evaluator_number: int) -> HttpResponse:
    def excuse(**given: Any) -> object:
        return appointing.excuse_evaluator(number=evaluator_number, **given)

    form = WhyForm(request.POST, auto_id=f"id_e{evaluator_number}_%s")
    said = _("The evaluator was excused. Appoint somebody else.")
    return _step(request, call_number, form, excuse, said, f"excuse{evaluator_number}")


@require_POST
@requires(policies.runs_calls)
def open_technical(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The trustees can open the technical parts now.")
    return _step(request, call_number, forms.Form({}), beginning.open_technical, said)


@require_POST
@requires(policies.runs_calls)
def begin_evaluation(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The evaluators have the bids now.")
    return _step(request, call_number, forms.Form({}), beginning.begin_evaluation, said)


@require_POST
@requires(policies.runs_calls)
def open_prices(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The trustees can open the prices now.")
    return _step(request, call_number, forms.Form({}), scoring.open_prices, said)


@require_POST
@requires(policies.runs_calls)
def exclude_bid(request: HttpRequest, call_number: str) -> HttpResponse:
    call = _call(request, call_number)
    form = ExcludeForm(request.POST, call=call, bids=_choices(_bids(call)), auto_id="id_out_%s")

    def exclude(*, company: UUID, **given: Any) -> object:
        return excluding.exclude_bid(company_id=company, **given)

    if call.state == CallState.EVALUATION:
        said = _("The bid is excluded; the reason is published with the ranking.")
    else:
        said = _("Proposed. Another person decides.")
    return _step(request, call_number, form, exclude, said, "exclude")


@require_POST
@requires(policies.works_on_calls)
def decide_exclusion(request: HttpRequest, call_number: str, company_id: UUID) -> HttpResponse:
    """Another person agrees to an exclusion, or refuses it."""
    form = DecideExclusionForm(request.POST, auto_id=f"id_d{company_id}_%s")

    def decide(*, is_confirmed: str, **given: Any) -> object:
        return excluding.decide_exclusion(
            company_id=company_id, is_confirmed=is_confirmed == YES, **given
        )

    said = _("Decided. The company is told.")
    return _step(request, call_number, form, decide, said, f"decide{company_id}")


@require_POST
@requires(policies.works_on_calls)
def lift_exclusion(request: HttpRequest, call_number: str, company_id: UUID) -> HttpResponse:
    def lift(**given: Any) -> object:
        return excluding.lift_exclusion(company_id=company_id, **given)

    form = WhyForm(request.POST, auto_id=f"id_l{company_id}_%s")
    said = _("The bid counts again. The company is told.")
    return _step(request, call_number, form, lift, said, f"lift{company_id}")


@require_POST
@requires(policies.runs_calls)
def ask_explanation(request: HttpRequest, call_number: str) -> HttpResponse:
    call = _call(request, call_number)
    form = ExplanationForm(request.POST, bids=_choices(_bids(call)), auto_id="id_ask_%s")

    def ask_one(*, company: UUID, **given: Any) -> object:
        return ask(company_id=company, **given)

    said = _("The company is asked, and told by when to answer.")
    return _step(request, call_number, form, ask_one, said, "explain")


@require_POST
@requires(policies.runs_calls)
def intend_award(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The ranking is public, and every bidder is told its scores.")
    form = WhyForm(request.POST, auto_id="id_intend_%s")
    return _step(request, call_number, form, awarding.intend_award, said, "intend")


@require_POST
@requires(policies.runs_calls)
def end_without_award(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The call is declared unsuccessful; every bidder is told why.")
    form = WhyForm(request.POST, auto_id="id_end_%s")
    return _step(request, call_number, form, awarding.end_without_award, said, "end")


@require_POST
@requires(policies.runs_calls)
def rank_again(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The award is withdrawn. Bids can be excluded and ranked again.")
    form = WhyForm(request.POST, auto_id="id_again_%s")
    return _step(request, call_number, form, awarding.rank_again, said, "again")


@require_POST
@requires(policies.runs_calls)
def award_call(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("Awarded. The contract can be written.")
    return _step(request, call_number, forms.Form({}), awarding.award_call, said)


@require_POST
@requires(policies.works_on_calls)
def give_up_award(request: HttpRequest, call_number: str) -> HttpResponse:
    said = _("The award is given up. The other bids can be ranked again.")
    form = WhyForm(request.POST, auto_id="id_up_%s")
    return _step(request, call_number, form, giving_up.give_up_award, said, "give_up")


def _call(request: HttpRequest, number: str) -> Call:
    return calls.get_call(actor=actor_of(request), number=number)


def _step(
    request: HttpRequest,
    call_number: str,
    form: forms.Form,
    act: Callable[..., object],
    said: str,
    name: str = "",
) -> HttpResponse:
    """Take a step and come back, or show its form again with what is wrong."""
    call = _call(request, call_number)
    if form.is_valid():
        try:
            act(actor=actor_of(request), call_id=call.pk, now=now(), **form.cleaned_data)
        except (Conflict, Invalid, WrongState, NotAllowed) as error:
            if not name:
                raise
            show_errors(form, error)
        else:
            messages.success(request, said)
            return redirect("run_evaluation", call.number)
    return _page(request, call, wrong=form, step=name, status=422)


def _page(
    request: HttpRequest,
    call: Call,
    *,
    wrong: forms.Form | None = None,
    step: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    if not sees_all(actor, call):
        raise NotFound
    steps = policies.steps_of(actor, call)
    is_closed = call.state not in BEFORE_CLOSING
    criteria = evaluations.criteria_of(call)
    quality = evaluations.quality_of(criteria)
    evaluators = evaluations.evaluators_of(call)
    bids = _bids(call)
    shows_prices = bool(bids) and all(bid.price or bid.fault for bid in bids)
    award = awards.award_of(call)
    made = _forms(call, bids, wrong, step)
    shown = {
        "call": call,
        "is_closed": is_closed,
        "steps": {one.value for one in steps},
        "evaluators": _rows(call, evaluators, len(quality) * sum(not b.fault for b in bids), made),
        "least": least_evaluators(call.procedure.code, len(quality)),
        "in_office": len(evaluations.in_office(evaluators)),
        "can_open": CallStep.OPEN_TECHNICAL in steps,
        "can_begin": CallStep.EVALUATE in steps,
        "waits": _waits(call),
        "has_price": call.stage.has_price,
        "bids": _bid_rows(actor, call, bids, made),
        "shows_bids": bool(bids) and call.state not in BEFORE_EVALUATION,
        "explanations": list(evaluations.explanations_of(call).values()),
        "shows_prices": shows_prices,
        "abnormal": _abnormal(call, bids) if shows_prices else [],
        "award": award,
        "is_over": award is not None
        and call.standstill_until is not None
        and now() >= call.standstill_until,
        "ranking": next(iter(awards.rankings_of(call)[-1:]), None),
        "complaints": awards.complaints_of(call),
        "wrong": wrong,
        "forms": made,
    }
    return render(request, "procurement/run_evaluation.html", shown, status=status)


def _forms(
    call: Call, bids: list[JudgedBid], wrong: forms.Form | None, step: str
) -> dict[str, forms.Form]:
    made: dict[str, forms.Form] = {
        "appoint": AppointForm(),
        "exclude": ExcludeForm(call=call, bids=_choices(bids), auto_id="id_out_%s"),
        "explain": ExplanationForm(bids=_choices(bids), auto_id="id_ask_%s"),
        "intend": WhyForm(auto_id="id_intend_%s"),
        "end": WhyForm(auto_id="id_end_%s"),
        "again": WhyForm(auto_id="id_again_%s"),
        "give_up": WhyForm(auto_id="id_up_%s"),
    }
    return made | {step: wrong} if wrong is not None and step else made


def _bid_rows(
    actor: Actor, call: Call, bids: list[JudgedBid], made: dict[str, forms.Form]
) -> list[dict[str, Any]]:
    """Bids with their exclusion, and what this actor may do about it."""
    excluded, steps = evaluations.open_exclusions_of(call), policies.steps_of(actor, call)
    rows = []
    for bid in bids:
        found, key = excluded.get(bid.company_id), bid.company_id
        decide = lift = None
        had_a_part = found is not None and actor.reference in {found.by, found.decided_by}
        if found is not None and not had_a_part:
            waits = found.state == ExclusionState.PROPOSED
            if waits and CallStep.DECIDE_EXCLUSION in steps:
                decide = made.get(f"decide{key}") or DecideExclusionForm(auto_id=f"id_d{key}_%s")
            if not waits and CallStep.LIFT_EXCLUSION in steps:
                lift = made.get(f"lift{key}") or WhyForm(auto_id=f"id_l{key}_%s")
        rows.append({"bid": bid, "exclusion": found, "decide": decide, "lift": lift})
    return rows


def _rows(
    call: Call, evaluators: list[Any], asked: int, made: dict[str, forms.Form]
) -> list[dict[str, Any]]:
    """Evaluators with how many scores they gave: which, nobody sees before all are locked."""
    counts = evaluations.counted_scores(call)
    rows = []
    for one in evaluators:
        can_leave = one.state in IN_OFFICE and one.state != EvaluatorState.LOCKED
        name = f"excuse{one.number}"
        form = made.get(name) or WhyForm(auto_id=f"id_e{one.number}_%s")
        rows.append(
            {
                "one": one,
                "given": counts.get(one.pk, 0),
                "asked": asked,
                "form": form if can_leave else None,
            }
        )
    return rows


WAITED_FOR = {
    CallState.TECHNICAL_OPENING: PartChoice.TECHNICAL,
    CallState.PRICE_OPENING: PartChoice.PRICE,
}


def _waits(call: Call) -> dict[str, Any] | None:
    """How many trustees have released their shares of what is due; None where all of it is open."""
    part = WAITED_FOR.get(CallState(call.state))
    closing = closing_of(call)
    if part is None or closing is None or not sealed_companies(call, part):
        return None
    given = {one.trustee_id for one in releases_of(closing) if one.part == part}
    return {
        "part": part,
        "given": len(given),
        "needed": call.trustee_threshold,
        "bodies": [one.body.name for one in trustees_of(call) if one.pk not in given],
    }


def _abnormal(call: Call, bids: list[JudgedBid]) -> list[tuple[str, str]]:
    names = {bid.code: bid.name for bid in bids}
    return [
        (names[one["bid"]], abnormal_words(one, call.currency))
        for one in abnormal_prices(call, bids)
    ]


def _bids(call: Call) -> list[JudgedBid]:
    """With their prices. Before the deadline nobody is to know who bids."""
    if call.state in BEFORE_CLOSING or call.closed_at is None:
        return []
    return judged_bids(call, parts=[PartChoice.PRICE])


def _choices(bids: list[JudgedBid]) -> list[tuple[Any, str]]:
    return [(bid.company_id, bid.name) for bid in bids if not bid.fault]
