"""What staff do: answers that are due, moderation, what holds in an area."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.public.deliberation.actions import set_proposal_settings as setting
from gongjian.public.deliberation.actions.appeal_moderation import (
    decide_moderation_appeal as decide_appeal,
)
from gongjian.public.deliberation.actions.moderate_proposal import (
    moderate_comment as act_on_comment,
)
from gongjian.public.deliberation.actions.moderate_proposal import (
    moderate_proposal as act_on_proposal,
)
from gongjian.public.deliberation.author_names import author_name
from gongjian.public.deliberation.forms.proposal_work import (
    DecideAppealForm,
    ModerationForm,
    ProposalSettingsForm,
)
from gongjian.public.deliberation.models import ModerationAct, ProposalSettings
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.selectors import proposal_lists, proposal_moderation, proposals
from gongjian.public.deliberation.selectors.proposal_settings import every_settings

PARTS = ("review", "proposals", "comments", "appeals", "decided")


@requires(policies.answers_proposals)
@require_safe
def proposal_queue(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, late first; or what was answered."""
    is_answered = request.GET.get("show") == "answered"
    page = proposal_lists.answer_queue(
        actor=actor_of(request), is_answered=is_answered, cursor=request.GET.get("cursor", "")
    )
    at, here = now(), reverse("proposal_queue")
    shown = {
        "page": page,
        "rows": [(one, one.is_late(at)) for one in page.items],
        "is_answered": is_answered,
        "tabs": [
            (_("Answer due"), here, not is_answered),
            (_("Answered"), f"{here}?show=answered", is_answered),
        ],
    }
    return render(request, "deliberation/proposal_queue.html", shown)


@requires(policies.moderates)
@require_safe
def proposal_moderation_queue(request: HttpRequest) -> HttpResponse:
    """What waits for a moderator, part by part."""
    return _show_moderation(request, _part(request))


@require_POST
@requires(policies.moderates)
def moderate_proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    """The button says which act it is: ``do``."""
    actor = actor_of(request)
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    form, act = ModerationForm(request.POST), _act(request)
    if act is None or not form.is_valid():
        return _refused(request, form)
    try:
        act_on_proposal(
            actor=actor, proposal_id=found.pk, act=act, reason=form.cleaned_data["reason"],
            now=now(),
        )  # fmt: skip
    except GongjianError as error:
        if not error.fields:
            raise
        show_errors(form, error)
        return _refused(request, form)
    return _done(request)


@require_POST
@requires(policies.moderates)
def moderate_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """The button says which act it is: ``do``."""
    actor = actor_of(request)
    proposals.get_comment(actor=actor, comment_id=comment_id)
    form, act = ModerationForm(request.POST), _act(request)
    if act is None or not form.is_valid():
        return _refused(request, form)
    try:
        act_on_comment(
            actor=actor, comment_id=comment_id, act=act, reason=form.cleaned_data["reason"],
            now=now(),
        )  # fmt: skip
    except GongjianError as error:
        if not error.fields:
            raise
        show_errors(form, error)
        return _refused(request, form)
    return _done(request)


@require_POST
@requires(policies.moderates)
def decide_moderation_appeal(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    form = DecideAppealForm(request.POST)
    if not form.is_valid():
        return _refused(request, form, part="appeals")
    try:
        decide_appeal(
            actor=actor_of(request), decision_id=decision_id, now=now(), **form.cleaned_data
        )
    except GongjianError as error:
        if not error.fields:
            raise
        show_errors(form, error)
        return _refused(request, form, part="appeals")
    messages.success(request, _("Decided. Its author is told, with your reason."))
    return redirect(f"{reverse('proposal_moderation')}?show=appeals")


@requires(policies.governs_proposals)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_settings(request: HttpRequest) -> HttpResponse:
    """What holds where; one row is chosen to be changed, or another area gets one."""
    actor, at = actor_of(request), now()
    rows = every_settings(actor=actor)
    chosen = next((row for row in rows if str(row.pk) == request.GET.get("change")), None)
    # Nobody who only looks for the button changes what holds in the whole town.
    of_town = next((row for row in rows if not row.area_path), None)
    begin = _initial(chosen or of_town)
    if chosen is None:
        begin["version"] = None
    form = ProposalSettingsForm(posted(request), initial=begin, on=local_day(at))
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                setting.set_proposal_settings(actor=actor, now=at, **form.values())
            except GongjianError as error:
                show_errors(form, error)
                status = error.status
            else:
                messages.success(request, _("It holds from now on."))
                return redirect("proposal_settings")
    shown = {"rows": rows, "form": form, "chosen": chosen, "rules": rules}
    return render(request, "deliberation/proposal_settings.html", shown, status=status)


@require_POST
@requires(policies.governs_proposals)
def remove_proposal_settings(request: HttpRequest, settings_id: UUID) -> HttpResponse:
    setting.remove_proposal_settings(actor=actor_of(request), settings_id=settings_id, now=now())
    messages.success(request, _("What is set above holds there again."))
    return redirect("proposal_settings")


def _initial(row: ProposalSettings | None) -> dict[str, Any]:
    if row is None:
        return {
            "support_threshold": rules.DEFAULT_THRESHOLD,
            "answer_working_days": rules.DEFAULT_ANSWER_WORKING_DAYS,
            "moderation": rules.Moderation.AFTER.value,
            "account_age_hours": rules.DEFAULT_ACCOUNT_AGE_HOURS,
        }
    names = ("support_threshold", "answer_working_days", "moderation", "account_age_hours")
    return {
        **{name: getattr(row, name) for name in names},
        "area": row.area_id, "provision": row.provision_id, "version": row.version,
    }  # fmt: skip


def _part(request: HttpRequest) -> str:
    part = request.GET.get("show", "")
    return part if part in PARTS else PARTS[0]


def _act(request: HttpRequest) -> ModerationAct | None:
    act = request.POST.get("do", "")
    return ModerationAct(act) if act in ModerationAct.values else None


def _done(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Decided. Its author is told, with your reason."))
    part = request.POST.get("part", "")
    shown = f"?show={part}" if part in PARTS else ""
    return redirect(reverse("proposal_moderation") + shown)


def _refused(request: HttpRequest, form: Any, part: str = "") -> HttpResponse:
    if not part:
        given = request.POST.get("part", "")
        part = given if given in PARTS else PARTS[0]
    if not form.errors:
        form.add_error(None, _("Say what you decide."))
    return _show_moderation(request, part, wrong=form, status=422)


def _show_moderation(
    request: HttpRequest, part: str, wrong: Any = None, status: int = 200
) -> HttpResponse:
    actor, cursor = actor_of(request), request.GET.get("cursor", "")
    counts = proposal_moderation.get_flag_counts(actor=actor)
    here = reverse("proposal_moderation")
    names = {
        "review": _("To publish"), "proposals": _("Flagged proposals"),
        "comments": _("Flagged comments"), "appeals": _("Appeals"), "decided": _("Decided"),
    }  # fmt: skip
    lists = {
        "review": proposal_moderation.under_review,
        "proposals": proposal_moderation.flagged_proposals,
        "comments": proposal_moderation.flagged_comments,
        "appeals": proposal_moderation.open_appeals,
        "decided": proposal_moderation.past_decisions,
    }
    page: Any = lists[part](actor=actor, cursor=cursor)
    flags = proposal_moderation.open_flags(page.items) if part in {"proposals", "comments"} else {}
    shown = {
        "part": part,
        "page": page,
        "rows": [
            (one, flags.get(one.pk, []), author_name(one) if hasattr(one, "author") else "")
            for one in page.items
        ],
        "tabs": [
            (name, f"{here}?show={key}", key == part, str(counts.get(key) or ""))
            for key, name in names.items()
        ],
        "wrong": wrong,
        "me": actor.reference,
        "is_proposal": part in {"review", "proposals"},
        "acts": {"publish", "refuse"} if part == "review" else {"hide"},
    }
    return render(request, "deliberation/proposal_moderation.html", shown, status=status)
