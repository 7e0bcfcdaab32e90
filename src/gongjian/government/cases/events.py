"""What happens to a case, as announced to the tasks in config/wiring.py.

``case_id`` is the case, ``event_id`` its CaseEvent row.
"""

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReceived(Event):
    case_id: UUID
    event_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChanged(Event):
    """Any later step, note, rating or support; the CaseEvent row says which."""

    case_id: UUID
    event_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAsked(Event):
    """A language model is to write a draft."""

    draft_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBegun(Event):
    """A table of cases is to be checked or brought in."""

    job_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class JointAnswerBegun(Event):
    """One answer is to be given to all cases of a hot issue that it may be given to."""

    joint_id: UUID
