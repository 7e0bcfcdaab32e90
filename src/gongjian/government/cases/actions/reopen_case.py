"""Reopening: the requester says that it is not done."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law import interface as law
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.clocks import start_clock
from gongjian.government.cases.actions.urgency import raise_for_words
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import TooLate
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases


def reopen_case(
    *, actor: Actor, case_id: UUID, reason: str, now: datetime, version: int | None = None
) -> Case:
    """Give an answered case back to its department, with a new deadline counted from now.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    TooLate
        The time for reopening has ended.
    Invalid
        No reason.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.REOPEN, actor, case)
        reopen_locked(case, actor=actor, reason=text_of("reason", reason), now=now)
    return case


def reopen_locked(case: Case, *, actor: Actor, reason: str, now: datetime) -> None:
    """Reopen a case that the caller has locked and permitted; rating does so too."""
    if not can_reopen_at(case, now):
        raise TooLate
    case.close_after = None
    moved = start_clock(case, started_at=now, now=now)
    write_event(
        case,
        actor=actor,
        name="case_reopened",
        step=rules.Step.REOPEN,
        now=now,
        text=reason,
        data=moved,
    )
    raise_for_words(case, reason, now=now)


def can_reopen_at(case: Case, now: datetime) -> bool:
    """Whether the time for reopening, counted from the last answer, still runs."""
    days = law.parameter("case-reopen-days", local_day(now), rules.REOPEN_WITHIN_DAYS)
    return case.answered_at is not None and now <= case.answered_at + timedelta(days=days)
