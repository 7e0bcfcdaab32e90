"""Appealing: the requester says that a rejection was wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Conflict
from gongjian.foundation.law import interface as law
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.clocks import restart_clock
from gongjian.government.cases.actions.urgency import raise_for_words
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import TooLate
from gongjian.government.cases.models import Appeal
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.handling import Against, Decision
from gongjian.government.cases.selectors import cases

APPEALED = gettext_noop("The requester appeals against the rejection.")


def appeal_rejection(
    *, actor: Actor, case_id: UUID, text: str, now: datetime, version: int | None = None
) -> Appeal:
    """Bring a rejected case before a dispatcher again.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    TooLate
        The time for appeals has ended.
    Conflict
        An appeal was refused before: that decision is final.
    Invalid
        The text is empty or too long.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.APPEAL, actor, case)
        days = law.parameter("case-appeal-days", local_day(now), rules.APPEAL_WITHIN_DAYS)
        if case.closed_at is not None and now > case.closed_at + timedelta(days=days):
            raise TooLate
        refused = case.appeals.filter(against=Against.REJECTION, decision=Decision.REFUSED)
        if refused.exists():
            raise Conflict(_("Your appeal was decided already; that decision is final."))
        case.appealed_at = now
        case.dispatch_note = APPEALED
        text = text_of("text", text)
        appeal = Appeal.objects.create(case=case, text=text, made_at=now)
        moved = restart_clock(case, now)
        write_event(
            case,
            actor=actor,
            name="rejection_appealed",
            step=rules.Step.APPEAL,
            now=now,
            visibility=Visibility.REQUESTER,
            text=text,
            data={"appeal": str(appeal.pk), **moved},
        )
        raise_for_words(case, text, now=now)
    return appeal
