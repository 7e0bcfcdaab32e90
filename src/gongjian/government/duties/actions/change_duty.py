"""Changing a duty: the old version ends, the next one begins."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.duties import policies
from gongjian.government.duties.actions.write_duty import DutyTerms, check_terms, write_duty
from gongjian.government.duties.events import DutyChanged
from gongjian.government.duties.models import Duty
from gongjian.government.duties.selectors.duties import get_newest_locked


def change_duty(
    *,
    actor: Actor,
    duty_id: UUID,
    terms: DutyTerms,
    in_force_from: date,
    in_force_until: date | None = None,
    now: datetime,
) -> Duty:
    """Let other terms hold from a day on; cases dispatched before keep the old version.

    Raises
    ------
    NotFound
        There is no such duty.
    NotAllowed
        The actor is not an administrator of its area.
    DutySuperseded
        This is not its newest version, or it has ended.
    Invalid
        The terms name what is not there, or the dates are wrong.
    """
    with transaction.atomic():
        old = get_newest_locked(duty_id)
        policies.require_can_edit_duties_in(actor, old.area.path if old.area else "")
        check_terms(terms, first=in_force_from, last=in_force_until)
        if in_force_from < old.in_force_from:
            words = _("Not before %(day)s, when the present version began.")
            raise Invalid(fields={"in_force_from": [words % {"day": old.in_force_from}]})
        close_version(old, in_force_from - timedelta(days=1), now=now)
        old.save(update_fields=["in_force_until", "withdrawn_at"])
        new = Duty(
            line=old.line,
            version=old.version + 1,
            category=old.category,
            area=old.area,
            in_force_from=in_force_from,
            in_force_until=in_force_until,
        )
        write_duty(new, terms, actor=actor, act="duty_changed", now=now)
        outbox.add(DutyChanged(duty_id=new.pk))
    return new


def close_version(duty: Duty, last_day: date, *, now: datetime) -> None:
    """Let a version end with a day; one that was in force on no day by then is taken back.

    Saves nothing.
    """
    if last_day < duty.in_force_from:
        duty.withdrawn_at = now
    elif duty.in_force_until is None or last_day < duty.in_force_until:
        duty.in_force_until = last_day
