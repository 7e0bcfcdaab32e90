"""Hot issues as the trail tells of them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.triage import policies
from gongjian.government.triage.models import HotIssue, PublicIssue


def trail_faces(*, actor: Actor, issue_ids: Collection[UUID]) -> dict[UUID, HotIssue | PublicIssue]:
    """Issue → what everybody may know of it, else what this actor's roles show them; merged ones
    are there for everybody, to be passed by. One query or two."""
    rows = PublicIssue.objects.filter(issue__in=issue_ids).select_related("issue")
    found: dict[UUID, HotIssue | PublicIssue] = {face.issue_id: face for face in rows}
    others = [key for key in issue_ids if key not in found]
    for issue in HotIssue.objects.filter(pk__in=others) if others else ():
        if issue.merged_into_id is not None or policies.may_see(actor, issue):
            found[issue.pk] = issue
    return found
