"""Paid proofs of concept as open contracting tells of them, from the decision on."""

from __future__ import annotations

from typing import Any

from gongjian.foundation.people.interface import Organisation
from gongjian.market.open_contracting.interface import amount, day_begun, moment, reference
from gongjian.market.procurement.models import Call, ProofOfConcept, ProofState

Json = dict[str, Any]


def proofs_section(call: Call, roles: list[tuple[Organisation, str]]) -> list[Json]:
    """What was decided about each, and what was paid; [] where the stage pays nobody."""
    if not call.stage.is_paid:
        return []
    rows = ProofOfConcept.objects.filter(call=call).select_related("company__organisation")
    return [_proof(one, call, roles) for one in rows.order_by("id")]


def _proof(proof: ProofOfConcept, call: Call, roles: list[tuple[Organisation, str]]) -> Json:
    maker = proof.company.organisation
    roles.append((maker, "tenderer"))
    told: Json = {
        "id": str(proof.pk),
        "tenderer": reference(maker),
        "status": proof.state,
        "date": moment(proof.decided_at),
        "valuePromised": amount(proof.due_minor, call.currency),
    }
    if proof.reason:
        told["statusReason"] = proof.reason
    if proof.state == ProofState.PAID and proof.paid_on is not None:
        roles += [(call.buyer, "payer"), (maker, "payee")]
        told["transaction"] = {
            "id": str(proof.pk),
            "date": day_begun(proof.paid_on),
            "value": amount(proof.paid_minor, call.currency),
            "payer": reference(call.buyer),
            "payee": reference(maker),
        }
    return told
