"""Erasing a person from proposals and consultations: docs/reference/personal-data.md says what
becomes of what they wrote, and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people import interface as people
from gongjian.public.deliberation.actions.erase_participant import erase_participant
from gongjian.public.deliberation.actions.erase_proposals import erase_proposals


def erase_person(*, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Take an account's holder out of all they proposed, said, supported, flagged and voted.

    Before people.interface.erase_account, in its transaction: names are masked by the account's.

    Raises
    ------
    NotAllowed
        It is neither the person nor a job of the town's own.
    """
    people.require_may_erase(actor, user_id)
    with transaction.atomic():
        user = people.User.objects.get(pk=user_id)
        erase_proposals(user, now=now)
        erase_participant(user)
