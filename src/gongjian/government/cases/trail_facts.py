"""What the trail is told of cases and hot issues beside their faces: what happened when, who is
behind them, how they were rated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.trail.interface import Behind, Moment, Weight
from gongjian.government.cases.models import Case, CaseEvent, Support
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors.evidence import people_of_case, people_of_issue
from gongjian.government.triage import interface as triage

STEPS: dict[str, str | Promise] = {
    "case_received": _("Somebody told the government"),
    "case_dispatched": _("Given to the responsible department"),
    "case_settled": _("Settled which department is responsible"),
    "case_accepted": _("The department accepted it"),
    "case_answered": _("Answered"),
    "case_reopened": _("Reopened: not solved yet"),
    "case_rejected": _("Rejected"),
    "case_merged": _("Merged into another case"),
}
"""What a trail tells of a case; everything stands on its own page."""


def moments_of_cases(case_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[Moment]]:
    """Two queries."""
    rows = CaseEvent.objects.filter(
        case__in=case_ids, name__in=list(STEPS), visibility=Visibility.PUBLIC
    ).select_related("department", "case")
    found: dict[UUID, list[Moment]] = {}
    for event in rows.order_by("id"):
        case = event.case
        is_first_answer = event.name == "case_answered" and event.at == case.first_answered_at
        found.setdefault(event.case_id, []).append(
            Moment(
                at=event.at, words=str(STEPS[event.name]),
                by=event.department.name if event.department else "",
                is_late=is_first_answer and case.is_answered_in_time is False,
                subject=f"case:{event.case_id}", action=event.name,
            )
        )  # fmt: skip
    rated = Case.objects.filter(pk__in=case_ids, rated_at__isnull=False, is_solved__isnull=False)
    for key, at, is_solved in rated.values_list("pk", "rated_at", "is_solved"):
        words = (
            gettext("Whoever asked says: solved")
            if is_solved
            else gettext("Whoever asked says: not solved")
        )
        assert at is not None
        told = Moment(at=at, words=words, subject=f"case:{key}", action="case_rated")
        found.setdefault(key, []).append(told)
    return found


def voices_of_cases(case_ids: Sequence[UUID]) -> list[QuerySet[Any, Any]]:
    """Who asked, and who said "me too"."""
    return _voices(Q(pk__in=case_ids), Q(case__in=case_ids))


def voices_of_issues(issue_ids: Sequence[UUID]) -> list[QuerySet[Any, Any]]:
    placed = triage.cases_in(issue_ids)
    return _voices(Q(pk__in=placed), Q(case__in=placed))


def _voices(cases: Q, supports: Q) -> list[QuerySet[Any, Any]]:
    text = CharField()
    nobody = Value("")
    asked = Case.objects.filter(cases).annotate(
        voice=Coalesce(
            Cast(F("requester"), text), NullIf(F("contact_email"), nobody), Cast(F("pk"), text),
            output_field=text,
        )
    )  # fmt: skip
    joined = Support.objects.filter(supports).annotate(
        voice=Coalesce(
            Cast(F("user"), text), NullIf(F("visitor"), nobody), Cast(F("pk"), text),
            output_field=text,
        )
    )  # fmt: skip
    return [rows.order_by().values_list("voice") for rows in (asked, joined)]


def weigh_cases(case_ids: Sequence[UUID]) -> Weight:
    return _ratings(Q(pk__in=case_ids))


def weigh_issues(issue_ids: Sequence[UUID]) -> Weight:
    return _ratings(Q(pk__in=triage.cases_in(issue_ids)))


def _ratings(which: Q) -> Weight:
    """Of public cases alone: of a single private one, the sum would tell."""
    # What is counted stands in the sums: as a condition beside ``which``, the database would look
    # through all cases for the few that are rated.
    rated = Q(is_public=True, is_solved__isnull=False)
    found = Case.objects.filter(which).aggregate(
        rated=Count("pk", filter=rated), solved=Count("pk", filter=rated & Q(is_solved=True))
    )
    return Weight(rated=found["rated"], solved=found["solved"])


def behind_case(case_id: UUID, after: str, size: int) -> Behind:
    """Who asked it, then who said "me too" with an account."""
    users, emails = people_of_case(case_id) if not after else ([], [])
    rows = Support.objects.filter(case=case_id, user__isnull=False)
    if after:
        rows = rows.filter(pk__gt=UUID(after))
    found = list(rows.order_by("id").values_list("pk", "user_id")[:size])
    users += [key for _pk, key in found]
    return Behind(users, emails, str(found[-1][0]) if len(found) == size else "")


def behind_issue(issue_id: UUID, after: str, size: int) -> Behind:
    """Who asked its cases, so many cases at a time."""
    return Behind(*people_of_issue(issue_id, after=after, size=size))
