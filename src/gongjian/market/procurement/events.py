"""What happens in procurement, as announced to the tasks in config/wiring.py."""

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChanged(Event):
    """Something happened to a call: ``event_id`` says what."""

    call_id: UUID
    event_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesAccepted(Event):
    """A trustee has released shares of a part of all bids."""

    release_id: UUID
