"""What staff do with proposals by programme: answers, moderation, appeals, what holds where."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.public.deliberation.actions import set_proposal_settings as setting
from gongjian.public.deliberation.actions.answer_proposal import answer_proposal
from gongjian.public.deliberation.actions.appeal_moderation import (
    appeal_moderation,
    decide_moderation_appeal,
)
from gongjian.public.deliberation.actions.moderate_proposal import (
    moderate_comment,
    moderate_proposal,
)
from gongjian.public.deliberation.api.callers import signed_in, who
from gongjian.public.deliberation.api.proposal_comments import show_comment
from gongjian.public.deliberation.api.proposal_outputs import (
    comment_out,
    decision_out,
    proposal_out,
)
from gongjian.public.deliberation.api.proposal_schemas import (
    AppealDecisionIn,
    ModerationDecisionOut,
    ModerationDecisionPage,
    ProposalAnswerIn,
    ProposalAppealIn,
    ProposalCommentOut,
    ProposalCommentPage,
    ProposalModerationIn,
    ProposalSettingsIn,
    ProposalSettingsOut,
    PublicProposalPage,
    PublicProposalSeen,
)
from gongjian.public.deliberation.api.proposals import found_by, show_one, shown_created
from gongjian.public.deliberation.models import (
    ModerationAct,
    ProposalSettings,
)
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.selectors import proposal_lists, proposal_moderation
from gongjian.public.deliberation.selectors.proposal_moderation import get_decision
from gongjian.public.deliberation.selectors.proposal_settings import every_settings

router = Router()


class AnswerQuery(PageQuery):
    is_answered: bool = False


class ReviewQuery(PageQuery):
    part: Literal["review", "flagged"] = "review"


class DecisionQuery(PageQuery):
    part: Literal["appeals", "decided"] = "appeals"


@router.get("/queues/proposals", response=PublicProposalPage, operation_id="list_proposal_queue")
def answer_queue(request: HttpRequest, query: Query[AnswerQuery]) -> JsonResponse:
    """What waits for an answer where the caller answers or oversees, late first; or got one."""
    page = proposal_lists.answer_queue(
        actor=who(request, policies.answers_proposals), is_answered=query.is_answered,
        cursor=query.cursor, size=query.size,
    )  # fmt: skip
    items = [proposal_out(one, now()) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post(
    "/proposals/{proposal_number}/answers",
    response={201: PublicProposalSeen},
    operation_id="answer_proposal",
)
@creates(shown_created)
def answer(request: HttpRequest, proposal_number: str, body: ProposalAnswerIn) -> str:
    """Answer it for the government: accepted, in another plan, or rejected. A later answer takes
    the place of the one before, which stays to be read."""
    found = found_by(request, proposal_number)
    answer_proposal(actor=actor_of(request), proposal_id=found.pk, now=now(), **body.dict())
    return proposal_number


@router.get(
    "/queues/proposals-to-moderate",
    response=PublicProposalPage,
    operation_id="list_proposals_to_moderate",
)
def moderation_queue(request: HttpRequest, query: Query[ReviewQuery]) -> JsonResponse:
    """What waits to be published, the longest first; or what somebody flagged."""
    listed = {
        "review": proposal_moderation.under_review,
        "flagged": proposal_moderation.flagged_proposals,
    }[query.part]
    page = listed(actor=who(request, policies.moderates), cursor=query.cursor, size=query.size)
    items = [proposal_out(one, now(), in_full=True) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/queues/flagged-comments", response=ProposalCommentPage, operation_id="list_flagged_comments"
)
def flagged_comments(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Comments with flags that nobody decided, the oldest first."""
    page = proposal_moderation.flagged_comments(
        actor=who(request, policies.moderates), cursor=query.cursor, size=query.size
    )
    items = [comment_out(one, in_full=True) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/queues/moderation-decisions",
    response=ModerationDecisionPage,
    operation_id="list_moderation_decisions",
)
def decisions(request: HttpRequest, query: Query[DecisionQuery]) -> JsonResponse:
    """Appeals that wait, the longest first; or what was decided, the newest first."""
    listed = {
        "appeals": proposal_moderation.open_appeals,
        "decided": proposal_moderation.past_decisions,
    }[query.part]
    page = listed(actor=who(request, policies.moderates), cursor=query.cursor, size=query.size)
    items = [decision_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/my/moderation-decisions",
    response=ModerationDecisionPage,
    operation_id="list_decisions_on_mine",
)
def decisions_on_mine(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """What moderators decided against what the caller wrote, the newest first."""
    page = proposal_moderation.decisions_on_mine(
        actor=signed_in(request), now=now(), cursor=query.cursor, size=query.size
    )
    items = [decision_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post(
    "/proposals/{proposal_number}/moderation",
    response=PublicProposalSeen,
    operation_id="moderate_proposal",
)
@creates(show_one)
def moderate(request: HttpRequest, proposal_number: str, body: ProposalModerationIn) -> str:
    """Publish or refuse what waits, hide or keep what is public, show what was hidden."""
    found = found_by(request, proposal_number)
    moderate_proposal(
        actor=_moderator(request), proposal_id=found.pk, act=ModerationAct(body.act),
        reason=body.reason, now=now(),
    )  # fmt: skip
    return proposal_number


@router.post(
    "/proposal-comments/{comment_id}/moderation",
    response=ProposalCommentOut,
    operation_id="moderate_proposal_comment",
)
@creates(show_comment)
def moderate_one_comment(request: HttpRequest, comment_id: UUID, body: ProposalModerationIn) -> str:
    """Hide it, show it again, or keep what was flagged."""
    moderate_comment(
        actor=_moderator(request), comment_id=comment_id, act=ModerationAct(body.act),
        reason=body.reason, now=now(),
    )  # fmt: skip
    return str(comment_id)


def _shown_decision(request: HttpRequest, made: str) -> JsonResponse:
    found = get_decision(actor=actor_of(request), decision_id=UUID(made))
    return JsonResponse(decision_out(found))


@router.post(
    "/moderation-decisions/{decision_id}/appeal",
    response=ModerationDecisionOut,
    operation_id="appeal_moderation",
)
@creates(_shown_decision)
def appeal(request: HttpRequest, decision_id: UUID, body: ProposalAppealIn) -> str:
    """Appeal against having one's proposal or comment refused or hidden; once, within 30 days."""
    appeal_moderation(actor=signed_in(request), decision_id=decision_id, text=body.text, now=now())
    return str(decision_id)


@router.post(
    "/moderation-decisions/{decision_id}/decide",
    response=ModerationDecisionOut,
    operation_id="decide_moderation_appeal",
)
@creates(_shown_decision)
def decide(request: HttpRequest, decision_id: UUID, body: AppealDecisionIn) -> str:
    """Decide an appeal; not who made the decision."""
    decide_moderation_appeal(
        actor=_moderator(request), decision_id=decision_id, now=now(), **body.dict()
    )
    return str(decision_id)


@router.get(
    "/proposal-settings",
    response=list[ProposalSettingsOut],
    operation_id="list_proposal_settings",
)
def list_settings(request: HttpRequest) -> JsonResponse:
    """What holds where, of areas that the caller administers."""
    rows = every_settings(actor=who(request, policies.governs_proposals))
    return JsonResponse([_settings_out(row) for row in rows], safe=False)


@router.put(
    "/proposal-settings", response=ProposalSettingsOut, operation_id="set_proposal_settings"
)
def set_settings(request: HttpRequest, body: ProposalSettingsIn) -> JsonResponse:
    """Say what holds in an area and below it, from now on."""
    row = setting.set_proposal_settings(actor=signed_in(request), now=now(), **body.dict())
    return JsonResponse(_settings_out(row))


@router.delete(
    "/proposal-settings/{settings_id}",
    response={204: None},
    operation_id="remove_proposal_settings",
)
def remove_settings(request: HttpRequest, settings_id: UUID) -> HttpResponse:
    """Let what is set above an area hold there again."""
    actor = who(request, policies.governs_proposals)
    setting.remove_proposal_settings(actor=actor, settings_id=settings_id, now=now())
    return HttpResponse(status=204)


def _moderator(request: HttpRequest) -> Actor:
    return who(request, policies.moderates)


def _settings_out(row: ProposalSettings) -> dict[str, object]:
    names = (
        "id", "area_id", "support_threshold", "answer_working_days", "moderation",
        "account_age_hours", "version",
    )  # fmt: skip
    code = row.provision.code if row.provision else None
    return {name: getattr(row, name) for name in names} | {"provision": code}
