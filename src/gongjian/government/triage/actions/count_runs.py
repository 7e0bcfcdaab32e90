"""Counting in how many texts each run stands, now and then: when a tenth more were placed."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from gongjian.government.triage.models import CaseFingerprint, RunStatistics
from gongjian.methods.issue_judge import common_runs
from gongjian.methods.run_counts import counts_from_bytes
from gongjian.methods.text_fingerprints import fingerprint_from_bytes

LEAST_NEW = 50
TOGETHER = 2_000
HALVED_AFTER = timedelta(days=400)


def counts_are_due() -> bool:
    """Whether a tenth more texts were placed than were counted, and fifty at least."""
    row = RunStatistics.objects.defer("counts").first()
    if row is None:
        return False
    new = row.placed_texts - row.counted_texts
    return new >= max(LEAST_NEW, row.counted_texts / 10)


def count_runs(*, now: datetime) -> bool:
    """Add the texts placed since the last time to the counts; returns whether it did.

    Reading takes a while and holds no lock; what another worker finished meanwhile stands, and
    this one's work is dropped.
    """
    row = RunStatistics.objects.first()
    if row is None:
        return False
    counts = counts_from_bytes(bytes(row.counts)) if row.counts else common_runs()
    is_old = row.halved_at is not None and now - row.halved_at >= HALVED_AFTER
    if is_old:
        counts = counts.halved(seed=row.version)
    last, number = row.counted_to, 0
    while True:
        rows = CaseFingerprint.objects.filter(pk__gt=last).order_by("pk")
        found = list(rows.values_list("pk", "runs")[:TOGETHER])
        if not found:
            break
        texts = [fingerprint_from_bytes(bytes(runs)).hashes for _, runs in found]
        counts = counts.plus(texts, seed=last)
        last, number = found[-1][0], number + len(found)
    content = counts.to_bytes()
    with transaction.atomic():
        locked = RunStatistics.objects.select_for_update().defer("counts").get(pk=row.pk)
        if locked.version != row.version:
            return False
        return bool(
            RunStatistics.objects.filter(pk=row.pk).update(
                counts=content,
                version=secrets.randbits(31) | 1,
                counted_to=last,
                counted_texts=locked.placed_texts,
                halved_at=now if is_old or row.halved_at is None else row.halved_at,
            )
        )
