"""Announcing a consultation, and closing it on another day than it was announced with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, WrongState
from gongjian.public.deliberation.actions.consultation_checks import (
    beat,
    clean_text,
    write_consultation_event,
)
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import ConsultationPhase, ConsultationState
from gongjian.public.deliberation.selectors import consultations


def announce_consultation(
    *, actor: Actor, consultation_id: UUID, now: datetime, version: int | None = None
) -> Consultation:
    """Make a draft public; without a day of its own it opens now.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, StaleVersion
        As for `save_consultation`.
    WrongState
        It was announced before.
    Invalid
        It has no day on which it closes, or nothing to vote on.
    """
    with transaction.atomic():
        found = consultations.get_locked(
            actor=actor, consultation_id=consultation_id, version=version
        )
        policies.require_may_hold(actor, found.area_path)
        if found.state != ConsultationState.DRAFT:
            raise WrongState
        opens_at = max(found.opens_at or now, now)
        if found.closes_at is None or found.closes_at <= opens_at:
            raise Invalid(fields={"closes_at": [_("Say until when it is open.")]})
        if not consultations.shown_statements(found).exists():
            raise Invalid(_("There is nothing to vote on yet. Add some statements first."))
        found.state = ConsultationState.ANNOUNCED.value
        found.opens_at, found.announced_at = opens_at, now
        write_consultation_event(found, actor=actor, name="consultation_announced", now=now)
        beat(found.pk)
    return found


def change_closing(
    *,
    actor: Actor,
    consultation_id: UUID,
    closes_at: datetime | None,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Consultation:
    """Close an open consultation on another day, or, without one, now; everybody reads why.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, StaleVersion
        As for `save_consultation`.
    WrongState
        It is not open.
    Invalid
        There is no reason, or the day is past.
    """
    reason = clean_text("reason", reason, rules.REASON_LENGTH)
    if closes_at is not None and closes_at <= now:
        raise Invalid(fields={"closes_at": [_("This lies in the future.")]})
    with transaction.atomic():
        found = consultations.get_locked(
            actor=actor, consultation_id=consultation_id, version=version
        )
        policies.require_may_hold(actor, found.area_path)
        if found.phase(now) != ConsultationPhase.OPEN:
            raise WrongState
        found.closes_at = closes_at or now
        if found.statements_until and found.statements_until > found.closes_at:
            found.statements_until = found.closes_at
        found.closing_reason = reason
        write_consultation_event(
            found, actor=actor, name="consultation_closing_changed", now=now, text=reason,
            data={"closes_at": found.closes_at.isoformat()},
        )  # fmt: skip
        beat(found.pk)
    return found
