"""Paper ballots: given to somebody, and entered by two."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions import enter_paper as papers
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft
from gongjian.public.budgeting.forms.papers import GivePaperForm, PaperForm
from gongjian.public.budgeting.models import BudgetRound
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import paper_numbers, unclear_papers
from gongjian.public.budgeting.views.ballot_paper import (
    how_to_choose,
    make_paper,
    posted_values,
)


@requires(policies.reads_paper)
def enter_paper_ballot(request: HttpRequest, round_number: str) -> HttpResponse:
    """Enter what one reads on a paper ballot; and see what is not settled yet."""
    moment, actor = now(), actor_of(request)
    round_ = rounds.get_round(actor=actor, number=round_number, now=moment)
    policies.require_may_read_paper(actor, round_)
    # Otherwise sums, or the projects of a district, are asked for.
    is_entered = request.method == "POST" and request.POST.get("do", "enter") == "enter"
    number = {"paper": request.POST.get("paper", "")[:20]}
    form = PaperForm(request.POST if is_entered else None, initial=number)
    given = posted_values(request.POST) if request.method == "POST" else {}
    district = request.POST.get("district", "") or request.GET.get("district", "")
    paper = make_paper(round_, given, district, is_checked=is_entered)
    is_blank = request.POST.get("is_blank") == "on"
    if is_blank:
        paper.problems = []
    if is_entered and form.is_valid() and not paper.problems:
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
        "is_paper": True,
        **forms,
    }
    bound = [one for one in forms.values() if getattr(one, "is_bound", False)]
    is_wrong = bool(getattr(paper, "problems", ())) or bool(bound)
    return render(
        request, "budgeting/enter_paper_ballot.html", shown, status=422 if is_wrong else 200
    )
