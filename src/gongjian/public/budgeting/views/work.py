"""For those who work on budget rounds: setting up, checking, paper, counting, importing."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import GongjianError, Invalid, StaleVersion, WrongState
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.texts import text_of
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions import count_round as counting
from gongjian.public.budgeting.actions import enter_paper as papers
from gongjian.public.budgeting.actions import save_round as saving
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft
from gongjian.public.budgeting.actions.import_round import import_round
from gongjian.public.budgeting.forms import (
    GivePaperForm,
    ImportForm,
    PaperForm,
    RoundForm,
)
from gongjian.public.budgeting.models import BudgetRound, KindChoice
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import paper_numbers, unclear_papers
from gongjian.public.budgeting.selectors.projects import projects_to_check
from gongjian.public.budgeting.views.ballot_paper import (
    how_to_choose,
    make_paper,
    posted_values,
)
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
    form = RoundForm(posted(request), initial=RoundForm.initial_of(round_, rounds.parts_of(round_)))
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
        "is_locked": saving.is_locked(round_),
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
    round_ = _round(request, round_number)
    saving.publish_round(actor=actor_of(request), round_id=round_.pk, now=now())
    messages.success(request, _("The round is public from its first phase on."))
    return redirect("change_budget_round", round_.number)


@require_POST
@requires(policies.manages_rounds)
def lock_budget_rules(request: HttpRequest, round_number: str) -> HttpResponse:
    round_ = _round(request, round_number)
    saving.lock_rules(actor=actor_of(request), round_id=round_.pk, now=now())
    messages.success(request, _("The rules are locked."))
    return redirect("change_budget_round", round_.number)


@require_POST
@requires(policies.manages_rounds)
def count_budget_round(request: HttpRequest, round_number: str) -> HttpResponse:
    round_ = _round(request, round_number)
    counting.ask_count(actor=actor_of(request), round_id=round_.pk, now=now())
    messages.success(request, _("It is being counted. The result will be here in a moment."))
    return redirect("change_budget_round", round_.number)


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


@requires(policies.reads_paper)
def enter_paper_ballot(request: HttpRequest, round_number: str) -> HttpResponse:
    """Enter what one reads on a paper ballot; and see what is not settled yet."""
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    policies.require_may_read_paper(actor, round_)
    form = PaperForm(posted(request))
    given = posted_values(request.POST) if request.method == "POST" else {}
    district = request.POST.get("district", "") or request.GET.get("district", "")
    paper = make_paper(round_, given, district, is_checked=request.method == "POST")
    is_blank = request.POST.get("is_blank") == "on"
    if is_blank:
        paper.problems = []
    if request.method == "POST" and form.is_valid() and not paper.problems:
        draft = BallotDraft((), paper.draft.district_id) if is_blank else paper.draft
        try:
            entry = papers.enter_paper(
                actor=actor,
                number=round_.number,
                paper=form.cleaned_data["paper"],
                draft=draft,
                now=moment,
            )
        except GongjianError as error:
            paper.problems = [str(error)]
        else:
            said = (
                _("Two people have read the same: it is counted.")
                if entry.is_counted
                else _("Entered. Another person has to read it too.")
            )
            messages.success(request, said)
            return redirect("enter_paper_ballot", round_.number)
    return _paper_page(request, round_, paper=paper, form=form)


@require_POST
@requires(policies.reads_paper)
def give_paper_ballot(request: HttpRequest, round_number: str) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    policies.require_may_read_paper(actor, round_)
    form = GivePaperForm(request.POST)
    if form.is_valid():
        try:
            papers.give_paper(
                actor=actor,
                number=round_.number,
                voter=form.cleaned_data["voter"],
                now=moment,
            )
        except GongjianError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Noted: give them a paper ballot."))
            return redirect("enter_paper_ballot", round_.number)
    paper = make_paper(round_, {}, "", is_checked=False)
    return _paper_page(request, round_, paper=paper, give_form=form)


def _paper_page(request: HttpRequest, round_: BudgetRound, **forms: object) -> HttpResponse:
    given, counted = paper_numbers(round_)
    paper = forms["paper"]
    shown = {
        "round": round_,
        "form": PaperForm(),
        "give_form": GivePaperForm(),
        "how": how_to_choose(round_),
        "unclear": unclear_papers(round_),
        "paper_given": given,
        "paper_counted": counted,
        "can_give": round_.phase(now()) == Phase.VOTE,
        "can_enter": round_.phase(now()) in {Phase.VOTE, Phase.COUNT},
        "today": local_day(now()),
        **forms,
    }
    bound = [one for one in forms.values() if getattr(one, "is_bound", False)]
    is_wrong = bool(getattr(paper, "problems", ())) or bool(bound)
    return render(
        request, "budgeting/enter_paper_ballot.html", shown, status=422 if is_wrong else 200
    )


def _round(request: HttpRequest, number: str) -> BudgetRound:
    return rounds.get_round(actor=actor_of(request), number=number, now=now())


def _renamed(error: GongjianError) -> GongjianError:
    """Errors at the fields of the form, which asks for days and not for moments."""
    error.fields = {
        f"{name.removesuffix('_at')}_on" if name.endswith("_at") else name: texts
        for name, texts in error.fields.items()
    }
    return error


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
