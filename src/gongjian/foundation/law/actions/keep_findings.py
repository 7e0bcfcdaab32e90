"""Keeping what rules said of things, once each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.law.dependents import Subject
from gongjian.foundation.law.models import LawChange, LawFinding
from gongjian.foundation.law.selectors.evaluation import Finding
from gongjian.foundation.law.selectors.findings import findings_of
from gongjian.methods.legal_rules import Outcome

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one thing."""

    subject: Subject
    findings: tuple[Finding, ...]


def keep_findings(*, subject: Subject, found: Iterable[Finding], now: datetime) -> list[LawFinding]:
    """Keep what was found of a thing, and return what stands of it by these rules.

    The same again stays the one row, with what a person decided; what these rules found earlier
    and find no longer is gone from this moment on. Several at once keep each finding once.
    """
    one = Found(subject, tuple(found))
    keep_all([one], now=now)
    rules = {finding.rule.code for finding in one.findings}
    return [row for row in findings_of(subject.reference) if row.rule in rules]


def keep_all(
    found: Sequence[Found],
    *,
    now: datetime,
    change: LawChange | None = None,
    only_unmet: bool = False,
) -> int:
    """As `keep_findings` for many things in three statements; returns how many findings are new.

    Parameters
    ----------
    only_unmet : bool
        Keep only what fails or needs a person.
    """
    with transaction.atomic():
        standing: dict[str, list[LawFinding]] = defaultdict(list)
        references = [one.subject.reference for one in found]
        # What an app keeps of its own things and what a change of the law finds of them are apart.
        known_rows = LawFinding.objects.filter(subject__in=references, gone_at=None)
        for row in known_rows.filter(change__isnull=change is None):
            standing[row.subject].append(row)
        gone: list[UUID] = []
        new: list[LawFinding] = []
        for one in found:
            known = standing[one.subject.reference]
            ended, rows = _compared(one, known, now, change, only_unmet=only_unmet)
            gone += ended
            new += rows
        if gone:
            LawFinding.objects.filter(pk__in=gone, gone_at=None).update(gone_at=now)
        if new:
            LawFinding.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _compared(
    one: Found,
    known: Sequence[LawFinding],
    now: datetime,
    change: LawChange | None,
    *,
    only_unmet: bool,
) -> tuple[list[UUID], list[LawFinding]]:
    """Keys of what is so no longer, and rows of what was not known yet."""
    rules = {finding.rule.code for finding in one.findings}
    kept = {
        finding.fingerprint(): finding
        for finding in one.findings
        if not (only_unmet and finding.outcome is Outcome.PASSED)
    }
    standing = {row.fingerprint: row.pk for row in known if row.rule in rules}
    gone = [key for print_, key in standing.items() if print_ not in kept]
    new = [
        _row(one.subject, finding, print_, now, change)
        for print_, finding in kept.items()
        if print_ not in standing
    ]
    return gone, new


def _row(
    subject: Subject, one: Finding, fingerprint: str, now: datetime, change: LawChange | None
) -> LawFinding:
    told, judged = one.as_json(), one.judgement
    return LawFinding(
        subject=subject.reference,
        kind=subject.kind,
        title=subject.title[:LONGEST_TITLE],
        path=subject.path,
        organisation_id=subject.organisation_id,
        other_organisation_id=subject.other_organisation_id,
        area_path=subject.area_path,
        is_public=subject.is_public,
        rule=one.rule.code,
        provision_id=one.provision.id if one.provision else None,
        facts=told["facts"],
        asked=told["asked"],
        outcome=one.outcome.value,
        words_en=one.words("en"),
        words_zh=one.words("zh"),
        day=one.day,
        found_at=now,
        change=change,
        fingerprint=fingerprint,
        settled_outcome=judged.outcome.value if judged else "",
        settled_by=judged.by if judged else "",
        settled_reason=judged.reason if judged else "",
        settled_at=now if judged else None,
    )
