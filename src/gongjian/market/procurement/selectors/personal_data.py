"""What calls and companies hold of one person, as they may take it with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.market.procurement.models import CallFollow, CallQuestion, CallTrustee
from gongjian.market.procurement.selectors.companies import own_companies


def export_person(*, actor: Actor, user_id: UUID) -> dict[str, Any]:
    """All of it, in values JSON can hold or times.

    Raises
    ------
    NotAllowed
        It is somebody else's.
    """
    if actor.user_id != user_id or actor.api_key_id is not None:
        raise NotAllowed
    questions = CallQuestion.objects.filter(asker=user_id).select_related("call")
    follows = CallFollow.objects.filter(user=user_id).select_related("call")
    trusted = CallTrustee.objects.filter(user=user_id).select_related("call")
    return {
        "companies": [{"code": one.code, "name": one.name} for one in own_companies(actor)],
        "questions": [
            {
                "call": one.call.shown_number,
                "number": one.number,
                "text": one.text,
                "asked_at": one.asked_at,
            }
            for one in questions.order_by("id")
        ],
        "follows": [
            {"call": one.call.shown_number, "at": one.at} for one in follows.order_by("id")
        ],
        "trustee_of": [
            {"call": one.call.shown_number, "key_given_at": one.key_given_at}
            for one in trusted.order_by("id")
        ],
    }
