"""Doubts about data, as whoever raised them and the source see them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.foundation.kernel.pages import Page, keyset_page, merged_page
from gongjian.government.exchange import policies
from gongjian.government.exchange.models import Correction

ORDER = ("-raised_at", "-id")


def list_corrections(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Correction]:
    """What the sources that an actor works for are asked, the newest first."""
    rows = _rows()
    if policies.sees_all(actor):
        return keyset_page(rows, order=ORDER, cursor=cursor, size=size)
    own = sorted(actor.organisation_ids(Role.HANDLER, Role.SUPERVISOR))
    if not own:
        return Page([], "")
    parts = [rows.filter(department=key) for key in own]
    return merged_page(parts, order=ORDER, cursor=cursor, size=size)


def my_corrections(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Correction]:
    """What an actor raised, the newest first."""
    if actor.user_id is None:
        return Page([], "")
    rows = _rows().filter(raised_by_id=actor.user_id)
    return keyset_page(rows, order=ORDER, cursor=cursor, size=size)


def get_correction(*, actor: Actor, number: str) -> Correction:
    """One of them; NotFound for whoever neither raised it nor works for the source."""
    found = _rows().filter(number=number).first()
    if found is None or not _may_see(actor, found):
        raise NotFound
    return found


def get_correction_locked(*, actor: Actor, number: str) -> Correction:
    found = lock_row(Correction, get_correction(actor=actor, number=number).pk)
    if found is None:
        raise NotFound
    return found


def corrections_are_due(now: datetime) -> bool:
    return Correction.objects.filter(state="open", is_reminded=False, due_at__lte=now).exists()


def _may_see(actor: Actor, row: Correction) -> bool:
    if actor.user_id is not None and row.raised_by_id == actor.user_id:
        return True
    return policies.sees_all(actor) or policies.can_ask_for(actor, row.department_id)


def _rows() -> QuerySet[Correction]:
    return Correction.objects.select_related("dataset", "department", "raised_by", "answered_by")
