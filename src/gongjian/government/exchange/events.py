"""What the exchange announces."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRequestChanged(Event):
    request_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementChanged(Event):
    agreement_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionChanged(Event):
    correction_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SurplusReceived(Event):
    query_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LookQuestioned(Event):
    query_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectVerified(Event):
    identity_id: UUID
