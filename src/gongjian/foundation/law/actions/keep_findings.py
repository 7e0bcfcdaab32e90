"""Keeping what rules said of a thing, once each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.law.models import LawChange, LawFinding
from gongjian.foundation.law.selectors.evaluation import Finding
from gongjian.foundation.law.selectors.findings import findings_of
from gongjian.methods.legal_rules import Outcome

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing that findings are about.

    Attributes
    ----------
    reference : str
        ``"duty:0192…"``.
    title : str
        What it is called, without personal data where ``is_public``.
    path : str
        Of its page.
    kind : str
        Code of a kind of things that rest on the law; see `rules.dependents`.
    organisation_id : UUID, optional
        Whose it is: supervisors there settle what needs a person.
    is_public : bool
        Whether everybody may see what is found of it.
    """

    reference: str
    title: str
    path: str = ""
    kind: str = ""
    organisation_id: UUID | None = None
    area_path: str = ""
    is_public: bool = False


def keep_findings(
    *,
    subject: Subject,
    found: Iterable[Finding],
    now: datetime,
    change: LawChange | None = None,
    only_unmet: bool = False,
) -> list[LawFinding]:
    """Keep what was found of a thing, and return what stands of it by these rules.

    The same again stays the one row, with what a person decided; what these rules found earlier
    and find no longer is gone from this moment on. Several at once keep each finding once.

    Parameters
    ----------
    only_unmet : bool
        Keep only what fails or needs a person.
    """
    found = list(found)
    rules = {one.rule.code for one in found}
    kept = {
        one.fingerprint(): one
        for one in found
        if not (only_unmet and one.outcome is Outcome.PASSED and one.judgement is None)
    }
    with transaction.atomic():
        standing = {
            (row.rule, row.fingerprint): row
            for row in findings_of(subject.reference)
            if row.rule in rules
        }
        gone = [row.pk for row in standing.values() if row.fingerprint not in kept]
        if gone:
            LawFinding.objects.filter(pk__in=gone, gone_at=None).update(gone_at=now)
        LawFinding.objects.bulk_create(
            (
                _row(subject, one, fingerprint, now, change)
                for fingerprint, one in kept.items()
                if (one.rule.code, fingerprint) not in standing
            ),
            ignore_conflicts=True,
        )
        return [row for row in findings_of(subject.reference) if row.rule in rules]


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
