"""The one way an initiative changes: its row, a row of its history, ledger and outbox together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import interface as cases
from gongjian.market.initiatives.events import InitiativeChanged
from gongjian.market.initiatives.models import Initiative, InitiativeEvent
from gongjian.market.initiatives.rules import InitiativeState


def write_event(
    initiative: Initiative,
    *,
    actor: Actor,
    name: str,
    now: datetime,
    to_state: InitiativeState | None = None,
    text: str = "",
    data: Mapping[str, Any] | None = None,
) -> InitiativeEvent:
    """Save the locked initiative in its new state, and write what happened.

    Parameters
    ----------
    initiative : Initiative
        Locked, or new, with any other columns already set.
    name : str
        Past tense, as the ledger has it: ``"initiative_planned"``.
    text : str
        What was said; masked here.
    data : mapping, optional
        JSON without personal data.
    """
    is_new = initiative._state.adding
    before = "" if is_new else initiative.state
    if to_state is not None:
        initiative.state = to_state.value
    initiative.updated_at = now
    if not is_new:
        initiative.version += 1
    initiative.save()
    text = cases.mask(text, []) if text else ""
    event = InitiativeEvent.objects.create(
        initiative=initiative,
        name=name,
        from_state=before,
        to_state=initiative.state,
        at=now,
        actor=actor.reference,
        department_id=_speaks_for(actor, initiative),
        text=text,
        data=dict(data or {}),
    )
    ledger.record(
        actor,
        name,
        reference_of(initiative),
        now=now,
        data={
            "event": str(event.pk),
            "from": before,
            "to": initiative.state,
            **({"text_sha256": hashlib.sha256(text.encode()).hexdigest()} if text else {}),
        },
    )
    outbox.add(InitiativeChanged(initiative_id=initiative.pk, event_id=event.pk))
    return event


def _speaks_for(actor: Actor, initiative: Initiative) -> Any:
    """For which public body somebody acts: their own, else the one that owns it."""
    own = actor.organisation_ids(Role.PRODUCT_MANAGER, Role.SUPERVISOR)
    if initiative.department_id in own:
        return initiative.department_id
    return min(own, default=initiative.department_id)
