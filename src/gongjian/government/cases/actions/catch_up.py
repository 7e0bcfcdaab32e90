"""Cases that came before the program read each as it came are read, too: placed among the others,
and judged for urgency while they are open."""

from __future__ import annotations

from datetime import datetime

from gongjian.government.cases.actions.place_cases import place_cases
from gongjian.government.cases.actions.urgency import judge_earlier
from gongjian.government.cases.models import Case, CatchUp
from gongjian.government.triage import interface as triage

BATCH = 100


def begin_catching_up() -> None:
    """Have all cases read that are not yet."""
    CatchUp.objects.update_or_create(defaults={"below": None})


def catch_up(*, now: datetime) -> int:
    """Read the next of them, the newest first; twice, or by two at once, is as once, and killed in
    the middle it is done again.

    What one sender sent twice long ago stays two cases.

    Returns
    -------
    int
        How many were read; 0 once all are.
    """
    row = CatchUp.objects.first()
    if row is None:
        return 0
    rows = Case.objects.filter(pk__lt=row.below) if row.below else Case.objects.all()
    part = list(rows.order_by("-pk").values_list("pk", "is_open")[:BATCH])
    if not part:
        CatchUp.objects.filter(below=row.below).delete()
        return 0
    keys = [pk for pk, _is_open in part]
    placed = triage.placed_among(keys)
    place_cases(case_ids=[pk for pk in keys if pk not in placed], now=now, is_joining=False)
    for pk, is_open in part:
        if is_open:
            judge_earlier(pk, now=now)
    CatchUp.objects.filter(below=row.below).update(below=keys[-1])
    return len(part)
