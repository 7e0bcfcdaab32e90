"""Erasing somebody everywhere: from what each app keeps of them, then their account, together or
not at all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.exchange import interface as exchange
from gongjian.government.services import interface as services
from gongjian.market.initiatives import interface as initiatives
from gongjian.market.procurement import interface as procurement
from gongjian.public.budgeting import interface as budgeting
from gongjian.public.deliberation import interface as deliberation


def erase_personal_data(*, actor: Actor, user_id: UUID, now: datetime) -> int:
    """Take everything personal of one's own away and close the account; return how many cases.

    Raises
    ------
    NotAllowed, NotFound, LastAdministrator
        As erasing an account does.
    """
    with transaction.atomic():
        services.erase_person(actor=actor, user_id=user_id, now=now)
        count = cases.erase_person(actor=actor, user_id=user_id, now=now)
        deliberation.erase_person(actor=actor, user_id=user_id, now=now)
        budgeting.erase_person(actor=actor, user_id=user_id, now=now)
        procurement.erase_person(actor=actor, user_id=user_id, now=now)
        initiatives.erase_person(actor=actor, user_id=user_id, now=now)
        exchange.erase_person(actor=actor, user_id=user_id, now=now)
        people.erase_account(actor=actor, user_id=user_id, now=now)
    return count
