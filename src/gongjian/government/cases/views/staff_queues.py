"""What waits: the handler's queue by deadline, the dispatcher's queue by age, with bulk actions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import now
from gongjian.government.cases import policies
from gongjian.government.cases.actions.bulk import Outcome, accept_cases, assign_handlers
from gongjian.government.cases.actions.dispatch_case import dispatch_case as dispatch
from gongjian.government.cases.forms import CaseFilterForm, CategoryField, StepForm
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.colleagues import colleagues_of
from gongjian.government.cases.selectors.guesses import guesses_of
from gongjian.government.cases.selectors.queues import (
    Whose,
    dispatcher_count,
    dispatcher_queue,
    extension_queue,
    handler_queue,
    hiding_appeal_queue,
    queue_counts,
)
from gongjian.government.cases.selectors.search import search_cases
from gongjian.government.duties import interface as duties


class QueueFilterForm(CaseFilterForm):
    """The filters of the lists, less the department, which is one's own."""

    department = None  # type: ignore[assignment]


class BulkForm(forms.Form):
    """Several cases ticked, and what to do with them."""

    case_ids = forms.TypedMultipleChoiceField(coerce=uuid.UUID)
    user_id = forms.TypedChoiceField(
        label=gettext_lazy("Handler"), coerce=uuid.UUID, required=False, empty_value=None
    )

    def __init__(
        self, *args: object, actor: Actor, ticked: Sequence[str], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["case_ids"].choices = [(key, key) for key in ticked if _is_id(key)]  # type: ignore[attr-defined]
        self.fields["user_id"].choices = [  # type: ignore[attr-defined]
            ("", _("choose a handler")),
            *_colleagues(actor),
        ]


class QuickDispatchForm(StepForm):
    """A dispatcher's choice of category, straight from the queue."""

    category_id = CategoryField(label=gettext_lazy("Category"), empty=gettext_lazy("choose"))


@requires(policies.handles_cases)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """My queue: most urgent first."""
    actor = actor_of(request)
    form = QueueFilterForm(request.GET)
    filters = form.filters()
    whose = _whose(request.GET.get("whose", ""))
    words = form.cleaned_data.get("text", "") if form.is_valid() else ""
    cursor = request.GET.get("cursor", "")
    shown: dict[str, object] = {
        "form": form,
        "counts": queue_counts(actor=actor, now=now()),
        "tabs": _tabs(request, whose),
        "supervises": actor.holds(Role.SUPERVISOR),
        "colleagues": _colleagues(actor) if actor.holds(Role.SUPERVISOR) else [],
    }
    if words:
        shown["found"] = search_cases(
            actor=actor, query=words, filters=filters, cursor=cursor, staff=True
        )
    else:
        shown["page"] = handler_queue(actor=actor, filters=filters, whose=whose, cursor=cursor)
        shown["extensions"] = extension_queue(actor=actor, size=10)
    return render(request, "cases/handler_queue.html", shown)


@requires(policies.handles_cases)
@require_POST
def act_on_many(request: HttpRequest) -> HttpResponse:
    """Accept or assign the ticked cases; each stands or falls for itself."""
    actor = actor_of(request)
    form = BulkForm(request.POST, actor=actor, ticked=request.POST.getlist("case_ids"))
    back = reverse("handler_queue")
    if not form.is_valid():
        messages.warning(request, _("Tick the cases first."))
        return redirect(back)
    ids = form.cleaned_data["case_ids"]
    if request.POST.get("do") == "assign":
        if form.cleaned_data["user_id"] is None:
            messages.warning(request, _("Choose the handler."))
            return redirect(back)
        outcomes = assign_handlers(
            actor=actor, case_ids=ids, user_id=form.cleaned_data["user_id"], now=now()
        )
    else:
        outcomes = accept_cases(actor=actor, case_ids=ids, now=now())
    _tell(request, outcomes)
    return redirect(back)


@requires(policies.dispatches_cases)
@require_safe
def dispatch_queue(request: HttpRequest) -> HttpResponse:
    """What triage could not place, what was handed back or is appealed: longest waiting first."""
    actor = actor_of(request)
    form = CaseFilterForm(request.GET)
    page = dispatcher_queue(
        actor=actor, filters=form.filters(), cursor=request.GET.get("cursor", "")
    )
    guesses = guesses_of(page.items)
    shown = {
        "form": form, "page": page, "count": dispatcher_count(actor=actor),
        "rows": [(case, guesses[case.pk]) for case in page.items],
        "category_options": _category_options() if page.items else "",
        "extensions": extension_queue(actor=actor, size=10),
        "hiding_appeals": hiding_appeal_queue(actor=actor, size=10),
    }  # fmt: skip
    return render(request, "cases/dispatcher_queue.html", shown)


@requires(policies.dispatches_cases)
@require_POST
def quick_dispatch(request: HttpRequest, number: str) -> HttpResponse:
    """Dispatch by the register under the category that the dispatcher chose in the queue."""
    actor = actor_of(request)
    found = cases.get_case(actor=actor, number=number)
    form = QuickDispatchForm(request.POST)
    if not form.is_valid() or form.cleaned_data["category_id"] is None:
        messages.warning(
            request, _("Choose a category for %(number)s.") % {"number": found.shown_number}
        )
        return redirect("dispatcher_queue")
    case = dispatch(actor=actor, case_id=found.pk, now=now(), **form.cleaned_data)
    if case.lead_department is not None and not case.dispatch_note:
        messages.success(
            request,
            _("%(number)s went to %(department)s.")
            % {"number": case.shown_number, "department": case.lead_department.name},
        )
    else:
        messages.warning(request, _("The duty register names nobody: choose a department."))
        return redirect("workbench", case.number)
    return redirect("dispatcher_queue")


def _category_options() -> SafeString:
    """The categories to choose from, read and written once for all rows of the queue."""
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (group, format_html_join("", '<option value="{}">{}</option>', options))
            for group, options in duties.category_choices()
        ),
    )


def _tell(request: HttpRequest, outcomes: Sequence[Outcome]) -> None:
    done = sum(outcome.is_done for outcome in outcomes)
    if done:
        told = ngettext("%(count)s case done.", "%(count)s cases done.", done)
        messages.success(request, told % {"count": done})
    failed = [outcome for outcome in outcomes if not outcome.is_done]
    known = Case.objects.in_bulk([outcome.case_id for outcome in failed])
    for outcome in failed[:10]:
        case = known.get(outcome.case_id)
        name = case.shown_number if case else _("A case")
        messages.error(request, f"{name}: {outcome.error}")


def _colleagues(actor: Actor) -> list[tuple[str, str]]:
    return [(str(user.pk), user.name or user.email) for user in colleagues_of(actor)]


def _tabs(request: HttpRequest, current: Whose) -> list[tuple[str, str, bool]]:
    names = {
        Whose.ALL: _("All"),
        Whose.MINE: _("Mine"),
        Whose.NOBODYS: _("Nobody’s yet"),
        Whose.ASKED: _("Parts for others"),
    }
    tabs = []
    for whose, name in names.items():
        query = request.GET.copy()
        query.pop("cursor", None)
        query["whose"] = whose.value
        tabs.append((name, f"?{query.urlencode()}", whose == current))
    return tabs


def _whose(text: str) -> Whose:
    return Whose(text) if text in set(Whose) else Whose.ALL


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
