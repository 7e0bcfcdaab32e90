"""What duties announces."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAdded(Event):
    duty_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChanged(Event):
    duty_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnded(Event):
    duty_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyProposed(Event):
    proposal_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyProposalDecided(Event):
    proposal_id: UUID
