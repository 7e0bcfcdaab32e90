"""An application for a service as a case: its form is filled in, handed in, or taken back.

What is asked and answered stands with the service; the case has the words of the service alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated
from gongjian.foundation.kernel.ids import new_number
from gongjian.government.cases import policies
from gongjian.government.cases.actions.clocks import cell_of, start_clock
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Case, CaseTerm
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.rules import APPLICATION_SOURCE, ApplicationStep, CaseKind
from gongjian.government.cases.selectors import cases


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDraft:
    """``reference`` names the application: the same again is the same case."""

    reference: str
    title: str
    text: str
    language: str
    department_id: UUID
    category_id: UUID | None
    working_days: int
    provision_id: UUID
    channel: Channel = Channel.WEB


def open_application(*, actor: Actor, draft: ApplicationDraft, now: datetime) -> Case:
    """A private case of the department at once, so that it may ask others; it waits for whoever
    fills in the form.

    Raises
    ------
    Unauthenticated
        Nobody in particular applies.
    IntegrityError
        There is one of this reference.
    """
    if actor.user_id is None:
        raise Unauthenticated
    with transaction.atomic():
        case = Case(
            number=new_number(), kind=CaseKind.APPLICATION, title=draft.title, text=draft.text,
            public_title=draft.title, public_text=draft.text, language=draft.language,
            category_id=draft.category_id, requester_id=actor.user_id, channel=draft.channel,
            lead_department_id=draft.department_id, source=APPLICATION_SOURCE,
            source_reference=draft.reference, received_at=now, updated_at=now,
        )  # fmt: skip
        insert_rows([case])
        CaseTerm.objects.create(
            case=case, working_days=draft.working_days, provision_id=draft.provision_id
        )
        start_clock(case, started_at=now, now=now)
        case.accept_due_at, case.paused_at = None, now
        _write(case, actor, "application_begun", ApplicationStep.BEGIN, now)
    return case


def send_application(
    *, actor: Actor, case_id: UUID, now: datetime, term: CaseTerm | None = None
) -> Case:
    """Hand it in: received now, and from now on the department's clocks run.

    Parameters
    ----------
    term : CaseTerm, optional
        What the law of today gives the department; left out, what it gave at the beginning.

    Raises
    ------
    NotFound, NotAllowed
        It is not the actor's.
    TransitionNotAllowed
        It is no application that is being filled in.
    """
    with transaction.atomic():
        case = _own_locked(actor, case_id)
        if not policies.is_being_filled_in(case):
            raise TransitionNotAllowed(step=ApplicationStep.SUBMIT.value, state=case.state)
        left_cell = cell_of(case)
        if term is not None:
            CaseTerm.objects.filter(case=case).update(
                working_days=term.working_days, provision=term.provision_id
            )
        case.received_at = case.dispatched_at = now
        moved = start_clock(case, started_at=now, now=now)
        data = {"left_cell": left_cell, **moved}
        _write(case, actor, "application_submitted", ApplicationStep.SUBMIT, now, data)
    return case


def take_back_application(*, actor: Actor, case_id: UUID, now: datetime) -> Case:
    """Take it back, handed in or not, as long as nobody answered. A job of the town's own takes
    back what nobody handed in.

    Raises
    ------
    NotFound, NotAllowed
        It is not the actor's.
    TransitionNotAllowed
        It is no application, or is answered.
    """
    with transaction.atomic():
        case = _own_locked(actor, case_id)
        is_draft = policies.is_being_filled_in(case)
        if not policies.is_application(case) or (actor.is_system and not is_draft):
            raise TransitionNotAllowed(step=ApplicationStep.WITHDRAW.value, state=case.state)
        case.paused_at = None
        name = "application_abandoned" if is_draft else "application_withdrawn"
        _write(case, actor, name, ApplicationStep.WITHDRAW, now)
    return case


def _own_locked(actor: Actor, case_id: UUID) -> Case:
    case = cases.get_locked(actor=actor, case_id=case_id)
    if not (actor.is_system or policies.is_requester(actor, case)):
        raise NotAllowed
    return case


def _write(
    case: Case,
    actor: Actor,
    name: str,
    step: ApplicationStep,
    now: datetime,
    data: Mapping | None = None,
) -> None:
    write_event(
        case,
        actor=actor,
        name=name,
        step=step,
        now=now,
        department_id=case.lead_department_id,
        data=data,
    )
