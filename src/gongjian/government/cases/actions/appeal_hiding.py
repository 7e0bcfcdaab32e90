"""Appealing against being hidden from the public; decided never by the person who hid the case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.public_face import show_to_public
from gongjian.government.cases.actions.settle_appeal import settle_appeal
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import Appeal
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.handling import Against, Decision
from gongjian.government.cases.selectors import cases


def appeal_hiding(
    *, actor: Actor, case_id: UUID, text: str, now: datetime, version: int | None = None
) -> Appeal:
    """Say that hiding the case was wrong; it stays hidden until that is decided.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Conflict
        Nobody hid it, or an appeal waits or was refused since it was hidden.
    Invalid
        The text is empty or too long.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.APPEAL_HIDING, actor, case)
        if case.hidden_at is None:
            raise Conflict(_("Nobody hid this case."))
        before = case.appeals.filter(against=Against.HIDING, made_at__gte=case.hidden_at)
        if before.filter(decision=Decision.OPEN).exists():
            raise Conflict(_("Your appeal waits for a decision already."))
        if before.filter(decision=Decision.REFUSED).exists():
            raise Conflict(_("Your appeal was decided already; that decision is final."))
        text = text_of("text", text)
        appeal = Appeal.objects.create(case=case, against=Against.HIDING, text=text, made_at=now)
        write_event(
            case,
            actor=actor,
            name="hiding_appealed",
            step=rules.Step.APPEAL_HIDING,
            now=now,
            visibility=Visibility.REQUESTER,
            text=text,
            data={"appeal": str(appeal.pk)},
        )
    return appeal


def decide_hiding_appeal(
    *,
    actor: Actor,
    case_id: UUID,
    appeal_id: UUID,
    is_granted: bool,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Appeal:
    """Grant it, and the case is public again, never to be hidden by the same; or refuse it, and it
    stays hidden for good.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    AnotherPerson
        The actor hid the case.
    Conflict
        It was decided already.
    Invalid
        No reason.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.DECIDE_HIDING_APPEAL, actor, case)
        appeal = settle_appeal(
            case, actor=actor, appeal_id=appeal_id, against=Against.HIDING,
            is_granted=is_granted, reason=reason, now=now,
        )  # fmt: skip
        if is_granted:
            show_to_public(case)
        write_event(
            case,
            actor=actor,
            name="hiding_appeal_decided",
            step=rules.Step.DECIDE_HIDING_APPEAL,
            now=now,
            visibility=Visibility.REQUESTER,
            text=appeal.decision_reason,
            department_id=policies.department_speaking(actor, case),
            data={"appeal": str(appeal.pk), "is_granted": is_granted},
        )
    return appeal
