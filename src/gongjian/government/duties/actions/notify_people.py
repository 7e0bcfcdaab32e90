"""Telling whom a proposed change of the register concerns: who decides it, and who made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.text import format_lazy

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.ids import show_number
from gongjian.foundation.people import interface as people
from gongjian.government.duties import notice_texts as texts
from gongjian.government.duties.models import DutyProposal, ProposalState
from gongjian.methods.personal_data import mask_personal_data


def tell_proposed(*, proposal_ids: Sequence[UUID], now: datetime) -> None:
    """Tell the administrators who may decide these proposals; a second time, nobody is told.

    Whoever proposed it needs not be told, even where they administer the register.
    """
    people.notify(drafts=[_proposed(proposal) for proposal in _with(proposal_ids)], now=now)


def tell_open_proposals(*, now: datetime) -> None:
    """The same for all that wait, where a town was filled with its past without announcing it."""
    waiting = DutyProposal.objects.filter(state=ProposalState.OPEN).order_by("pk")
    tell_proposed(proposal_ids=list(waiting.values_list("pk", flat=True)), now=now)


def tell_decided(*, proposal_ids: Sequence[UUID], now: datetime) -> None:
    """Tell whoever settled the dispute what became of the offer; a second time, nobody is told."""
    people.notify(
        drafts=[draft for proposal in _with(proposal_ids) for draft in _decided(proposal)], now=now
    )


def _with(proposal_ids: Sequence[UUID]) -> list[DutyProposal]:
    found = DutyProposal.objects.filter(pk__in=proposal_ids)
    return list(found.select_related("category", "area", "department").order_by("pk"))


def _proposed(proposal: DutyProposal) -> people.NoticeDraft:
    administrators = _holding(proposal, Role.ADMINISTRATOR)
    facts = _facts(proposal, proposal.reason)
    return people.NoticeDraft(
        event=f"dutyproposal:{proposal.pk}",
        topic=texts.REGISTER.code,
        reason=format_lazy(texts.YOU_ADMINISTER, **facts),
        subject=format_lazy(texts.PROPOSED_SUBJECT, **facts),
        body=format_lazy(texts.PROPOSED_BODY, **facts),
        path=reverse("duty_proposal", args=[proposal.pk]),
        users=[user for user in administrators if f"user:{user.pk}" != proposal.proposed_by],
    )


def _decided(proposal: DutyProposal) -> Iterator[people.NoticeDraft]:
    if proposal.decided_by == proposal.proposed_by:
        return
    may_propose = _holding(proposal, Role.DISPATCHER, Role.ADMINISTRATOR)
    is_accepted = proposal.state == ProposalState.ACCEPTED
    subject = texts.ACCEPTED_SUBJECT if is_accepted else texts.DECLINED_SUBJECT
    body = texts.ACCEPTED_BODY if is_accepted else texts.DECLINED_BODY
    facts = _facts(proposal, proposal.decision_reason)
    yield people.NoticeDraft(
        event=f"dutyproposal:{proposal.pk}:decided",
        topic=texts.REGISTER.code,
        reason=format_lazy(texts.YOU_PROPOSED, **facts),
        subject=format_lazy(subject, **facts),
        body=format_lazy(body, **facts),
        path=reverse("duty_proposal", args=[proposal.pk]),
        users=[user for user in may_propose if f"user:{user.pk}" == proposal.proposed_by],
    )


def _holding(proposal: DutyProposal, *roles: Role) -> list[people.User]:
    area_path = proposal.area.path if proposal.area else ""
    return people.users_with_role(*roles, area_path=area_path, in_any_organisation=True)


def _facts(proposal: DutyProposal, text: str) -> dict[str, object]:
    return {
        "category": proposal.category.name,
        "area": proposal.area.name if proposal.area else texts.EVERYWHERE,
        "department": proposal.department.name,
        "number": show_number(proposal.case_number),
        # Letters leave the house: what people wrote is masked.
        "text": mask_personal_data(text),
    }
