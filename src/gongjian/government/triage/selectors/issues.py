"""Hot issues: lists, maps, one by its number; as everybody or as staff may know them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound, StaleVersion
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.pages import (
    Page,
    Spread,
    first_of_parts,
    keyset_page,
    merged_page,
    partitioned_page,
)
from gongjian.government.duties import interface as duties
from gongjian.government.triage import policies, rules
from gongjian.government.triage.models import (
    HotIssue,
    IssueEvent,
    IssueState,
    PlacedCase,
    PublicIssue,
)
from gongjian.government.triage.selectors.issue_filters import ORDERS, IssueFilters, IssueOrder

I = TypeVar("I", HotIssue, PublicIssue)  # noqa: E741

SHOWN = ("category", "area", "department")
LISTED = Q(case_count__gte=2) & ~Q(state=IssueState.MERGED)
MOST_ON_MAP = 500
MOST_STALE = 1_000


def public_issues(
    *, filters: IssueFilters | None = None, cursor: str = "", size: int = 25
) -> Page[PublicIssue]:
    """Hot issues as everybody may know them, the hottest first; at most two queries."""
    filters = filters or IssueFilters()
    rows = PublicIssue.objects.filter(filters.as_q()).select_related("issue", *SHOWN)
    return _page(rows, filters, cursor, size)


def staff_issues(
    *, actor: Actor, filters: IssueFilters | None = None, cursor: str = "", size: int = 25
) -> Page[HotIssue]:
    """Hot issues that an actor's roles show them, with all their cases counted; a query or two for
    each reach of their roles."""
    filters = filters or IssueFilters()
    found = HotIssue.objects.filter(LISTED, filters.as_q()).select_related(*SHOWN)
    reaches = policies.reaches(actor)
    if len(reaches) == 1 and not reaches[0].overseen:
        return _page(found.filter(reaches[0].condition), filters, cursor, size)
    parts = [_reached(found, reach, filters) for reach in reaches]
    return merged_page(parts, order=ORDERS[filters.order], cursor=cursor, size=size)


def _reached(
    found: QuerySet[HotIssue], reach: policies.Reach, filters: IssueFilters
) -> QuerySet[HotIssue] | Spread[HotIssue]:
    """The issues of one reach: those of a quarter by its areas, for along the heat of a whole town
    it may be long before one of them comes."""
    rows = found.filter(reach.condition)
    if not reach.overseen:
        return rows
    areas = duties.area_ids_under(reach.overseen)
    if filters.order is not IssueOrder.HEAT:
        return rows.filter(area__in=areas)
    wanted = [one for one in areas if one in filters.area_ids] if filters.area_ids else areas
    return Spread(rows, "area_id", wanted)


def _page(rows: QuerySet[I], filters: IssueFilters, cursor: str, size: int) -> Page[I]:
    order = ORDERS[filters.order]
    if filters.partition is None:
        return keyset_page(rows, order=order, cursor=cursor, size=size)
    column, values = filters.partition
    return partitioned_page(
        rows, column=column, values=values, order=order, cursor=cursor, size=size
    )


def map_issues(
    *, filters: IssueFilters | None = None, size: int = MOST_ON_MAP
) -> list[PublicIssue]:
    """The hottest public issues that have a place; at most ``size``, so that a map stays a map."""
    filters = filters or IssueFilters()
    rows = PublicIssue.objects.filter(filters.as_q(), longitude__isnull=False)
    rows, order = rows.select_related("issue", *SHOWN), ORDERS[filters.order]
    if filters.partition is None:
        return list(rows.order_by(*order)[:size])
    column, values = filters.partition
    return first_of_parts(rows, column=column, values=values, order=order, count=size)


def get_issue(*, number: str) -> HotIssue:
    """The issue with a number, or the one it was merged into: whoever may see it, asks `policies`
    or has its public face.

    Raises
    ------
    NotFound
        No such issue, or a mistyped number.
    """
    key = read_number(number)
    shown = ("merged_into", *SHOWN, *(f"merged_into__{name}" for name in SHOWN))
    issue = HotIssue.objects.filter(number=key).select_related(*shown).first() if key else None
    if issue is None:
        raise NotFound
    return issue.merged_into or issue


def place_of_issue(issue_id: UUID) -> tuple[UUID | None, UUID | None]:
    """Keys of the area and category of an issue: of its public face, where it has one. Whoever asks
    may see the issue. At most two queries."""
    for rows in (PublicIssue.objects.filter(issue=issue_id), HotIssue.objects.filter(pk=issue_id)):
        found = rows.values_list("area", "category").first()
        if found is not None:
            return found
    return None, None


def public_face_of(issue: HotIssue) -> PublicIssue | None:
    """What everybody may know of it; None where that is nothing."""
    return PublicIssue.objects.filter(issue=issue).select_related("issue", *SHOWN).first()


def get_locked(*, actor: Actor, issue_id: UUID, version: int | None = None) -> HotIssue:
    """The issue for somebody who may tidy it, its row locked until the transaction ends.

    Raises
    ------
    NotFound
        No such issue, a merged one, or not for this actor to see.
    NotAllowed
        They may see it, but not tidy it.
    StaleVersion
        ``version`` is given and no longer the row's.
    """
    issue = lock_issue(issue_id=issue_id)
    if not policies.may_see(actor, issue):
        raise NotFound
    policies.require_may_tidy(actor, issue)
    if version is not None and version != issue.version:
        raise StaleVersion
    return issue


def issues_of_cases(case_ids: Collection[UUID]) -> dict[UUID, HotIssue]:
    """Case → the issue it is in, where that has other cases, too. One query."""
    rows = PlacedCase.objects.filter(case_id__in=case_ids, issue__case_count__gte=2)
    return {row.case_id: row.issue for row in rows.select_related("issue") if row.issue}


def placed_among(case_ids: Collection[UUID]) -> set[UUID]:
    """Those of these cases that were read for likeness already. One query."""
    rows = PlacedCase.objects.filter(case_id__in=case_ids)
    return set(rows.values_list("case_id", flat=True))


def public_issue_of(case_id: UUID) -> PublicIssue | None:
    """What everybody may know of the issue that a case is in. One query."""
    return PublicIssue.objects.filter(issue__cases__case_id=case_id).select_related("issue").first()


def case_ids_of(issue: HotIssue) -> QuerySet[Any]:
    """The keys of its cases, to be put into another query."""
    return PlacedCase.objects.filter(issue=issue).values("case_id")


def case_ids_after(issue_id: UUID, *, after: str, size: int) -> tuple[list[UUID], str]:
    """The keys of the next cases of an issue, and the place after them ("" : these are the last).
    One query along the index of its cases."""
    rows = PlacedCase.objects.filter(issue=issue_id)
    if after:
        rows = rows.filter(pk__gt=int(after))
    found = list(rows.order_by("id").values_list("pk", "case_id")[:size])
    return [key for _pk, key in found], str(found[-1][0]) if len(found) == size else ""


def senders_of(issue: HotIssue) -> dict[UUID, str]:
    """Case → who sent it, as a digest; "" where that is not known. One query."""
    return dict(PlacedCase.objects.filter(issue=issue).values_list("case_id", "sender"))


def lock_issue(*, issue_id: UUID, version: int | None = None) -> HotIssue:
    """The issue, its row locked until the transaction ends; who may do what with it was, or is,
    checked elsewhere.

    Raises
    ------
    NotFound
        No such issue, or a merged one.
    StaleVersion
        ``version`` is given and no longer the row's.
    """
    issue = HotIssue.objects.select_for_update(no_key=True).filter(pk=issue_id).first()
    if issue is None or issue.state == IssueState.MERGED:
        raise NotFound
    if version is not None and version != issue.version:
        raise StaleVersion
    return issue


def stale_issue_ids(*, now: datetime, limit: int) -> list[UUID]:
    """Issues whose summary is out of date and has rested long enough; large ones rest longer."""
    rows = HotIssue.objects.filter(is_stale=True).exclude(state=IssueState.MERGED)
    found = rows.order_by("id").values_list("pk", "refreshed_at", "case_count")[:MOST_STALE]
    due = (
        pk
        for pk, refreshed_at, count in found
        if refreshed_at is None or refreshed_at + rules.refresh_pause(count) <= now
    )
    return [pk for _number, pk in zip(range(limit), due, strict=False)]


def history_of(issue: HotIssue, *, size: int = 100) -> list[IssueEvent]:
    """What staff did with it, the latest first."""
    rows = IssueEvent.objects.filter(issue=issue).select_related("department")
    return list(rows.order_by("-id")[:size])


def merged_into(issue: HotIssue) -> Sequence[str]:
    """The numbers of the issues that were merged into it."""
    rows = HotIssue.objects.filter(merged_into=issue).order_by("id")
    return list(rows.values_list("number", flat=True)[:100])


def cases_in(issue_ids: Collection[UUID]) -> QuerySet[PlacedCase, Any]:
    """Keys of the cases in hot issues, as a part of another query."""
    return PlacedCase.objects.filter(issue__in=issue_ids).values("case_id")
