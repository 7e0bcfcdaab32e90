"""Telling those whose things rest on what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import lazystr
from django.utils.text import format_lazy

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.law import notice_texts as texts
from gongjian.foundation.law.models import LawChange, LawFinding
from gongjian.foundation.people import interface as people
from gongjian.methods.legal_rules import Outcome

TITLES_TOLD = 10
LONGEST_TOLD = 80


def tell_of_change(*, change_id: UUID, now: datetime) -> None:
    """Tell supervisors of the bodies concerned, and administrators of the town, what a change
    brought to light; one notice each, and a second time none."""
    change = LawChange.objects.filter(pk=change_id).exclude(checked_at=None).first()
    if change is not None and now - change.made_at < people.STALE_AFTER:
        people.notify(drafts=_drafts(change), now=now)


def _drafts(change: LawChange) -> Iterator[people.NoticeDraft]:
    rows = LawFinding.objects.filter(change=change, gone_at=None, settled_at=None).order_by("id")
    by_body: dict[UUID, list[LawFinding]] = defaultdict(list)
    everything = list(rows.only("organisation_id", "other_organisation_id", "title", "outcome"))
    for row in everything:
        for body in {row.organisation_id, row.other_organisation_id}:
            if body is not None:
                by_body[body].append(row)
    for body, found in by_body.items():
        supervisors = people.users_with_role(Role.SUPERVISOR, organisation_id=body)
        yield _draft(change, str(body), texts.YOU_SUPERVISE, found, supervisors)
    if everything:
        administrators = people.users_with_role(Role.ADMINISTRATOR, in_any_organisation=True)
        yield _draft(change, "town", texts.YOU_ADMINISTER, everything, administrators)


def _draft(
    change: LawChange, whose: str, reason: object, found: list[LawFinding], users: list[people.User]
) -> people.NoticeDraft:
    failed = sum(one.outcome == Outcome.FAILED for one in found)
    titles = [one.title[:LONGEST_TOLD] for one in found[:TITLES_TOLD]]
    more = len(found) - len(titles)
    told = "\n".join(titles)
    shown = format_lazy("{}\n{}", told, format_lazy(texts.MORE, count=more)) if more else told
    facts = {
        "failed": failed,
        "questions": len(found) - failed,
        "codes": ", ".join([*change.provisions, *change.parameters][:TITLES_TOLD]),
        "titles": shown,
    }
    return people.NoticeDraft(
        event=f"lawchange:{change.pk}:{whose}",
        topic=texts.LAW.code,
        reason=lazystr(reason),
        subject=format_lazy(texts.SUBJECT, **facts),
        body=format_lazy(texts.BODY, **facts),
        path=reverse("law_findings"),
        users=users,
    )
