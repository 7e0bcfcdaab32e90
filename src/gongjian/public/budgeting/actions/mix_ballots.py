"""Shaking the box: what lies side by side because it came together is torn apart."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.public.budgeting.models import Ballot, BudgetRound, VotedMark
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.boxes import has_enough_to_mix

TOGETHER = 2_000


def mix_ballots(*, round_id: UUID, now: datetime) -> None:
    """Write the marks and ballots of a round that came since the last time anew, in the order of
    their random ids and in one transaction; too few to hide among each other: not yet.

    Nobody votes or changes a ballot of this round meanwhile: they wait.
    """
    with transaction.atomic():
        round_ = rounds.lock_round(actor=Actor.system("ballot-box"), round_id=round_id, now=now)
        if has_enough_to_mix(round_):
            for model in (VotedMark, Ballot):
                _write_anew(model.objects.filter(round=round_, is_mixed=False))


def mix_all(round_: BudgetRound) -> None:
    """Write every mark and ballot of a locked round anew: no two lots of them are told apart."""
    for model in (VotedMark, Ballot):
        _write_anew(model.objects.filter(round=round_))


def _write_anew(found: QuerySet) -> None:
    """So many rows at a time, in the order of their ids: a box holds a million ballots."""
    last = UUID(int=0)
    while rows := list(found.filter(id__gt=last).order_by("id")[:TOGETHER]):
        keys = [row.pk for row in rows]
        deleted, _by_model = found.model.objects.filter(pk__in=keys).delete()
        if deleted != len(rows):
            raise RuntimeError(f"{deleted} rows were taken out of the box, {len(rows)} put back")
        for row in rows:
            row.is_mixed = True
        insert_rows(rows)
        last = keys[-1]
