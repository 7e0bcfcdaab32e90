"""What contracts come to is noted in the history of the initiative that they carry out, once; from
there whoever is behind its evidence is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import split_reference
from gongjian.market.initiatives.actions.write_event import write_event
from gongjian.market.initiatives.models import Initiative, InitiativeEvent
from gongjian.market.procurement import interface as procurement


def note_contract_steps(*, event_ids: Sequence[UUID], now: datetime) -> int:
    """Note these events of calls, as far as they are told; a second time, none."""
    noted = 0
    for step in procurement.contract_steps(event_ids):
        with transaction.atomic():
            key = split_reference(step.initiative_ref)[1]
            initiative = Initiative.objects.select_for_update(no_key=True).filter(pk=key).first()
            known = InitiativeEvent.objects.filter(
                initiative=key, data__call_event=str(step.event_id)
            )
            if initiative is None or known.exists():
                continue
            write_event(
                initiative, actor=Actor.system("contracts"), name=step.name, now=step.at,
                data={
                    "call_event": str(step.event_id),
                    "contract": step.contract_number,
                    "milestone": step.milestone_number,
                    "title": step.milestone_title,
                },
            )  # fmt: skip
            noted += 1
    return noted
