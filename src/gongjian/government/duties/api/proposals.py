"""Proposed changes of the register."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.duties import policies
from gongjian.government.duties.actions import accept_duty_proposal as accepting
from gongjian.government.duties.actions import decline_duty_proposal as declining
from gongjian.government.duties.actions.write_duty import DutyTerms
from gongjian.government.duties.api.schemas import (
    AcceptIn,
    DeclineIn,
    ProposalOut,
    ProposalPage,
    proposal_out,
)
from gongjian.government.duties.selectors.proposals import get_proposal, list_proposals

router = Router()


class ProposalsQuery(PageQuery):
    is_open: bool = True


@router.get("/duty-proposals", response=ProposalPage, operation_id="list_duty_proposals")
def list_many(request: HttpRequest, query: Query[ProposalsQuery]) -> JsonResponse:
    """Open proposals, or decided ones, the newest first."""
    policies.require_can_see_proposals(actor_of(request))
    page = list_proposals(
        actor=actor_of(request), is_open=query.is_open, cursor=query.cursor, size=query.size
    )
    items = [proposal_out(proposal) for proposal in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/duty-proposals/{uuid:proposal_id}", response=ProposalOut, operation_id="get_duty_proposal"
)
def read_proposal(request: HttpRequest, proposal_id: UUID) -> JsonResponse:
    """One proposal."""
    return _shown(request, proposal_id)


@router.post(
    "/duty-proposals/{uuid:proposal_id}/accept",
    response=ProposalOut,
    operation_id="accept_duty_proposal",
)
@creates(lambda request, made: _shown(request, UUID(made)))
def accept_duty_proposal(request: HttpRequest, proposal_id: UUID, body: AcceptIn) -> str:
    """Change the register; administrators of the area only."""
    proposal = accepting.accept_duty_proposal(
        actor=actor_of(request),
        proposal_id=proposal_id,
        area_id=body.area_id,
        terms=DutyTerms(
            lead_department_id=body.lead_department_id,
            supporting_department_ids=tuple(body.supporting_department_ids),
            deadline_working_days=body.deadline_working_days,
            provision_id=body.provision_id,
            note=body.note,
        ),
        in_force_from=body.in_force_from,
        reason=body.reason,
        now=now(),
    )
    return str(proposal.pk)


@router.post(
    "/duty-proposals/{uuid:proposal_id}/decline",
    response=ProposalOut,
    operation_id="decline_duty_proposal",
)
def decline_duty_proposal(request: HttpRequest, proposal_id: UUID, body: DeclineIn) -> JsonResponse:
    """Leave the register as it is; administrators of the area only."""
    proposal = declining.decline_duty_proposal(
        actor=actor_of(request), proposal_id=proposal_id, reason=body.reason, now=now()
    )
    return JsonResponse(proposal_out(proposal))


def _shown(request: HttpRequest, proposal_id: UUID) -> JsonResponse:
    proposal = get_proposal(actor=actor_of(request), proposal_id=proposal_id)
    return JsonResponse(proposal_out(proposal))
