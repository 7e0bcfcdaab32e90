"""The desk of those who hold consultations: make, announce, moderate, close, import."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, Invalid, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.public.deliberation.actions.add_statement import add_seeds
from gongjian.public.deliberation.actions.announce_consultation import (
    announce_consultation as announce,
)
from gongjian.public.deliberation.actions.announce_consultation import (
    change_closing as change,
)
from gongjian.public.deliberation.actions.import_conversation import (
    import_conversation as bring,
)
from gongjian.public.deliberation.actions.list_people import list_people as put_on_list
from gongjian.public.deliberation.actions.moderate_statement import (
    moderate_statement as moderate,
)
from gongjian.public.deliberation.actions.save_consultation import save_consultation as save
from gongjian.public.deliberation.forms.consultation_work import (
    MOST_BYTES,
    ClosingForm,
    ConsultationForm,
    ImportForm,
    ListForm,
    ModerateForm,
    SeedsForm,
)
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules.consultations import (
    ConsultationPhase,
    Eligibility,
    StatementState,
)
from gongjian.public.deliberation.selectors import consultations
from gongjian.public.deliberation.views.consultations import common, shown_items


@requires(policies.moderates_statements)
@require_safe
def consultation_desk(request: HttpRequest) -> HttpResponse:
    """All consultations, drafts too."""
    actor = actor_of(request)
    page = consultations.held_consultations(actor=actor, cursor=request.GET.get("cursor", ""))
    waiting = consultations.waiting_counts(page.items)
    items = [
        {**item, "waiting": waiting.get(one.pk, 0)}
        for one, item in zip(page.items, shown_items(page.items, now()), strict=True)
    ]
    shown = {
        "page": page,
        "items": items,
        "holds": policies.holds_consultations(actor),
    }
    return render(request, "deliberation/consultation_desk.html", shown)


@requires(policies.holds_consultations)
@require_http_methods(["GET", "HEAD", "POST"])
def new_consultation(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@requires(policies.holds_consultations)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_consultation(request: HttpRequest, consultation_number: str) -> HttpResponse:
    actor = actor_of(request)
    found = consultations.get_consultation(actor=actor, number=consultation_number)
    policies.require_may_hold(actor, found.area_path)
    return _edit(request, found)


@requires(policies.moderates_statements)
@require_safe
def consultation_work(request: HttpRequest, consultation_number: str) -> HttpResponse:
    """Statements to look at, and what can be done with it."""
    return _show(request, _found(request, consultation_number))


@requires(policies.holds_consultations)
@require_POST
def announce_consultation(request: HttpRequest, consultation_number: str) -> HttpResponse:
    found = _found(request, consultation_number)
    return _take(
        request, found, None, lambda given: announce(actor=actor_of(request), now=now(), **given),
        _("It is announced."),
    )  # fmt: skip


@requires(policies.holds_consultations)
@require_POST
def change_closing(request: HttpRequest, consultation_number: str) -> HttpResponse:
    found = _found(request, consultation_number)
    return _take(
        request, found, ("closing", ClosingForm(request.POST)),
        lambda given: change(actor=actor_of(request), now=now(), **given),
        _("The day is changed, and everybody reads why."),
    )  # fmt: skip


@requires(policies.holds_consultations)
@require_POST
def add_statements(request: HttpRequest, consultation_number: str) -> HttpResponse:
    found = _found(request, consultation_number)

    def act(given: dict[str, Any]) -> None:
        texts = given.pop("texts").splitlines()
        add_seeds(actor=actor_of(request), now=now(), texts=texts, **given)

    return _take(request, found, ("seeds", SeedsForm(request.POST)), act, _("Added."))


@requires(policies.holds_consultations)
@require_POST
def list_people(request: HttpRequest, consultation_number: str) -> HttpResponse:
    found = _found(request, consultation_number)

    def act(given: dict[str, Any]) -> None:
        addresses = given.pop("addresses").splitlines()
        put_on_list(actor=actor_of(request), now=now(), addresses=addresses, **given)

    return _take(request, found, ("list", ListForm(request.POST)), act, _("They are on the list."))


@requires(policies.moderates_statements)
@require_POST
def moderate_statement(
    request: HttpRequest, consultation_number: str, statement_number: int
) -> HttpResponse:
    found = _found(request, consultation_number)
    form = ModerateForm(request.POST)
    if not form.is_valid():
        raise Invalid
    try:
        moderate(
            actor=actor_of(request),
            consultation_id=found.pk,
            statement=statement_number,
            now=now(),
            **form.cleaned_data,
        )
    except Invalid as error:
        messages.warning(request, _words(error))
    else:
        messages.success(request, _("Done."))
    return redirect("consultation_work", found.number)


@takes_files(each=lambda: MOST_BYTES, count=lambda: 4)
@requires(policies.holds_consultations)
@require_http_methods(["GET", "HEAD", "POST"])
def import_conversation(request: HttpRequest) -> HttpResponse:
    """The files of a conversation held elsewhere."""
    form = ImportForm(initial={"language": get_language()})
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                made = bring(actor=actor_of(request), now=now(), **form.cleaned_data)
            except Invalid as error:
                show_errors(form, error)
            else:
                messages.success(request, _("It is imported; its result is being made."))
                return redirect("consultation_work", made.number)
    status = 422 if form.is_bound else 200
    shown = {"form": form, "most_mb": MOST_BYTES // 10**6}
    return render(request, "deliberation/import_conversation.html", shown, status=status)


def _found(request: HttpRequest, number: str) -> Consultation:
    actor = actor_of(request)
    found = consultations.get_consultation(actor=actor, number=number)
    if not actor.reaches(found.area_path, *policies.SEEING_ROLES):
        raise NotFound
    return found


def _edit(request: HttpRequest, found: Consultation | None) -> HttpResponse:
    initial = ConsultationForm.initial_of(found, get_language() or "en")
    form = ConsultationForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        given: dict[str, Any] = {}
        if found is not None:
            given = {"consultation_id": found.pk, "version": form.cleaned_data["version"]}
        try:
            made = save(actor=actor_of(request), draft=form.draft(), now=now(), **given)
        except GongjianError as error:
            error.fields = {name.removesuffix("_id"): said for name, said in error.fields.items()}
            show_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("consultation_work", made.number)
    shown = {"form": form, "consultation": found}
    status = 422 if form.is_bound else 200
    return render(request, "deliberation/edit_consultation.html", shown, status=status)


def _take(
    request: HttpRequest,
    found: Consultation,
    form: tuple[str, forms.Form] | None,
    act: Callable[[dict[str, Any]], object],
    told: str,
) -> HttpResponse:
    """Check the form, act, say so; what was wrong stands at the field."""
    given: dict[str, Any] = {"consultation_id": found.pk}
    if form is not None:
        if not form[1].is_valid():
            return _show(request, found, dict([form]), status=422)
        given |= form[1].cleaned_data
    try:
        act(given)
    except GongjianError as error:
        if form is None:
            if not isinstance(error, Invalid):
                raise
            messages.warning(request, _words(error))
            return redirect("consultation_work", found.number)
        show_errors(form[1], error)
        return _show(request, found, dict([form]), status=error.status)
    messages.success(request, told)
    return redirect("consultation_work", found.number)


def _words(error: Invalid) -> str:
    said = [str(words) for texts in error.fields.values() for words in texts]
    return " ".join(said) or str(error)


def _show(
    request: HttpRequest,
    found: Consultation,
    bound: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, moment, bound = actor_of(request), now(), bound or {}
    names = {
        StatementState.WAITING: _("To look at"),
        StatementState.ACCEPTED: _("Shown"),
        StatementState.TAKEN_OUT: _("Taken out"),
    }
    counts = consultations.counts_by_state(found)
    usual = StatementState.WAITING if counts[StatementState.WAITING] else StatementState.ACCEPTED
    wanted = request.GET.get("state", "")
    chosen = StatementState(wanted) if wanted in list(StatementState) else usual
    phase, holds = found.phase(moment), policies.may_hold(actor, found.area_path)
    has_list = found.eligibility == Eligibility.LIST
    shown = {
        **common(request, found, moment),
        "tabs": [
            (name, f"?state={state}", state == chosen, counts[state])
            for state, name in names.items()
        ],
        "state": chosen.value,
        "statements": consultations.moderated_page(
            found, chosen, cursor=request.GET.get("cursor", "")
        ),
        "may_moderate": policies.may_moderate(actor, found),
        "holds": holds,
        "may_edit": holds and phase in (ConsultationPhase.DRAFT, ConsultationPhase.UPCOMING),
        "takes_seeds": holds and phase != ConsultationPhase.CLOSED,
        "may_close": holds and phase == ConsultationPhase.OPEN,
        "has_list": has_list,
        "listed": consultations.listed_count(found) if has_list else 0,
        "has_statements": any(counts.values()),
        "lacks_statements": not any(counts.values()),
        "seeds_form": bound.get("seeds") or SeedsForm(),
        "list_form": bound.get("list") or ListForm(),
        "closing_form": bound.get("closing") or ClosingForm(initial={"version": found.version}),
        "events": consultations.history_of(found, size=30),
        "wrong": next(iter(bound.values()), None),
    }
    return render(request, "deliberation/consultation_work.html", shown, status=status)
