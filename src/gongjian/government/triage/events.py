"""What happens to the models, as announced to the tasks in config/wiring.py."""

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingAsked(Event):
    """A run was reserved; a process is to be started for it."""

    run_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChanged(Event):
    """Cases are sorted by another model from now on: a new one, or an administrator went back."""

    change_id: UUID
