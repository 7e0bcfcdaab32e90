"""What happens to initiatives, as announced to the tasks in config/wiring.py."""

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeChanged(Event):
    """Anything that its history has a row for; ``event_id`` is that InitiativeEvent."""

    initiative_id: UUID
    event_id: UUID
