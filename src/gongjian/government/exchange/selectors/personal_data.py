"""What the exchange holds of one person, as they may take it with them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.government.exchange.models import Correction, DataQuery
from gongjian.government.exchange.selectors.own_looks import known_numbers, own_rows


def export_person(*, actor: Actor, user_id: UUID, on: date) -> dict[str, Any]:
    """All of it, in values JSON can hold or times; of looks those that they are shown by then.

    Raises
    ------
    NotAllowed
        It is somebody else's.
    """
    if actor.user_id != user_id or actor.api_key_id is not None:
        raise NotAllowed
    doubts = Correction.objects.filter(raised_by=user_id).select_related("dataset")
    return {
        "numbers": [
            {"scheme": one.scheme, "verified_at": one.verified_at, "how": one.verified_how}
            for one in known_numbers(actor)
        ],
        "looks": [_look(row, actor) for row in own_rows(actor, on).order_by("-asked_at", "-id")],
        "doubts": [
            {
                "number": one.shown_number,
                "dataset": one.dataset.title,
                "field": one.field_name,
                "text": one.text,
                "answer": one.answer,
                "at": one.raised_at,
            }
            for one in doubts.order_by("raised_at", "id")
        ],
    }


def _look(row: DataQuery, actor: Actor) -> dict[str, Any]:
    is_own = row.case is not None and row.case.requester_id == actor.user_id
    return {
        "at": row.asked_at,
        "who": row.consumer.name,
        "source": row.provider.name if row.provider else "",
        "dataset": row.dataset.title if row.dataset else "",
        "fields": row.field_names,
        "given": row.given_fields,
        "purpose": row.purpose,
        "provisions": row.provisions,
        "case": row.case.shown_number if row.case and is_own else "",
        "checks": row.checks,
        "outcome": row.outcome,
        "as_of": row.as_of,
        "sealed_until": row.sealed_until.isoformat() if row.sealed_until else "",
        "decision": row.decision,
        "answer_proof": row.answer_proof,
    }
