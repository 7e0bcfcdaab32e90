"""What proposals and consultations hold of one person, as they may take it with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.kernel.ids import show_number
from gongjian.public.deliberation.models import (
    ModerationDecision,
    Participant,
    Proposal,
    ProposalComment,
    ProposalFlag,
    ProposalFollow,
    ProposalSupport,
    Statement,
)
from gongjian.public.deliberation.rules import consultations as rules


def export_person(*, actor: Actor, user_id: UUID) -> dict[str, Any]:
    """All of it, in values JSON can hold or times.

    Raises
    ------
    NotAllowed
        It is somebody else's.
    """
    if actor.user_id != user_id or actor.api_key_id is not None:
        raise NotAllowed
    return {
        "proposals": list(_proposals(user_id)),
        "comments": list(_comments(user_id)),
        "supports": list(_of_proposals(ProposalSupport, user_id)),
        "follows": list(_of_proposals(ProposalFollow, user_id)),
        "flags": [
            {**_place(flag.proposal), "reason": flag.reason, "text": flag.text, "at": flag.at}
            for flag in ProposalFlag.objects.filter(user=user_id)
            .select_related("proposal")
            .order_by("id")
        ],
        "moderation": list(_decisions(user_id)),
        "consultations": list(_consultations(user_id)),
    }


def _place(proposal: Proposal) -> dict[str, Any]:
    return {"number": proposal.shown_number}


def _proposals(user_id: UUID) -> Iterator[dict[str, Any]]:
    rows = Proposal.objects.filter(author=user_id).select_related("category", "area")
    own = (
        "state title text is_public is_name_shown place longitude latitude language created_at "
        "published_at reached_at due_at answered_at support_count comment_count"
    )
    for one in rows.prefetch_related("versions", "events").order_by("id"):
        yield {
            **_place(one),
            **{name: getattr(one, name) for name in own.split()},
            "category": one.category.name if one.category else None,
            "area": one.area.name if one.area else None,
            "versions": [
                {"version": v.version, "title": v.title, "text": v.text, "reason": v.reason,
                 "at": v.at}
                for v in one.versions.all()
            ],
            "history": [
                {"at": event.at, "what": event.name, "state": event.to_state, "text": event.text}
                for event in one.events.all()
                if "comment" not in event.data
            ],
        }  # fmt: skip


def _comments(user_id: UUID) -> Iterator[dict[str, Any]]:
    rows = ProposalComment.objects.filter(author=user_id).select_related("proposal", "department")
    for one in rows.order_by("id"):
        yield {
            **_place(one.proposal),
            "at": one.at, "side": one.side, "text": one.text, "is_reply": one.parent_id is not None,
            "is_name_shown": one.is_name_shown, "hidden_at": one.hidden_at,
            "for": one.department.name if one.department else None,
        }  # fmt: skip


def _of_proposals(
    model: type[ProposalSupport] | type[ProposalFollow], user_id: UUID
) -> Iterator[dict[str, Any]]:
    rows = model.objects.filter(user=user_id).select_related("proposal").order_by("id")
    return ({**_place(one.proposal), "at": one.at} for one in rows)


def _decisions(user_id: UUID) -> Iterator[dict[str, Any]]:
    mine = Q(comment=None, proposal__author=user_id) | Q(comment__author=user_id)
    for one in ModerationDecision.objects.filter(mine).select_related("proposal").order_by("id"):
        yield {
            **_place(one.proposal),
            "is_of_comment": one.comment_id is not None, "what": one.act, "reason": one.reason,
            "at": one.decided_at, "appeal": one.appeal_text, "appealed_at": one.appealed_at,
            "is_appeal_granted": one.is_appeal_granted, "appeal_reason": one.appeal_reason,
        }  # fmt: skip


def _consultations(user_id: UUID) -> Iterator[dict[str, Any]]:
    rows = Participant.objects.filter(user=user_id).select_related("consultation").order_by("id")
    for part in rows:
        statements = Statement.objects.filter(author=part).order_by("id")
        yield {
            "number": show_number(part.consultation.number),
            "title": part.consultation.title,
            "joined_at": part.at,
            "says_to_be_of_the_area": part.is_of_area,
            "votes": {
                str(number): answer.name.lower()
                for number, answer in rules.votes_of(bytes(part.ballot)).items()
            },
            "statements": [
                {"number": one.number, "text": one.text, "state": one.state, "at": one.at}
                for one in statements
            ],
        }
