"""For those who work on budget rounds: setting up, checking, counting, importing."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, Invalid, StaleVersion, WrongState
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.texts import text_of
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions import count_round as counting
from gongjian.public.budgeting.actions import save_round as saving
from gongjian.public.budgeting.actions.import_round import import_round
from gongjian.public.budgeting.forms.rounds import ImportForm, RoundForm
from gongjian.public.budgeting.models import KindChoice
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import paper_numbers, unclear_papers
from gongjian.public.budgeting.selectors.projects import projects_to_check
from gongjian.public.budgeting.views.rounds import shown_phases

BEGINNING = {
    "kind": KindChoice.KNAPSACK.value,
    "rule": "equal-shares",
    "utility": "cost",
    "completion": "add1u-greedy",
    "ties": "lot",
    "currency": "CNY",
    "account_hours": 24,
}


@requires(policies.works_on_rounds)
@require_safe
def budget_work(request: HttpRequest) -> HttpResponse:
    """Rounds, and projects that wait for this actor's word."""
    moment, actor = now(), actor_of(request)
    page = rounds.list_rounds(actor=actor, now=moment, cursor=request.GET.get("cursor", ""))
    shown = {
        "shown": [
            (one, one.phase(moment), policies.may_manage(actor, one),
             policies.may_read_paper(actor, one))
            for one in page.items
        ],
        "page": page,
        "checks": projects_to_check(actor=actor, size=50).items,
        "manages": policies.manages_rounds(actor),
    }  # fmt: skip
    return render(request, "budgeting/budget_work.html", shown)


@requires(policies.manages_rounds)
def create_budget_round(request: HttpRequest) -> HttpResponse:
    form = RoundForm(posted(request), initial=BEGINNING)
    if request.method == "POST" and form.is_valid():
        try:
            round_ = saving.create_round(actor=actor_of(request), draft=form.draft(), now=now())
        except Invalid as error:
            show_errors(form, _renamed(error))
        else:
            messages.success(request, _("The round was created. Nobody else sees it yet."))
            return redirect("change_budget_round", round_.number)
    status = 422 if form.is_bound else 200
    return render(request, "budgeting/create_budget_round.html", {"form": form}, status=status)


@requires(policies.manages_rounds)
def change_budget_round(request: HttpRequest, round_number: str) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    policies.require_may_manage(actor, round_.area_path)
    is_locked = saving.is_locked(round_)
    form = RoundForm(posted(request), round_=round_, is_locked=is_locked)
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        try:
            saving.change_round(
                actor=actor,
                round_id=round_.pk,
                draft=form.draft(),
                version=_number(version),
                now=moment,
            )
        except (Invalid, StaleVersion, WrongState) as error:
            show_errors(form, _renamed(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("change_budget_round", round_.number)
    phase = round_.phase(moment)
    given, counted = paper_numbers(round_)
    shown = {
        "round": round_,
        "form": form,
        "phase": phase,
        "phases": shown_phases(round_, moment),
        "is_locked": is_locked,
        "can_change": phase in {Phase.DRAFT, Phase.COLLECT, Phase.CHECK, Phase.VOTE},
        "can_count": phase == Phase.COUNT,
        "unclear": unclear_papers(round_) if phase == Phase.COUNT else [],
        "paper_given": given,
        "paper_counted": counted,
    }
    status = 422 if form.is_bound else 200
    return render(request, "budgeting/change_budget_round.html", shown, status=status)


@require_POST
@requires(policies.manages_rounds)
def publish_budget_round(request: HttpRequest, round_number: str) -> HttpResponse:
    said = _("The round is public from its first phase on.")
    return _do(request, round_number, saving.publish_round, said)


@require_POST
@requires(policies.manages_rounds)
def lock_budget_rules(request: HttpRequest, round_number: str) -> HttpResponse:
    return _do(request, round_number, saving.lock_rules, _("The rules are locked."))


@require_POST
@requires(policies.manages_rounds)
def count_budget_round(request: HttpRequest, round_number: str) -> HttpResponse:
    said = _("It is being counted. The result will be here in a moment.")
    return _do(request, round_number, counting.ask_count, said)


@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES)
@requires(policies.manages_rounds)
def import_budget_round(request: HttpRequest) -> HttpResponse:
    form = ImportForm(
        posted(request),
        request.FILES or None,
        initial={name: BEGINNING[name] for name in ("rule", "utility", "completion")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            round_ = import_round(
                actor=actor_of(request),
                text=text_of(form.cleaned_data["file"].read()),
                rule=form.count_rule(),
                title=form.cleaned_data["title"],
                now=now(),
            )
        except Invalid as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The round was imported and counted."))
            return redirect("budget_result", round_.number)
    status = 422 if form.is_bound else 200
    return render(request, "budgeting/import_budget_round.html", {"form": form}, status=status)


def _do(
    request: HttpRequest, round_number: str, act: Callable[..., object], said: str
) -> HttpResponse:
    """Take a step on a round, and go back to it."""
    actor, moment = actor_of(request), now()
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    act(actor=actor, round_id=round_.pk, now=moment)
    messages.success(request, said)
    return redirect("change_budget_round", round_.number)


def _renamed(error: GongjianError) -> GongjianError:
    """Errors at the fields of the form, which asks for days and not for moments."""
    error.fields = {
        f"{name.removesuffix('_at')}_on" if name.endswith("_at") else name: texts
        for name, texts in error.fields.items()
    }
    return error


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
