"""What an initiative or the trail takes of a proposal as evidence: by reference, as everybody reads
it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import keyset_page
from gongjian.foundation.kernel.references import reference_of, split_reference
from gongjian.public.deliberation.models import (
    Proposal,
    ProposalFollow,
    ProposalSupport,
    State,
)
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.selectors.consultations import ANNOUNCED, get_consultation
from gongjian.public.deliberation.selectors.proposals import get_proposal


@dataclass(frozen=True, slots=True)
class ProposalEvidence:
    """A public proposal, and what was answered to it last."""

    reference: str
    """``"proposal:0192…"``, for the trail."""
    number: str
    title: str
    language: str
    state: str
    support_count: int
    comment_count: int
    area_id: UUID | None
    department_id: UUID | None
    outcome: str
    """"" while there is no answer."""
    answer: str
    cost_minor: int | None
    currency: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """Some of them, and the cursor of the next page ("" : this is the last)."""

    items: list[ProposalEvidence]
    next_cursor: str


def proposal_evidence(*, reference: str) -> ProposalEvidence:
    """The public proposal of a reference; two queries.

    Raises
    ------
    NotFound
        It is no reference of a proposal, or of none that everybody may read.
    """
    try:
        kind, key = split_reference(reference)
    except ValueError as error:
        raise NotFound from error
    found = Proposal.objects.filter(pk=key, is_public=True).first() if kind == "proposal" else None
    if found is None:
        raise NotFound
    return _evidence(found)


def accepted_proposals(*, area_path: str = "", cursor: str = "", size: int = 25) -> EvidencePage:
    """Public proposals that were accepted, the newest first: what an initiative may begin with."""
    rows = Proposal.objects.filter(state=State.ADOPTED, is_public=True)
    if area_path:
        rows = rows.filter(area_path__startswith=area_path)
    page = keyset_page(
        rows.prefetch_related("answers"), order=("-published_at", "-id"), cursor=cursor, size=size
    )
    return EvidencePage([_evidence(one) for one in page.items], page.next_cursor)


def _evidence(found: Proposal) -> ProposalEvidence:
    last = max(found.answers.all(), key=lambda answer: answer.pk, default=None)
    return ProposalEvidence(
        reference=reference_of(found), number=found.number, title=found.public_title,
        language=found.language, state=found.state, support_count=found.support_count,
        comment_count=found.comment_count, area_id=found.area_id,
        department_id=found.department_id, outcome=last.outcome if last else "",
        answer=last.text if last else "", cost_minor=last.cost_minor if last else None,
        currency=last.currency if last else "", answered_at=last.answered_at if last else None,
    )  # fmt: skip


def proposal_id_of(*, actor: Actor, number: str) -> UUID:
    """The key of a proposal that the actor may see. Raises NotFound."""
    return get_proposal(actor=actor, number=number).pk


def consultation_id_of(*, actor: Actor, number: str) -> UUID:
    """The key of a consultation that the actor may see. Raises NotFound."""
    return get_consultation(actor=actor, number=number).pk


def concluded_references(
    *, now: datetime, cursor: str = "", size: int = 25
) -> tuple[list[str], str]:
    """References of consultations that are over, the latest announced first, and the next
    cursor."""
    rows = Consultation.objects.filter(ANNOUNCED, closes_at__lte=now)
    page = keyset_page(rows, order=("-announced_at", "-id"), cursor=cursor, size=size)
    return [reference_of(one) for one in page.items], page.next_cursor


def people_of_proposal(
    proposal_id: UUID, *, after: str, size: int
) -> tuple[list[UUID], list[tuple[str, str]], str]:
    """Who wrote, supports or follows a proposal: the next ``size`` of them, nobody without an
    account, and where those after them begin ("" : there are none). Two queries at most."""
    part, _colon, last = after.partition(":")
    users: list[UUID] = []
    if not after:
        written = Proposal.objects.filter(pk=proposal_id).values_list("author", flat=True)
        users = [key for key in written if key is not None]
        part = "support"
    model = ProposalSupport if part == "support" else ProposalFollow
    rows = model.objects.filter(proposal=proposal_id, user__isnull=False)
    if last:
        rows = rows.filter(pk__gt=UUID(last))
    found = list(rows.order_by("id").values_list("pk", "user_id")[:size])
    users += [key for _pk, key in found]
    if len(found) == size:
        return users, [], f"{part}:{found[-1][0]}"
    return users, [], "follow:" if part == "support" else ""
