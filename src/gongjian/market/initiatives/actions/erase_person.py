"""Erasing a person from initiatives: what they decided stays, that it was they goes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.foundation.trail import interface as trail
from gongjian.market.initiatives.models import Initiative, InitiativeEvent, InitiativeFollow

ERASED_ACTOR = "erased"


def erase_person(*, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Take an account's holder out of what they follow, manage and did.

    Before people.interface.erase_account, in its transaction.

    Raises
    ------
    NotAllowed
        It is neither the person nor a job of the town's own.
    """
    people.require_may_erase(actor, user_id)
    reference = f"user:{user_id}"
    with transaction.atomic():
        follows = InitiativeFollow.objects.filter(user=user_id)
        followed = list(follows.values_list("initiative", flat=True).order_by("initiative"))
        follows.delete()
        Initiative.objects.filter(pk__in=followed).update(follower_count=F("follower_count") - 1)
        Initiative.objects.filter(manager=user_id).update(manager=None)
        events = InitiativeEvent.objects.filter(actor=reference)
        for key in sorted(set(events.values_list("initiative", flat=True))):
            subject = f"initiative:{key}"
            ledger.forget(subject, actor=reference)
            trail.forget_linker(reference, subject)
        events.update(actor=ERASED_ACTOR)
