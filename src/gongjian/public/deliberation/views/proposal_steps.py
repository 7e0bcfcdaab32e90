"""What people do on the page of a proposal; each parses, calls one action, and leads back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.idempotency import fingerprint_of, once
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.public.deliberation.actions import (
    answer_proposal as answering,
)
from gongjian.public.deliberation.actions import (
    appeal_moderation as appealing,
)
from gongjian.public.deliberation.actions import (
    comment_proposal as commenting,
)
from gongjian.public.deliberation.actions import (
    edit_proposal as editing,
)
from gongjian.public.deliberation.actions import (
    flag_proposal as flagging,
)
from gongjian.public.deliberation.actions import (
    follow_proposal as following,
)
from gongjian.public.deliberation.actions import (
    merge_proposal as merging,
)
from gongjian.public.deliberation.actions import (
    support_proposal as supporting,
)
from gongjian.public.deliberation.forms.proposal_work import AnswerForm
from gongjian.public.deliberation.forms.proposals import (
    AppealForm,
    CommentForm,
    FlagForm,
    MergeForm,
    ReplyForm,
    WithdrawForm,
)
from gongjian.public.deliberation.models import FlagReason, Proposal
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalStep, Side
from gongjian.public.deliberation.selectors import proposals
from gongjian.public.deliberation.views.proposal_page import comment_forms_of, show_proposal


@require_POST
@requires(policies.writes_proposals)
def support_proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    at, actor = now(), actor_of(request)
    limit_hour(request, "support-proposal", rules.SUPPORTS_AN_HOUR, at)
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    if request.POST.get("do") == "take_back":
        supporting.unsupport_proposal(actor=actor, proposal_id=found.pk, now=at)
        messages.success(request, _("Your support is taken back."))
    elif supporting.support_proposal(actor=actor, proposal_id=found.pk, now=at):
        messages.success(request, _("Your support counts. Thank you."))
    else:
        messages.info(request, _("You support this already; everybody counts once."))
    return redirect("proposal", found.number)


@require_POST
@requires(policies.writes_proposals)
def follow_proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    at, actor = now(), actor_of(request)
    limit_hour(request, "support-proposal", rules.SUPPORTS_AN_HOUR, at)
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    if request.POST.get("do") == "stop":
        following.unfollow_proposal(actor=actor, proposal_id=found.pk)
        messages.success(request, _("You are told nothing more of it."))
    else:
        following.follow_proposal(actor=actor, proposal_id=found.pk, now=at)
        messages.success(request, _("You are told what happens to it."))
    return redirect("proposal", found.number)


@require_POST
@requires(policies.writes_proposals)
def comment_proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    """A comment, or with ``parent`` a reply; sent twice it is one."""
    at, actor = now(), actor_of(request)
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    policies.require(ProposalStep.COMMENT, actor, found)
    form_type: type[CommentForm] = ReplyForm if "parent" in request.POST else CommentForm
    form = form_type(request.POST, **comment_forms_of(actor))
    if not form.is_valid():
        return show_proposal(request, found, wrong=form, step=_name_of(form), status=422)
    limit_hour(request, "comment-proposal", rules.COMMENTS_AN_HOUR, at)
    data = form.cleaned_data
    said = {
        "text": data["text"],
        "side": Side(data.get("side") or 0),
        "parent_id": data.get("parent"),
        "is_name_shown": data.get("is_name_shown", False),
        "for_department_id": data.get("for_department"),
        "language": get_language() or settings.LANGUAGE_CODE,
    }
    content = fingerprint_of([str(found.pk), {key: str(value) for key, value in said.items()}])

    def write() -> str:
        made = commenting.comment_proposal(actor=actor, proposal_id=found.pk, now=at, **said)
        return str(made.pk)

    try:
        made, _is_new = once(
            scope=f"comment-form:{actor.user_id}",
            key=f"{data['request_id']}:{content[:16]}",
            fingerprint=content,
            make=write,
        )
    except GongjianError as error:
        if not error.fields:
            raise
        show_errors(form, error)
        return show_proposal(request, found, wrong=form, step=_name_of(form), status=error.status)
    messages.success(request, _("Your comment is there."))
    return redirect(f"{reverse('proposal_comments', args=[found.number])}#comment-{made}")


@require_POST
@requires(policies.writes_proposals)
def flag_proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    found = proposals.get_proposal(actor=actor_of(request), number=proposal_number)
    return _take_flag(request, found, partial(flagging.flag_proposal, proposal_id=found.pk))


@require_POST
@requires(policies.writes_proposals)
def flag_comment(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    comment = proposals.get_comment(actor=actor, comment_id=comment_id)
    found = proposals.get_proposal(actor=actor, number=comment.proposal.number)
    return _take_flag(request, found, partial(flagging.flag_comment, comment_id=comment_id))


@require_POST
@requires(policies.writes_proposals)
def withdraw_proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    actor = actor_of(request)
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    form = WithdrawForm(request.POST, auto_id="withdraw_%s")
    return _take(
        request, found, ProposalStep.WITHDRAW, form,
        lambda data: editing.withdraw_proposal(
            actor=actor, proposal_id=found.pk, now=now(), **data
        ),
        _("It is withdrawn. What it said stays to be read."),
    )  # fmt: skip


@require_POST
@requires(policies.writes_proposals)
def merge_proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    actor = actor_of(request)
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    form = MergeForm(request.POST, auto_id="merge_%s")
    return _take(
        request, found, ProposalStep.MERGE, form,
        lambda data: merging.merge_proposal(actor=actor, proposal_id=found.pk, now=now(), **data),
        _("Merged. Whoever supported it is asked whether to support the other one."),
    )  # fmt: skip


@require_POST
@requires(policies.answers_proposals)
def answer_proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    actor, at = actor_of(request), now()
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    form = AnswerForm(request.POST, on=local_day(at), auto_id="answer_%s")
    return _take(
        request, found, ProposalStep.ANSWER, form,
        lambda data: answering.answer_proposal(
            actor=actor, proposal_id=found.pk, now=at, **form.values()
        ),
        _("The answer is public, and whoever supported it is told."),
    )  # fmt: skip


@require_POST
@requires(policies.writes_proposals)
def appeal_moderation(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    form = AppealForm(request.POST)
    if form.is_valid():
        appealing.appeal_moderation(
            actor=actor_of(request), decision_id=decision_id, text=form.cleaned_data["text"],
            now=now(),
        )  # fmt: skip
        messages.success(request, _("Your appeal has arrived. Somebody else looks at it."))
    else:
        messages.error(request, _("Say why the decision is wrong, in at most 2,000 letters."))
    return redirect(f"{reverse('my_proposals')}?show=decisions")


def _take_flag(request: HttpRequest, found: Proposal, flag: Callable[..., object]) -> HttpResponse:
    def act(data: dict[str, Any]) -> None:
        at = now()
        limit_hour(request, "flag-proposal", rules.FLAGS_AN_HOUR, at)
        flag(actor=actor_of(request), reason=FlagReason(data["reason"]), text=data["text"], now=at)

    form = FlagForm(request.POST, auto_id="flag_%s")
    told = _("Thank you. A moderator looks at it.")
    return _take(request, found, ProposalStep.FLAG, form, act, told)


def _take(
    request: HttpRequest,
    found: Proposal,
    step: ProposalStep,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    told: str,
) -> HttpResponse:
    """One step: its form, its action, and back to the page; or the page with what was wrong."""
    if step is not ProposalStep.FLAG:
        policies.require(step, actor_of(request), found)
    if not form.is_valid():
        return show_proposal(request, found, wrong=form, step=step.value, status=422)
    try:
        act(form.cleaned_data)
    except GongjianError as error:
        if not error.fields:
            raise
        show_errors(form, error)
        return show_proposal(request, found, wrong=form, step=step.value, status=error.status)
    messages.success(request, told)
    return redirect("proposal", found.number)


def _name_of(form: CommentForm) -> str:
    return "reply" if isinstance(form, ReplyForm) else "comment"
