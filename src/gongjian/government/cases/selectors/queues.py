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
from gongjian.foundation.kernel.pages import Page, cursor_at, merged_page
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


class Whose(StrEnum):
    """Of a department's open cases: all, late ones, those nobody accepted yet, those the actor
    handles, those nobody handles; the parts of others' cases that it was asked for; what waits for
    the requester. The last stands in none of the others: its clock stands, there is nothing to do.
    """

    ALL = "all"
    OVERDUE = "overdue"
    UNACCEPTED = "unaccepted"
    MINE = "mine"
    NOBODYS = "nobodys"
    ASKED = "asked"
    WAITING = "waiting"


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


def handler_queue(
    *,
    actor: Actor,
    now: datetime,
    filters: CaseFilters | None = None,
    whose: Whose = Whose.ALL,
    cursor: str = "",
    size: int = 25,
) -> QueuePage:
    """Open cases of the actor's departments and the parts they were asked for, most urgent first.

    One query a department and one for the parts of each area that a role is for, along its index.
    """
    narrow = filters or CaseFilters()
    chosen = _whose(actor, whose, now)
    if narrow.state is None and whose is not Whose.WAITING:
        chosen &= Q(paused_at=None)
    parts: list[QuerySet] = [
        _of_department(reach).filter(narrow.as_q(), chosen).select_related(*SHOWN)
        for reach in _reaches(actor)
        if whose is not Whose.ASKED
    ]
    if whose in (Whose.ALL, Whose.ASKED):
        shown = [f"case__{name}" for name in SHOWN]
        parts += [
            rows.filter(narrow.as_q("case__")).select_related("case", *shown)
            for rows in _open_assistances(actor)
        ]
    page = merged_page(parts, order=BY_DEADLINE, cursor=cursor, size=size)
    return QueuePage([_row(item) for item in page.items], page.next_cursor)


def next_in_queue(
    *, actor: Actor, now: datetime, case: Case, filters: CaseFilters | None, whose: Whose
) -> Case | None:
    """The case that follows a case in the queue, whether or not that still stands there; after the
    last one the first. None where no other is left."""
    for cursor in dict.fromkeys((_place_of(actor, case, whose), "")):
        page = handler_queue(
            actor=actor, now=now, filters=filters, whose=whose, cursor=cursor, size=2
        )
        others = (row.case for row in page.items if row.case.pk != case.pk)
        if found := next(others, None):
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
    return cursor_at([standing.due_at, standing.pk]) if standing.due_at else ""


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
    """Cases that wait for a dispatcher, the longest waiting first: new ones that no duty took,
    those handed back (``hand_backs``, the last one first), and rejected ones whose requester
    appeals (``open_appeals``).

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
    parts = [
        _waiting(grant, state)
        .filter(narrow)
        .select_related(*SHOWN, "better_department", "duty__lead_department")
        for grant in _widest(actor.grants_of(Role.DISPATCHER))
        for state in sorted(DISPATCHER_STATES)
    ]
    page = merged_page(parts, order=LONGEST_WAITING, cursor=cursor, size=size)
    prefetch_related_objects(page.items, *more)
    return page


def next_to_dispatch(*, actor: Actor, case: Case) -> Case | None:
    """The case that has waited for a dispatcher next longest; after the last one the first."""
    for cursor in (cursor_at([case.received_at, case.pk]), ""):
        page = dispatcher_queue(actor=actor, cursor=cursor, size=2)
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
