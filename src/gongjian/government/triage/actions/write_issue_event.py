"""What staff do with an issue is written at one place: version, history and ledger together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.triage.models import HotIssue, IssueEvent


def write_issue_event(
    issue: HotIssue,
    *,
    actor: Actor,
    name: str,
    now: datetime,
    text: str = "",
    data: Mapping[str, object] | None = None,
    department_id: UUID | None = None,
) -> IssueEvent:
    """Save a locked issue as changed by staff, and say so: its summary has to be made anew."""
    issue.version += 1
    issue.is_stale = True
    issue.save()
    event = IssueEvent.objects.create(
        issue=issue, name=name, at=now, actor=actor.reference, text=text[:500],
        data=dict(data or {}), department_id=department_id,
    )  # fmt: skip
    ledger.record(actor, name, reference_of(issue), now=now, data={"event": str(event.pk)})
    return event
