"""The dispatcher's queue: what waits the longest first, each case with the likely ways out, a key
each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import read_number
from gongjian.government.cases import policies
from gongjian.government.cases.actions.dispatch_case import GAP
from gongjian.government.cases.actions.dispatch_case import dispatch_case as dispatch
from gongjian.government.cases.forms import (
    CaseFilterForm,
    CategoryField,
    DepartmentField,
    StepForm,
    words_field,
)
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.decisions import extension_queue, hiding_appeal_queue
from gongjian.government.cases.selectors.guesses import GuessedCategory, guesses_of
from gongjian.government.cases.selectors.issue_members import issues_known
from gongjian.government.cases.selectors.queues import dispatcher_count, dispatcher_queue
from gongjian.government.cases.views import desks
from gongjian.government.duties import interface as duties

SHOWN_WORDS = 4


class QuickDispatchForm(StepForm):
    """What a dispatcher chose straight from the queue: a category, or after a hand-back a
    department."""

    category_id = CategoryField(label=gettext_lazy("Category"), empty=gettext_lazy("choose"))
    department_id = DepartmentField(label=gettext_lazy("Department"))
    reason = words_field(gettext_lazy("Reason"), rows=2, required=False)


@dataclass(frozen=True, slots=True)
class WayOut:
    """A likely way out of the queue: what its button sends, and why it is likely."""

    name: str
    value: UUID
    label: str
    why: str
    needs_reason: bool = False


@requires(policies.dispatches_cases)
@require_safe
def dispatch_queue(request: HttpRequest) -> HttpResponse:
    """What triage could not place, what was handed back or is appealed: longest waiting first."""
    actor = actor_of(request)
    kept = desks.kept_query(request, desks.DISPATCH)
    if kept and not request.GET:
        return redirect(f"{reverse('dispatcher_queue')}?{kept}")
    desks.keep_query(request, desks.DISPATCH)
    form = CaseFilterForm(request.GET)
    page = dispatcher_queue(
        actor=actor,
        filters=form.filters(),
        words=form.cleaned_data.get("text", "") if form.is_valid() else "",
        cursor=request.GET.get("cursor", ""),
    )
    guesses = guesses_of(page.items)
    issues = issues_known(actor=actor, case_ids=[case.pk for case in page.items])
    count = dispatcher_count(actor=actor)
    following = [*[case.number for case in page.items[1:]], ""]
    shown = {
        "form": form, "page": page, "count": count,
        "shown_count": desks.shown_count(count),
        "rows": [
            (case, ways_out(case, guesses[case.pk]), after, issues.get(case.pk))
            for case, after in zip(page.items, following, strict=True)
        ] if page.items else [],
        "category_options": duties.category_options().markup(),
        "extensions": extension_queue(actor=actor, size=10),
        "hiding_appeals": hiding_appeal_queue(actor=actor, size=10),
    }  # fmt: skip
    return render(request, "cases/dispatcher_queue.html", shown)


@requires(policies.dispatches_cases)
@require_POST
def quick_dispatch(request: HttpRequest, number: str) -> HttpResponse:
    """Dispatch under the category, or to the department, that the dispatcher chose in the queue."""
    actor = actor_of(request)
    found = cases.get_case(actor=actor, number=number)
    form = QuickDispatchForm(request.POST)
    chosen = form.is_valid() and (
        form.cleaned_data["category_id"] or form.cleaned_data["department_id"]
    )
    if not chosen:
        messages.warning(
            request, _("Choose a category for %(number)s.") % {"number": found.shown_number}
        )
        return _back(found.number)
    try:
        case = dispatch(actor=actor, case_id=found.pk, now=now(), **form.cleaned_data)
    except Invalid as error:
        said = "; ".join(str(text) for texts in error.fields.values() for text in texts)
        messages.error(request, f"{found.shown_number}: {said or error.message}")
        return _back(found.number)
    if case.lead_department is None or case.dispatch_note:
        messages.warning(request, _(case.dispatch_note or GAP))
        return redirect("workbench", case.number)
    messages.success(
        request,
        _("%(number)s went to %(department)s.")
        % {"number": case.shown_number, "department": case.lead_department.name},
    )
    return _back(request.POST.get("after", ""))


def ways_out(case: Case, guesses: list[GuessedCategory]) -> list[WayOut]:
    """Of what was handed back, who is said to be responsible and whom the register names; of what
    has no category, what triage takes it for."""
    if case.state != CaseState.HANDED_BACK:
        return [
            WayOut(
                "category_id",
                guess.category.pk,
                guess.category.name,
                _why_guessed(guess),
            )
            for guess in guesses
        ]
    named, by_register = case.better_department, case.duty.lead_department if case.duty else None
    ways = []
    if named is not None:
        is_both = by_register == named
        why = (
            _("named when handed back, and by the duty register")
            if is_both
            else _("named when handed back")
        )
        ways.append(WayOut("department_id", named.pk, named.name, why, needs_reason=not is_both))
    if by_register is not None and by_register != named:
        why = _("by the duty register")
        ways.append(WayOut("department_id", by_register.pk, by_register.name, why))
    return ways


def _why_guessed(guess: GuessedCategory) -> str:
    """How likely it is, and the words of the case that led to it."""
    likely = _("%(share)s%% likely") % {"share": guess.share}
    words = pgettext("between names", ", ").join(guess.words[:SHOWN_WORDS])
    return f"{likely}: {words}" if words else likely


def _back(number: str) -> HttpResponse:
    """To the queue with its filters, at the case that comes next."""
    address = reverse("dispatcher_queue")
    # Only a number: what is too long for an address would fail after the case was dispatched.
    key = read_number(number)
    return redirect(f"{address}#case-{key}" if key else address)
