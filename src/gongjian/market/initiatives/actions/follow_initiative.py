from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Unauthenticated
from gongjian.market.initiatives.models import Initiative, InitiativeFollow
from gongjian.market.initiatives.rules import InitiativeStep
from gongjian.market.initiatives.selectors import initiatives


def follow_initiative(*, actor: Actor, initiative_id: UUID, now: datetime) -> bool:
    """Be told what happens to an initiative; False where that was so before.

    Raises
    ------
    NotFound, Unauthenticated
        As for every step.
    """
    if actor.user_id is None:
        raise Unauthenticated
    with transaction.atomic():
        initiative = initiatives.get_locked(
            actor=actor, initiative_id=initiative_id, step=InitiativeStep.FOLLOW
        )
        follows = InitiativeFollow.objects.filter(initiative=initiative, user=actor.user_id)
        if follows.exists():
            return False
        InitiativeFollow.objects.create(initiative=initiative, user_id=actor.user_id, at=now)
        _count(initiative.pk, 1)
    return True


def unfollow_initiative(*, actor: Actor, initiative_id: UUID) -> bool:
    """Be told no more. False where nobody followed.

    Raises
    ------
    NotFound, Unauthenticated
        As for every step.
    """
    if actor.user_id is None:
        raise Unauthenticated
    with transaction.atomic():
        initiative = initiatives.get_locked(
            actor=actor, initiative_id=initiative_id, step=InitiativeStep.FOLLOW
        )
        gone, _rows = InitiativeFollow.objects.filter(
            initiative=initiative, user=actor.user_id
        ).delete()
        if gone:
            _count(initiative.pk, -1)
    return bool(gone)


def _count(initiative_id: UUID, count: int) -> None:
    rows = Initiative.objects.filter(pk=initiative_id)
    rows.update(follower_count=F("follower_count") + count)
