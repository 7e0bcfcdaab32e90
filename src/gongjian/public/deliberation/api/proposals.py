"""Proposals by programme: read, write, support, follow; and the steps of their authors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.actions.edit_proposal import edit_proposal, withdraw_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_proposal
from gongjian.public.deliberation.actions.follow_proposal import (
    follow_proposal,
    unfollow_proposal,
)
from gongjian.public.deliberation.actions.merge_proposal import merge_proposal
from gongjian.public.deliberation.actions.support_proposal import (
    support_proposal,
    unsupport_proposal,
)
from gongjian.public.deliberation.actions.write_proposal import ProposalDraft, write_proposal
from gongjian.public.deliberation.api.callers import signed_in
from gongjian.public.deliberation.api.proposal_outputs import (
    answer_out,
    entry_out,
    is_shown_in_full,
    proposal_out,
    version_out,
)
from gongjian.public.deliberation.api.proposal_schemas import (
    ProposalChangeIn,
    ProposalEntryOut,
    ProposalFlagIn,
    ProposalMergeIn,
    ProposalRulesOut,
    ProposalRulesQuery,
    ProposalVersionOut,
    PublicProposalIn,
    PublicProposalOut,
    PublicProposalPage,
    PublicProposalQuery,
    PublicProposalSeen,
    SimilarIn,
    WithdrawalIn,
)
from gongjian.public.deliberation.author_names import author_name
from gongjian.public.deliberation.models import FlagReason, Proposal, State
from gongjian.public.deliberation.policies import proposals as policies
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.selectors import proposal_lists, proposals
from gongjian.public.deliberation.selectors.proposal_lists import ProposalFilters, Sort
from gongjian.public.deliberation.selectors.proposal_settings import settings_of
from gongjian.public.deliberation.selectors.proposal_timelines import timeline
from gongjian.public.deliberation.selectors.similar_proposals import similar_proposals

router = Router()


def found_by(request: HttpRequest, number: str) -> Proposal:
    return proposals.get_proposal(actor=actor_of(request), number=number)


def show_one(request: HttpRequest, number: str, *, status: int = 200) -> JsonResponse:
    """One proposal as this caller may know it by now."""
    actor, found = actor_of(request), found_by(request, number)
    into = found.merged_into
    before = proposals.support_to_move(actor, found)
    return JsonResponse(
        {
            **proposal_out(found, now(), in_full=is_shown_in_full(actor, found)),
            "author": author_name(found),
            "is_own": policies.is_author(actor, found),
            "is_supporting": proposals.is_supporting(actor, found),
            "is_following": proposals.is_following(actor, found),
            "steps": sorted(proposals.offered_steps(actor=actor, proposal=found)),
            "answers": [answer_out(one) for one in proposals.answers_to(found)],
            "merged_into": into.shown_number if into and policies.may_see(actor, into) else None,
            "may_take_support_from": before.proposal.shown_number if before else None,
        },
        status=status,
    )


def shown_created(request: HttpRequest, number: str) -> JsonResponse:
    return show_one(request, number, status=201)


@router.get("/proposals", response=PublicProposalPage, operation_id="list_proposals")
def list_many(request: HttpRequest, query: Query[PublicProposalQuery]) -> JsonResponse:
    """Public proposals, narrowed by filters and words."""
    area = duties.get_area(query.area_id) if query.area_id else None
    category = duties.get_known_category(query.category_id) if query.category_id else None
    filters = ProposalFilters(
        state=State(query.state.value) if query.state else None,
        is_answered=query.is_answered,
        words=query.q,
        **proposal_lists.narrowed_proposals(area=area, category=category),
    )
    page = proposal_lists.list_proposals(
        filters=filters, sort=Sort(query.sort), cursor=query.cursor, size=query.size
    )
    items = [proposal_out(one, now()) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post("/proposals", response={201: PublicProposalSeen}, operation_id="write_proposal")
@creates(shown_created)
def write(request: HttpRequest, body: PublicProposalIn) -> str:
    """Propose something. It is public at once, or waits for a moderator where its area says so."""
    limit_hour(request, "write-proposal", rules.WRITTEN_AN_HOUR, now())
    draft = ProposalDraft(**body.dict())
    return write_proposal(actor=actor_of(request), draft=draft, now=now()).number


@router.post(
    "/proposals/similar", response=list[PublicProposalOut], operation_id="get_similar_proposals"
)
def similar(request: HttpRequest, body: SimilarIn) -> JsonResponse:
    """Public proposals that may ask for the same, best first. Nothing is kept."""
    at = now()
    limit_hour(request, "like-proposals", rules.LOOKUPS_AN_HOUR, at)
    path = duties.get_area(body.area_id).path if body.area_id else ""
    found = similar_proposals(title=body.title, text=body.text[:2_000], area_path=path)
    return JsonResponse([proposal_out(one.proposal, at) for one in found], safe=False)


@router.get("/proposal-rules", response=ProposalRulesOut, operation_id="get_proposal_rules")
def read_rules(request: HttpRequest, query: Query[ProposalRulesQuery]) -> JsonResponse:
    """What holds for proposals in an area; without one, in the whole town."""
    holds = settings_of(duties.get_area(query.area_id).path if query.area_id else "")
    return JsonResponse(
        {
            "support_threshold": holds.support_threshold,
            "answer_working_days": holds.answer_working_days,
            "moderation": holds.moderation,
            "account_age_hours": holds.account_age_hours,
            "provision": holds.provision.code if holds.provision else None,
        }
    )


@router.get(
    "/proposals/{proposal_number}", response=PublicProposalSeen, operation_id="get_proposal"
)
def read_one(request: HttpRequest, proposal_number: str) -> JsonResponse:
    """One proposal with its answers, and the steps that this caller may take now."""
    return show_one(request, proposal_number)


@router.put(
    "/proposals/{proposal_number}", response=PublicProposalSeen, operation_id="change_proposal"
)
def change(request: HttpRequest, proposal_number: str, body: ProposalChangeIn) -> JsonResponse:
    """Give one's own proposal other words, until its threshold is reached."""
    found = found_by(request, proposal_number)
    edit_proposal(actor=actor_of(request), proposal_id=found.pk, now=now(), **body.dict())
    return show_one(request, proposal_number)


@router.get(
    "/proposals/{proposal_number}/versions",
    response=list[ProposalVersionOut],
    operation_id="list_proposal_versions",
)
def list_versions(request: HttpRequest, proposal_number: str) -> JsonResponse:
    """What it said, the newest first; at most 200."""
    found = found_by(request, proposal_number)
    in_full = is_shown_in_full(actor_of(request), found)
    versions = [version_out(one, in_full=in_full) for one in proposals.versions_of(found)]
    return JsonResponse(versions, safe=False)


@router.get(
    "/proposals/{proposal_number}/timeline",
    response=list[ProposalEntryOut],
    operation_id="get_proposal_timeline",
)
def read_timeline(request: HttpRequest, proposal_number: str) -> JsonResponse:
    """What happened to it, oldest first, as far as this caller may know; at most 300."""
    found = found_by(request, proposal_number)
    events = timeline(actor=actor_of(request), proposal=found)
    return JsonResponse([entry_out(one) for one in events], safe=False)


@router.put(
    "/proposals/{proposal_number}/support",
    response=PublicProposalSeen,
    operation_id="support_proposal",
)
def support(request: HttpRequest, proposal_number: str) -> JsonResponse:
    """Support it: once a person, however often it is sent. Where the caller supported one that was
    merged into it, that support is taken along."""
    at, found = now(), found_by(request, proposal_number)
    limit_hour(request, "support-proposal", rules.SUPPORTS_AN_HOUR, at)
    support_proposal(actor=actor_of(request), proposal_id=found.pk, now=at)
    return show_one(request, proposal_number)


@router.delete(
    "/proposals/{proposal_number}/support",
    response=PublicProposalSeen,
    operation_id="unsupport_proposal",
)
def unsupport(request: HttpRequest, proposal_number: str) -> JsonResponse:
    """Take one's support back."""
    at, found = now(), found_by(request, proposal_number)
    limit_hour(request, "support-proposal", rules.SUPPORTS_AN_HOUR, at)
    unsupport_proposal(actor=actor_of(request), proposal_id=found.pk, now=at)
    return show_one(request, proposal_number)


@router.put(
    "/proposals/{proposal_number}/follow",
    response=PublicProposalSeen,
    operation_id="follow_proposal",
)
def follow(request: HttpRequest, proposal_number: str) -> JsonResponse:
    """Be told what happens to it."""
    at, found = now(), found_by(request, proposal_number)
    limit_hour(request, "support-proposal", rules.SUPPORTS_AN_HOUR, at)
    follow_proposal(actor=actor_of(request), proposal_id=found.pk, now=at)
    return show_one(request, proposal_number)


@router.delete(
    "/proposals/{proposal_number}/follow",
    response=PublicProposalSeen,
    operation_id="unfollow_proposal",
)
def unfollow(request: HttpRequest, proposal_number: str) -> JsonResponse:
    """Be told no more."""
    found = found_by(request, proposal_number)
    limit_hour(request, "support-proposal", rules.SUPPORTS_AN_HOUR, now())
    unfollow_proposal(actor=actor_of(request), proposal_id=found.pk)
    return show_one(request, proposal_number)


@router.post(
    "/proposals/{proposal_number}/withdraw",
    response=PublicProposalSeen,
    operation_id="withdraw_proposal",
)
@creates(show_one)
def withdraw(request: HttpRequest, proposal_number: str, body: WithdrawalIn) -> str:
    """Take one's own proposal back, until its threshold is reached."""
    found = found_by(request, proposal_number)
    withdraw_proposal(actor=actor_of(request), proposal_id=found.pk, now=now(), **body.dict())
    return proposal_number


@router.post(
    "/proposals/{proposal_number}/merge",
    response=PublicProposalSeen,
    operation_id="merge_proposal",
)
@creates(show_one)
def merge(request: HttpRequest, proposal_number: str, body: ProposalMergeIn) -> str:
    """End it as part of another one: by its author or a moderator."""
    found = found_by(request, proposal_number)
    merge_proposal(actor=actor_of(request), proposal_id=found.pk, now=now(), **body.dict())
    return proposal_number


@router.post(
    "/proposals/{proposal_number}/flag", response={204: None}, operation_id="flag_proposal"
)
def flag(request: HttpRequest, proposal_number: str, body: ProposalFlagIn) -> HttpResponse:
    """Ask a moderator to look at it; once a person until that is decided."""
    at, found = now(), found_by(request, proposal_number)
    limit_hour(request, "flag-proposal", rules.FLAGS_AN_HOUR, at)
    flag_proposal(
        actor=actor_of(request), proposal_id=found.pk, reason=FlagReason(body.reason),
        text=body.text, now=at,
    )  # fmt: skip
    return HttpResponse(status=204)


@router.get("/my/proposals", response=PublicProposalPage, operation_id="list_my_proposals")
def list_mine(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """What the caller proposed, in whatever state; the newest first."""
    page = proposal_lists.my_proposals(
        actor=signed_in(request), cursor=query.cursor, size=query.size
    )
    items = [proposal_out(one, now(), in_full=not one.is_public) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/my/supported-proposals", response=PublicProposalPage, operation_id="list_supported_proposals"
)
def list_supported(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """What the caller supports, the latest first."""
    page = proposal_lists.my_supported(
        actor=signed_in(request), cursor=query.cursor, size=query.size
    )
    items = [proposal_out(one.proposal, now()) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/my/followed-proposals", response=PublicProposalPage, operation_id="list_followed_proposals"
)
def list_followed(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """What the caller follows, the latest first."""
    page = proposal_lists.my_followed(
        actor=signed_in(request), cursor=query.cursor, size=query.size
    )
    items = [proposal_out(one.proposal, now()) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})
