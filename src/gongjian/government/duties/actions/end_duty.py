"""Ending a duty without a successor."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import policies
from gongjian.government.duties.actions.change_duty import close_version
from gongjian.government.duties.events import DutyEnded
from gongjian.government.duties.models import Duty
from gongjian.government.duties.selectors.duties import get_newest_locked


def end_duty(*, actor: Actor, duty_id: UUID, last_day: date, now: datetime) -> Duty:
    """Let a duty end with a day; a day before it began takes it back.

    Raises
    ------
    NotFound, NotAllowed, DutySuperseded
        As for a change.
    """
    with transaction.atomic():
        duty = get_newest_locked(duty_id)
        policies.require_can_edit_duties_in(actor, duty.area.path if duty.area else "")
        close_version(duty, last_day, now=now)
        duty.save(update_fields=["in_force_until", "withdrawn_at"])
        ledger.record(
            actor,
            "duty_ended",
            reference_of(duty),
            now=now,
            data={
                "last_day": last_day.isoformat(),
                "is_withdrawn": duty.withdrawn_at is not None,
            },
        )
        outbox.add(DutyEnded(duty_id=duty.pk))
    return duty
