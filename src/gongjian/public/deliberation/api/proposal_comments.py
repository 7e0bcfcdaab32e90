"""Comments on proposals by programme."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_comment
from gongjian.public.deliberation.api.callers import signed_in
from gongjian.public.deliberation.api.proposal_outputs import (
    comment_out,
    thread_out,
)
from gongjian.public.deliberation.api.proposal_schemas import (
    CommentQuery,
    ProposalCommentIn,
    ProposalCommentOut,
    ProposalCommentPage,
    ProposalFlagIn,
    ProposalThreadPage,
)
from gongjian.public.deliberation.models import FlagReason, SideChoice
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import Side
from gongjian.public.deliberation.selectors import proposal_comments, proposals

router = Router()


@router.get(
    "/proposals/{proposal_number}/comments",
    response=ProposalThreadPage,
    operation_id="list_proposal_comments",
)
def list_comments(
    request: HttpRequest, proposal_number: str, query: Query[CommentQuery]
) -> JsonResponse:
    """Comments with their first replies, newest first; of one side where it is asked for."""
    found = proposals.get_proposal(actor=actor_of(request), number=proposal_number)
    side = SideChoice[query.side.upper()] if query.side else None
    page = proposal_comments.threads(
        proposal=found, side=side, cursor=query.cursor, size=query.size
    )
    items = [thread_out(one, found.shown_number) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


def show_comment(request: HttpRequest, made: str, *, status: int = 200) -> JsonResponse:
    actor = actor_of(request)
    found = proposals.get_comment(actor=actor, comment_id=UUID(made))
    is_own = actor.user_id is not None and found.author_id == actor.user_id
    in_full = is_own or policies.moderates_area(actor, found.proposal.area_path)
    return JsonResponse(comment_out(found, in_full=in_full), status=status)


def _shown_created(request: HttpRequest, made: str) -> JsonResponse:
    return show_comment(request, made, status=201)


@router.post(
    "/proposals/{proposal_number}/comments",
    response={201: ProposalCommentOut},
    operation_id="comment_proposal",
)
@creates(_shown_created)
def comment(request: HttpRequest, proposal_number: str, body: ProposalCommentIn) -> str:
    """Comment, or reply with ``parent_id``; a reply to a reply stands beside it."""
    at, actor = now(), actor_of(request)
    found = proposals.get_proposal(actor=actor, number=proposal_number)
    limit_hour(request, "comment-proposal", rules.COMMENTS_AN_HOUR, at)
    said = body.dict() | {"side": Side[body.side.upper()]}
    return str(comment_proposal(actor=actor, proposal_id=found.pk, now=at, **said).pk)


@router.get(
    "/proposal-comments/{comment_id}",
    response=ProposalCommentOut,
    operation_id="get_proposal_comment",
)
def read_comment(request: HttpRequest, comment_id: UUID) -> JsonResponse:
    """One comment; one that was hidden for its author and moderators alone."""
    return show_comment(request, str(comment_id))


@router.get(
    "/proposal-comments/{comment_id}/replies",
    response=ProposalCommentPage,
    operation_id="list_comment_replies",
)
def list_replies(request: HttpRequest, comment_id: UUID, query: Query[PageQuery]) -> JsonResponse:
    """Replies to a comment, oldest first."""
    found = proposals.get_comment(actor=actor_of(request), comment_id=comment_id)
    page = proposal_comments.replies(comment=found, cursor=query.cursor, size=query.size)
    number = found.proposal.shown_number
    items = [comment_out(one, number=number) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post(
    "/proposal-comments/{comment_id}/flag",
    response={204: None},
    operation_id="flag_proposal_comment",
)
def flag(request: HttpRequest, comment_id: UUID, body: ProposalFlagIn) -> HttpResponse:
    """Ask a moderator to look at it; once a person until that is decided."""
    at = now()
    limit_hour(request, "flag-proposal", rules.FLAGS_AN_HOUR, at)
    flag_comment(
        actor=signed_in(request), comment_id=comment_id, reason=FlagReason(body.reason),
        text=body.text, now=at,
    )  # fmt: skip
    return HttpResponse(status=204)


@router.get(
    "/my/proposal-comments", response=ProposalCommentPage, operation_id="list_my_proposal_comments"
)
def list_mine(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """What the caller said, the newest first, hidden ones among them."""
    page = proposal_comments.my_comments(
        actor=signed_in(request), cursor=query.cursor, size=query.size
    )
    items = [comment_out(one, in_full=True) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})
