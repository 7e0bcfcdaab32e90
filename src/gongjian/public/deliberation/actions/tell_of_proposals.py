"""Telling people what happened to proposals: who wrote, supports, follows, answers, moderates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation import notice_texts as texts
from gongjian.public.deliberation.models import (
    Proposal,
    ProposalComment,
    ProposalEvent,
    ProposalFlag,
    ProposalFollow,
    ProposalSupport,
)
from gongjian.public.deliberation.notice_texts import Audience

TOGETHER = 1_000
"""People are read and told so many at a time: a proposal may have a million supporters."""
MOST_IN_THREAD = 200
EXCERPT = 1_000

Draft = Callable[..., people.NoticeDraft]


def tell_of_proposals(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Write the notices of these events; a second time, it writes none, and each person gets one.

    Nobody is told of what they did themselves.
    """
    events = ProposalEvent.objects.filter(pk__in=event_ids, at__gt=now - people.STALE_AFTER)
    shown = events.select_related(
        "proposal__author", "proposal__department", "proposal__merged_into", "department"
    )
    for event in shown.order_by("id"):
        key = texts.key_of(event.name, event.to_state, event.data)
        told = texts.TOLD.get(key, {})
        for audience in sorted(told, key=lambda one: one.value):
            draft = _draft(event, audience, told[audience])
            _tell(draft, _user_ids(event, audience), without=event.actor, now=now)


def tell_of_comments(*, comment_ids: Sequence[UUID], now: datetime) -> None:
    """Tell whoever wrote in the thread of a reply; of other comments whoever wrote the proposal,
    once a day; of what a public body says, whoever supports or follows it, too."""
    rows = ProposalComment.objects.filter(pk__in=comment_ids, at__gt=now - people.STALE_AFTER)
    rows = rows.filter(hidden_at=None, erased_at=None, proposal__is_public=True)
    for comment in rows.select_related("proposal", "department", "parent").order_by("id"):
        for draft, user_ids in _of_comment(comment):
            _tell(draft, user_ids, without=f"user:{comment.author_id}", now=now)


def _tell(draft: Draft, user_ids: Iterable[UUID | None], *, without: str, now: datetime) -> None:
    keys = [key for key in dict.fromkeys(user_ids) if key and f"user:{key}" != without]
    for begin in range(0, len(keys), TOGETHER):
        users = list(people.User.objects.filter(pk__in=keys[begin : begin + TOGETHER]))
        people.notify(drafts=[draft(users=users)], now=now)


def _draft(event: ProposalEvent, audience: Audience, words: people.NoticeWords) -> Draft:
    facts = _facts(event, audience)
    return partial(
        people.NoticeDraft,
        event=f"proposalevent:{event.pk}",
        topic=texts.TOPIC_OF[audience].code,
        reason=texts.REASONS[audience],
        subject=format_lazy(words.subject, **facts),
        body=format_lazy(words.body, **facts),
        path=_path(event, audience),
        is_urgent=words.is_urgent,
    )


def _user_ids(event: ProposalEvent, audience: Audience) -> Iterable[UUID | None]:
    proposal, comment_id = event.proposal, event.data.get("comment")
    match audience:
        case Audience.AUTHOR:
            return [] if comment_id else [proposal.author_id]
        case Audience.COMMENTER if comment_id:
            rows = ProposalComment.objects.filter(pk=comment_id)
            return list(rows.values_list("author", flat=True))
        case Audience.PARTICIPANTS if proposal.is_public:
            return (key for key in _joined(proposal) if key != proposal.author_id)
        case Audience.FLAGGERS:
            # Settled by this very decision, at the same moment.
            flags = ProposalFlag.objects.filter(
                proposal=proposal, comment=comment_id, decided_at=event.at
            )
            return list(flags.order_by("id").values_list("user", flat=True))
        case Audience.ANSWERERS:
            return _answerers(proposal)
        case Audience.MODERATORS:
            staff = people.users_with_role(
                Role.DISPATCHER, Role.PRODUCT_MANAGER, area_path=proposal.area_path,
                in_any_organisation=True,
            )  # fmt: skip
            return [user.pk for user in staff]
    return []


def _joined(proposal: Proposal) -> Iterator[UUID | None]:
    for model in (ProposalFollow, ProposalSupport):
        rows = model.objects.filter(proposal=proposal, user__is_active=True)
        yield from rows.order_by("id").values_list("user", flat=True)


def _answerers(proposal: Proposal) -> list[UUID]:
    """Where nobody can answer, whoever gives the roles for it."""
    anywhere = partial(
        people.users_with_role, area_path=proposal.area_path, in_any_organisation=True
    )
    found = anywhere(Role.PRODUCT_MANAGER)
    if proposal.department_id is not None:
        found += people.users_with_role(
            Role.SUPERVISOR, organisation_id=proposal.department_id, area_path=proposal.area_path
        )
    found = found or anywhere(Role.ADMINISTRATOR)
    return [user.pk for user in found]


def _path(event: ProposalEvent, audience: Audience) -> str:
    if audience is Audience.COMMENTER:
        return f"{reverse('my_proposals')}?show=decisions"
    if audience is Audience.MODERATORS:
        part = "appeals" if event.name == "moderation_appealed" else "review"
        return f"{reverse('proposal_moderation')}?show={part}"
    proposal = event.proposal
    if audience is Audience.FLAGGERS and not proposal.is_public:
        return reverse("proposal_list")
    into = proposal.merged_into
    if audience is Audience.PARTICIPANTS and into is not None and into.is_public:
        # There they are asked whether to take their support along.
        proposal = into
    return reverse("proposal", args=[proposal.number])


def _facts(event: ProposalEvent, audience: Audience) -> dict[str, object]:
    proposal = event.proposal
    is_theirs = audience in {Audience.AUTHOR, Audience.COMMENTER}
    text = event.text if is_theirs else event.public_text
    department = event.department or proposal.department
    return {
        "title": proposal.title if audience is Audience.AUTHOR else proposal.public_title,
        "text": Truncator(text).chars(EXCERPT),
        "department": department.name if department else _("nobody named yet"),
        "due": _day(proposal.due_at) if proposal.due_at else "",
        "count": proposal.support_count,
        "outcome": texts.OUTCOMES.get(str(event.data.get("outcome")), ""),
        "into": _into(proposal),
    }


def _into(proposal: Proposal) -> object:
    """What it was merged into; a hidden one's words reach nobody."""
    into = proposal.merged_into
    if into is None:
        return ""
    return into.public_title if into.is_public else _("a proposal that is not public now")


def _of_comment(comment: ProposalComment) -> Iterator[tuple[Draft, Iterable[UUID | None]]]:
    proposal = comment.proposal
    of_joined = {"topic": texts.JOINED.code, "reason": texts.REASONS[Audience.PARTICIPANTS]}
    once = {"event": f"proposalcomment:{comment.pk}"}
    if comment.parent is not None:
        of_thread = {"topic": texts.MINE.code, "reason": texts.IN_THREAD}
        draft = _comment_draft(comment, texts.REPLIED, **once, **of_thread)
        yield draft, _in_thread(comment)
    if comment.department is not None:
        draft = _comment_draft(comment, texts.SAID_OFFICIALLY, **once, **of_joined)
        yield draft, [proposal.author_id, *_joined(proposal)]
    elif comment.parent is None:
        # A proposal that many discuss would bury its author: once a day.
        a_day = {"event": f"proposalcomments:{proposal.pk}:{local_day(comment.at)}"}
        of_author = {"topic": texts.MINE.code, "reason": texts.REASONS[Audience.AUTHOR]}
        draft = _comment_draft(comment, texts.COMMENTED, **a_day, **of_author)
        yield draft, [proposal.author_id]


def _comment_draft(comment: ProposalComment, words: people.NoticeWords, **given: Any) -> Draft:
    facts = {
        "title": comment.proposal.public_title,
        "text": Truncator(comment.public_text).chars(EXCERPT),
        "department": comment.department.name if comment.department else "",
    }
    thread = comment.parent_id or comment.pk
    page = "comment_replies" if comment.parent_id else "proposal_comments"
    of = str(thread) if comment.parent_id else comment.proposal.number
    return partial(
        people.NoticeDraft,
        subject=format_lazy(words.subject, **facts),
        body=format_lazy(words.body, **facts),
        path=f"{reverse(page, args=[of])}#comment-{comment.pk}",
        **given,
    )


def _in_thread(comment: ProposalComment) -> list[UUID | None]:
    parent = comment.parent
    said = ProposalComment.objects.filter(parent=parent, hidden_at=None, id__lt=comment.pk)
    others = said.order_by("-id").values_list("author", flat=True)[:MOST_IN_THREAD]
    return [*([parent.author_id] if parent else []), *others]


def _show_day(due_at: datetime) -> str:
    return date_format(duties.last_day_of(due_at), "DATE_FORMAT")


_day = lazy(_show_day, str)
