"""Saying something to the government: text first, then what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface, policies
from gongjian.government.cases.actions.attach_file import TAKES_FILES, UPLOADS_AN_HOUR
from gongjian.government.cases.actions.receive_case import CaseDraft
from gongjian.government.cases.forms import SubmitCaseForm, TrackCaseForm
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.rules import CaseKind, CaseState
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.clocks import clocks_of
from gongjian.government.cases.selectors.tracking import show_secret, tracking_secret
from gongjian.government.cases.views.suggesting import (
    category_in_use,
    named_by_form,
    suggestions_for,
)
from gongjian.government.cases.views.visitors import open_by_secret
from gongjian.government.duties import interface as duties
from gongjian.methods.case_kinds import kind_of

DRAFT = "case_draft"
DRAFT_FIELDS = (
    "text",
    "kind",
    "category",
    "area",
    "address",
    "longitude",
    "latitude",
    "is_public",
    "suggested",
)
LEAST_TEXT = 8
SUBMISSIONS_AN_HOUR = 60
LOOKUPS_AN_HOUR = 1200
SECRET_SHOWN_SECONDS = 3600


@TAKES_FILES
@public
@require_http_methods(["GET", "HEAD", "POST"])
def submit_case(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    wanted = request.POST.get("do", "send") if request.method == "POST" else ""
    if wanted == "draft":
        return _keep_draft(request)
    if wanted != "send":
        given = request.POST if wanted else request.session.get(DRAFT, {})
        initial = {name: given[name] for name in DRAFT_FIELDS if given.get(name)}
        form = SubmitCaseForm(initial=initial, is_signed_in=actor.is_signed_in)
        return _show_form(request, form, initial)
    at = now()
    if request.FILES:
        # Before the form, which opens every picture it is given.
        limit_hour(request, "upload", UPLOADS_AN_HOUR, at)
    form = SubmitCaseForm(request.POST, request.FILES, is_signed_in=actor.is_signed_in)
    if not form.is_valid():
        return _show_form(request, form, request.POST, status=422)
    limit_hour(request, "submit-case", SUBMISSIONS_AN_HOUR, at)
    data = form.cleaned_data
    try:
        found = interface.submit_case(
            actor=actor, draft=_draft(actor, data), files=data["files"], now=at
        )
    except GongjianError as error:
        if not error.fields:
            raise
        show_errors(form, error)
        return _show_form(request, form, request.POST, status=error.status)
    people.show_case_secret(request, found.pk)
    request.session.pop(DRAFT, None)
    return redirect("case_sent", found.number)


@public
@require_safe
def case_sent(request: HttpRequest, number: str) -> HttpResponse:
    """What was received, who has it, until when, and what happens next."""
    actor = actor_of(request)
    found = cases.get_case(actor=actor, number=number)
    if not policies.is_requester(actor, found):
        raise NotFound
    age = (now() - found.received_at).total_seconds()
    shows_secret = found.requester_id is None and age < SECRET_SHOWN_SECONDS
    shown = {
        "case": found,
        "secret": show_secret(tracking_secret(found.pk)) if shows_secret else "",
        "clocks": {clock.name.value: clock for clock in clocks_of(case=found, now=now())},
        "has_dispatcher": found.lead_department is None and people.has_dispatcher(found.area_path),
        "is_waiting": found.state == CaseState.RECEIVED and not found.dispatch_note and age < 60,
    }
    part = (
        "cases/case_sent_next.html" if getattr(request, "htmx", False) else "cases/case_sent.html"
    )
    return render(request, part, shown)


@public
@require_POST
def suggestions(request: HttpRequest) -> HttpResponse:
    """Like cases and fitting categories while somebody types; a fragment.

    By POST: what people write stays out of the logs.
    """
    limit_hour(request, "suggestions", LOOKUPS_AN_HOUR, now())
    return render(
        request, "cases/suggestions.html", suggestions_for(request.POST, least=LEAST_TEXT)
    )


@public
@require_http_methods(["GET", "HEAD", "POST"])
def track_case(request: HttpRequest) -> HttpResponse:
    """Number and secret open a case to whoever has no account."""
    form = TrackCaseForm(posted(request))
    if form.is_valid():
        try:
            found = open_by_secret(request, now=now(), **form.cleaned_data)
        except NotFound:
            form.add_error(None, form.WRONG)
        else:
            return redirect("case", found.number)
    status = 422 if form.errors else 200
    return render(request, "cases/track_case.html", {"form": form}, status=status)


@public
@require_safe
def open_case(request: HttpRequest, number: str, secret: str) -> HttpResponse:
    """The link in an e-mail: number and secret without typing."""
    return redirect("case", open_by_secret(request, number, secret, now()).number)


def _keep_draft(request: HttpRequest) -> HttpResponse:
    draft = {name: request.POST.get(name, "")[:20_000] for name in DRAFT_FIELDS}
    if any(draft.values()):
        request.session[DRAFT] = draft
        messages.success(request, _("Your draft is kept in this browser for two weeks."))
    return redirect("submit_case")


def _show_form(
    request: HttpRequest, form: SubmitCaseForm, given: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    shown = {
        "form": form,
        "has_map": bool(duties.town_outlines()["features"] or settings.TILE_URL),
        **suggestions_for(given, least=LEAST_TEXT),
    }
    return render(request, "cases/submit_case.html", shown, status=status)


def _draft(actor: Actor, data: dict[str, Any]) -> CaseDraft:
    place = (data["longitude"], data["latitude"])
    area = duties.get_area(data["area"]) if data["area"] else None
    if area is None and place[0] is not None:
        area = duties.area_at(*place)
    draft = CaseDraft(
        title="",
        text=data["text"],
        kind=CaseKind(data["kind"] or kind_of(data["text"])),
        channel=Channel.WEB,
        is_public=data["is_public"],
        language=get_language() or settings.LANGUAGE_CODE,
        category_id=data["category"] or category_in_use(data["suggested"]),
        area_id=area.pk if area else None,
        area_path=area.path if area else "",
        address=data["address"],
        longitude=place[0],
        latitude=place[1],
        requester_id=actor.user_id,
        contact_name=data.get("contact_name", ""),
        contact_email=data.get("contact_email", "") if data.get("reach") == "email" else "",
        contact_phone=data.get("contact_phone", ""),
        source="web",
    )
    return named_by_form(draft, data["request_id"])
