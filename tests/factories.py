"""Things for tests, made the way the town makes them; every keyword is a named trait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.law import interface as law
from gongjian.foundation.law.models import LawFinding, Parameter, Provision
from gongjian.foundation.people.interface import actor_of_user
from gongjian.foundation.people.models import Organisation, OrganisationKind, RoleGrant, User
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.duties.models import Area, Category, Duty
from gongjian.methods.legal_rules import Check

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""A Monday morning in Shanghai; 23 to 27 November are five plain working days."""
IN_FORCE_FROM = date(2020, 1, 1)
_numbers = count(1)

Node = TypeVar("Node", Area, Category)
Made = TypeVar("Made", bound=Model)


def make_area(name: str = "", *, parent: Area | None = None, code: str = "", **fields) -> Area:
    return _saved(_node(Area, "a", name, parent, code, **fields))


def make_category(
    name: str = "", *, parent: Category | None = None, code: str = "", **fields
) -> Category:
    return _saved(_node(Category, "c", name, parent, code, **fields))


def make_department(name: str = "", **fields) -> Organisation:
    return _saved(_department(name, **fields))


def _node(kind: type[Node], letter: str, name: str, parent: Node | None, code: str = "", **fields):
    code = code or f"{letter}{next(_numbers)}"
    path = f"{parent.path if parent else ''}{code}/"
    level = parent.level + 1 if parent else 1
    name = name or f"{kind.__name__} {code}"
    return kind(name=name, code=code, parent=parent, path=path, level=level, **fields)


def _department(name: str, **fields) -> Organisation:
    code = f"d{next(_numbers)}"
    fields.setdefault("kind", OrganisationKind.PUBLIC_BODY)
    return Organisation(name=name or f"Department {code}", code=code, **fields)


def _saved(made: Made) -> Made:
    made.save(force_insert=True)
    return made


def _all_saved(*made: Made) -> tuple[Made, ...]:
    """In one statement: most tests begin with a town."""
    type(made[0])._default_manager.bulk_create(made)
    return made


def make_provision(**fields) -> Provision:
    defaults = {
        "code": f"rule-{next(_numbers)}",
        "title": "Regulation on the City's Appearance",
        "article": "Article 12",
        "text": "Rubbish is collected daily.",
        "in_force_from": IN_FORCE_FROM,
    }
    return Provision.objects.create(**{**defaults, **fields})


def make_parameter(value: int = 10, **fields) -> Parameter:
    defaults = {"code": f"days-{next(_numbers)}", "unit": "days", "in_force_from": IN_FORCE_FROM}
    return Parameter.objects.create(**{**defaults, "value": value, **fields})


def make_law_finding() -> LawFinding:
    """That somebody has to say whether something is necessary."""
    found = law.evaluate([Check("necessary", {"what": "a date of birth"})], on=NOW.date())
    subject = law.Subject(f"duty:{new_id()}", "A date of birth", kind="duty", is_public=True)
    return law.keep_findings(subject=subject, found=found, now=NOW)[0]


def make_duty(
    *,
    category: Category | None,
    lead_department: Organisation,
    area: Area | None = None,
    working_days: int = 10,
    supporting: Sequence[Organisation] = (),
    **fields,
) -> Duty:
    fields.setdefault("in_force_from", IN_FORCE_FROM)
    duty = Duty.objects.create(
        category=category,
        area=area,
        lead_department=lead_department,
        deadline_working_days=working_days,
        **fields,
    )
    if supporting:
        duty.supporting_departments.set(supporting)
    return duty


def make_user(
    *,
    role: Role | None = None,
    organisation: Organisation | None = None,
    area: Area | None = None,
    **fields,
) -> User:
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.org")
    fields.setdefault("name", f"Person {number}")
    user = User.objects.create_user(**fields)
    if role is not None:
        RoleGrant.objects.create(
            user=user, role=role, organisation=organisation, area_path=area.path if area else ""
        )
    return user


def make_actor(
    role: Role | None = None,
    *,
    organisation: Organisation | None = None,
    area: Area | None = None,
    **fields,
) -> Actor:
    return actor_of_user(make_user(role=role, organisation=organisation, area=area, **fields))


@dataclass(frozen=True, slots=True)
class Town:
    """One street, one category, two departments, and one person of each role."""

    area: Area
    category: Category
    department: Organisation
    other_department: Organisation
    duty: Duty
    resident: Actor
    neighbour: Actor
    handler: Actor
    colleague: Actor
    supervisor: Actor
    other_handler: Actor
    dispatcher: Actor
    auditor: Actor


def make_town(*, working_days: int = 10) -> Town:
    city = _node(Area, "a", "City", None)
    district = _node(Area, "a", "District", city)
    *_above, area = _all_saved(city, district, _node(Area, "a", "Street", district))
    appearance = _node(Category, "c", "City appearance", None)
    _above, category = _all_saved(appearance, _node(Category, "c", "Rubbish", appearance))
    department, other = _all_saved(_department("Urban Management"), _department("Water"))
    persons = _make_actors(
        resident=None,
        neighbour=None,
        handler=(Role.HANDLER, department),
        colleague=(Role.HANDLER, department),
        supervisor=(Role.SUPERVISOR, department),
        other_handler=(Role.HANDLER, other),
        dispatcher=(Role.DISPATCHER, None),
        auditor=(Role.AUDITOR, None),
    )
    return Town(
        area=area,
        category=category,
        department=department,
        other_department=other,
        duty=make_duty(category=category, lead_department=department, working_days=working_days),
        **persons,
    )


def _make_actors(**held: tuple[Role, Organisation | None] | None) -> dict[str, Actor]:
    """One of each, as ``make_actor`` makes one."""
    users = dict(zip(held, _all_saved(*(_new_user() for _one in held)), strict=True))
    _all_saved(
        *(RoleGrant(user=users[name], role=given[0], organisation=given[1])
          for name, given in held.items() if given)
    )  # fmt: skip
    return {name: _actor(user, held[name]) for name, user in users.items()}


def _new_user() -> User:
    number = next(_numbers)
    user = User(email=f"person{number}@example.org", name=f"Person {number}")
    user.set_unusable_password()
    return user


def _actor(user: User, held: tuple[Role, Organisation | None] | None) -> Actor:
    given = [Grant(held[0], held[1].pk if held[1] else None, "")] if held else []
    return Actor(
        reference=f"user:{user.pk}",
        name=user.name,
        user_id=user.pk,
        grants=(Grant(Role.RESIDENT), *given),
    )


def make_draft(town: Town, **fields) -> cases.CaseDraft:
    defaults = {
        "title": "Rubbish beside the school",
        "text": "It has lain there for a week.",
        "category_id": town.category.pk,
        "area_id": town.area.pk,
        "area_path": town.area.path,
        "requester_id": town.resident.user_id,
        "is_public": True,
    }
    return cases.CaseDraft(**{**defaults, **fields})


def make_case(
    town: Town, *, state: CaseState = CaseState.RECEIVED, now: datetime = NOW, **fields
) -> Case:
    """A case of the town's resident, led to a state by the steps that lead there."""
    case = cases.receive_case(actor=town.resident, draft=make_draft(town, **fields), now=now)
    lead_case_to(town, case, state, now=now)
    return Case.objects.get(pk=case.pk)


WAYS = {
    CaseState.RECEIVED: "",
    CaseState.DISPATCHED: "dispatch",
    CaseState.ACCEPTED: "dispatch accept",
    CaseState.IN_PROGRESS: "dispatch accept start",
    CaseState.WAITING_FOR_REQUESTER: "dispatch accept ask_requester",
    CaseState.HANDED_BACK: "dispatch hand_back",
    CaseState.ANSWERED: "dispatch accept answer",
    CaseState.CLOSED: "dispatch accept answer close",
    CaseState.REOPENED: "dispatch accept answer reopen",
    CaseState.REJECTED: "dispatch reject",
    CaseState.MERGED: "dispatch merge",
}
"""The shortest way from receipt to each state."""


def lead_case_to(town: Town, case: Case, state: CaseState, *, now: datetime = NOW) -> None:
    for step in WAYS[state].split():
        take_step(town, case, Step(step), now=now)


def take_step(
    town: Town, case: Case, step: Step, *, actor: Actor | None = None, now: datetime = NOW
) -> None:
    """One step by the person of the town whose step it is, or by another one."""
    usual, act = _STEPS[step]
    act(town, case, {"actor": actor or usual(town), "case_id": case.pk, "now": now})


def _open_id(rows: QuerySet) -> UUID:
    found = rows.order_by("-id").values_list("pk", flat=True).first()
    return found or new_id()


def _merge(town: Town, case: Case, by: dict) -> None:
    other = make_case(town, now=by["now"])
    cases.merge_case(into_number=other.number, reason="The same heap.", **by)


def _attach(town: Town, case: Case, by: dict) -> None:
    cases.attach_file(name="list.txt", content=f"Bins of {case.pk}".encode(), **by)


_STEPS: dict[Step, tuple[Callable[[Town], Actor], Callable[[Town, Case, dict], object]]] = {
    Step.DISPATCH: (
        lambda town: Actor.system("test"),
        lambda town, case, by: cases.dispatch_case(**by),
    ),
    Step.ACCEPT: (
        lambda town: town.handler,
        lambda town, case, by: cases.accept_case(**by),
    ),
    Step.START: (
        lambda town: town.handler,
        lambda town, case, by: cases.start_case(**by),
    ),
    Step.ASK_REQUESTER: (
        lambda town: town.handler,
        lambda town, case, by: cases.ask_requester(question="Where is it?", **by),
    ),
    Step.REPLY: (
        lambda town: town.resident,
        lambda town, case, by: cases.reply_to_question(text="At the gate.", **by),
    ),
    Step.HAND_BACK: (
        lambda town: town.handler,
        lambda town, case, by: cases.hand_back_case(
            reason="This is a water pipe.",
            better_department_id=town.other_department.pk,
            **by,
        ),
    ),
    Step.ANSWER: (
        lambda town: town.handler,
        lambda town, case, by: cases.answer_case(text="It was removed.", **by),
    ),
    Step.CLOSE: (
        lambda town: town.resident,
        lambda town, case, by: cases.close_case(**by),
    ),
    Step.REOPEN: (
        lambda town: town.resident,
        lambda town, case, by: cases.reopen_case(reason="Still there.", **by),
    ),
    Step.REJECT: (
        lambda town: town.supervisor,
        lambda town, case, by: cases.reject_case(reason="This is a civil dispute.", **by),
    ),
    Step.APPEAL: (
        lambda town: town.resident,
        lambda town, case, by: cases.appeal_rejection(text="It is your land.", **by),
    ),
    Step.MERGE: (lambda town: town.handler, _merge),
    Step.ASSIGN: (
        lambda town: town.supervisor,
        lambda town, case, by: cases.assign_handler(user_id=town.colleague.user_id, **by),
    ),
    Step.ASK_EXTENSION: (
        lambda town: town.handler,
        lambda town, case, by: cases.ask_extension(working_days=5, reason="Waiting.", **by),
    ),
    Step.DECIDE_EXTENSION: (
        lambda town: town.supervisor,
        lambda town, case, by: cases.decide_extension(
            extension_id=_open_id(case.extensions), is_granted=True, **by
        ),
    ),
    Step.ASK_ASSISTANCE: (
        lambda town: town.handler,
        lambda town, case, by: cases.ask_assistance(
            department_id=town.other_department.pk, request="Is it yours?", working_days=3, **by
        ),
    ),
    Step.REPLY_ASSISTANCE: (
        lambda town: town.other_handler,
        lambda town, case, by: cases.reply_assistance(
            assistance_id=_open_id(case.assistances), reply="No.", **by
        ),
    ),
    Step.SET_URGENCY: (
        lambda town: town.handler,
        lambda town, case, by: cases.set_urgency(
            is_urgent=not case.is_urgent, reason="A pupil fell over it.", **by
        ),
    ),
    Step.NOTE: (
        lambda town: town.handler,
        lambda town, case, by: cases.add_note(text="Called the school.", **by),
    ),
    Step.ATTACH: (lambda town: town.resident, _attach),
    Step.SUPPORT: (
        lambda town: town.neighbour,
        lambda town, case, by: cases.support_case(visitor="a visitor", **by),
    ),
    Step.RATE: (
        lambda town: town.resident,
        lambda town, case, by: cases.rate_case(is_solved=True, satisfaction=5, **by),
    ),
    Step.DECIDE_APPEAL: (
        lambda town: town.dispatcher,
        lambda town, case, by: cases.decide_appeal(
            appeal_id=_open_id(case.appeals), is_granted=True, reason="It is.", **by
        ),
    ),
    Step.CHANGE_VISIBILITY: (
        lambda town: town.resident,
        lambda town, case, by: cases.change_visibility(is_public=not case.is_public, **by),
    ),
    Step.HIDE: (
        lambda town: town.supervisor,
        lambda town, case, by: cases.hide_case(reason="It names a neighbour.", **by),
    ),
    Step.LIFT_HIDING: (
        lambda town: town.supervisor,
        lambda town, case, by: cases.lift_hiding(**by),
    ),
    Step.APPEAL_HIDING: (
        lambda town: town.resident,
        lambda town, case, by: cases.appeal_hiding(text="It names nobody.", **by),
    ),
    Step.DECIDE_HIDING_APPEAL: (
        lambda town: town.dispatcher,
        lambda town, case, by: cases.decide_hiding_appeal(
            appeal_id=_open_id(case.appeals), is_granted=True, reason="It names nobody.", **by
        ),
    ),
}
