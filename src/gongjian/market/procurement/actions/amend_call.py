"""Changing an open call, for all to see; its deadline only ever moves back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, StaleVersion
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions.call_checks import TEXT_LENGTH, TITLE_LENGTH
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.law_checks import keep_findings, said
from gongjian.market.procurement.errors import CallClosed, LawNotMet
from gongjian.market.procurement.models import Call, CallAmendment
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.findings import AMENDED_DAYS, CallCheck, LegalRule
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.database_clock import database_now
from gongjian.market.procurement.selectors.legal_findings import (
    asked_on,
    find,
    whole_working_days,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDraft:
    """What changes and why; None stays. ``closes_at`` None: as early as the law allows."""

    reason: str
    title: str | None = None
    text: str | None = None
    closes_at: datetime | None = None


def amend_call(
    *, actor: Actor, call_id: UUID, draft: AmendmentDraft, version: int, now: datetime
) -> CallAmendment:
    """Change an open call's words or deadline; late in its time, the deadline moves.

    Criteria, weights, value and trustees never change once a call is open.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, StaleVersion, Invalid
    CallClosed
        The deadline has passed.
    LawNotMet
        The deadline asked for leaves companies too little time.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.AMEND, actor, call)
        # By the database's clock, too: a slow one here would bring back bids that are late.
        if call.closes_at is None or not call.is_open(max(now, database_now())):
            raise CallClosed
        if call.version != version:
            raise StaleVersion
        changed = _changes(call, draft)
        after = _deadline(call, call.closes_at, draft.closes_at, now)
        if not changed and after == call.closes_at:
            raise Invalid(_("Nothing would change."))
        return record_amendment(
            call, actor=actor, reason=draft.reason, changed=changed, wanted=draft.closes_at, now=now
        )


def record_amendment(
    call: Call,
    *,
    actor: Actor,
    reason: str,
    changed: Mapping[str, tuple[str, str]],
    wanted: datetime | None,
    now: datetime,
) -> CallAmendment:
    """Amend a locked call that is open: its words, and its deadline as the law asks.

    Raises
    ------
    LawNotMet
        The deadline asked for leaves companies too little time.
    """
    before = call.closes_at
    if before is None:
        raise CallClosed
    after = _deadline(call, before, wanted, now)
    for name, (_old, new) in changed.items():
        setattr(call, name, new)
    call.closes_at = after
    number = call.amendments.count() + 1
    amendment = CallAmendment.objects.create(
        call=call, number=number, text=cases.mask(reason.strip(), []),
        changed={name: list(pair) for name, pair in changed.items()},
        closes_before=before, closes_after=after, made_at=now, made_by=actor.reference,
    )  # fmt: skip
    left = whole_working_days(call, now, after)
    found = find(call, [CallCheck(LegalRule.DAYS_LEFT, AMENDED_DAYS, left)], now=now)
    event = write_event(
        call, actor=actor, name="call_amended", now=now, step=CallStep.AMEND, text=reason,
        data={
            "amendment": number, "closes_at": after.isoformat(), "fields": sorted(changed),
            "findings": said(found),
        },
    )  # fmt: skip
    keep_findings(event, found)
    return amendment


def earliest_deadline(call: Call, now: datetime) -> datetime:
    """The earliest deadline that the law allows after a change made now."""
    before = call.closes_at
    asked = asked_on(AMENDED_DAYS, now)
    least = duties.deadline_at(call.area, now, asked)
    return least if before is None else max(before, least)


def _deadline(call: Call, before: datetime, wanted: datetime | None, now: datetime) -> datetime:
    earliest = earliest_deadline(call, now)
    if wanted is None:
        return earliest
    if wanted < earliest:
        words = _("After this change the deadline is %(day)s at the earliest.")
        told = words % {"day": date_format(duties.last_day_of(earliest), "DATE_FORMAT")}
        raise LawNotMet(told, fields={"closes_at": [told]})
    return wanted


def _changes(call: Call, draft: AmendmentDraft) -> dict[str, tuple[str, str]]:
    wrong: dict[str, list[str]] = {}
    if not draft.reason.strip():
        wrong["reason"] = [_("Say what changes, and why.")]
    limits = {"title": TITLE_LENGTH, "text": TEXT_LENGTH}
    changed = {}
    for name, longest in limits.items():
        new = getattr(draft, name)
        if new is None or new.strip() == getattr(call, name):
            continue
        if not 0 < len(new.strip()) <= longest:
            wrong[name] = [_("This is missing or too long.")]
        changed[name] = (getattr(call, name), new.strip())
    if wrong:
        raise Invalid(fields=wrong)
    return changed
