"""Proposed changes of the register."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.duties.models import DutyProposal, ProposalState


def get_proposal(*, actor: Actor, proposal_id: UUID) -> DutyProposal:
    """A proposal this actor may see; NotFound otherwise."""
    found = _visible(actor).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound
    return found


def list_proposals(
    *, actor: Actor, is_open: bool, cursor: str = "", size: int = 25
) -> Page[DutyProposal]:
    """Open proposals, or decided ones, the newest first."""
    rows = _visible(actor)
    wanted = Q(state=ProposalState.OPEN)
    rows = rows.filter(wanted if is_open else ~wanted)
    return keyset_page(rows, order=("-proposed_at", "-id"), cursor=cursor, size=size)


def _visible(actor: Actor) -> QuerySet[DutyProposal]:
    """Administrators see those of their areas, dispatchers and auditors all."""
    rows = DutyProposal.objects.select_related(
        "category__parent__parent", "area", "department", "duty"
    )
    if actor.is_system or actor.holds(Role.DISPATCHER, Role.AUDITOR):
        return rows
    seen = Q(pk__in=[])
    for grant in actor.grants_of(Role.ADMINISTRATOR):
        if not grant.area_path:
            return rows
        seen |= Q(area__path__startswith=grant.area_path)
    return rows.filter(seen)
