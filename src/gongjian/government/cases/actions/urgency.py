"""What a text says of a case's urgency, and what follows for its closing.

The algorithm only ever raises, and never against what somebody of staff set by hand.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law import interface as law
from gongjian.government.cases import rules
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.urgency import BY_HAND, MERGED, KeptReason
from gongjian.methods.urgency import Level, urgency_of

JUDGE = Actor.system("urgency")


def judge(case: Case) -> None:
    """Set a new case's urgency by its title and text."""
    case.is_urgent, case.urgency_reasons = _judged(
        f"{case.title}\n{case.text}", case.received_at.year
    )


def judge_earlier(case_id: UUID, *, now: datetime) -> None:
    """Make an open case that came before cases were judged urgent where title and text say so."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
        if not case.is_open:
            return
        is_urgent, reasons = _judged(f"{case.title}\n{case.text}", case.received_at.year)
        if is_urgent:
            _raise(case, reasons, now)


def raise_for_words(case: Case, text: str, *, now: datetime) -> None:
    """Make a locked case urgent where what its requester says now is, and write that down."""
    is_urgent, reasons = _judged(text, now.year)
    if is_urgent:
        _raise(case, reasons, now)


def raise_with(case: Case, other: Case, *, now: datetime) -> None:
    """Make a locked case as urgent as one that is merged into it.

    Without the words: they are another requester's, whose wish to have them erased would not reach
    them here, and of a private case they are not for all who read this one.
    """
    if other.is_urgent:
        told = [one["reason"] for one in other.urgency_reasons if one["reason"] != BY_HAND]
        reasons = dict.fromkeys([*told, MERGED])
        _raise(case, [KeptReason(reason=reason, words=[]) for reason in reasons], now)


def set_close_after(case: Case, now: datetime) -> None:
    """When an answered case closes by itself, if nobody objects: never while it is urgent."""
    if case.is_urgent or case.answered_at is None:
        case.close_after = None
        return
    days = law.parameter("case-close-days", local_day(now), rules.CLOSE_AFTER_DAYS)
    case.close_after = case.answered_at + timedelta(days=days)


def _judged(text: str, year: int) -> tuple[bool, list[KeptReason]]:
    found = urgency_of(text, year=year)
    kept = [KeptReason(reason=one.reason.value, words=list(one.words)) for one in found.findings]
    return found.level is Level.URGENT, kept


def _raise(case: Case, reasons: list[KeptReason], now: datetime) -> None:
    if case.is_urgent or case.is_urgency_set:
        return
    case.is_urgent = True
    case.urgency_reasons = reasons
    if case.state == rules.CaseState.ANSWERED:
        set_close_after(case, now)
    write_event(
        case,
        actor=JUDGE,
        name="urgency_raised",
        now=now,
        visibility=Visibility.STAFF,
        data={"reasons": [one["reason"] for one in reasons]},
    )
