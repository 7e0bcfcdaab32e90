"""What happens in deliberation, as announced to the tasks in config/wiring.py."""

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalChanged(Event):
    """Anything that its history has a row for; ``event_id`` is that ProposalEvent."""

    proposal_id: UUID
    event_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalCommented(Event):
    """A comment or a reply was written."""

    comment_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementModerated(Event):
    """A statement was shown or taken out; ``event_id`` is that ConsultationEvent."""

    event_id: UUID
