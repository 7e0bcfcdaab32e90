"""Until when a contract may be signed, and the file that both sides sign."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law import interface as law
from gongjian.market.procurement.models import Award, AwardState, Contract, ContractVersion
from gongjian.market.procurement.rules.contracts import (
    FORMAT,
    SIGNING_DAYS,
    ContractTerms,
    terms_as_json,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.contracts import proposed_version, terms_of
from gongjian.methods.canonical_json import write_canonical

MOST_AT_ONCE = 500


def sign_until(award: Award) -> datetime:
    """The first instant that is too late, by what the law asked on the day of the award."""
    assert award.made_at is not None  # a constraint of the table
    day = local_day(award.made_at)
    days = law.parameter(SIGNING_DAYS.parameter, day, SIGNING_DAYS.default)
    after = datetime.combine(day + timedelta(days=days + 1), time())
    return timezone.make_aware(after, timezone.get_default_timezone())


def awards_without_contract(*, now: datetime) -> Iterator[UUID]:
    """Calls that were awarded, and whose time for signing is over without so much as a draft."""
    rows = Award.objects.filter(
        state=AwardState.MADE, call__state=CallState.CONTRACT, contract=None, made_at__lte=now
    )
    for award in rows.order_by("made_at", "id")[:MOST_AT_ONCE]:
        if now >= sign_until(award):
            yield award.call_id


@dataclass(frozen=True, slots=True)
class ToSign:
    """The bytes that a signature is for."""

    file: str
    digest: str


def file_to_sign(contract: Contract) -> ToSign:
    """What waits for signatures; of a draft, what its first signature would freeze."""
    version = proposed_version(contract)
    if version is not None:
        return ToSign(version.file, version.digest)
    number = ContractVersion.objects.filter(contract=contract).count() + 1
    file = contract_file(contract, terms_of(contract), number)
    return ToSign(file, digest_of(file))


def digest_of(file: str) -> str:
    return hashlib.sha256(file.encode()).hexdigest()


def contract_file(contract: Contract, terms: ContractTerms, number: int) -> str:
    """What is signed, in its one spelling: no personal data, and nothing that changes later."""
    call, award = contract.call, contract.award
    value = {
        "award": {
            "amount_minor": award.amount_minor,
            "ranking_sha256": award.ranking.digest,
        },
        "buyer": {"code": call.buyer.code, "name": call.buyer.name},
        "call": call.number,
        "company": {"code": contract.company.code, "name": contract.company.name},
        "contract": contract.number,
        "currency": contract.currency,
        "format": FORMAT,
        "terms": terms_as_json(terms),
        "version": number,
    }
    return write_canonical(value).decode()
