"""States of requests for data and of agreements, and what an agreement says. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_YEARS = 5
"""An agreement is looked at again at least so often."""
MOST_QUOTA = 1_000_000
MOST_RETENTION_DAYS = 3_650
MOST_AGE_HOURS = 24 * 366
DOCUMENT_TYPE = "gongjian-agreement/1"


class RequestState(StrEnum):
    ASKED = "asked"
    ESCALATED = "escalated"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class AgreementState(StrEnum):
    SIGNING = "signing"
    IN_FORCE = "in_force"
    ENDED = "ended"


UNDECIDED = frozenset({RequestState.ASKED, RequestState.ESCALATED})


class Side(StrEnum):
    CONSUMER = "consumer"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an agreement says, as both sides sign it."""

    agreement: str
    dataset: str
    schema_version: int
    consumer: str
    provider: str
    purpose: str
    provisions: Sequence[Mapping[str, object]]
    """Of each: code, version, citation."""
    fields: Sequence[Mapping[str, object]]
    """Of each: name, kind, is_required."""
    key_scheme: str
    row_scope: Mapping[str, str]
    max_age_hours: int
    quota_per_day: int
    retention_days: int
    expires_on: date
    may_seal: bool

    def document(self) -> dict[str, object]:
        """As JSON without fractions, for `methods.canonical_json`."""
        return {
            "type": DOCUMENT_TYPE,
            "agreement": self.agreement,
            "dataset": self.dataset,
            "schema_version": self.schema_version,
            "consumer": self.consumer,
            "provider": self.provider,
            "purpose": self.purpose,
            "provisions": [dict(one) for one in self.provisions],
            "fields": [dict(one) for one in self.fields],
            "key_scheme": self.key_scheme,
            "row_scope": dict(self.row_scope),
            "max_age_hours": self.max_age_hours,
            "quota_per_day": self.quota_per_day,
            "retention_days": self.retention_days,
            "expires_on": self.expires_on.isoformat(),
            "may_seal": self.may_seal,
        }
