"""Cases and hot issues as the trail tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.trail.interface import Kind, Told
from gongjian.government.cases import trail_facts
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import is_in_time
from gongjian.government.cases.selectors.evidence import case_id_of, issue_id_of
from gongjian.government.cases.selectors.reaches import visible_to
from gongjian.government.cases.selectors.shown_issues import title_of
from gongjian.government.triage import interface as triage

_OF_CASE = ("number", "title", "public_title", "is_public", "state", "received_at", "language",
            "support_count", "is_open", "due_at", "paused_at", "first_answered_at",
            "is_answered_in_time", "lead_department__name")  # fmt: skip


def describe_cases(actor: Actor, case_ids: Sequence[UUID], now: datetime) -> dict[UUID, Told]:
    rows = Case.objects.filter(visible_to(actor), pk__in=case_ids)
    return {
        case.pk: Told(
            title=case.public_title if case.is_public else case.title,
            url=reverse("case", args=[case.number]),
            number=case.shown_number,
            state=case.get_state_display(),
            language=case.language,
            at=case.received_at,
            asked=1 + case.support_count,
            owner=case.lead_department.name if case.lead_department else "",
            is_late=_is_late(case, now),
        )
        for case in rows.select_related("lead_department").only(*_OF_CASE)
    }


def _is_late(case: Case, now: datetime) -> bool:
    if case.first_answered_at is not None:
        return case.is_answered_in_time is False
    is_running = case.is_open and case.paused_at is None and case.due_at is not None
    return is_running and not is_in_time(now, case.due_at)


def find_case(actor: Actor, number: str, now: datetime) -> UUID:
    return case_id_of(actor=actor, number=number)


def find_issue(actor: Actor, number: str, now: datetime) -> UUID:
    return issue_id_of(actor=actor, number=number)


def describe_issues(
    actor: Actor, issue_ids: Sequence[UUID], now: datetime
) -> dict[UUID, Told | None]:
    return {key: _told(one) for key, one in triage.trail_faces(
        actor=actor, issue_ids=issue_ids).items()}  # fmt: skip


def _told(issue: triage.HotIssue | triage.PublicIssue) -> Told | None:
    if issue.state == triage.IssueState.MERGED:
        return None
    words = ngettext("%(count)s case", "%(count)s cases", issue.case_count)
    return Told(
        title=title_of(issue),
        url=reverse("hot_issue", args=[issue.number]),
        number=issue.shown_number,
        state=issue.get_state_display(),
        language=issue.language,
        at=issue.first_at,
        note=words % {"count": f"{issue.case_count:,}"},
        asked=issue.case_count,
        beginning=gettext("The first of these cases"),
    )


def issues_of(case_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Case → the hot issue it is in; which cases an issue has is never read the other way, for it
    may have thousands."""
    found = triage.issues_of_cases(case_ids)
    return {key: f"hotissue:{issue.pk}" for key, issue in found.items()}


KINDS = [
    Kind(
        name="case", place=10, word=pgettext_lazy("a kind of thing", "case"), icon="mail",
        hidden=ngettext_lazy("a private case", "%(count)d private cases", "count"),
        describe=describe_cases, find=find_case, leads_to=issues_of,
        moments=trail_facts.moments_of_cases, weigh=trail_facts.weigh_cases,
        voices=trail_facts.voices_of_cases, behind=trail_facts.behind_case,
    ),
    Kind(
        name="hotissue", place=20, word=_("hot issue"), icon="local_fire_department",
        hidden=ngettext_lazy(
            "a hot issue that is not public", "%(count)d hot issues that are not public", "count"
        ),
        describe=describe_issues, find=find_issue, slug="hot-issue",
        weigh=trail_facts.weigh_issues, voices=trail_facts.voices_of_issues,
        behind=trail_facts.behind_issue,
    ),
]  # fmt: skip
