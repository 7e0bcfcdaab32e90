"""What happens in budget rounds, as announced to the tasks in config/wiring.py."""

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectChanged(Event):
    """A project was decided on, or its building went on: ``event_id`` says what."""

    event_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAsked(Event):
    round_id: UUID
