"""What people announce to the tasks in config/wiring.py."""

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentNoticeWritten(Event):
    """A notice that waits for no digest."""

    notice_id: UUID
