"""A case of an issue changed, so its summary has to be made anew; a task does that."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from gongjian.government.triage.models import HotIssue, PublicIssue
from gongjian.government.triage.rules import LEAST_PUBLIC


def mark_stale(*, case_ids: Collection[UUID]) -> int:
    """Mark the issues that these cases are in; returns how many.

    Also those that are marked already: their summary may be being made at this moment, of what the
    cases were before.
    """
    with transaction.atomic():
        # Locked in one order, so that two workers with the same issues wait and never deadlock.
        found = HotIssue.objects.filter(cases__case_id__in=case_ids).order_by("pk").distinct()
        keys = list(found.values_list("pk", flat=True))
        locked = HotIssue.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
        return HotIssue.objects.filter(pk__in=[issue.pk for issue in locked]).update(is_stale=True)


def withdraw_case(*, case_id: UUID, is_erased: bool = False) -> None:
    """A case is public no longer, or its words are erased (``is_erased``, of a private one): at
    once nobody reads them in the name of its issue. In the transaction of that act.

    Where so few public cases are left that nobody is to know of the issue, its public face goes.
    """
    issue = HotIssue.objects.select_for_update(no_key=True).filter(cases__case_id=case_id).first()
    if issue is None:
        return
    face = PublicIssue.objects.filter(issue=issue).first()
    if face is not None and (face.titled_by == case_id or face.case_count <= LEAST_PUBLIC):
        face.delete()
    elif face is not None and not is_erased:
        # Until it is summed up, so that of several at once the last but one is known for that.
        face.case_count -= 1
        face.save(update_fields=["case_count"])
    if is_erased and issue.titled_by == case_id:
        issue.title, issue.titled_by = "", None
    issue.is_stale = True
    issue.save(update_fields=["title", "titled_by", "is_stale"])
