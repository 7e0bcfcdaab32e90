"""Closing an answered case: by its requester, or when nobody has objected for a while."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors import cases


def close_case(*, actor: Actor, case_id: UUID, now: datetime, version: int | None = None) -> Case:
    """Close an answered case; it can still be rated, and for a while be reopened.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.CLOSE, actor, case)
        if actor.is_system and (
            case.is_urgent or case.close_after is None or case.close_after > now
        ):
            # Reopened, answered anew or made urgent since the job looked: somebody must close it.
            raise TransitionNotAllowed(step=rules.Step.CLOSE, state=case.state)
        close_locked(case, actor=actor, now=now)
    return case


def close_locked(case: Case, *, actor: Actor, now: datetime) -> None:
    """Close a case that the caller has locked and permitted; rating does so too."""
    case.close_after = None
    write_event(case, actor=actor, name="case_closed", step=rules.Step.CLOSE, now=now)
