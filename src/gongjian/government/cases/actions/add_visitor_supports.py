"""The "me too" of many visitors at once, for towns that bring their past along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from gongjian.government.cases.models import Case, Support
from gongjian.government.triage import interface as triage


def add_visitor_supports(supports: Iterable[tuple[UUID, Sequence[str], datetime]]) -> int:
    """Add (case, digests of visitors, when); whoever is counted already stays counted once.

    Returns
    -------
    int
        How many were new.
    """
    added = 0
    changed: set[UUID] = set()
    with transaction.atomic():
        for case_id, visitors, at in supports:
            known = set(
                Support.objects.filter(case=case_id, visitor__in=visitors).values_list(
                    "visitor", flat=True
                )
            )
            rows = [
                Support(case_id=case_id, visitor=visitor, at=at)
                for visitor in dict.fromkeys(visitors)
                if visitor not in known
            ]
            Support.objects.bulk_create(rows)
            Case.objects.filter(pk=case_id).update(support_count=F("support_count") + len(rows))
            added += len(rows)
            changed.add(case_id)
        triage.mark_stale(case_ids=changed)
    return added
