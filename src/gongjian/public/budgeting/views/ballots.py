"""Voting: choose, look it over, cast; change it by its secret; the receipt."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.downloads import receipt_answer
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions import cast_ballot as casting
from gongjian.public.budgeting.errors import NoSuchBallot, PhaseOver
from gongjian.public.budgeting.models import Ballot, BudgetRound
from gongjian.public.budgeting.rules.ballots import new_secret, show_secret
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import (
    find_ballot,
    has_voted,
    receipt_file,
    receipt_of,
)
from gongjian.public.budgeting.views.ballot_paper import (
    Paper,
    how_to_choose,
    make_paper,
    posted_values,
    values_of,
)


@sensitive_post_parameters("secret")
@requires(policies.may_vote)
def cast_ballot(request: HttpRequest, round_number: str) -> HttpResponse:
    """Choose; ``do``: check (sums anew), review (look it over, with the secret), cast."""
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    if round_.phase(moment) != Phase.VOTE:
        return redirect("budget_round", round_.number)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do != "cast" and has_voted(actor, round_):
        return redirect("change_ballot", round_.number)
    paper = _paper(request, round_, is_checked=do in {"review", "cast"})
    if do not in {"review", "cast"} or paper.problems:
        return _choose(request, paper, "cast_ballot")
    if do == "review":
        secret = new_secret()
        shown = {"paper": paper, "round": round_, "secret": secret, "shown": show_secret(secret)}
        return _private(render(request, "budgeting/review_ballot.html", shown))
    try:
        ballot = casting.cast_ballot(
            actor=actor,
            number=round_.number,
            draft=paper.draft,
            secret=request.POST.get("secret", ""),
            now=moment,
        )
    except PhaseOver:
        raise
    except GongjianError as error:
        paper.problems = [str(error)]
        return _choose(request, paper, "cast_ballot", status=error.status)
    return _done(request, round_, ballot, is_changed=False)


@sensitive_post_parameters("secret")
@public
def change_ballot(request: HttpRequest, round_number: str) -> HttpResponse:
    """Show a ballot to who holds its secret, and put another choice in its place."""
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    secret = request.POST.get("secret", "")[:60]
    do = request.POST.get("do", "") if request.method == "POST" else ""
    shown: dict[str, Any] = {"round": round_, "can_change": round_.phase(moment) == Phase.VOTE}
    if not do:
        return _ask_secret(request, shown)
    try:
        ballot = find_ballot(round_, secret)
    except NoSuchBallot as error:
        shown["error"] = str(error)
        return render(request, "budgeting/change_ballot.html", shown, status=422)
    if do == "open":
        district = str(ballot.district_id or "")
        paper = make_paper(round_, values_of(ballot.choices), district, is_checked=False)
    else:
        paper = _paper(request, round_, is_checked=do == "cast")
    if not shown["can_change"]:
        paper = make_paper(
            round_, values_of(ballot.choices), str(ballot.district_id or ""), is_checked=False
        )
        return _private(
            render(
                request, "budgeting/shown_ballot.html", {**shown, "paper": paper, "ballot": ballot}
            )
        )
    if do != "cast" or paper.problems:
        return _choose(request, paper, "change_ballot", secret=secret)
    changed = casting.change_ballot(
        actor=actor, number=round_.number, draft=paper.draft, secret=secret, now=moment
    )
    return _done(request, round_, changed, is_changed=True)


def _ask_secret(request: HttpRequest, shown: dict[str, Any]) -> HttpResponse:
    """Ask for the secret, or for the number of a receipt to look at."""
    given = "".join(request.GET.get("receipt", "").split()).lower()[:64]
    if not given:
        return render(request, "budgeting/change_ballot.html", shown)
    try:
        receipt_of(given)
    except NotFound:
        shown |= {"receipt": given, "receipt_error": _("No ballot has a receipt of this number.")}
        return render(request, "budgeting/change_ballot.html", shown, status=422)
    return redirect("ballot_receipt", shown["round"].number, given)


@public
@require_safe
def ballot_receipt(request: HttpRequest, round_number: str, commitment: str) -> HttpResponse:
    """That a ballot is in the ledger; with ``?as=proof`` as a receipt to be checked offline, with
    ``?as=json`` the same by its parts."""
    round_ = rounds.get_round(actor=actor_of(request), number=round_number, now=now())
    if request.GET.get("as") == "proof":
        return receipt_answer(receipt_file(commitment), f"ballot-{commitment[:12]}")
    receipt = receipt_of(commitment)
    told = receipt.told()
    if request.GET.get("as") == "json":
        return JsonResponse(told)
    shown = {"round": round_, "receipt": receipt, "told": told}
    return render(request, "budgeting/ballot_receipt.html", shown)


def _paper(request: HttpRequest, round_: BudgetRound, *, is_checked: bool) -> Paper:
    if request.method == "POST":
        values, district = posted_values(request.POST), request.POST.get("district", "")
    else:
        values, district = {}, request.GET.get("district", "")
    return make_paper(round_, values, district, is_checked=is_checked)


def _choose(
    request: HttpRequest, paper: Paper, page: str, *, secret: str = "", status: int = 422
) -> HttpResponse:
    shown = {
        "paper": paper,
        "round": paper.round,
        "page": page,
        "secret": secret,
        "how": how_to_choose(paper.round),
    }
    answer = render(
        request, "budgeting/cast_ballot.html", shown, status=status if paper.problems else 200
    )
    return _private(answer) if secret else answer


def _done(
    request: HttpRequest, round_: BudgetRound, ballot: Ballot, *, is_changed: bool
) -> HttpResponse:
    secret = request.POST.get("secret", "")
    shown = {
        "round": round_,
        "ballot": ballot,
        "is_changed": is_changed,
        "shown": show_secret(secret.replace("-", "").replace(" ", "").upper()),
        "said": _("Your ballot was changed.") if is_changed else _("Your ballot is in the box."),
    }
    return _private(render(request, "budgeting/ballot_cast.html", shown))


def _private(answer: HttpResponse) -> HttpResponse:
    """Kept by nobody on the way, nor in the browser's memory of pages."""
    answer["Cache-Control"] = "no-store"
    return answer
