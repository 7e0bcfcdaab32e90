"""What happened to a case, as far as this actor may know it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.pages import MAX_SIZE, keyset_page
from gongjian.foundation.people import interface as people
from gongjian.government.cases import policies
from gongjian.government.cases.models import Attachment, Case, CaseAnswer, CaseEvent
from gongjian.government.cases.models.case_event import Visibility

SHOWN_AT_ONCE = 100
"""Of a longer history on a page: a sensor may repeat itself for months."""
PUBLIC_DATA = (
    "due_from", "due_to", "is_granted", "is_public", "is_solved", "satisfaction", "into", "issue",
    "model", "model_made_at", "likelihood", "is_from_draft",
)  # fmt: skip
"""Of an event's data, what everybody may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened.

    ``text`` is the masked one for the public. ``department`` stands for whoever acted in it;
    ``person`` is named to staff only.
    """

    event_id: UUID
    name: str
    at: datetime
    from_state: str
    to_state: str
    visibility: str
    text: str
    department: str
    person: str = ""
    is_own: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    answer: CaseAnswer | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelinePage:
    items: list[TimelineEntry]
    next_cursor: str
    """"": this is the last page."""


def timeline(*, actor: Actor, case: Case) -> list[TimelineEntry]:
    """All that happened to a case, oldest first, read page by page."""
    page = timeline_page(actor=actor, case=case, size=MAX_SIZE)
    entries = page.items
    while page.next_cursor:
        page = timeline_page(actor=actor, case=case, cursor=page.next_cursor, size=MAX_SIZE)
        entries += page.items
    return entries


def timeline_page(
    *,
    actor: Actor,
    case: Case,
    cursor: str = "",
    size: int = SHOWN_AT_ONCE,
    is_newest_first: bool = False,
) -> TimelinePage:
    """What happened to a case, oldest first. The case was fetched as visible to this actor.

    The public sees public events, masked, with the department that acted. The requester sees what
    is theirs, in full, without the names of staff. Staff see everything and who did it.
    At most five queries, whatever the length.

    Raises
    ------
    Invalid
        The cursor was not made here.
    """
    order = ("-id",) if is_newest_first else ("id",)
    page = keyset_page(_events(actor, case), order=order, cursor=cursor, size=size)
    return TimelinePage(_entries(actor, case, page.items), page.next_cursor)


def last_entry(*, actor: Actor, case: Case, name: str) -> TimelineEntry | None:
    """The last thing of a name that happened, as this actor may know it."""
    last = _events(actor, case).filter(name=name).order_by("-id")[:1]
    return next(iter(_entries(actor, case, list(last))), None)


def _entries(actor: Actor, case: Case, events: Sequence[CaseEvent]) -> list[TimelineEntry]:
    is_staff = policies.is_staff_on(actor, case)
    is_in_full = is_staff or policies.is_requester(actor, case)
    persons = _names(event.actor for event in events) if is_staff else {}
    return [
        TimelineEntry(
            event_id=event.pk,
            name=event.name,
            at=event.at,
            from_state=event.from_state,
            to_state=event.to_state,
            visibility=event.visibility,
            text=event.text if is_in_full else event.public_text,
            department=event.department.name if event.department else "",
            person=persons.get(event.actor, ""),
            is_own=event.actor == actor.reference and actor.user_id is not None,
            data=event.data if is_staff else _public_part(event.data),
            answer=getattr(event, "answer", None),
            attachments=tuple(a for a in _files(event) if is_in_full or a.is_public),
        )
        for event in events
    ]


def shown_to(actor: Actor, case: Case) -> tuple[str, ...]:
    """The visibilities of a case's events that this actor may see."""
    if policies.is_staff_on(actor, case):
        return (Visibility.PUBLIC, Visibility.REQUESTER, Visibility.STAFF)
    if policies.is_requester(actor, case):
        return (Visibility.PUBLIC, Visibility.REQUESTER)
    return (Visibility.PUBLIC,)


def _events(actor: Actor, case: Case) -> QuerySet[CaseEvent]:
    rows = Attachment.objects.filter(erased_at=None).order_by("id")
    # A list, for the type checker else takes what the model declares for declared twice.
    fetched = [Prefetch("attachments", queryset=rows, to_attr="shown_attachments")]
    return (
        CaseEvent.objects.filter(case=case, visibility__in=shown_to(actor, case))
        .select_related("department", "answer__provision", "answer__rating")
        .prefetch_related(*fetched)
    )


def _files(event: CaseEvent) -> list[Attachment]:
    return event.shown_attachments


def _names(references: Iterable[str]) -> dict[str, str]:
    """``"user:0192…"`` → the person's name, for those that are people."""
    ids = {UUID(key) for kind, _, key in (r.partition(":") for r in references) if kind == "user"}
    return {f"user:{pk}": name for pk, name in people.user_names(ids).items()}


def _public_part(data: dict[str, Any]) -> dict[str, Any]:
    return {key: data[key] for key in PUBLIC_DATA if key in data}
