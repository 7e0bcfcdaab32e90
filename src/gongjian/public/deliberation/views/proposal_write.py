"""Writing and changing a proposal; proposals like it are shown first."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound, StaleVersion, StepNotOpen
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.idempotency import fingerprint_of, once
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.actions.edit_proposal import edit_proposal as edit
from gongjian.public.deliberation.actions.write_proposal import ProposalDraft
from gongjian.public.deliberation.actions.write_proposal import write_proposal as write
from gongjian.public.deliberation.forms.proposals import EditProposalForm, WriteProposalForm
from gongjian.public.deliberation.models import State
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalStep
from gongjian.public.deliberation.selectors import proposals
from gongjian.public.deliberation.selectors.proposal_settings import settings_of
from gongjian.public.deliberation.selectors.similar_proposals import similar_proposals

LEAST_COMPARED = 6
MOST_COMPARED = 2_000


@requires(policies.writes_proposals)
@require_http_methods(["GET", "HEAD", "POST"])
def write_proposal(request: HttpRequest) -> HttpResponse:
    """The form; sent without having been shown what is like it, that is shown first."""
    actor = actor_of(request)
    case_number = request.POST.get("case_number", "") or request.GET.get("case", "")
    options = {"can_sign": bool(actor.name), "is_of_case": bool(case_number)}
    if request.method != "POST":
        form = WriteProposalForm(initial=_initial(actor, case_number), **options)
        return _show(request, form, form.initial)
    form = WriteProposalForm(request.POST, **options)
    if request.POST.get("do") == "compare":
        form = WriteProposalForm(initial=request.POST.dict(), **options)
        return _show(request, form, request.POST, is_compared=True)
    if not form.is_valid():
        return _show(request, form, request.POST, status=422)
    # Without a script nobody saw them while typing.
    if "compared" not in request.POST and like_words(request.POST):
        again = WriteProposalForm(initial=request.POST.dict(), **options)
        return _show(request, again, request.POST, is_compared=True)
    at = now()
    limit_hour(request, "write-proposal", rules.WRITTEN_AN_HOUR, at)
    draft = _draft(form.cleaned_data)
    content = fingerprint_of(repr(draft))
    try:
        # Sent twice it is one proposal; changed and sent again, another.
        made, _is_new = once(
            scope=f"proposal-form:{actor.user_id}",
            key=f"{form.cleaned_data['request_id']}:{content[:16]}",
            fingerprint=content,
            make=lambda: write(actor=actor, draft=draft, now=at).number,
        )
    except GongjianError as error:
        if not error.fields:
            raise
        show_errors(form, error)
        return _show(request, form, request.POST, status=error.status)
    found = proposals.get_proposal(actor=actor, number=made)
    if found.state == State.UNDER_REVIEW:
        messages.success(request, _("Thank you. A moderator looks at it before it is published."))
    else:
        messages.success(request, _("Thank you. Your proposal is public: tell others about it."))
    return redirect("proposal", made)


@require_POST
@requires(policies.writes_proposals)
def like_proposals(request: HttpRequest) -> HttpResponse:
    """Proposals like what somebody types; a fragment. By POST: what people write stays out of the
    logs."""
    limit_hour(request, "like-proposals", rules.LOOKUPS_AN_HOUR, now())
    shown = {"similar": like_words(request.POST), "is_fragment": True}
    return render(request, "deliberation/like_proposals.html", shown)


@requires(policies.writes_proposals)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    actor = actor_of(request)
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    policies.require(ProposalStep.EDIT, actor, found)
    if ProposalStep.EDIT not in proposals.offered_steps(actor=actor, proposal=found):
        raise StepNotOpen
    initial = {"title": found.title, "text": found.text, "version": found.version}
    form = EditProposalForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                edit(actor=actor, proposal_id=found.pk, now=now(), **form.cleaned_data)
            except StaleVersion as error:
                show_errors(form, error)
                status = error.status
            except GongjianError as error:
                if not error.fields:
                    raise
                show_errors(form, error)
            else:
                messages.success(request, _("Changed. What it said before stays to be read."))
                return redirect("proposal", found.number)
    shown = {"form": form, "proposal": found}
    return render(request, "deliberation/edit_proposal.html", shown, status=status)


def like_words(given: Mapping[str, Any]) -> list[Any]:
    """What is like a title and a text that somebody sent, right or wrong."""
    title = str(given.get("title", "")).replace("\x00", "").strip()[:200]
    text = str(given.get("text", "")).replace("\x00", "").strip()[:MOST_COMPARED]
    if len(title) < LEAST_COMPARED:
        return []
    area_path = ""
    with suppress(ValueError, NotFound):
        area_path = duties.get_area(UUID(str(given.get("area", "")))).path
    return similar_proposals(title=title, text=text, area_path=area_path)


def _initial(actor: Actor, case_number: str) -> dict[str, Any]:
    """What stands in a new form: of a case, its words, as its requester wrote them."""
    if not case_number:
        return {}
    case = cases.get_own_case(actor=actor, number=case_number)
    return {
        "title": case.public_title or case.title, "text": case.public_text or case.text,
        "category": case.category_id, "area": case.area_id, "case_number": case.number,
        "longitude": case.longitude, "latitude": case.latitude, "place": case.public_address,
    }  # fmt: skip


def _show(
    request: HttpRequest,
    form: WriteProposalForm,
    given: Mapping[str, Any],
    *,
    is_compared: bool = False,
    status: int = 200,
) -> HttpResponse:
    similar = like_words(given)
    area_path = ""
    with suppress(ValueError, NotFound):
        area_path = duties.get_area(UUID(str(given.get("area") or ""))).path
    shown = {
        "form": form,
        "similar": similar,
        "is_compared": is_compared,
        "holds": settings_of(area_path),
        "is_of_case": "case_number" in form.fields,
        "has_map": bool(duties.outlined_areas() or settings.TILE_URL),
    }
    return render(request, "deliberation/write_proposal.html", shown, status=status)


def _draft(data: Mapping[str, Any]) -> ProposalDraft:
    return ProposalDraft(
        title=data["title"],
        text=data["text"],
        category_id=data["category"],
        area_id=data["area"],
        place=data["place"],
        longitude=data.get("longitude"),
        latitude=data.get("latitude"),
        is_name_shown=data.get("is_name_shown", False),
        language=get_language() or settings.LANGUAGE_CODE,
        case_number=data.get("case_number", ""),
        has_consent=data.get("has_consent", False),
    )
