"""What all decisions on appeals share: by somebody else, once, with a reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, NotFound
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.errors import AnotherPerson
from gongjian.government.cases.models import Appeal, Case
from gongjian.government.cases.models.handling import Against, Decision

APPEALED_EVENTS = {Against.REJECTION: "case_rejected", Against.HIDING: "case_hidden"}


def settle_appeal(
    case: Case,
    *,
    actor: Actor,
    appeal_id: UUID,
    against: Against,
    is_granted: bool,
    reason: str,
    now: datetime,
) -> Appeal:
    """Decide an appeal of a locked case; what follows of it is the caller's.

    Raises
    ------
    NotFound
        The case has no such appeal.
    AnotherPerson
        The actor did what is appealed against.
    Conflict
        It was decided already.
    Invalid
        No reason.
    """
    appeal = case.appeals.filter(pk=appeal_id, against=against).first()
    if appeal is None:
        raise NotFound
    appealed = case.events.filter(name=APPEALED_EVENTS[against]).order_by("-id").first()
    if appealed is not None and appealed.actor == actor.reference:
        raise AnotherPerson
    if appeal.decision != Decision.OPEN:
        raise Conflict
    appeal.decision = Decision.GRANTED if is_granted else Decision.REFUSED
    appeal.decided_by_id, appeal.decided_at = actor.user_id, now
    appeal.decision_reason = text_of("reason", reason)
    appeal.save()
    return appeal
