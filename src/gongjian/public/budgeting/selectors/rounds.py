"""Budget rounds and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.duties import interface as duties
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.models import BudgetRound, RoundPart
from gongjian.public.budgeting.rules.phases import Phase


def list_rounds(*, actor: Actor, now: datetime, cursor: str = "", size: int = 25) -> Page:
    """Published rounds, and to managers theirs that are not, the newest first."""
    seen = Q(published_at__isnull=False, collects_at__lte=now)
    if actor.is_system:
        seen = Q()
    for grant in actor.grants_of(*policies.MANAGING):
        seen |= Q(area_path__startswith=grant.area_path) if grant.area_path else Q(pk__isnull=False)
    rows = BudgetRound.objects.filter(seen).select_related("area").prefetch_related("parts")
    return keyset_page(rows, order=["-collects_at", "-id"], cursor=cursor, size=size)


def get_round(*, actor: Actor, number: str, now: datetime) -> BudgetRound:
    """A round by its number.

    Raises
    ------
    NotFound
        There is none, or it is not public yet and this actor does not manage it.
    """
    return _seen(actor, BudgetRound.objects.select_related("area"), {"number": number}, now)


def lock_round(*, actor: Actor, round_id: UUID, now: datetime) -> BudgetRound:
    """A round, locked against every other change and every ballot until the transaction ends."""
    rows = BudgetRound.objects.select_for_update(of=("self",))
    return _seen(actor, rows, {"pk": round_id}, now)


def lock_gently(*, actor: Actor, round_id: UUID, now: datetime) -> BudgetRound:
    """As `lock_round`, but new ballots may be cast meanwhile."""
    rows = BudgetRound.objects.select_for_update(of=("self",), no_key=True)
    return _seen(actor, rows, {"pk": round_id}, now)


def _seen(
    actor: Actor, rows: QuerySet[BudgetRound], which: dict[str, object], now: datetime
) -> BudgetRound:
    if "number" in which:
        number = read_number(str(which["number"])[:40])
        if number is None:
            raise NotFound
        which = {"number": number}
    round_ = rows.filter(**which).first()
    if round_ is None:
        raise NotFound
    is_public = round_.phase(now) != Phase.DRAFT
    if not (is_public or policies.may_manage(actor, round_)):
        raise NotFound
    return round_


def parts_of(round_: BudgetRound) -> list[RoundPart]:
    """The whole one first."""
    return list(round_.parts.order_by("place", "id"))


def get_part(round_: BudgetRound, part_id: UUID) -> RoundPart:
    part = RoundPart.objects.filter(round=round_, pk=part_id).first()
    if part is None:
        raise NotFound
    return part


def possible_districts(kept: Sequence[UUID | None]) -> list[duties.Area]:
    """Areas that money may be set apart for: of the highest level with more than one, and those
    for which there is some (``kept``) already."""
    areas = [area for area in duties.areas() if area.is_active or area.pk in kept]
    levels = sorted({area.level for area in areas})
    several = [n for n in levels if sum(area.level == n for area in areas) > 1]
    level = several[0] if several else None
    return [area for area in areas if area.level == level or area.pk in kept]
