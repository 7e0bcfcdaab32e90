"""What law announces."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChanged(Event):
    change_id: UUID
