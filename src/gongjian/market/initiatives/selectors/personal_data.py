"""What initiatives hold of one person, as they may take it with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.market.initiatives.models import Initiative, InitiativeEvent, InitiativeFollow


def export_person(*, actor: Actor, user_id: UUID) -> dict[str, Any]:
    """All of it, in values JSON can hold or times.

    Raises
    ------
    NotAllowed
        It is somebody else's.
    """
    if actor.user_id != user_id or actor.api_key_id is not None:
        raise NotAllowed
    follows = InitiativeFollow.objects.filter(user=user_id).select_related("initiative")
    managed = Initiative.objects.filter(manager=user_id).order_by("id")
    acts = InitiativeEvent.objects.filter(actor=f"user:{user_id}").select_related("initiative")
    return {
        "followed": [
            {"initiative": one.initiative.shown_number, "since": one.at}
            for one in follows.order_by("id")
        ],
        "managed": [one.shown_number for one in managed],
        "done": [
            {
                "initiative": one.initiative.shown_number,
                "what": one.name,
                "at": one.at,
                "text": one.text,
            }
            for one in acts.order_by("id")
        ],
    }
