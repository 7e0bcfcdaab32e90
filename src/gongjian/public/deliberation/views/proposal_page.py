"""A proposal as everybody sees it: words, supports, answer, comments, versions, history."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.form_fields import VersionForm
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people import interface as people
from gongjian.foundation.trail import interface as trail
from gongjian.government.duties import interface as duties
from gongjian.methods.text_diff import text_diff
from gongjian.methods.town_picture import MapPlace, Picture
from gongjian.public.deliberation.actions.comment_proposal import SPEAKING_ROLES
from gongjian.public.deliberation.author_names import author_name
from gongjian.public.deliberation.forms.proposal_work import AnswerForm
from gongjian.public.deliberation.forms.proposals import (
    AppealForm,
    CommentForm,
    FlagForm,
    MergeForm,
    ReplyForm,
    WithdrawForm,
)
from gongjian.public.deliberation.models import FlagReason, Proposal, SideChoice
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules.proposals import ProposalStep
from gongjian.public.deliberation.selectors import proposal_comments, proposals
from gongjian.public.deliberation.selectors.proposal_settings import settings_of
from gongjian.public.deliberation.selectors.proposal_timelines import timeline
from gongjian.public.deliberation.views.shown_proposals import (
    cost_words,
    shown_entries,
)

FIRST_COMMENTS = 10
LOGIN = "account_login"


@public
@require_safe
def proposal(request: HttpRequest, proposal_number: str) -> HttpResponse:
    found = proposals.get_proposal(actor=actor_of(request), number=proposal_number)
    return show_proposal(request, found)


def show_proposal(
    request: HttpRequest,
    found: Proposal,
    *,
    wrong: forms.BaseForm | None = None,
    step: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; ``wrong`` is the form of ``step`` as it was sent, with what is wrong in it."""
    actor, at = actor_of(request), now()
    steps = proposals.offered_steps(actor=actor, proposal=found)
    answers = [(one, cost_words(one)) for one in proposals.answers_to(found)]
    is_author = policies.is_author(actor, found)
    shown = {
        "proposal": found,
        "title": found.title if is_author and not found.is_public else found.public_title,
        "text": found.text if is_author and not found.is_public else found.public_text,
        "author": author_name(found),
        "is_author": is_author,
        "steps": {one.value for one in steps},
        "is_late": found.is_late(at),
        "is_supporting": proposals.is_supporting(actor, found),
        "is_following": proposals.is_following(actor, found),
        "support_to_move": proposals.support_to_move(actor, found),
        "answer": answers[0] if answers else None,
        "older_answers": answers[1:],
        "merged": proposals.merged_into(found),
        "merged_into": found.merged_into
        if found.merged_into and policies.may_see(actor, found.merged_into)
        else None,
        "entries": shown_entries(
            timeline(actor=actor, proposal=found), found.language, is_author=is_author
        ),
        "decision": proposals.decision_in_force(found),
        "to_appeal": proposals.decision_to_appeal(actor=actor, proposal=found, now=at),
        "holds": settings_of(found.area_path) if found.due_at is None else None,
        "map": _map(found),
        "forms": {**_forms(actor, found, steps), **({step: wrong} if wrong is not None else {})},
        "wrong": wrong,
        "trail": trail.trail_of(actor=actor, reference=reference_of(found), now=at),
        **shown_comments(request, found, size=FIRST_COMMENTS),
    }
    return render(request, "deliberation/proposal.html", shown, status=status)


def _map(found: Proposal) -> Picture | None:
    """Where it is, if it is somewhere."""
    if found.longitude is None or found.latitude is None:
        return None
    url = reverse("proposal", args=[found.number])
    return duties.draw_places([MapPlace(url, found.public_title, found.longitude, found.latitude)])


@public
@require_safe
def proposal_comments_page(request: HttpRequest, proposal_number: str) -> HttpResponse:
    """All comments by pages, of one side where it is asked for; or all replies to one."""
    found = proposals.get_proposal(actor=actor_of(request), number=proposal_number)
    shown = {"proposal": found, "title": found.public_title, "is_all": True}
    shown |= shown_comments(request, found, size=25)
    steps = proposals.offered_steps(actor=actor_of(request), proposal=found)
    shown["steps"] = {one.value for one in steps}
    shown["forms"] = _forms(actor_of(request), found, steps)
    return render(request, "deliberation/proposal_comments.html", shown)


@public
@require_safe
def comment_replies(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """One comment and all replies to it, by pages."""
    actor = actor_of(request)
    comment = proposals.get_comment(actor=actor, comment_id=comment_id)
    found = proposals.get_proposal(actor=actor, number=comment.proposal.number)
    steps = proposals.offered_steps(actor=actor, proposal=found)
    page = proposal_comments.replies(comment=comment, cursor=request.GET.get("cursor", ""))
    shown = {
        "proposal": found,
        "comment": comment,
        "page": page,
        "steps": {one.value for one in steps},
        "forms": _forms(actor, found, steps),
        "flag_reasons": FlagReason.choices,
        "moderates": policies.moderates_area(actor, found.area_path),
    }
    return render(request, "deliberation/comment_replies.html", shown)


@public
@require_safe
def proposal_versions(request: HttpRequest, proposal_number: str) -> HttpResponse:
    """What it said, version by version, and what was changed from one to the next."""
    actor = actor_of(request)
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    versions = proposals.versions_of(found)
    number = request.GET.get("version", "")
    is_number = number.isascii() and number.isdecimal() and len(number) < 10
    wanted = int(number) if is_number else versions[0].version
    by_number = {one.version: one for one in versions}
    if wanted not in by_number:
        raise NotFound
    new, old = by_number[wanted], by_number.get(wanted - 1)
    in_full = not found.is_public and policies.is_author(actor, found)
    names = ("title", "text") if in_full else ("public_title", "public_text")
    title, text = (
        text_diff(getattr(old, name) if old else getattr(new, name), getattr(new, name))
        for name in names
    )
    shown = {
        "proposal": found,
        "versions": versions,
        "shown_version": new,
        "has_older": old is not None,
        "title_parts": title,
        "text_parts": text,
    }
    return render(request, "deliberation/proposal_versions.html", shown)


def shown_comments(request: HttpRequest, found: Proposal, *, size: int) -> dict[str, Any]:
    side = _side(request.GET.get("side", ""))
    page = proposal_comments.threads(
        proposal=found, side=side, cursor=request.GET.get("cursor", ""), size=size
    )
    counts = proposal_comments.counts_by_side(found)
    here = reverse("proposal_comments", args=[found.number])
    tabs = [(_("All comments"), here, side is None, "")]
    for choice, text in (
        (SideChoice.FOR, pgettext("stand", "For it")),
        (SideChoice.AGAINST, pgettext("stand", "Against it")),
        (SideChoice.NEUTRAL, pgettext("stand", "Neither")),
    ):
        address = f"{here}?side={choice.name.lower()}"
        tabs.append((text, address, side is choice, str(counts[choice] or "")))
    return {
        "threads": page,
        "comment_tabs": tabs,
        "side_counts": counts,
        "side": side,
        "flag_reasons": FlagReason.choices,
        "moderates": policies.moderates_area(actor_of(request), found.area_path),
        "me": actor_of(request).reference,
    }


def comment_forms_of(actor: Actor) -> dict[str, Any]:
    """The arguments of CommentForm for somebody: may they sign, and for which bodies speak."""
    ids = actor.organisation_ids(*SPEAKING_ROLES)
    bodies = people.public_bodies() if ids else []
    departments = [(str(body.pk), body.name) for body in bodies if body.pk in ids]
    return {"can_sign": bool(actor.name), "departments": departments}


def _forms(
    actor: Actor, found: Proposal, steps: frozenset[ProposalStep]
) -> dict[str, forms.BaseForm]:
    version = {"version": found.version}
    made: dict[str, forms.BaseForm] = {}
    if ProposalStep.COMMENT in steps:
        options = comment_forms_of(actor)
        made["comment"] = CommentForm(**options)
        made["reply"] = ReplyForm(auto_id=False, **options)
    if ProposalStep.WITHDRAW in steps:
        made["withdraw"] = WithdrawForm(initial=version, auto_id="withdraw_%s")
    if ProposalStep.MERGE in steps:
        made["merge"] = MergeForm(initial=version, auto_id="merge_%s")
    if ProposalStep.FLAG in steps:
        made["flag"] = FlagForm(auto_id="flag_%s")
    if ProposalStep.ANSWER in steps:
        made["answer"] = AnswerForm(initial=version, on=local_day(now()), auto_id="answer_%s")
    if policies.is_author(actor, found):
        made["appeal"] = AppealForm(auto_id="appeal_%s")
    made["version"] = VersionForm(initial=version)
    return made


def _side(name: str) -> SideChoice | None:
    return SideChoice[name.upper()] if name in {"for", "against", "neutral"} else None
