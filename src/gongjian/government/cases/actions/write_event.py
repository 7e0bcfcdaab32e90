"""The one way a case changes: a step of the state machine and a row in its history, together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import UUIDField

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.kernel.row_updates import update_row
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import rules
from gongjian.government.cases.actions.clocks import set_next_reminder
from gongjian.government.cases.actions.masking import mask_for
from gongjian.government.cases.actions.parts import part_data, withdraw_parts
from gongjian.government.cases.events import CaseChanged
from gongjian.government.cases.models import Assistance, Case, CaseEvent, Extension
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.models.handling import Decision

_OPEN_EXTENSIONS: Prepared[Extension] = Prepared(
    lambda case: Extension.objects.filter(case=case, decision=Decision.OPEN), UUIDField()
)


def write_event(
    case: Case,
    *,
    actor: Actor,
    name: str,
    now: datetime,
    step: rules.Step | rules.ApplicationStep | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    text: str = "",
    department_id: UUID | None = None,
    data: Mapping | None = None,
) -> CaseEvent:
    """Take a step, save the locked case, and write what happened: history, ledger, outbox.

    Parameters
    ----------
    case : Case
        Locked by ``get_locked``, with any other columns already set.
    name : str
        Past tense, as the ledger has it: ``"case_answered"``.
    step : Step, optional
        What somebody did; None for what the town's own jobs note, which makes no form stale.
    text : str
        What was said; masked here where the public will see it.
    department_id : UUID, optional
        The department that acted, shown instead of a person.

    Raises
    ------
    TransitionNotAllowed
        The step does not exist in the case's state.
    """
    before = case.state
    ended = _take_step(case, step, now) if step is not None else []
    set_next_reminder(case)
    case.updated_at = now
    _save(case)
    event = CaseEvent(
        case=case,
        name=name,
        from_state=before,
        to_state=case.state,
        at=now,
        actor=actor.reference,
        department_id=department_id,
        visibility=visibility,
        text=text,
        public_text=mask_for(case, text) if visibility == Visibility.PUBLIC else "",
        data=dict(data or {}),
    )
    insert_rows([event])
    record_event(actor, event, now=now)
    outbox.add(CaseChanged(case_id=case.pk, event_id=event.pk))
    for part in ended:
        # Said for each: whoever owed it is to know that it is owed no more, and why.
        write_event(
            case,
            actor=actor,
            name="assistance_withdrawn",
            now=now,
            visibility=Visibility.STAFF,
            department_id=part.department_id,
            data={**part_data(part), "because": name},
        )
    return event


def _save(case: Case) -> None:
    """Write the columns that differ from the locked row; all of them where it is not known."""
    if case.stored is None:
        case.save()
        return
    changed = [name for name, value in case.stored.items() if getattr(case, name) != value]
    update_row(case, changed)
    case.stored |= {name: getattr(case, name) for name in changed}


def _take_step(
    case: Case, step: rules.Step | rules.ApplicationStep, now: datetime
) -> Sequence[Assistance]:
    """Move the case on; returns the parts of other departments that end with it."""
    before = rules.CaseState(case.state)
    after = rules.next_state(step, before)
    case.state = after.value
    case.is_open = after in rules.OPEN_STATES
    case.version += 1
    if after is before:
        return []
    case.closed_at = now if after in rules.FINAL_STATES else None
    if before not in rules.DEPARTMENT_STATES or after in rules.DEPARTMENT_STATES:
        return []
    # What was asked of others was asked for the handling that ends here.
    for extension in _OPEN_EXTENSIONS.rows(case.pk):
        extension.decision, extension.decided_at = Decision.WITHDRAWN, now
        update_row(extension, ["decision", "decided_at"])
    return withdraw_parts(case, now)


def record_event(actor: Actor, event: CaseEvent, *, now: datetime) -> None:
    ledger.record(actor, event.name, f"case:{event.case_id}", now=now, data=ledger_data(event))


def ledger_data(event: CaseEvent) -> dict[str, str]:
    """What the ledger keeps of an event: states and a digest of the words, never the words."""
    data = {"event": str(event.pk), "from": event.from_state, "to": event.to_state}
    if event.text:
        data["text_sha256"] = hashlib.sha256(event.text.encode()).hexdigest()
    return data
