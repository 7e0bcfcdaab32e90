"""Lists of calls: for everybody by their filters, and for those who work on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.models import Call, CallEvent, CallQuestion, CallTrustee
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallState as S


class Show(StrEnum):
    """Which calls a list shows."""

    OPEN = "open"
    DECIDING = "deciding"
    DECIDED = "decided"
    ENDED = "ended"
    ALL = "all"


STATES: dict[Show, tuple[S, ...]] = {
    Show.DECIDING: (
        S.CLOSED, S.TECHNICAL_OPENING, S.EVALUATION, S.PRICE_OPENING, S.INTENT, S.STANDSTILL,
        S.SUSPENDED,
    ),
    Show.DECIDED: (S.CONTRACT, S.DELIVERY, S.DONE),
    Show.ENDED: (S.CANCELLED, S.UNSUCCESSFUL),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilters:
    """``words`` are in the title, or are the number; ``area`` means with all below it."""

    show: Show = Show.OPEN
    words: str = ""
    procedure: str = ""
    area: duties.Area | None = None
    category: duties.Category | None = None
    is_reserved: bool = False


def list_calls(
    *, filters: CallFilters, now: datetime, cursor: str = "", size: int = 25
) -> Page[Call]:
    """Public calls: the open ones by their deadline, the others the newest first."""
    rows = _filtered(Call.objects.filter(opened_at__isnull=False), filters)
    rows = rows.select_related("buyer", "area")
    if filters.show is Show.OPEN:
        # Whether or not a worker has closed it yet.
        rows = rows.filter(state=S.OPEN, closes_at__gt=now)
        return keyset_page(rows, order=["closes_at", "id"], cursor=cursor, size=size)
    if filters.show is not Show.ALL:
        rows = rows.filter(state__in=STATES[filters.show])
    return keyset_page(rows, order=["-opened_at", "-id"], cursor=cursor, size=size)


def find_by_number(words: str) -> Call | None:
    """The public call with a number, if that is what the words are."""
    number = read_number(words) if words else None
    return Call.objects.filter(number=number, opened_at__isnull=False).first() if number else None


def open_calls(*, now: datetime, size: int) -> list[Call]:
    """The open calls whose deadline comes first."""
    return list_calls(filters=CallFilters(), now=now, size=size).items


def calls_of_initiative(*, actor: Actor, reference: str) -> list[Call]:
    """The calls that carry out an initiative, as far as this actor may see them."""
    rows = Call.objects.filter(policies.visible_to(actor), initiative_ref=reference)
    return list(rows.select_related("buyer").order_by("id"))


def work_list(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Call]:
    """Every call that somebody runs, approves or watches, the newest first."""
    if not policies.works_on_calls(actor):
        return Page([], "")
    rows = Call.objects.select_related("buyer")
    return keyset_page(rows.filter(_reached(actor)), order=["-id"], cursor=cursor, size=size)


def to_approve(*, actor: Actor, size: int = 50) -> list[Call]:
    """Drafts that this actor may approve, for somebody else wrote all of them; the oldest first."""
    if actor.user_id is None or actor.api_key_id is not None:
        return []
    own = CallEvent.objects.filter(name__in=policies.WRITTEN, actor=actor.reference).values("call")
    areas = Q(pk__in=[])
    for grant in actor.grants_of(*policies.BUYING):
        areas |= Q(area_path__startswith=grant.area_path)
    for grant in actor.grants_of(Role.SUPERVISOR):
        of_body = Q(buyer=grant.organisation_id) if grant.organisation_id else Q(pk__isnull=False)
        areas |= of_body & Q(area_path__startswith=grant.area_path)
    rows = Call.objects.filter(areas, state=S.DRAFT).exclude(pk__in=own)
    return list(rows.select_related("buyer").order_by("id")[:size])


def _reached(actor: Actor) -> Q:
    seen = Q(pk__in=[])
    for grant in actor.grants_of(*policies.SEEING):
        seen |= Q(area_path__startswith=grant.area_path)
    for grant in actor.grants_of(Role.SUPERVISOR):
        of_body = Q(buyer=grant.organisation_id) if grant.organisation_id else Q(pk__isnull=False)
        seen |= of_body & Q(area_path__startswith=grant.area_path)
    return seen


def open_questions(*, actor: Actor, size: int = 50) -> list[CallQuestion]:
    """Questions that this actor may answer and nobody has, the most urgent first."""
    areas = Q(pk__in=[])
    for grant in actor.grants_of(*policies.BUYING):
        areas |= Q(call__area_path__startswith=grant.area_path)
    rows = CallQuestion.objects.filter(areas, answered_at=None, call__state__in=[S.OPEN, S.CLOSED])
    return list(rows.select_related("call").order_by("answer_by", "id")[:size])


def trusted_calls(*, actor: Actor, size: int = 50) -> list[CallTrustee]:
    """The calls that somebody is a trustee of, the newest first."""
    if actor.user_id is None:
        return []
    rows = CallTrustee.objects.filter(user=actor.user_id).select_related("call", "body")
    return list(rows.order_by("-call")[:size])


def _filtered(rows: QuerySet[Call], filters: CallFilters) -> QuerySet[Call]:
    words = " ".join(filters.words.split())[:100]
    if words:
        # A town has thousands of calls, not millions: their titles are read through.
        rows = rows.filter(Q(title__icontains=words) | Q(number=read_number(words) or ""))
    if filters.procedure:
        rows = rows.filter(procedure_code=filters.procedure)
    if filters.area is not None:
        rows = rows.filter(area_path__startswith=filters.area.path)
    if filters.category is not None:
        rows = rows.filter(category__path__startswith=filters.category.path)
    if filters.is_reserved:
        rows = rows.exclude(largest_size="")
    return rows
