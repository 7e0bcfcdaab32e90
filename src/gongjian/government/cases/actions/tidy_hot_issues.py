"""Tidying hot issues: as triage does it, with what the cases come to summed up at once, for
whoever did it looks at that next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.government.cases.actions.masking import mask
from gongjian.government.cases.actions.refresh_hot_issues import refresh_hot_issues
from gongjian.government.cases.selectors import cases
from gongjian.government.triage import interface as triage

SUMMED_AT_ONCE = 5_000
"""Cases; a larger issue is summed up by the task, a few seconds later."""


def merge_issues(
    *, actor: Actor, issue_id: UUID, into_number: str, now: datetime, version: int | None = None
) -> triage.HotIssue:
    """As triage's, with the other one by its number.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, Invalid
        As there; Invalid, too, where there is no such other one for this actor.
    """
    with transaction.atomic():
        try:
            into = triage.get_issue(number=into_number)
        except NotFound:
            into = None
        if into is None or not triage.may_see_issue(actor, into):
            words = _("There is no other hot issue with this number.")
            raise Invalid(fields={"into_number": [words]})
        merged = triage.merge_issues(
            actor=actor, issue_id=issue_id, into_id=into.pk, now=now, version=version
        )
        _sum_up(now, merged)
    return merged


def split_issue(
    *,
    actor: Actor,
    issue_id: UUID,
    case_ids: Collection[UUID],
    now: datetime,
    title: str = "",
    version: int | None = None,
) -> triage.HotIssue:
    """As triage's; the title, which everybody reads, masked."""
    with transaction.atomic():
        new = triage.split_issue(
            actor=actor, issue_id=issue_id, case_ids=case_ids, title=mask(title, []), now=now,
            version=version,
        )  # fmt: skip
        _sum_up(now, new)
        _sum_up(now, triage.lock_issue(issue_id=issue_id))
    return new


def take_out_cases(
    *,
    actor: Actor,
    issue_id: UUID,
    case_ids: Collection[UUID],
    now: datetime,
    version: int | None = None,
) -> triage.HotIssue:
    """As triage's."""
    with transaction.atomic():
        issue = triage.take_out_cases(
            actor=actor, issue_id=issue_id, case_ids=case_ids, now=now, version=version
        )
        _sum_up(now, issue)
    return issue


def put_in_case(
    *, actor: Actor, issue_id: UUID, number: str, now: datetime, version: int | None = None
) -> triage.HotIssue:
    """As triage's, with the case by its number; one that the actor sees in full.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, Invalid
        As there; Invalid, too, where there is no such case for this actor.
    """
    with transaction.atomic():
        try:
            case = cases.get_case_as_staff(actor=actor, number=number)
        except NotFound as error:
            words = _("There is no case with this number.")
            raise Invalid(fields={"number": [words]}) from error
        before = triage.issues_of_cases([case.pk]).get(case.pk)
        issue = triage.put_in_case(
            actor=actor, issue_id=issue_id, case_id=case.pk, now=now, version=version
        )
        _sum_up(now, issue)
        if before is not None:
            _sum_up(now, before)
    return issue


def rename_issue(
    *, actor: Actor, issue_id: UUID, title: str, now: datetime, version: int | None = None
) -> triage.HotIssue:
    """As triage's; the title, which everybody reads, masked."""
    with transaction.atomic():
        issue = triage.rename_issue(
            actor=actor, issue_id=issue_id, title=mask(title, []), now=now, version=version
        )
        _sum_up(now, issue)
    return issue


def _sum_up(now: datetime, issue: triage.HotIssue) -> None:
    # Counted anew: its own count is of before it was tidied.
    if triage.case_ids_of(issue).count() <= SUMMED_AT_ONCE:
        refresh_hot_issues(now=now, issue_ids=[issue.pk])
