"""Events: what one app announces and config/wiring.py turns into tasks."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of announcements. Subclasses are frozen dataclasses of ids, named in the past tense."""

    @property
    def name(self) -> str:
        return event_name(type(self))

    def payload(self) -> dict[str, str]:
        return {key: str(getattr(self, key)) for key in self.__dataclass_fields__}


def event_name(event_type: type[Event]) -> str:
    """``CaseAnswered`` → ``"case_answered"``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", event_type.__name__).lower()
