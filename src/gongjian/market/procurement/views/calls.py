"""Calls as everybody sees them: the list, the feed, the page; what companies do there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, is_signed_in, public, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.trail import interface as trail
from gongjian.market.procurement.actions.ask_question import ask_question
from gongjian.market.procurement.actions.follow_call import follow_call as follow
from gongjian.market.procurement.actions.follow_call import unfollow_call as unfollow
from gongjian.market.procurement.call_words import PROCEDURE_HINTS, shown_entries
from gongjian.market.procurement.forms.call_steps import QuestionForm
from gongjian.market.procurement.forms.calls import CallFilterForm
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies import companies as company_policies
from gongjian.market.procurement.selectors import call_lists, call_parts, calls
from gongjian.market.procurement.selectors.bids import closings_of
from gongjian.market.procurement.selectors.call_lists import Show
from gongjian.market.procurement.selectors.legal_findings import findings_of
from gongjian.market.procurement.selectors.taking_part import standing_of

FEED_SIZE = 30


@public
@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    show, form = _show(request), CallFilterForm(request.GET)
    filters = form.filters(show)
    found = call_lists.find_by_number(filters.words)
    if found is not None:
        return redirect("call", found.number)
    page = call_lists.list_calls(filters=filters, now=now(), cursor=request.GET.get("cursor", ""))
    shown = {
        "form": form,
        "page": page,
        "show": show.value,
        "tabs": _tabs(request, show),
        "works": policies.works_on_calls(actor_of(request)),
    }
    return render(request, "procurement/call_list.html", shown)


@public
@require_safe
def call_feed(request: HttpRequest) -> HttpResponse:
    """Calls as an Atom feed, the newest first, by the filters of the list."""
    show = _show(request) if "show" in request.GET else Show.ALL
    filters = CallFilterForm(request.GET).filters(show)
    found = call_lists.list_calls(filters=filters, now=now(), size=FEED_SIZE)
    feed = Atom1Feed(
        title=_("Open calls"),
        link=request.build_absolute_uri(reverse("call_list")),
        feed_url=request.build_absolute_uri(),
        description=_("What the town wants built, and by when companies can bid."),
    )
    for one in found.items:
        url = request.build_absolute_uri(reverse("call", args=[one.number]))
        feed.add_item(
            title=one.title, link=url, unique_id=url, description=one.text,
            pubdate=one.opened_at, updateddate=one.updated_at,
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@public
@require_safe
def call(request: HttpRequest, call_number: str) -> HttpResponse:
    found = calls.get_call(actor=actor_of(request), number=call_number)
    return show_call(request, found)


def show_call(
    request: HttpRequest, found: Call, *, wrong: forms.BaseForm | None = None, status: int = 200
) -> HttpResponse:
    """The page; ``wrong`` is a question as it was sent, with what is wrong in it."""
    actor, at = actor_of(request), now()
    standing = standing_of(actor, found, on=local_day(at))
    may_ask = [company for company, refusal in standing if refusal is None]
    can_ask = found.is_open(at) and bool(may_ask)
    shown: dict[str, Any] = {
        "call": found,
        "is_open": found.is_open(at),
        "closings": closings_of(found),
        "is_trustee": policies.is_trustee(actor, found),
        "procedure_hint": PROCEDURE_HINTS[found.procedure_code],
        "stages": call_parts.criteria_by_stage(found),
        "documents": call_parts.documents_of(found),
        "questions": call_parts.questions_of(found),
        "shows_askers": call_parts.shows_askers(found),
        "amendments": call_parts.amendments_of(found),
        "trustees": call_parts.trustees_of(found),
        "invitations": call_parts.invitations_of(found),
        "findings": findings_of(found),
        "entries": shown_entries(call_parts.timeline(actor, found), found.language),
        "standing": standing,
        "is_following": call_parts.is_following(actor, found),
        "works": call_parts.sees_all(actor, found),
        "ask_form": (wrong or QuestionForm(companies=may_ask)) if can_ask else None,
        "wrong": wrong,
        "trail": trail.trail_of(actor=actor, reference=found.reference, now=at),
    }
    return render(request, "procurement/call.html", shown, status=status)


@public
@require_safe
def call_document(request: HttpRequest, call_number: str, document_id: UUID) -> HttpResponse:
    document, content = call_parts.get_document(
        actor=actor_of(request), number=call_number, document_id=document_id
    )
    return saved_as(HttpResponse(content, content_type=document.media_type), document.name)


@require_POST
@requires(company_policies.speaks_for_company)
def ask_call_question(request: HttpRequest, call_number: str) -> HttpResponse:
    actor = actor_of(request)
    found = calls.get_call(actor=actor, number=call_number)
    companies = [company for company, _no in standing_of(actor, found, on=local_day(now()))]
    form = QuestionForm(request.POST, companies=companies)
    if form.is_valid():
        try:
            ask_question(actor=actor, call_id=found.pk, now=now(), **form.said())
        except GongjianError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Asked. Everybody reads the question, and its answer."))
            return redirect(f"{reverse('call', args=[found.number])}#questions")
    return show_call(request, found, wrong=form, status=422)


@require_POST
@requires(is_signed_in)
def follow_call(request: HttpRequest, call_number: str) -> HttpResponse:
    actor = actor_of(request)
    found = calls.get_call(actor=actor, number=call_number)
    follow(actor=actor, call_id=found.pk, now=now())
    messages.success(request, _("You are told what happens to this call."))
    return redirect("call", found.number)


@require_POST
@requires(is_signed_in)
def unfollow_call(request: HttpRequest, call_number: str) -> HttpResponse:
    actor = actor_of(request)
    found = calls.get_call(actor=actor, number=call_number)
    unfollow(actor=actor, call_id=found.pk)
    messages.success(request, _("You are told no more of this call."))
    return redirect("call", found.number)


def _show(request: HttpRequest) -> Show:
    try:
        return Show(request.GET.get("show", ""))
    except ValueError:
        return Show.OPEN


def _tabs(request: HttpRequest, current: Show) -> list[tuple[str, str, bool]]:
    query = request.GET.copy()
    query.pop("cursor", None)
    tabs = []
    for show, text in (
        (Show.OPEN, _("Open")),
        (Show.DECIDING, _("Being decided")),
        (Show.DECIDED, _("Awarded")),
        (Show.ENDED, _("Ended without an award")),
        (Show.ALL, _("All calls")),
    ):
        query["show"] = show.value
        tabs.append((text, f"?{query.urlencode()}", show is current))
    return tabs
