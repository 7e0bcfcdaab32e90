"""The handler's queue: by deadline, in groups of one urgency, with bulk actions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.form_fields import TickedField, offer
from gongjian.government.cases import policies
from gongjian.government.cases.actions.bulk import Outcome, accept_cases, assign_handlers
from gongjian.government.cases.rules import UNACCEPTED_STATES, CaseState
from gongjian.government.cases.selectors.cases import numbers_of_ids
from gongjian.government.cases.selectors.colleagues import colleagues_of
from gongjian.government.cases.selectors.decisions import extension_queue
from gongjian.government.cases.selectors.queues import (
    QueueCounts,
    QueueRow,
    Whose,
    handler_queue,
    queue_counts,
)
from gongjian.government.cases.selectors.search import search_cases
from gongjian.government.cases.views import desks
from gongjian.government.duties import interface as duties

SOON_DAYS = 2
LONGEST_FILTERS = 1_500


class BulkForm(forms.Form):
    """Several cases ticked, and what to do with them."""

    case_ids = TickedField()
    user_id = forms.TypedChoiceField(
        label=gettext_lazy("Handler"), coerce=uuid.UUID, required=False, empty_value=None
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "user_id", [("", _("choose a handler")), *_colleagues(actor)])


@requires(policies.handles_cases)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """My queue: most urgent first. Opened without filters it shows those chosen last."""
    actor, moment = actor_of(request), now()
    kept = desks.kept_query(request, desks.QUEUE)
    if kept and not request.GET:
        return redirect(f"{reverse('handler_queue')}?{kept}")
    desks.keep_query(request, desks.QUEUE)
    form, whose = desks.QueueFilterForm(request.GET), desks.whose_of(request.GET)
    filters = form.filters()
    words = form.cleaned_data.get("text", "") if form.is_valid() else ""
    cursor = request.GET.get("cursor", "")
    shown: dict[str, object] = {
        "form": form,
        "whose": whose.value,
        "tabs": _tabs(
            request,
            whose,
            queue_counts(actor=actor, now=moment),
            supervises=actor.holds(Role.SUPERVISOR),
        ),
        "back": request.GET.urlencode(),
        **_emptiness(whose),
        "supervises": actor.holds(Role.SUPERVISOR),
        "colleagues": _colleagues(actor) if actor.holds(Role.SUPERVISOR) else [],
    }
    if words:
        shown["found"] = search_cases(
            actor=actor, query=words, filters=filters, cursor=cursor, staff=True
        )
    else:
        page = handler_queue(actor=actor, now=moment, filters=filters, whose=whose, cursor=cursor)
        shown["page"], shown["groups"] = page, grouped(page.items, local_day(moment))
        shown["tickable"] = _tickable(page.items, assigns=actor.holds(Role.SUPERVISOR))
        shown["extensions"] = extension_queue(actor=actor, size=10)
    return render(request, "cases/handler_queue.html", shown)


@requires(policies.handles_cases)
@require_POST
def act_on_many(request: HttpRequest) -> HttpResponse:
    """Accept or assign the ticked cases; each stands or falls for itself."""
    actor = actor_of(request)
    form = BulkForm(request.POST, actor=actor)
    # Back to the same page of the queue; what was sent is read as a query, never as an address.
    # Cut: what is too long for an address would fail after the cases were accepted.
    filters = QueryDict(request.POST.get("back", "")[:LONGEST_FILTERS])
    back = f"{reverse('handler_queue')}?{filters.urlencode()[:LONGEST_FILTERS]}"
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
    _tell(request, outcomes, is_assigned=request.POST.get("do") == "assign")
    return redirect(back)


def grouped(rows: Sequence[QueueRow], today: date) -> list[tuple[str, str, list[QueueRow]]]:
    """Rows by how urgent they are: heading, tone, rows. They come in that order already, but for
    those whose clock stands."""
    groups: dict[tuple[str, str], list[QueueRow]] = {}
    for row in rows:
        groups.setdefault(_urgency(row, today), []).append(row)
    return [(heading, tone, found) for (heading, tone), found in groups.items()]


def _tickable(rows: Sequence[QueueRow], *, assigns: bool) -> set[uuid.UUID]:
    """The cases with which something can be done in bulk: all can be assigned, by who may; else
    those that nobody has accepted."""
    return {
        row.case.pk
        for row in rows
        if row.assistance is None
        and row.case.is_open
        and (assigns or row.case.state in UNACCEPTED_STATES)
    }


def _urgency(row: QueueRow, today: date) -> tuple[str, str]:
    if row.case.state == CaseState.ANSWERED:
        return _("Urgent, answered, to be closed"), "waiting"
    if row.case.is_urgent:
        return _("Urgent"), "alert"
    if row.assistance is None and row.case.paused_at:
        return _("The clock stands still"), "plain"
    days = (duties.last_day_of(row.due_at) - today).days
    if days < 0:
        return _("Overdue"), "alert"
    if days == 0:
        return _("Due today"), "waiting"
    if days <= SOON_DAYS:
        return _("Due within two days"), "waiting"
    return _("Later"), "plain"


def _tell(request: HttpRequest, outcomes: Sequence[Outcome], *, is_assigned: bool) -> None:
    done = sum(outcome.is_done for outcome in outcomes)
    if done:
        told = (
            ngettext("%(count)s case assigned.", "%(count)s cases assigned.", done)
            if is_assigned
            else ngettext("%(count)s case accepted.", "%(count)s cases accepted.", done)
        )
        messages.success(request, told % {"count": done})
    failed = [outcome for outcome in outcomes if not outcome.is_done]
    # What is hidden has no number either: as if there were no such case.
    seen = [outcome.case_id for outcome in failed if not isinstance(outcome.error, NotFound)]
    numbers = numbers_of_ids(seen)
    said: dict[str, list[str]] = {}
    for outcome in failed:
        name = numbers.get(outcome.case_id) or _("A case")
        said.setdefault(str(outcome.error), []).append(name)
    for error, names in said.items():
        messages.error(request, f"{_(', ').join(names)}: {error}")


def _colleagues(actor: Actor) -> list[tuple[str, str]]:
    return [(str(user.pk), user.name or user.email) for user in colleagues_of(actor)]


def _tabs(
    request: HttpRequest, current: Whose, counts: QueueCounts, *, supervises: bool
) -> list[tuple[str, str, bool, str]]:
    names = {
        # The list holds the parts for others too.
        Whose.ALL: (_("To do"), counts.open + counts.assistance),
        Whose.OVERDUE: (_("Overdue"), counts.overdue),
        Whose.UNACCEPTED: (_("To accept"), counts.unaccepted),
        Whose.MINE: (_("Mine"), counts.mine),
        Whose.NOBODYS: (_("Nobody’s yet"), counts.nobodys),
        Whose.ASKED: (_("Parts for others"), counts.assistance),
        Whose.WAITING: (_("Waiting for a reply"), counts.waiting),
    }
    if supervises:
        names[Whose.TO_CLOSE] = (_("To close"), counts.to_close)
    tabs = []
    for whose, (name, count) in names.items():
        query = request.GET.copy()
        query.pop("cursor", None)
        query["whose"] = whose.value
        tabs.append((name, f"?{query.urlencode()}", whose == current, desks.shown_count(count)))
    return tabs


def _emptiness(whose: Whose) -> dict[str, str]:
    """What stands where a tab holds no case: that, and what it means."""
    title, text = {
        Whose.ALL: (_("Nothing waits for you"), ""),
        Whose.OVERDUE: (_("Nothing is overdue"), _("Every case is within its time limit.")),
        Whose.UNACCEPTED: (
            _("Nothing to accept"),
            _("Whatever came to the department has been accepted."),
        ),
        Whose.MINE: (_("Nothing is yours now"), _("Cases you accept or are given stand here.")),
        Whose.NOBODYS: (_("Every case has its handler"), ""),
        Whose.ASKED: (_("No part waits"), _("No other department waits for yours.")),
        Whose.WAITING: (
            _("No reply is waited for"),
            _("Cases whose requester was asked something stand here."),
        ),
        Whose.TO_CLOSE: (
            _("Nothing waits to be closed"),
            _("Urgent cases that were answered stand here until somebody closes them."),
        ),
    }[whose]
    return {"none_title": title, "none_text": text}
