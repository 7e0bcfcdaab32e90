"""Consultations: lists, one by its number, its statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound, StaleVersion
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.public.deliberation.models.consultation_votes import ConsultationResult
from gongjian.public.deliberation.models.consultations import (
    Consultation,
    ConsultationEvent,
    ListedPerson,
    Statement,
)
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules.consultations import (
    VISIBLE_STATES,
    ConsultationPhase,
    ConsultationState,
    StatementState,
)

SHOWN = ("area", "department")
ANNOUNCED = Q(state=ConsultationState.ANNOUNCED.value)


def public_consultations(
    *, now: datetime, phase: ConsultationPhase | None = None, cursor: str = "", size: int = 20
) -> Page[Consultation]:
    """Announced consultations, the latest first."""
    rows = Consultation.objects.filter(ANNOUNCED)
    if phase == ConsultationPhase.UPCOMING:
        rows = rows.filter(opens_at__gt=now)
    elif phase == ConsultationPhase.OPEN:
        rows = rows.filter(opens_at__lte=now, closes_at__gt=now)
    elif phase == ConsultationPhase.CLOSED:
        rows = rows.filter(closes_at__lte=now)
    rows = rows.select_related(*SHOWN)
    return keyset_page(rows, order=("-announced_at", "-id"), cursor=cursor, size=size)


def held_consultations(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[Consultation]:
    """All that somebody's roles show them, drafts too, the latest first."""
    rows = Consultation.objects.filter(policies.visible_to(actor)).select_related(*SHOWN)
    return keyset_page(rows, order=("-created_at", "-id"), cursor=cursor, size=size)


def get_consultation(*, actor: Actor, number: str) -> Consultation:
    """One by its number.

    Raises
    ------
    NotFound
        There is none, or not for this actor to see.
    """
    key = read_number(number)
    found = Consultation.objects.filter(number=key).select_related(*SHOWN).first() if key else None
    if found is None or not policies.may_see(actor, found):
        raise NotFound
    return found


def get_visible(*, actor: Actor, consultation_id: UUID) -> Consultation:
    """The same by its key."""
    found = Consultation.objects.filter(pk=consultation_id).first()
    if found is None or not policies.may_see(actor, found):
        raise NotFound
    return found


def get_locked(*, actor: Actor, consultation_id: UUID, version: int | None = None) -> Consultation:
    """The consultation, its row locked until the transaction ends; who may do what is asked of
    `policies`.

    Raises
    ------
    NotFound
        There is none, or not for this actor to see.
    StaleVersion
        ``version`` is given and no longer the row's.
    """
    rows = Consultation.objects.select_for_update(no_key=True)
    found = rows.filter(pk=consultation_id).first()
    if found is None or not policies.may_see(actor, found):
        raise NotFound
    if version is not None and version != found.version:
        raise StaleVersion
    return found


def shown_statements(consultation: Consultation) -> QuerySet[Statement]:
    """Those that people vote on, in the order of their numbers."""
    states = [state.value for state in VISIBLE_STATES]
    return Statement.objects.filter(consultation=consultation, state__in=states).order_by("number")


def get_statement(pk: int) -> Statement:
    """One by its key, for whoever has just made it."""
    return Statement.objects.get(pk=pk)


def moderated_page(
    consultation: Consultation, state: StatementState, *, cursor: str = "", size: int = 50
) -> Page[Statement]:
    """Statements in a state, the oldest first."""
    rows = Statement.objects.filter(consultation=consultation, state=state.value)
    return keyset_page(rows, order=("number",), cursor=cursor, size=size)


def counts_by_state(consultation: Consultation) -> dict[StatementState, int]:
    """How many statements there are in each state; at most some thousand rows are counted."""
    states = Statement.objects.filter(consultation=consultation).values_list("state", flat=True)
    found = dict.fromkeys(StatementState, 0)
    for state in states:
        found[StatementState(state)] += 1
    return found


def latest_result(consultation: Consultation) -> ConsultationResult | None:
    """What was found last of its votes."""
    rows = ConsultationResult.objects.filter(consultation=consultation)
    return rows.order_by("-version").first()


def counts_of(consultations: Sequence[Consultation]) -> dict[UUID, tuple[int, int]]:
    """Consultation → people and votes, as of its latest result; one query without the values."""
    rows = ConsultationResult.objects.filter(consultation__in=consultations)
    told = rows.order_by("version").values_list("consultation", "people", "votes")
    return {key: (people, votes) for key, people, votes in told}


def statement_counts(consultations: Sequence[Consultation]) -> dict[UUID, int]:
    """Consultation → statements that are shown; one query."""
    states = [state.value for state in VISIBLE_STATES]
    rows = Statement.objects.filter(consultation__in=consultations, state__in=states)
    return dict(rows.values_list("consultation").annotate(Count("id")).order_by("consultation"))


def waiting_counts(consultations: Sequence[Consultation]) -> dict[UUID, int]:
    """Consultation → statements that wait for somebody to look at them; one query."""
    rows = Statement.objects.filter(
        consultation__in=consultations, state=StatementState.WAITING.value
    )
    return dict(rows.values_list("consultation").annotate(Count("id")).order_by("consultation"))


def listed_count(consultation: Consultation) -> int:
    """How many addresses are on its list."""
    return ListedPerson.objects.filter(consultation=consultation).count()


def history_of(consultation: Consultation, *, size: int = 100) -> list[ConsultationEvent]:
    """What was done with it, the latest first."""
    rows = ConsultationEvent.objects.filter(consultation=consultation).select_related("statement")
    return list(rows.order_by("-id")[:size])


def last_closing_change(consultation: Consultation) -> ConsultationEvent | None:
    """When and why it got the day on which it closes; None: it is the one it was announced with."""
    if not consultation.closing_reason:
        return None
    rows = ConsultationEvent.objects.filter(
        consultation=consultation, name="consultation_closing_changed"
    )
    return rows.order_by("-id").first()
