"""Looks at somebody's data, as rows that a gateway left."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.government.exchange.models import DataQuery
from gongjian.government.exchange.subjects import subject_digest
from tests.government.exchange.parts import NUMBER, PURPOSE, Exchange

_nonces = count(1)
SCHEME = "resident-id"


def make_look(exchange: Exchange, *, number: str = NUMBER, **said) -> DataQuery:
    """Given a minute ago for the resident's case, or what ``said`` says."""
    return DataQuery.objects.create(**look_values(exchange, number=number, **said))


def look_values(exchange: Exchange, *, number: str = NUMBER, **said) -> dict:
    at: datetime = said.pop("asked_at", now() - timedelta(minutes=1))
    digest = subject_digest(SCHEME, number)
    usual = {
        "agreement": exchange.agreement,
        "dataset": exchange.dataset,
        "consumer": exchange.town.department,
        "provider": exchange.town.other_department,
        "official_id": exchange.town.handler.user_id,
        "case_id": exchange.case.pk,
        "subject_digest": digest,
        "subject_id": exchange.town.resident.user_id if number == NUMBER else None,
        "purpose": PURPOSE,
        "field_names": ["since", "street"],
        "given_fields": ["since", "street"],
        "provisions": [
            {
                "code": exchange.provision.code,
                "version": exchange.provision.version,
                "citation": exchange.provision.citation,
            }
        ],
        "nonce": f"nonce-{next(_nonces)}",
        "message_digest": "m" * 43,
        "checks": [{"name": "case", "passed": True, "facts": {}}],
        "state": "answered",
        "outcome": "given",
        "asked_at": at,
        "answered_at": at,
        "as_of": at,
        "answer_digest": "a" * 43,
        "duration_ms": 12,
    }
    return {**usual, **said}


def sealed(days: int) -> dict:
    """Kept from the person until so many days from today; negative: it was."""
    until = local_day(now()) + timedelta(days=days)
    return {"sealed_until": until, "seal_reason": "A fraud is looked into."}
