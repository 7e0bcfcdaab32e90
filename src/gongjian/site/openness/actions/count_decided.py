"""Counting which cases led to something that was decided or built, by month, department, category
and area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.references import split_reference
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import interface as cases
from gongjian.market.initiatives import interface as initiatives
from gongjian.site.openness.models import DecidedCell, DecidedCount


def count_decided(*, now: datetime) -> int:
    """Count all cells anew, from what is decided and built at this moment; return how many.

    Reads the cases that led to something decided and no others. It is always counted whole, so that
    it cannot drift; of two that count at once, the later waits for the earlier.
    """
    with transaction.atomic():
        DecidedCount.objects.bulk_create([DecidedCount(pk=1)], ignore_conflicts=True)
        run = DecidedCount.objects.select_for_update().get(pk=1)
        decided, built = initiatives.decided_references()
        of_decided, of_built = _cells(decided), _cells(built)
        new = [_cell(cell, count, of_built.get(cell, 0)) for cell, count in _in_order(of_decided)]
        DecidedCell.objects.exclude(key__in=[cell.key for cell in new]).delete()
        DecidedCell.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["key"], update_fields=["decided", "built"],
            batch_size=500,
        )  # fmt: skip
        run.counted_at = now
        run.save()
    return len(new)


def _cells(references: Sequence[str]) -> Counter[cases.Cell]:
    """How many cases led to these initiatives, by cell."""
    issues: dict[UUID, None] = {}
    single: dict[UUID, None] = {}
    for source in trail.sources_of_many(references):
        kind, key = split_reference(source)
        if kind == "hotissue":
            issues[key] = None
        elif kind == "case":
            single[key] = None
    return cases.count_by_cell(issue_ids=list(issues), case_ids=single)


def _in_order(counted: Counter[cases.Cell]) -> list[tuple[cases.Cell, int]]:
    return sorted(counted.items(), key=lambda item: [str(part) for part in item[0]])


def _cell(cell: cases.Cell, decided: int, built: int) -> DecidedCell:
    month, department, category, area = cell
    return DecidedCell(
        key="|".join([f"{month:%Y-%m-01}", *(str(part or "") for part in cell[1:])]),
        month=month, department_id=department, category_id=category, area_id=area,
        decided=decided, built=min(built, decided),
    )  # fmt: skip
