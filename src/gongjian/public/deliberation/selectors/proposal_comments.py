"""Comments of a proposal: threads by pages, the first replies with each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.counts import capped_counts
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.public.deliberation.models import Proposal, ProposalComment, SideChoice

FIRST_REPLIES = 3
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment, its first replies, and how many more there are."""

    comment: ProposalComment
    replies: list[ProposalComment]

    @property
    def more_count(self) -> int:
        return max(0, self.comment.reply_count - len(self.replies))


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """Some threads, and the cursor of the next page ("" : this is the last)."""

    items: list[Thread]
    next_cursor: str


def threads(
    *, proposal: Proposal, side: SideChoice | None = None, cursor: str = "", size: int = 20
) -> ThreadPage:
    """Comments with their first replies, newest first; two queries. What was hidden keeps its
    place, so that its replies do; so does what was erased, where it has any."""
    rows = _rows(ProposalComment.objects.filter(proposal=proposal, parent=None))
    rows = rows.exclude(public_text="", reply_count=0)
    if side is not None:
        rows = rows.filter(side=side)
    page = keyset_page(rows, order=("-id",), cursor=cursor, size=size)
    replies = _first_replies([one.pk for one in page.items if one.reply_count])
    shown = [Thread(one, replies.get(one.pk, [])) for one in page.items]
    return ThreadPage(shown, page.next_cursor)


def replies(*, comment: ProposalComment, cursor: str = "", size: int = 50) -> Page[ProposalComment]:
    """Replies to a comment, oldest first."""
    rows = _rows(_shown().filter(parent=comment))
    return keyset_page(rows, order=("id",), cursor=cursor, size=size)


def counts_by_side(proposal: Proposal) -> dict[int, int]:
    """How many comments take each side; one statement."""
    rows = _shown().filter(proposal=proposal, parent=None)
    sides = [choice.value for choice in SideChoice]
    counts = capped_counts([rows.filter(side=side) for side in sides], most=MOST_COUNTED)
    return dict(zip(sides, counts, strict=True))


def my_comments(*, actor: Actor, cursor: str = "", size: int = 20) -> Page[ProposalComment]:
    """What the actor said, the newest first, hidden ones among them."""
    rows = ProposalComment.objects.filter(author=actor.user_id, author__isnull=False)
    return keyset_page(
        rows.select_related("proposal", "author", "department"),
        order=("-id",),
        cursor=cursor,
        size=size,
    )


def _shown() -> QuerySet[ProposalComment]:
    return ProposalComment.objects.filter(hidden_at=None).exclude(public_text="")


def _rows(rows: QuerySet[ProposalComment]) -> QuerySet[ProposalComment]:
    return rows.select_related("author", "department")


def _first_replies(parents: list[UUID]) -> dict[UUID, list[ProposalComment]]:
    if not parents:
        return {}
    ranked = (
        _shown()
        .filter(parent__in=parents)
        .annotate(place=Window(RowNumber(), partition_by=F("parent"), order_by=F("id").asc()))
    )
    found: dict[UUID, list[ProposalComment]] = {}
    shown = ranked.filter(place__lte=FIRST_REPLIES).select_related("author", "department")
    for one in shown.order_by("id"):
        if one.parent_id is not None:
            found.setdefault(one.parent_id, []).append(one)
    return found
