"""Paid proofs of concept: who was invited to make one, what was decided, what was paid."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from gongjian.market.procurement.contract_errors import ProofNotDelivered
from gongjian.market.procurement.models import Call, Company, ProofOfConcept
from gongjian.market.procurement.selectors.bids import bidding_companies, closing_of


@dataclass(frozen=True, slots=True)
class InvitedProof:
    """One invited company of a paid stage.

    is_delivered: its bid stood when the stage closed; None while that is nobody's business yet.
    """

    company: Company
    is_delivered: bool | None
    proof: ProofOfConcept | None


def proofs_of(call: Call) -> list[InvitedProof]:
    """Every company that was invited to the paid stage of a call; [] where none is."""
    if not call.stage.is_paid:
        return []
    invited = call.invitations.filter(stage_number=call.stage_number)
    delivered = set(_delivered(call))
    is_closed = closing_of(call) is not None
    decided = {one.company_id: one for one in ProofOfConcept.objects.filter(call=call)}
    return [
        InvitedProof(
            company=one.company,
            is_delivered=one.company_id in delivered if is_closed else None,
            proof=decided.get(one.company_id),
        )
        for one in invited.select_related("company__organisation").order_by("id")
    ]


def require_delivered(call: Call, company_id: UUID) -> None:
    """Raise ProofNotDelivered where no bid of the company stood when the paid stage closed."""
    if company_id not in _delivered(call):
        raise ProofNotDelivered


def paid_for_proofs(references: Collection[str]) -> dict[tuple[str, str], int]:
    """What was paid for proofs, by what their calls carry out and by currency; one query."""
    rows = ProofOfConcept.objects.filter(call__initiative_ref__in=set(references), paid_minor__gt=0)
    grouped = rows.values("call__initiative_ref", "call__currency").annotate(paid=Sum("paid_minor"))
    return {
        (row["call__initiative_ref"], row["call__currency"]): row["paid"]
        for row in grouped.order_by()
    }


def _delivered(call: Call) -> list[UUID]:
    if not call.stage.is_paid or closing_of(call) is None:
        return []
    return bidding_companies(call, call.stage_number)
