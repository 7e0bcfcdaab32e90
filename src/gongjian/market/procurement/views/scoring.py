"""The evaluator's desk: interests, then bids, one after the other, then the lock."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, is_signed_in, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, WrongState
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.declare_interest import declare_interest as declare
from gongjian.market.procurement.forms.evaluation import BidScoresForm, InterestForm
from gongjian.market.procurement.models import Call, Evaluator
from gongjian.market.procurement.rules.evaluation import EvaluatorState
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.judged_bids import bidders_of, judged_bids
from gongjian.market.procurement.selectors.score_sheets import bids_to_judge


@requires(is_signed_in)
@require_safe
def calls_to_judge(request: HttpRequest) -> HttpResponse:
    """Calls whose bids this person judges."""
    rows = evaluations.judged_by(actor=actor_of(request))
    return render(request, "procurement/calls_to_judge.html", {"evaluators": rows})


@requires(is_signed_in)
@require_safe
def score_sheet(request: HttpRequest, call_number: str) -> HttpResponse:
    """What is to be done: declare, score each bid, lock."""
    call, evaluator = _mine(request, call_number)
    return _sheet(request, call, evaluator)


@require_POST
@requires(is_signed_in)
def declare_interest(request: HttpRequest, call_number: str) -> HttpResponse:
    call, evaluator = _mine(request, call_number)
    form = InterestForm(request.POST, bidders=bidders_of(call))
    if form.is_valid():
        try:
            found = declare(
                actor=actor_of(request), call_id=call.pk, declared=form.declared(), now=now()
            )
        except Invalid as error:
            show_errors(form, error)
        else:
            if found.state == EvaluatorState.CONFLICTED:
                messages.info(request, _("Thank you. Somebody else will judge these bids."))
                return redirect("call", call.number)
            messages.success(request, _("Thank you. You can judge these bids."))
            return redirect("score_sheet", call.number)
    return _sheet(request, call, evaluator, interests=form, status=422)


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def score_bid(request: HttpRequest, call_number: str, bid_code: str) -> HttpResponse:
    """One bid: what it says, and a score with a reason by each criterion."""
    call, evaluator = _mine(request, call_number)
    bids = bids_to_judge(actor_of(request), call, evaluator)
    place = next((at for at, bid in enumerate(bids) if bid.code == bid_code), None)
    if place is None:
        raise NotFound
    (bid,) = judged_bids(call, company_ids=[bids[place].company_id])
    quality = evaluations.quality_of(evaluations.criteria_of(call))
    scores = evaluations.own_scores(evaluator)
    known = {one.pk: scores[bid.company_id, one.pk] for one in quality
             if (bid.company_id, one.pk) in scores}  # fmt: skip
    form = BidScoresForm(posted(request), criteria=quality, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            scoring.score_bid(
                actor=actor_of(request), call_id=call.pk, company_id=bid.company_id,
                judgements=form.given(), now=now(),
            )  # fmt: skip
        except (Invalid, WrongState, NotAllowed) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Saved. Only you see these scores until all are locked."))
            following = bids[place + 1].code if place + 1 < len(bids) else ""
            if following:
                return redirect("score_bid", call.number, following)
            return redirect("score_sheet", call.number)
    shown = {
        "call": call,
        "bid": bid,
        "form": form,
        "titles": evaluations.titles_of(quality),
        "place": place + 1,
        "count": len(bids),
        "is_locked": evaluator.state == EvaluatorState.LOCKED,
        "before": bids[place - 1].code if place else "",
        "after": bids[place + 1].code if place + 1 < len(bids) else "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "procurement/score_bid.html", shown, status=status)


@require_POST
@requires(is_signed_in)
def lock_scores(request: HttpRequest, call_number: str) -> HttpResponse:
    call, _evaluator = _mine(request, call_number)
    scoring.lock_scores(actor=actor_of(request), call_id=call.pk, now=now())
    messages.success(request, _("Locked. Thank you: nobody can change your scores any more."))
    return redirect("score_sheet", call.number)


def _mine(request: HttpRequest, call_number: str) -> tuple[Call, Evaluator]:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    return call, evaluations.get_evaluator(actor=actor, call=call)


def _sheet(
    request: HttpRequest,
    call: Call,
    evaluator: Evaluator,
    *,
    interests: InterestForm | None = None,
    status: int = 200,
) -> HttpResponse:
    quality = evaluations.quality_of(evaluations.criteria_of(call))
    rows, missing = [], 0
    try:
        bids = bids_to_judge(actor_of(request), call, evaluator)
    except NotFound:
        bids = []
    scores = evaluations.own_scores(evaluator)
    for bid in bids:
        given = [scores.get((bid.company_id, one.pk)) for one in quality]
        lacks = sum(one is None for one in given)
        missing += lacks
        rows.append({"bid": bid, "scores": given, "lacks": lacks})
    needs_declaring = evaluator.state == EvaluatorState.APPOINTED
    if needs_declaring and interests is None:
        interests = InterestForm(bidders=bidders_of(call))
    shown = {
        "call": call,
        "evaluator": evaluator,
        "interests": interests if needs_declaring else None,
        "criteria": quality,
        "rows": rows,
        "missing": missing,
        "is_locked": evaluator.state == EvaluatorState.LOCKED,
        "can_lock": bool(rows) and not missing and call.state == CallState.EVALUATION,
    }
    return render(request, "procurement/score_sheet.html", shown, status=status)
