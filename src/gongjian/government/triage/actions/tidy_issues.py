"""What staff do with hot issues: merge, split, rename, take cases out and put them in.

The method that places cases respects all of it: it places a case once, and puts none into an issue
that there is but the one that arrives.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail import interface as trail
from gongjian.government.triage.actions.write_issue_event import write_issue_event
from gongjian.government.triage.errors import NotOfIssue
from gongjian.government.triage.models import (
    HotIssue,
    IssueState,
    PlacedCase,
    PublicIssue,
)
from gongjian.government.triage.selectors.issues import get_locked

MOST_AT_ONCE = 200
LONGEST_TITLE = 120


def merge_issues(
    *, actor: Actor, issue_id: UUID, into_id: UUID, now: datetime, version: int | None = None
) -> HotIssue:
    """End an issue as part of another one, which has the cases of both; returns that one.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion
        As for get_locked; the actor must be allowed to tidy both.
    Invalid
        The other one is this one.
    """
    if issue_id == into_id:
        raise Invalid(fields={"into_number": [_("This is the same hot issue.")]})
    with transaction.atomic():
        # In the order of their keys, so that two merges at once cannot deadlock.
        locked = {
            pk: get_locked(actor=actor, issue_id=pk, version=version if pk == issue_id else None)
            for pk in sorted((issue_id, into_id))
        }
        issue, into = locked[issue_id], locked[into_id]
        moved = PlacedCase.objects.filter(issue=issue).update(issue=into)
        HotIssue.objects.filter(merged_into=issue).update(merged_into=into)
        PublicIssue.objects.filter(issue=issue).delete()
        issue.state, issue.merged_into = IssueState.MERGED, into
        issue.case_count = issue.open_count = 0
        write_issue_event(
            issue, actor=actor, name="issue_merged", now=now, data={"into": into.number}
        )
        write_issue_event(
            into, actor=actor, name="issue_joined", now=now,
            data={"joined": issue.number, "cases": moved},
        )  # fmt: skip
        trail.add_link(
            actor, reference_of(issue), trail.Relation.MERGED_INTO, reference_of(into), now=now
        )
    return into


def split_issue(
    *,
    actor: Actor,
    issue_id: UUID,
    case_ids: Collection[UUID],
    title: str,
    now: datetime,
    version: int | None = None,
) -> HotIssue:
    """Make an issue of its own of some cases of one; returns the new one.

    Parameters
    ----------
    title : str
        Empty: made of its cases.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion
        As for get_locked.
    Invalid, NotOfIssue
        Fewer than two cases or too many, all of them, or not of this issue.
    """
    with transaction.atomic():
        issue = get_locked(actor=actor, issue_id=issue_id, version=version)
        chosen = _chosen(issue, case_ids)
        if len(chosen) < 2:
            raise Invalid(fields={"case_ids": [_("A hot issue has two cases at least.")]})
        if not PlacedCase.objects.filter(issue=issue).exclude(case_id__in=chosen).exists():
            raise Invalid(fields={"case_ids": [_("These are all its cases. Leave some in it.")]})
        title = _title_of(title)
        new = HotIssue(
            title=title, is_titled_by_staff=bool(title), language=issue.language,
            area_id=issue.area_id, area_path=issue.area_path, department_id=issue.department_id,
            first_at=issue.first_at, last_at=issue.last_at, created_at=now,
        )  # fmt: skip
        write_issue_event(
            new, actor=actor, name="issue_split_off", now=now,
            data={"from": issue.number, "cases": len(chosen)},
        )  # fmt: skip
        PlacedCase.objects.filter(case_id__in=chosen).update(issue=new)
        write_issue_event(
            issue, actor=actor, name="issue_split", now=now,
            data={"into": new.number, "cases": len(chosen)},
        )  # fmt: skip
        trail.add_link(
            actor, reference_of(issue), trail.Relation.LED_TO, reference_of(new), now=now
        )
    return new


def take_out_cases(
    *,
    actor: Actor,
    issue_id: UUID,
    case_ids: Collection[UUID],
    now: datetime,
    version: int | None = None,
) -> HotIssue:
    """Say of cases that they are not of an issue; the method never puts them there again.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion
        As for get_locked.
    Invalid, NotOfIssue
        No case or too many, or not of this issue.
    """
    with transaction.atomic():
        issue = get_locked(actor=actor, issue_id=issue_id, version=version)
        chosen = _chosen(issue, case_ids)
        # Whatever arrives later and is like them may make an issue of its own with them.
        PlacedCase.objects.filter(case_id__in=chosen).update(issue=None)
        write_issue_event(
            issue, actor=actor, name="case_taken_out", now=now,
            data={"case_ids": [str(case_id) for case_id in chosen]},
        )  # fmt: skip
    return issue


def put_in_case(
    *, actor: Actor, issue_id: UUID, case_id: UUID, now: datetime, version: int | None = None
) -> HotIssue:
    """Say of a case that it is of an issue, whatever it was of before; who may see the case was
    checked before.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion
        As for get_locked; also for the issue that it is in.
    Invalid
        It is in it already, or nobody has looked yet what it is like.
    """
    with transaction.atomic():
        before = PlacedCase.objects.filter(case_id=case_id).values_list("issue", flat=True).first()
        keys = sorted({issue_id, before or issue_id})
        locked = {
            pk: get_locked(actor=actor, issue_id=pk, version=version if pk == issue_id else None)
            for pk in keys
        }
        issue = locked[issue_id]
        placed = PlacedCase.objects.select_for_update().filter(case_id=case_id).first()
        if placed is None:
            words = _("This case has only just come in. Try again in a moment.")
            raise Invalid(fields={"number": [words]})
        if placed.issue_id == issue.pk:
            raise Invalid(fields={"number": [_("This case is in this hot issue already.")]})
        if placed.issue_id is not None and placed.issue_id not in locked:
            raise NotOfIssue
        if placed.issue_id is not None:
            left = locked[placed.issue_id]
            write_issue_event(
                left, actor=actor, name="case_taken_out", now=now,
                data={"case_ids": [str(case_id)], "into": issue.number},
            )  # fmt: skip
        placed.issue = issue
        placed.save(update_fields=["issue"])
        write_issue_event(
            issue, actor=actor, name="case_put_in", now=now, data={"case_ids": [str(case_id)]}
        )
        trail.add_link(
            actor, f"case:{case_id}", trail.Relation.LED_TO, reference_of(issue), now=now
        )
    return issue


def rename_issue(
    *, actor: Actor, issue_id: UUID, title: str, now: datetime, version: int | None = None
) -> HotIssue:
    """Give an issue a title, which stays; an empty one: again the one made of its cases.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion
        As for get_locked.
    Invalid
        The title is too long.
    """
    with transaction.atomic():
        issue = get_locked(actor=actor, issue_id=issue_id, version=version)
        title = _title_of(title)
        issue.is_titled_by_staff = bool(title)
        issue.title, issue.titled_by = title or issue.title, None
        write_issue_event(issue, actor=actor, name="issue_renamed", now=now, text=title)
    return issue


def _title_of(title: str) -> str:
    title = " ".join(title.split())
    if len(title) > LONGEST_TITLE:
        words = _("This is too long: at most %(limit)d characters.") % {"limit": LONGEST_TITLE}
        raise Invalid(fields={"title": [words]})
    if "\x00" in title:
        raise Invalid(fields={"title": [_("This holds a character that is no text.")]})
    return title


def _chosen(issue: HotIssue, case_ids: Collection[UUID]) -> list[UUID]:
    wanted = set(case_ids)
    if not wanted:
        raise Invalid(fields={"case_ids": [_("Choose cases first.")]})
    if len(wanted) > MOST_AT_ONCE:
        words = _("At most %(most)d cases at once.") % {"most": MOST_AT_ONCE}
        raise Invalid(fields={"case_ids": [words]})
    rows = PlacedCase.objects.select_for_update().filter(issue=issue, case_id__in=wanted)
    found = list(rows.order_by("pk").values_list("case_id", flat=True))
    if len(found) < len(wanted):
        raise NotOfIssue
    return found
