"""Who may see and do what with a case. Predicates of (actor, case); all fail closed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db.models import UUIDField

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Assistance, Case
from gongjian.government.cases.models.draft_request import DraftKind
from gongjian.government.cases.rules import (
    AFTER_AN_ANSWER,
    APPLICATION_SOURCE,
    DISPATCHER_STATES,
    WHILE_FILLED_IN,
    CaseState,
    Step,
    next_state,
    steps_from,
)

Predicate = Callable[[Actor, Case], bool]
DEPARTMENT_ROLES = (Role.HANDLER, Role.SUPERVISOR)
OVERSEEING_ROLES = frozenset(
    {Role.DISPATCHER, Role.AUDITOR, Role.ADMINISTRATOR, Role.PRODUCT_MANAGER}
)

_ASKED: Prepared[tuple[UUID]] = Prepared(
    lambda case: Assistance.objects.filter(case=case).values_list("department"), UUIDField()
)
"""Departments that were asked for help on a case."""


def is_requester(actor: Actor, case: Case) -> bool:
    """The one who asked: by account, or by the case's secret."""
    by_account = actor.user_id is not None and case.requester_id == actor.user_id
    # Once the requester was erased, a session that had shown the secret is a stranger's.
    return by_account or (case.erased_at is None and case.pk in actor.case_ids)


def acts_as_requester(actor: Actor, case: Case) -> bool:
    """The one who asked; not staff, who may have opened the link of somebody without an account."""
    by_account = actor.user_id is not None and case.requester_id == actor.user_id
    return by_account or (is_requester(actor, case) and not actor.is_staff)


def is_lead_handler(actor: Actor, case: Case) -> bool:
    return case.lead_department_id is not None and actor.has_role(
        *DEPARTMENT_ROLES, organisation_id=case.lead_department_id, area_path=case.area_path
    )


def is_lead_supervisor(actor: Actor, case: Case) -> bool:
    return case.lead_department_id is not None and actor.has_role(
        Role.SUPERVISOR, organisation_id=case.lead_department_id, area_path=case.area_path
    )


def is_dispatcher(actor: Actor, case: Case) -> bool:
    return actor.reaches(case.area_path, Role.DISPATCHER)


def is_administrator(actor: Actor, case: Case) -> bool:
    return actor.reaches(case.area_path, Role.ADMINISTRATOR)


def departments_of(actor: Actor, case: Case) -> set[UUID]:
    """The departments that an actor is a handler or supervisor of where a case is."""
    return {
        grant.organisation_id
        for grant in actor.grants_of(*DEPARTMENT_ROLES)
        if grant.organisation_id and grant.reaches(case.area_path)
    }


def is_assisting(actor: Actor, case: Case) -> bool:
    """A handler or supervisor, where it is, of a department that was asked for help on it, then or
    now."""
    departments = departments_of(actor, case)
    return bool(departments) and any(
        department_id in departments for (department_id,) in _ASKED.rows(case.pk)
    )


def is_system(actor: Actor, case: Case) -> bool:
    return actor.is_system


def any_of(*predicates: Predicate) -> Predicate:
    return lambda actor, case: any(holds(actor, case) for holds in predicates)


def may_erase(actor: Actor, case: Case) -> bool:
    """Whether somebody may erase a case's requester from it."""
    return actor.is_system or is_requester(actor, case) or is_administrator(actor, case)


def is_owner(actor: Actor, case: Case) -> bool:
    """A handler or supervisor of the lead department, while it is theirs: not once it went back."""
    return is_lead_handler(actor, case) and case.state not in DISPATCHER_STATES


def is_owning_supervisor(actor: Actor, case: Case) -> bool:
    return is_lead_supervisor(actor, case) and case.state not in DISPATCHER_STATES


def is_supervisor_of_urgent(actor: Actor, case: Case) -> bool:
    """The lead department's supervisor, of what no clock closes: somebody must."""
    return case.is_urgent and is_lead_supervisor(actor, case)


def is_anyone_else(actor: Actor, case: Case) -> bool:
    """Anybody but the requester, on a case that everybody may read."""
    return case.is_public and not is_requester(actor, case)


MAY: dict[Step, Predicate] = {
    Step.DISPATCH: any_of(is_dispatcher, is_system),
    Step.ACCEPT: is_owner,
    Step.START: is_owner,
    Step.ASK_REQUESTER: is_owner,
    Step.REPLY: any_of(is_requester, is_dispatcher),
    Step.HAND_BACK: is_owner,
    Step.ANSWER: is_owner,
    Step.CLOSE: any_of(is_requester, is_dispatcher, is_system, is_supervisor_of_urgent),
    Step.REOPEN: is_requester,
    Step.REJECT: any_of(is_owning_supervisor, is_dispatcher),
    Step.APPEAL: is_requester,
    Step.MERGE: any_of(is_owner, is_dispatcher, is_system),
    Step.ASSIGN: is_owning_supervisor,
    Step.ASK_EXTENSION: is_owner,
    Step.DECIDE_EXTENSION: any_of(is_owning_supervisor, is_dispatcher),
    Step.ASK_ASSISTANCE: is_owner,
    Step.REPLY_ASSISTANCE: is_assisting,
    Step.SET_URGENCY: any_of(is_owner, is_dispatcher),
    Step.NOTE: any_of(is_lead_handler, is_dispatcher, is_assisting),
    Step.ATTACH: any_of(is_requester, is_lead_handler, is_dispatcher, is_assisting),
    Step.SUPPORT: is_anyone_else,
    Step.RATE: is_requester,
    Step.DECIDE_APPEAL: is_dispatcher,
    Step.CHANGE_VISIBILITY: is_requester,
    Step.HIDE: any_of(is_lead_handler, is_dispatcher, is_administrator),
    Step.LIFT_HIDING: any_of(is_lead_handler, is_dispatcher, is_administrator),
    Step.APPEAL_HIDING: is_requester,
    Step.DECIDE_HIDING_APPEAL: any_of(is_dispatcher, is_administrator),
}
"""Who may take a step, in whatever state it exists (rules.TRANSITIONS)."""


def is_hidden(case: Case) -> bool:
    return case.hidden_at is not None


def is_overruled(actor: Actor, case: Case) -> bool:
    """Whether an appeal against hiding was granted, and this actor hid the case before or acts for
    its lead department alone: they may not hide it again."""
    decisions = case.events.filter(name="hiding_appeal_decided", data__is_granted=True)
    granted = decisions.order_by("-id").first()
    if granted is None:
        return False
    if not (is_dispatcher(actor, case) or is_administrator(actor, case)):
        return True
    hidings = case.events.filter(name="case_hidden", pk__lt=granted.pk)
    return hidings.filter(actor=actor.reference).exists()


def is_who_hid(actor: Actor, case: Case) -> bool:
    last = case.events.filter(name="case_hidden").order_by("-id").first()
    return last is not None and last.actor == actor.reference


NEEDS: dict[Step, Predicate] = {
    Step.CHANGE_VISIBILITY: lambda actor, case: not is_hidden(case),
    Step.HIDE: lambda actor, case: case.is_public and not is_overruled(actor, case),
    Step.LIFT_HIDING: lambda actor, case: is_hidden(case),
    Step.APPEAL_HIDING: lambda actor, case: is_hidden(case),
    Step.DECIDE_HIDING_APPEAL: (
        lambda actor, case: is_hidden(case) and not is_who_hid(actor, case)
    ),
}
"""What a step needs of the case beside its state, to be offered; its action says it in words."""


def is_application(case: Case) -> bool:
    """Whether it applies for a service of the catalogue, by a form that is kept beside it."""
    return case.source == APPLICATION_SOURCE


def is_being_filled_in(case: Case) -> bool:
    """Whether it is an application that nobody has handed in yet."""
    return (
        is_application(case)
        and case.state == CaseState.WAITING_FOR_REQUESTER
        and case.dispatched_at is None
    )


def is_barred(step: Step, case: Case) -> bool:
    """Whether an application does not know a step in its state: it is private for good, nobody
    handles it before it is handed in, and one that was withdrawn has no answer to be rated."""
    if not is_application(case):
        return False
    if is_being_filled_in(case):
        return step not in WHILE_FILLED_IN
    is_withdrawn = case.state == CaseState.CLOSED and case.answered_at is None
    return step is Step.CHANGE_VISIBILITY or (is_withdrawn and step in AFTER_AN_ANSWER)


def handles_cases(actor: Actor) -> bool:
    """Whether somebody has the queue of a department."""
    return actor.holds(*DEPARTMENT_ROLES)


def dispatches_cases(actor: Actor) -> bool:
    """Whether somebody has the queue of what no department has."""
    return actor.holds(Role.DISPATCHER)


def supervises(actor: Actor) -> bool:
    """Whether somebody names the handlers of a department."""
    return actor.holds(Role.SUPERVISOR)


def decides_extensions(actor: Actor) -> bool:
    """Whether somebody decides on more time for a department, or anywhere."""
    return actor.holds(Role.SUPERVISOR, Role.DISPATCHER)


def decides_hiding_appeals(actor: Actor) -> bool:
    """Whether somebody decides whether hiding a case was right."""
    return actor.holds(Role.DISPATCHER, Role.ADMINISTRATOR)


def takes_calls(actor: Actor) -> bool:
    """Whether somebody enters what callers say by telephone."""
    return actor.holds(Role.DISPATCHER, Role.ADMINISTRATOR)


def imports_cases(actor: Actor) -> bool:
    """Whether somebody brings in tables of cases."""
    return actor.is_system or actor.holds(Role.DISPATCHER, Role.ADMINISTRATOR)


def writes_templates(actor: Actor) -> bool:
    """Whether somebody writes ready-made answers for any department."""
    return actor.holds(Role.SUPERVISOR, Role.ADMINISTRATOR)


def may_write_template(actor: Actor, department_id: UUID | None) -> bool:
    """For one's own department, or as an administrator for any and (None) for all of them."""
    if actor.is_system or actor.holds(Role.ADMINISTRATOR):
        return True
    return department_id in actor.organisation_ids(Role.SUPERVISOR)


def sees_draft_log(actor: Actor) -> bool:
    """Whether somebody sees what a language model was asked to write, anywhere."""
    return actor.holds(Role.ADMINISTRATOR, Role.AUDITOR)


def require(step: Step, actor: Actor, case: Case) -> None:
    """Let through who may take a step that exists now; seeing the case was checked before.

    Raises
    ------
    NotAllowed
        This actor may not take it, now or later.
    TransitionNotAllowed
        They might, in another state.
    """
    if not MAY[step](actor, case):
        raise NotAllowed
    next_state(step, CaseState(case.state))
    if is_barred(step, case):
        raise TransitionNotAllowed(step=step.value, state=case.state)


def steps_of(actor: Actor, case: Case) -> list[Step]:
    """The steps this actor may take now: what a page offers and an action would accept."""
    return [
        step
        for step in steps_from(CaseState(case.state))
        if MAY[step](actor, case)
        and not is_barred(step, case)
        and (step not in NEEDS or NEEDS[step](actor, case))
    ]


def require_may_ask_draft(actor: Actor, case: Case, kind: str) -> None:
    """Let through who may have a language model write: an answer, who may answer now; a summary,
    all staff on the case.

    Raises
    ------
    NotAllowed, TransitionNotAllowed
        As for `require`.
    """
    if kind == DraftKind.ANSWER:
        require(Step.ANSWER, actor, case)
    elif not is_staff_on(actor, case):
        raise NotAllowed


def may_see(actor: Actor, case: Case) -> bool:
    """Whether this actor may know of the case at all: a public one, their own, or by role."""
    return case.is_public or sees_in_full(actor, case)


def sees_in_full(actor: Actor, case: Case) -> bool:
    """Whether this actor sees the unmasked case: its requester, and staff by role."""
    return actor.is_system or is_requester(actor, case) or is_staff_on(actor, case)


def is_staff_on(actor: Actor, case: Case) -> bool:
    """Staff whose role reaches this case: they see it whole, and who did what."""
    return (
        actor.reaches(case.area_path, *OVERSEEING_ROLES)
        or is_lead_handler(actor, case)
        or is_assisting(actor, case)
    )


def is_mergeable_into(case: Case, target: Case) -> bool:
    """Whether a case may go on as another: who follows it must be able to read that one, and a
    private one's words are shown to nobody but its own requester."""
    is_same_person = case.requester_id is not None and case.requester_id == target.requester_id
    return target.is_public or (is_same_person and not case.is_public)


def department_speaking(actor: Actor, case: Case) -> UUID | None:
    """The department an actor speaks for on a case: the lead, else the one that assists."""
    if is_lead_handler(actor, case):
        return case.lead_department_id
    departments = departments_of(actor, case)
    assisting = case.assistances.filter(department__in=departments) if departments else None
    return assisting.values_list("department", flat=True).first() if assisting else None
