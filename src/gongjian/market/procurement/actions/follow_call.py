from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound, Unauthenticated
from gongjian.market.procurement.models import CallFollow
from gongjian.market.procurement.selectors import calls


def follow_call(*, actor: Actor, call_id: UUID, now: datetime) -> bool:
    """Be told what happens to a public call; False where that was so before.

    Raises
    ------
    NotFound, Unauthenticated
    """
    if actor.user_id is None:
        raise Unauthenticated
    call = calls.get_visible(actor=actor, call_id=call_id)
    if not call.is_published:
        raise NotFound
    with transaction.atomic():
        _follow, is_new = CallFollow.objects.get_or_create(
            call=call, user_id=actor.user_id, defaults={"at": now}
        )
    return is_new


def unfollow_call(*, actor: Actor, call_id: UUID) -> bool:
    """Be told no more; False where nobody followed.

    Raises
    ------
    NotFound, Unauthenticated
    """
    if actor.user_id is None:
        raise Unauthenticated
    call = calls.get_visible(actor=actor, call_id=call_id)
    with transaction.atomic():
        gone, _rows = CallFollow.objects.filter(call=call, user=actor.user_id).delete()
    return bool(gone)
