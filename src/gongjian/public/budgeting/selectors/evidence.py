"""What an initiative takes of budget projects as evidence: by reference; and who proposed them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now as present
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import keyset_page
from gongjian.foundation.kernel.references import reference_of
from gongjian.public.budgeting.models import BudgetProject, State
from gongjian.public.budgeting.selectors.projects import get_project
from gongjian.public.budgeting.selectors.rounds import get_round


def funded_references(*, cursor: str = "", size: int = 25) -> tuple[list[str], str]:
    """References of projects that got money and are not built yet, the newest first, and the next
    cursor."""
    rows = BudgetProject.objects.filter(state__in=[State.FUNDED, State.BUILDING])
    page = keyset_page(rows, order=("-submitted_at", "-id"), cursor=cursor, size=size)
    return [reference_of(one) for one in page.items], page.next_cursor


def project_id_of(*, actor: Actor, number: str, now: datetime | None = None) -> UUID:
    """The key of a project by the number of its round and its own: "7K3M9-Q2XAB-3".

    Raises
    ------
    NotFound
        There is no such project for this actor.
    """
    of_round, _dash, own = number.strip().rpartition("-")
    if not (own.isascii() and own.isdecimal() and len(own) < 10):
        raise NotFound
    round_ = get_round(actor=actor, number=of_round, now=now or present())
    return get_project(round_, int(own)).pk


def proposers_of(project_id: UUID) -> list[UUID]:
    """Who submitted it; nobody, where they are gone. One query."""
    rows = BudgetProject.objects.filter(pk=project_id, proposer__isnull=False)
    return [key for key in rows.values_list("proposer", flat=True) if key is not None]
