"""What an initiative takes of cases and hot issues as evidence: by reference; and who is behind
them, a part at a time."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases.models import Case
from gongjian.government.cases.selectors.cases import get_case
from gongjian.government.cases.selectors.issue_members import see_issue
from gongjian.government.triage import interface as triage

People = tuple[list[UUID], list[tuple[str, str]]]
"""Accounts; and of those without one the e-mail address and the language."""


def case_id_of(*, actor: Actor, number: str) -> UUID:
    """The key of a case that the actor may see. Raises NotFound."""
    return get_case(actor=actor, number=number).pk


def issue_id_of(*, actor: Actor, number: str) -> UUID:
    """The key of a hot issue that the actor may see. Raises NotFound."""
    return see_issue(actor=actor, number=number).issue.pk


def place_of_issue(issue_id: UUID) -> tuple[UUID | None, UUID | None]:
    """Keys of the area and category of a hot issue, which whoever asks has seen."""
    return triage.place_of_issue(issue_id)


def hottest_references(*, actor: Actor, cursor: str = "", size: int) -> tuple[list[str], str]:
    """References of the hottest issues that an actor's roles show them, and the next cursor."""
    page = triage.staff_issues(actor=actor, cursor=cursor, size=size)
    return [f"hotissue:{issue.pk}" for issue in page.items], page.next_cursor


def people_of_case(case_id: UUID) -> People:
    """Who asked it. One query."""
    return _people(Case.objects.filter(pk=case_id))


def people_of_issue(
    issue_id: UUID, *, after: str, size: int
) -> tuple[list[UUID], list[tuple[str, str]], str]:
    """Who asked the next ``size`` cases of a hot issue, and where those after begin ("" : there
    are none). Two queries, along an index, whatever the issue holds."""
    keys, following = triage.case_ids_after(issue_id, after=after, size=size)
    users, emails = _people(Case.objects.filter(pk__in=keys))
    return users, emails, following


def ratings_of(case_ids: Iterable[UUID]) -> tuple[int, int, int]:
    """Of public cases among these: how many are rated, how many of them as solved, and how many
    with 4 or 5 of 5. One query."""
    rows = Case.objects.filter(pk__in=list(case_ids), is_public=True, is_solved__isnull=False)
    found = rows.aggregate(
        rated=Count("pk"),
        solved=Count("pk", filter=Q(is_solved=True)),
        satisfied=Count("pk", filter=Q(satisfaction__gte=4)),
    )
    return found["rated"], found["solved"], found["satisfied"]


def _people(cases: Iterable[Case]) -> People:
    users: dict[UUID, None] = {}
    emails: dict[tuple[str, str], None] = {}
    for case in cases:
        if case.requester_id is not None:
            users[case.requester_id] = None
        elif case.contact_email and case.erased_at is None:
            emails[(case.contact_email, case.language)] = None
    return list(users), list(emails)
