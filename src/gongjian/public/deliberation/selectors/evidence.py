"""What an initiative or the trail takes of a proposal as evidence: by reference, as everybody reads
it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import keyset_page
from gongjian.foundation.kernel.references import reference_of, split_reference
from gongjian.public.deliberation.models import Proposal, State


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
