"""Lists of proposals: what everybody may read, what is one's own, what staff owe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.counts import capped_counts
from gongjian.foundation.kernel.pages import Page, keyset_page, merged_page, partitioned_page
from gongjian.government.duties import interface as duties
from gongjian.methods.search_terms import matches, query_terms
from gongjian.public.deliberation.models import (
    Proposal,
    ProposalFollow,
    ProposalSupport,
    State,
)
from gongjian.public.deliberation.rules.proposals import ANSWERED_STATES
from gongjian.public.deliberation.selectors.proposal_index import INDEX

SHOWN = ("category", "area", "department")
MOST_BATCHES = 20
"""So often rows are read and found not to match, before a page ends."""
MOST_COUNTED = 1000


class Sort(StrEnum):
    NEWEST = "newest"
    SUPPORTS = "supports"
    DUE = "due"
    """Only what waits for an answer, the earliest deadline first."""


ORDERS: dict[Sort, tuple[str, ...]] = {
    Sort.NEWEST: ("-published_at", "-id"),
    Sort.SUPPORTS: ("-support_count", "-id"),
    Sort.DUE: ("due_at", "id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFilters:
    """What a list is narrowed to; empty values do not narrow. Trees are named by all ids below."""

    state: State | None = None
    is_answered: bool = False
    category_ids: tuple[UUID, ...] = ()
    area_ids: tuple[UUID, ...] = ()
    words: str = ""

    def as_q(self, sort: Sort) -> Q:
        narrow = Q(is_public=True)
        if sort is Sort.DUE:
            narrow &= Q(state=State.AWAITING_ANSWER)
        if self.state:
            narrow &= Q(state=self.state)
        if self.is_answered:
            narrow &= Q(state__in=ANSWERED_STATES)
        if self.category_ids:
            narrow &= Q(category__in=self.category_ids)
        if self.area_ids:
            narrow &= Q(area__in=self.area_ids)
        return narrow


def narrowed_proposals(
    *, area: duties.Area | None, category: duties.Category | None
) -> dict[str, tuple[UUID, ...]]:
    """The arguments of ProposalFilters for nodes of the trees. One query a node."""
    found: dict[str, tuple[UUID, ...]] = {}
    if area is not None:
        found["area_ids"] = duties.area_ids_under(area.path)
    if category is not None:
        found["category_ids"] = duties.category_ids_under(category.path)
    return found


def list_proposals(
    *,
    filters: ProposalFilters | None = None,
    sort: Sort = Sort.NEWEST,
    cursor: str = "",
    size: int = 20,
) -> Page[Proposal]:
    """Public proposals; one query, with words as many as it takes to find a page of them.

    Raises
    ------
    Invalid
        The cursor was not made here for this sort.
    """
    filters = filters or ProposalFilters()
    rows = Proposal.objects.filter(filters.as_q(sort)).select_related(*SHOWN)
    order = ORDERS[sort]
    if filters.words:
        return _searched(rows, filters.words, order, cursor, size)
    if len(filters.area_ids) > 1 and not (filters.state or filters.category_ids):
        # Each area along its own index, then merged.
        return partitioned_page(
            rows, column="area_id", values=filters.area_ids, order=order, cursor=cursor, size=size
        )
    return keyset_page(rows, order=order, cursor=cursor, size=size)


def _searched(
    rows: QuerySet[Proposal], words: str, order: Sequence[str], cursor: str, size: int
) -> Page[Proposal]:
    terms = [term for group in query_terms(words) for term in group]
    if not terms:
        return Page([], "")
    # Joined, not a subquery, which would give the table another name than its index knows.
    rows = rows.filter(document__isnull=False).filter(INDEX.matching(terms))
    found: list[Proposal] = []
    for _batch in range(MOST_BATCHES):
        page = keyset_page(rows, order=order, cursor=cursor, size=size - len(found))
        # The index finds pieces wherever they stand; this settles it.
        found += [one for one in page.items if matches(_words(one), words)]
        cursor = page.next_cursor
        if not cursor or len(found) == size:
            break
    return Page(found, cursor)


def _words(proposal: Proposal) -> str:
    return f"{proposal.public_title}\n{proposal.public_text}\n{proposal.place}"


def find_by_number(number: str) -> Proposal | None:
    """The public proposal with a number as a machine keeps it."""
    return Proposal.objects.filter(number=number, is_public=True).first()


def counts_by_state() -> dict[str, int]:
    """How many public proposals there are in each state, `MOST_COUNTED` meaning "or more"; one
    statement."""
    states = [state for state in State.values if state not in {State.UNDER_REVIEW, State.REFUSED}]
    rows = Proposal.objects.filter(is_public=True)
    counts = capped_counts([rows.filter(state=state) for state in states], most=MOST_COUNTED)
    return dict(zip(states, counts, strict=True))


def my_proposals(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[Proposal]:
    """What the actor proposed, in whatever state; the newest first."""
    rows = Proposal.objects.filter(author=actor.user_id, author__isnull=False)
    return keyset_page(
        rows.select_related(*SHOWN), order=("-created_at", "-id"), cursor=cursor, size=size
    )


def my_supported(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[ProposalSupport]:
    """What the actor supports and may still read, the latest first."""
    rows = ProposalSupport.objects.filter(
        user=actor.user_id, user__isnull=False, proposal__is_public=True
    )
    return _with_proposals(rows, cursor, size)


def my_followed(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[ProposalFollow]:
    """What the actor follows and may still read, the latest first."""
    rows = ProposalFollow.objects.filter(user=actor.user_id, proposal__is_public=True)
    return _with_proposals(rows, cursor, size)


def _with_proposals(rows: QuerySet, cursor: str, size: int) -> Page:
    shown = [f"proposal__{name}" for name in SHOWN]
    return keyset_page(
        rows.select_related("proposal", *shown), order=("-id",), cursor=cursor, size=size
    )


def answer_queue(
    *, actor: Actor, is_answered: bool = False, cursor: str = "", size: int = 25
) -> Page[Proposal]:
    """What waits for an official answer where this actor answers or oversees, late first, hidden
    ones among them; or what was answered, the newest first."""
    parts = list(_answer_parts(actor))
    if is_answered:
        parts = [
            Proposal.objects.filter(reach, state__in=ANSWERED_STATES, is_public=True)
            for reach in _reaches(actor)
        ]
        order: tuple[str, ...] = ("-published_at", "-id")
    else:
        order = ("due_at", "id")
    return merged_page(
        [rows.select_related(*SHOWN) for rows in parts], order=order, cursor=cursor, size=size
    )


def _answer_parts(actor: Actor) -> Iterator[QuerySet[Proposal]]:
    for reach in _reaches(actor):
        yield Proposal.objects.filter(reach, state=State.AWAITING_ANSWER)


def _reaches(actor: Actor) -> list[Q]:
    """Conditions, none of which holds for what another one holds for."""
    overseeing = (Role.PRODUCT_MANAGER, Role.ADMINISTRATOR, Role.AUDITOR, Role.DISPATCHER)
    paths = {grant.area_path for grant in actor.grants_of(*overseeing)}
    widest = [p for p in paths if not any(p != q and p.startswith(q) for q in paths)]
    reaches = [Q(area_path__startswith=path) if path else Q() for path in sorted(widest)]
    seen = Q()
    for path in widest:
        seen |= Q(area_path__startswith=path)
    by_department = [
        Q(department_id=grant.organisation_id, area_path__startswith=grant.area_path)
        for grant in actor.grants_of(Role.SUPERVISOR)
        if grant.organisation_id
    ]
    if by_department and "" not in paths:
        either = Q()
        for one in by_department:
            either |= one
        reaches.append(either & ~seen if widest else either)
    return reaches
