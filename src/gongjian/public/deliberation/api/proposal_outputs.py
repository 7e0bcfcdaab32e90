"""Proposals and what belongs to them, as the schemas of the API have them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongjian.foundation.kernel.actor import Actor
from gongjian.public.deliberation.author_names import author_name
from gongjian.public.deliberation.models import (
    ModerationDecision,
    Proposal,
    ProposalAnswer,
    ProposalComment,
    ProposalEvent,
    ProposalVersion,
    SideChoice,
)
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.selectors.proposal_comments import Thread


def proposal_out(found: Proposal, now: datetime, *, in_full: bool = False) -> dict[str, Any]:
    names = (
        "state", "is_public", "language", "version", "category_id", "area_id", "place",
        "longitude", "latitude", "support_count", "support_threshold", "comment_count",
        "follower_count", "department_id", "created_at", "published_at", "reached_at", "due_at",
        "answered_at", "is_answered_in_time",
    )  # fmt: skip
    return {name: getattr(found, name) for name in names} | {
        "number": found.shown_number,
        "title": found.title if in_full else found.public_title,
        "text": found.text if in_full else found.public_text,
        "is_late": found.is_late(now),
    }


def answer_out(answer: ProposalAnswer) -> dict[str, Any]:
    names = (
        "outcome", "text", "plan", "cost_minor", "currency", "department_id", "answered_at",
    )  # fmt: skip
    code = answer.provision.code if answer.provision else None
    return {name: getattr(answer, name) for name in names} | {"provision": code}


def comment_out(
    comment: ProposalComment, *, number: str = "", in_full: bool = False
) -> dict[str, Any]:
    """``in_full``: for its author and for moderators; ``number``: of its proposal."""
    is_hidden = comment.hidden_at is not None
    shown = comment.text if in_full else "" if is_hidden else comment.public_text
    return {
        "id": comment.pk, "proposal": number or comment.proposal.shown_number,
        "parent_id": comment.parent_id, "side": SideChoice(comment.side).name.lower(),
        "text": shown, "language": comment.language, "author": author_name(comment),
        "department_id": comment.department_id, "at": comment.at,
        "reply_count": comment.reply_count, "is_hidden": is_hidden,
        "is_erased": comment.is_emptied,
    }  # fmt: skip


def thread_out(thread: Thread, number: str) -> dict[str, Any]:
    replies = [comment_out(one, number=number) for one in thread.replies]
    return comment_out(thread.comment, number=number) | {"replies": replies}


def version_out(version: ProposalVersion, *, in_full: bool) -> dict[str, Any]:
    return {
        "version": version.version, "at": version.at, "reason": version.reason,
        "title": version.title if in_full else version.public_title,
        "text": version.text if in_full else version.public_text,
    }  # fmt: skip


def entry_out(event: ProposalEvent) -> dict[str, Any]:
    return {
        "at": event.at, "name": event.name, "state": event.to_state, "text": event.public_text,
        "department_id": event.department_id, "data": event.data,
    }  # fmt: skip


def decision_out(decision: ModerationDecision) -> dict[str, Any]:
    names = (
        "comment_id", "act", "reason", "decided_at", "appeal_text", "appealed_at",
        "is_appeal_open", "is_appeal_granted", "appeal_reason",
    )  # fmt: skip
    return {name: getattr(decision, name) for name in names} | {
        "id": decision.pk, "proposal": decision.proposal.shown_number,
    }  # fmt: skip


def is_shown_in_full(actor: Actor, found: Proposal) -> bool:
    """What its author wrote, before it is public, is theirs to read as they wrote it."""
    return policies.is_author(actor, found) and not found.is_public
