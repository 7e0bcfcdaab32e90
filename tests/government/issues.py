"""Hot issues for tests, as the placing of arriving cases makes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.government.cases.actions.place_cases import place_cases
from gongjian.government.cases.actions.refresh_hot_issues import refresh_hot_issues
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage.models import HotIssue, PlacedCase
from tests.factories import NOW, Town, make_actor, make_case


def make_issue(cases: Sequence[Case], *, now: datetime = NOW, **fields) -> HotIssue:
    """A hot issue of some cases, summed up; each of a person of its own."""
    moments = [case.received_at for case in cases] or [now]
    issue = HotIssue.objects.create(
        first_at=min(moments), last_at=max(moments), created_at=now, **fields
    )
    PlacedCase.objects.bulk_create(
        PlacedCase(
            case_id=case.pk, issue=issue, received_at=case.received_at,
            area_path=case.area_path, sender=f"s{case.pk.hex[-20:]}",
        )
        for case in cases
    )  # fmt: skip
    refresh_hot_issues(now=now, issue_ids=[issue.pk])
    return HotIssue.objects.get(pk=issue.pk)


def place_all(*, now: datetime = NOW) -> None:
    """Place all cases there are, as the task for received cases does."""
    place_cases(case_ids=Case.objects.values_list("pk", flat=True), now=now)


def make_hot_issue(
    town: Town,
    count: int = 3,
    *,
    state: CaseState = CaseState.ACCEPTED,
    now: datetime = NOW,
    **fields,
) -> tuple[HotIssue, list[Case]]:
    """An issue of some cases of the town's, each of a person of its own, and these cases."""
    cases = [make_case(town, state=state, now=now, **fields) for _number in range(count)]
    return make_issue(cases, now=now), cases


def fresh(issue: HotIssue) -> HotIssue:
    return HotIssue.objects.get(pk=issue.pk)


def place_alone(case: Case) -> PlacedCase:
    """That a case was read, and found to be like no other."""
    return PlacedCase.objects.create(
        case_id=case.pk, received_at=case.received_at, area_path=case.area_path
    )


def make_manager(**fields) -> Actor:
    return make_actor(Role.PRODUCT_MANAGER, **fields)
