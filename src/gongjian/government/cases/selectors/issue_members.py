"""The cases of a hot issue, as far as somebody may know them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.cases import policies
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import OPEN_STATES, CaseState
from gongjian.government.cases.selectors.case_lists import NEWEST_FIRST
from gongjian.government.cases.selectors.joint_answers import members_of
from gongjian.government.cases.selectors.reaches import staff_sees
from gongjian.government.triage import interface as triage


@dataclass(frozen=True, slots=True)
class SeenIssue:
    """An issue, and what this actor may know of it: all (`is_staff`), or its public face."""

    issue: triage.HotIssue
    face: triage.PublicIssue | None
    is_staff: bool

    @property
    def shown(self) -> triage.HotIssue | triage.PublicIssue:
        """Of the public face, where there is one: for pages that everybody may open."""
        return self.face or self.issue


def see_issue(*, actor: Actor, number: str) -> SeenIssue:
    """The issue with a number, or the one it was merged into.

    Raises
    ------
    NotFound
        No such issue for this actor: everybody knows of those with a public face; staff of those
        that their roles reach, and of those that a case of their department is in.
    """
    issue = triage.get_issue(number=number)
    face = triage.public_face_of(issue)
    is_staff = triage.may_see_issue(actor, issue) or _handles_one(actor, issue)
    if face is None and not is_staff:
        raise NotFound
    if is_staff:
        (issue,) = _as_known(actor, [issue])
    return SeenIssue(issue, face, is_staff)


def issues_known(*, actor: Actor, case_ids: Collection[UUID]) -> dict[UUID, triage.HotIssue]:
    """Case → the issue it is in, as staff who see the case may know it. At most two queries."""
    found = triage.issues_of_cases(case_ids)
    return dict(zip(found, _as_known(actor, list(found.values())), strict=True))


def _as_known(actor: Actor, issues: Sequence[triage.HotIssue]) -> list[triage.HotIssue]:
    """Issues whose title and place are a private case's: without these for whom that case is not
    to be seen. Whoever has a case of an issue knows of it, not of the words of the others."""
    doubtful = {
        issue.pk: issue.titled_by
        for issue in issues
        if issue.public_count == 0
        and not issue.is_titled_by_staff
        and not triage.may_see_issue(actor, issue)
    }
    if not doubtful:
        return list(issues)
    titled = [case_id for case_id in doubtful.values() if case_id is not None]
    rows = Case.objects.filter(staff_sees(actor), pk__in=titled)
    seen = set(rows.values_list("pk", flat=True))
    return [
        _nameless(issue) if issue.pk in doubtful and issue.titled_by not in seen else issue
        for issue in issues
    ]


def _nameless(issue: triage.HotIssue) -> triage.HotIssue:
    issue = copy(issue)
    issue.title = issue.place = ""
    return issue


def find_issue(*, actor: Actor, number: str) -> str | None:
    """The number of the issue that somebody typed, as addresses have it; None where they may know
    of no such one."""
    try:
        return see_issue(actor=actor, number=number).issue.number
    except NotFound:
        return None


def _handles_one(actor: Actor, issue: triage.HotIssue) -> bool:
    if not policies.handles_cases(actor):
        return False
    rows = members_of(issue).exclude(lead_department=None).order_by()
    kinds = rows.values_list("lead_department_id", "area_path").distinct()
    return any(
        policies.is_lead_handler(actor, Case(lead_department_id=department_id, area_path=path))
        for department_id, path in kinds
    )


def public_members(*, issue: triage.HotIssue, cursor: str = "", size: int = 10) -> Page[Case]:
    """Its public cases, newest first. One query."""
    rows = members_of(issue).filter(is_public=True).exclude(state=CaseState.MERGED)
    rows = rows.select_related("category", "area", "lead_department")
    return keyset_page(rows, order=NEWEST_FIRST, cursor=cursor, size=size)


def staff_members(
    *, actor: Actor, issue: triage.HotIssue, cursor: str = "", size: int = 25
) -> Page[Case]:
    """Those of its cases that the actor sees in full, newest first. One query."""
    rows = members_of(issue).filter(staff_sees(actor)).exclude(state=CaseState.MERGED)
    rows = rows.select_related("category", "area", "lead_department", "handler")
    return keyset_page(rows, order=NEWEST_FIRST, cursor=cursor, size=size)


def case_to_support(issue: triage.HotIssue) -> Case | None:
    """The public case to which "me too" is said for the issue: of those still open, else of those
    answered, the one that most have said it to."""
    rows = members_of(issue).filter(is_public=True, state__in=OPEN_STATES | {CaseState.ANSWERED})
    return rows.order_by("-is_open", F("support_count").desc(), "received_at", "id").first()


def numbers_of(case_ids: list[UUID], *, actor: Actor) -> dict[UUID, str]:
    """Case → number, of those the actor sees in full."""
    rows = Case.objects.filter(staff_sees(actor), pk__in=case_ids)
    return {case.pk: case.shown_number for case in rows.only("id", "number")}
