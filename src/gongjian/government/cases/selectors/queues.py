"""What waits for a department, and for a dispatcher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.counts import capped_counts
from gongjian.foundation.kernel.pages import Page, cursor_at, staged_cursor, staged_page
from gongjian.government.cases.models import (
    Appeal,
    Assistance,
    Case,
    CaseEvent,
)
from gongjian.government.cases.models.handling import Against, Decision
from gongjian.government.cases.policies import (
    DEPARTMENT_ROLES,
    departments_of,
    is_lead_handler,
)
from gongjian.government.cases.rules import DISPATCHER_STATES, UNACCEPTED_STATES, CaseState
from gongjian.government.cases.selectors.case_filters import CaseFilters
from gongjian.government.cases.selectors.reaches import departments_by_area

BY_DEADLINE = ("due_at", "id")
LONGEST_WAITING = ("received_at", "id")
MOST_COUNTED = 1000
MOST_WORDS = 8
SHOWN = ("category", "area", "lead_department", "handler")
NAMED = ("number", "title", "language")


class Whose(StrEnum):
    """Of a department's open cases: all, late ones, those nobody accepted yet, those the actor
    handles, those nobody handles; the parts of others' cases that it was asked for; what waits for
    the requester, whose clock stands and which stand in none of the others; what is answered and
    urgent, which no clock closes, so that a supervisor must.
    """

    ALL = "all"
    OVERDUE = "overdue"
    UNACCEPTED = "unaccepted"
    MINE = "mine"
    NOBODYS = "nobodys"
    ASKED = "asked"
    WAITING = "waiting"
    TO_CLOSE = "to_close"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case to handle, or the part of one that another department asked for, and by when."""

    case: Case
    due_at: datetime
    assistance: Assistance | None = None


@dataclass(frozen=True, slots=True)
class QueuePage:
    items: list[QueueRow]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How much lies on the desk of the actor's departments; `MOST_COUNTED` means "or more".

    ``open`` are the department's own cases whose clock runs; what waits for the requester is
    counted by itself and in none of the others.
    """

    open: int = 0
    unaccepted: int = 0
    waiting: int = 0
    overdue: int = 0
    mine: int = 0
    nobodys: int = 0
    assistance: int = 0
    to_close: int = 0


def handler_queue(
    *,
    actor: Actor,
    now: datetime,
    filters: CaseFilters | None = None,
    whose: Whose = Whose.ALL,
    cursor: str = "",
    size: int = 25,
) -> QueuePage:
    """Open cases of the actor's departments and the parts they were asked for: what is urgent
    first, then by deadline.

    What is urgent is one query for all departments; the rest one a department, along its index.
    The parts are one for each area that a role is for, in either.
    """
    stages = [
        [_shown(rows) for rows in stage] for stage in _handler_stages(actor, now, filters, whose)
    ]
    page = staged_page(stages, order=BY_DEADLINE, cursor=cursor, size=size)
    return QueuePage([_row(item) for item in page.items], page.next_cursor)


def _handler_stages(
    actor: Actor, now: datetime, filters: CaseFilters | None, whose: Whose
) -> list[list[QuerySet]]:
    narrow = filters or CaseFilters()
    chosen = _whose(actor, whose, now)
    if narrow.state is None and whose not in (Whose.WAITING, Whose.TO_CLOSE):
        chosen &= Q(paused_at=None)
    reaches = [] if whose is Whose.ASKED else _reaches(actor)
    urgent: list[QuerySet] = [_urgent(reaches).filter(is_open=True)] if reaches else []
    others: list[QuerySet] = [_of_department(reach).filter(is_urgent=False) for reach in reaches]
    if whose is Whose.TO_CLOSE:
        urgent, others = [_to_close(actor)], []
    stages = [[rows.filter(narrow.as_q(), chosen) for rows in stage] for stage in (urgent, others)]
    if whose in (Whose.ALL, Whose.ASKED):
        for stage, is_urgent in zip(stages, (True, False), strict=True):
            stage += [
                rows.filter(narrow.as_q("case__"), case__is_urgent=is_urgent)
                for rows in _open_assistances(actor)
            ]
    return stages


def _shown(rows: QuerySet) -> QuerySet:
    if rows.model is Case:
        return rows.select_related(*SHOWN)
    return rows.select_related("case", *(f"case__{name}" for name in SHOWN))


def _named(rows: QuerySet) -> QuerySet:
    """With what a link to a case says: of all that is shown in a queue, most of its cost is to
    write down the columns."""
    if rows.model is Case:
        return rows.only("due_at", "received_at", *NAMED)
    return rows.select_related("case").only("due_at", *(f"case__{name}" for name in NAMED))


def next_in_queue(
    *, actor: Actor, now: datetime, case: Case, filters: CaseFilters | None, whose: Whose
) -> Case | None:
    """The case that follows a case in the queue, whether or not that still stands there; after the
    last one the first. None where no other is left."""
    stages = [
        [_named(rows) for rows in stage] for stage in _handler_stages(actor, now, filters, whose)
    ]
    for cursor in dict.fromkeys((_place_of(actor, case, whose), "")):
        page = staged_page(stages, order=BY_DEADLINE, cursor=cursor, size=2)
        others = (_row(item).case for item in page.items)
        if found := next((one for one in others if one.pk != case.pk), None):
            return found
    return None


def _place_of(actor: Actor, case: Case, whose: Whose) -> str:
    """Where a case stands, or stood last, in the queue: by its own deadline for the lead
    department, for another by that of its part."""
    part = None
    if whose is Whose.ASKED or not is_lead_handler(actor, case):
        parts = case.assistances.filter(department__in=departments_of(actor, case))
        part = parts.order_by("asked_at", "id").last()
    standing = part or case
    if not standing.due_at:
        return ""
    return staged_cursor(0 if case.is_urgent else 1, cursor_at([standing.due_at, standing.pk]))


def queue_counts(*, actor: Actor, now: datetime) -> QueueCounts:
    """The numbers beside the queue; each stops at `MOST_COUNTED`, so that it costs the same in a
    storm. One query."""
    reaches = _reaches(actor)
    if not reaches:
        return QueueCounts()
    rows = Case.objects.filter(_reached_by_any(reaches), is_open=True)
    running = rows.exclude(state__in=[*DISPATCHER_STATES, CaseState.WAITING_FOR_REQUESTER])
    desks = {
        "open": running,
        "unaccepted": running.filter(_whose(actor, Whose.UNACCEPTED, now)),
        "waiting": rows.filter(_whose(actor, Whose.WAITING, now)),
        "overdue": running.filter(_whose(actor, Whose.OVERDUE, now)),
        "mine": running.filter(_whose(actor, Whose.MINE, now)),
        "nobodys": running.filter(_whose(actor, Whose.NOBODYS, now)),
    }
    if actor.holds(Role.SUPERVISOR):
        desks["to_close"] = _to_close(actor)
    parts = _open_assistances(actor)
    found = capped_counts([*desks.values(), *parts], most=MOST_COUNTED)
    assistance = min(sum(found[len(desks) :]), MOST_COUNTED)
    return QueueCounts(**dict(zip(desks, found, strict=False)), assistance=assistance)


def dispatcher_queue(
    *,
    actor: Actor,
    filters: CaseFilters | None = None,
    words: str = "",
    cursor: str = "",
    size: int = 25,
) -> Page[Case]:
    """Cases that wait for a dispatcher, urgent ones first, then the longest waiting: new ones that
    no duty took, those handed back (``hand_backs``, the last one first), and rejected ones whose
    requester appeals (``open_appeals``).

    ``words`` are parts of title, text or number, all to be found: what waits is little enough to
    be read through.
    """
    narrow = (filters or CaseFilters()).as_q()
    for word in words.split()[:MOST_WORDS]:
        number = word.replace("-", "").upper()
        narrow &= Q(title__icontains=word) | Q(text__icontains=word) | Q(number=number)
    more = [
        Prefetch(
            "appeals",
            Appeal.objects.filter(decision=Decision.OPEN, against=Against.REJECTION),
            to_attr="open_appeals",
        ),
        Prefetch(
            "events",
            CaseEvent.objects.filter(name="case_handed_back")
            .select_related("department")
            .order_by("-id"),
            to_attr="hand_backs",
        ),
    ]
    shown = (*SHOWN, "better_department", "duty__lead_department")
    stages = [
        [rows.filter(narrow).select_related(*shown) for rows in stage]
        for stage in _dispatcher_stages(actor)
    ]
    page = staged_page(stages, order=LONGEST_WAITING, cursor=cursor, size=size)
    prefetch_related_objects(page.items, *more)
    return page


def _dispatcher_stages(actor: Actor) -> list[list[QuerySet]]:
    grants = _widest(actor.grants_of(Role.DISPATCHER))
    urgent = Case.objects.filter(
        _in_any_area(grants), is_open=True, is_urgent=True, state__in=DISPATCHER_STATES
    )
    others = [
        _waiting(grant, state).filter(is_urgent=False)
        for grant in grants
        for state in sorted(DISPATCHER_STATES)
    ]
    return [[urgent], others]


def next_to_dispatch(*, actor: Actor, case: Case) -> Case | None:
    """The case that follows in the dispatcher's queue; after the last one the first."""
    place = staged_cursor(0 if case.is_urgent else 1, cursor_at([case.received_at, case.pk]))
    stages = [[_named(rows) for rows in stage] for stage in _dispatcher_stages(actor)]
    for cursor in (place, ""):
        page = staged_page(stages, order=LONGEST_WAITING, cursor=cursor, size=2)
        if found := next((one for one in page.items if one.pk != case.pk), None):
            return found
    return None


def dispatcher_count(*, actor: Actor) -> int:
    """How many cases wait for this dispatcher, at most `MOST_COUNTED`. One query."""
    grants = _widest(actor.grants_of(Role.DISPATCHER))
    waiting = [_waiting(grant, s) for grant in grants for s in sorted(DISPATCHER_STATES)]
    return min(sum(capped_counts(waiting, most=MOST_COUNTED)), MOST_COUNTED)


def _row(item: Case | Assistance) -> QueueRow:
    if isinstance(item, Assistance):
        return QueueRow(item.case, item.due_at, item)
    # A case has a deadline from its dispatch on.
    return QueueRow(item, item.due_at)  # type: ignore[arg-type]


def _of_department(reach: Grant) -> QuerySet[Case]:
    # What is out, not what is in: the planner knows that few are out, and then trusts the index.
    rows = Case.objects.filter(_reached(reach), is_open=True)
    return rows.exclude(state__in=DISPATCHER_STATES)


def _urgent(reaches: Iterable[Grant]) -> QuerySet[Case]:
    """What is urgent and not at its end in any of these reaches; the conditions of its index."""
    rows = Case.objects.filter(is_urgent=True, closed_at=None, lead_department__isnull=False)
    return rows.filter(_reached_by_any(reaches)).exclude(state__in=DISPATCHER_STATES)


def _to_close(actor: Actor) -> QuerySet[Case]:
    reaches = _widest(actor.grants_of(Role.SUPERVISOR))
    return _urgent(reaches).filter(state=CaseState.ANSWERED)


def _reached(reach: Grant) -> Q:
    here = Q(lead_department=reach.organisation_id) if reach.organisation_id else Q()
    return here & _in_area(reach.area_path)


def _reached_by_any(reaches: Iterable[Grant]) -> Q:
    """Departments of one area as a list, along which a database walks an index as it does not
    along alternatives."""
    found = Q(pk__in=[])
    departments: dict[str, list[UUID]] = {}
    for reach in reaches:
        if reach.organisation_id is None:
            found |= _reached(reach)
        else:
            departments.setdefault(reach.area_path, []).append(reach.organisation_id)
    for path, ids in departments.items():
        found |= Q(lead_department__in=ids) & _in_area(path)
    return found


def _open_assistances(actor: Actor) -> list[QuerySet[Assistance]]:
    """The parts that the actor's departments owe where the actor's role is for: by area."""
    owed = Assistance.objects.filter(replied_at=None, withdrawn_at=None)
    return [
        owed.filter(
            department__in=departments, **({"case__area_path__startswith": path} if path else {})
        )
        for path, departments in departments_by_area(actor).items()
    ]


def _in_area(path: str) -> Q:
    return Q(area_path__startswith=path) if path else Q()


def _in_any_area(grants: Iterable[Grant]) -> Q:
    found = Q(pk__in=[])
    for grant in grants:
        if not grant.area_path:
            return Q()
        found |= _in_area(grant.area_path)
    return found


def _waiting(grant: Grant, state: str) -> QuerySet[Case]:
    return Case.objects.filter(_in_area(grant.area_path), is_open=True, state=state)


def _whose(actor: Actor, whose: Whose, now: datetime) -> Q:
    narrowed = {
        Whose.OVERDUE: Q(due_at__lte=now),
        Whose.UNACCEPTED: Q(state__in=UNACCEPTED_STATES),
        Whose.MINE: Q(handler=actor.user_id, handler__isnull=False),
        Whose.NOBODYS: Q(handler=None),
        Whose.WAITING: Q(state=CaseState.WAITING_FOR_REQUESTER),
    }
    return narrowed.get(whose, Q())


def _reaches(actor: Actor) -> list[Grant]:
    return _widest(actor.grants_of(*DEPARTMENT_ROLES))


def _widest(grants: Iterable[Grant]) -> list[Grant]:
    """Of grants, one for each reach that no other contains: else a case would be listed twice."""
    kept: list[Grant] = []
    for grant in sorted(grants, key=lambda g: (g.organisation_id is not None, len(g.area_path))):
        if not any(wider.covers(grant.organisation_id, grant.area_path) for wider in kept):
            kept.append(grant)
    return kept
