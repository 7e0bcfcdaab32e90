"""What the gateway checks of a query. All of it is checked, whatever fails first. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongjian.government.exchange.rules.queries import MOST_SEALED_DAYS


class CheckName(StrEnum):
    AGREEMENT = "agreement"
    PARTIES = "parties"
    PURPOSE = "purpose"
    PROVISIONS = "provisions"
    FIELDS_AGREED = "fields_agreed"
    FIELDS_SHARED = "fields_shared"
    OFFICIAL = "official"
    CONSENT = "consent"
    """In place of an official: what the person asks for themselves."""
    CASE = "case"
    SUBJECT = "subject"
    QUOTA = "quota"
    NODE = "node"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: whether it passed, and on what."""

    name: str
    passed: bool
    facts: Mapping[str, str | int]

    def as_json(self) -> dict[str, object]:
        return {"name": self.name, "passed": self.passed, "facts": dict(self.facts)}


@dataclass(frozen=True, slots=True)
class Basis:
    """A provision an agreement stands on, and whether that version is in force today."""

    code: str
    version: int
    citation: str
    is_in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the checks look at."""

    today: date
    consumer: str
    purpose: str
    fields: Sequence[str]
    agreement_state: str
    """"" : there is no such agreement."""
    agreement_consumer: str
    agreed_purpose: str
    agreed_fields: Collection[str]
    expires_on: date | None
    provisions: Sequence[Basis]
    shared_fields: Collection[str]
    """Which the catalogue still has and still shares."""
    is_source_owner: bool
    """Whether the dataset is still the provider's."""
    scope_fields: Collection[str]
    """By which records are limited: whether one has a value tells of it as well as the value."""
    is_official: bool
    """Whether the official works for the consumer, in a role that may ask."""
    is_by_consent: bool = False
    """Asked for the person themselves, and by no official."""
    is_consented: bool = False
    """Whether the person agreed to these fields, under this agreement, for this case, and still
    does."""
    is_case_open: bool
    is_case_of_consumer: bool
    is_subject_tied: bool
    quota_used: int
    quota: int
    has_node: bool
    sealed_until: date | None
    may_seal: bool
    has_seal_reason: bool


def check_all(facts: Facts) -> list[Check]:
    """Every check in its order."""
    return [
        _agreement(facts),
        Check(
            CheckName.PARTIES.value,
            bool(facts.consumer)
            and facts.consumer == facts.agreement_consumer
            and facts.is_source_owner,
            {"consumer": facts.consumer, "of_source": int(facts.is_source_owner)},
        ),
        Check(
            CheckName.PURPOSE.value,
            bool(facts.purpose) and facts.purpose == facts.agreed_purpose,
            {},
        ),
        _provisions(facts),
        _fields(CheckName.FIELDS_AGREED, facts.fields, facts.agreed_fields),
        _fields(CheckName.FIELDS_SHARED, [*facts.fields, *facts.scope_fields], facts.shared_fields),
        _asker(facts),
        Check(
            CheckName.CASE.value,
            facts.is_case_open and facts.is_case_of_consumer,
            {
                # Not which: whoever is asked about is given this, and it may be another's.
                "open": int(facts.is_case_open),
                "of_department": int(facts.is_case_of_consumer),
            },
        ),
        Check(CheckName.SUBJECT.value, facts.is_subject_tied, {}),
        Check(
            CheckName.QUOTA.value,
            facts.quota_used < facts.quota,
            {"used": facts.quota_used, "quota": facts.quota},
        ),
        Check(CheckName.NODE.value, facts.has_node, {}),
        _seal(facts),
    ]


def is_allowed(checks: Sequence[Check]) -> bool:
    return all(check.passed for check in checks)


def _agreement(facts: Facts) -> Check:
    ends = facts.expires_on
    return Check(
        CheckName.AGREEMENT.value,
        facts.agreement_state == "in_force" and ends is not None and facts.today <= ends,
        {"state": facts.agreement_state, "expires_on": ends.isoformat() if ends else ""},
    )


def _provisions(facts: Facts) -> Check:
    lapsed = [one.citation for one in facts.provisions if not one.is_in_force]
    return Check(
        CheckName.PROVISIONS.value,
        bool(facts.provisions) and not lapsed,
        {
            "in_force": "; ".join(one.citation for one in facts.provisions if one.is_in_force),
            "lapsed": "; ".join(lapsed),
        },
    )


def _asker(facts: Facts) -> Check:
    if facts.is_by_consent:
        return Check(CheckName.CONSENT.value, facts.is_consented, {})
    return Check(CheckName.OFFICIAL.value, facts.is_official, {})


def _fields(name: CheckName, asked: Sequence[str], allowed: Collection[str]) -> Check:
    beyond = sorted(set(asked) - set(allowed))
    return Check(name.value, bool(asked) and not beyond, {"beyond": ", ".join(beyond)[:200]})


def _seal(facts: Facts) -> Check:
    until = facts.sealed_until
    if until is None:
        return Check(CheckName.SEAL.value, True, {})
    days = (until - facts.today).days
    # Nothing is kept from whoever asked for it themselves.
    may_seal = facts.may_seal and not facts.is_by_consent
    is_right = may_seal and facts.has_seal_reason and 0 < days <= MOST_SEALED_DAYS
    return Check(CheckName.SEAL.value, is_right, {"until": until.isoformat()})
