"""An official asks for data: the query is made in the name of their department, and signed with
the key that the town keeps for it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions.conclude_query import Result
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.errors import KeyElsewhere, NoKey
from gongjian.government.exchange.rules.queries import MESSAGE_LIFE
from gongjian.government.exchange.selectors.agreements import get_agreement, terms_of
from gongjian.government.exchange.selectors.keys import current_key, hosted_folder
from gongjian.methods import exchange_messages as messages


def ask_source(
    *,
    actor: Actor,
    agreement_id: UUID,
    case_number: str,
    number: str,
    field_names: Sequence[str],
    sealed_until: date | None = None,
    seal_reason: str = "",
    now: datetime,
) -> Result:
    """Ask the source for fields about one subject.

    Raises
    ------
    NotFound
        There is no such agreement, or the actor is no party to it.
    NotAllowed
        The actor does not work for its consumer.
    NoKey, KeyElsewhere
        The town cannot sign for that department.
    QueryRefused, SourceFailed, Invalid
        As for `relay_query`.
    """
    agreement = get_agreement(actor=actor, agreement_id=agreement_id)
    policies.require_can_ask_for(actor, agreement.consumer_id)
    if actor.user_id is None:
        raise NotAllowed
    terms = terms_of(agreement)
    stamp = int(now.timestamp())
    claims: dict[str, object] = {
        "town": settings.LEDGER_HOST,
        "consumer": terms["consumer"],
        "agreement": str(agreement.pk),
        "purpose": terms["purpose"],
        "case": case_number,
        "official": str(actor.user_id),
        "subject": {"scheme": terms["key_scheme"], "number": number.strip()},
        "fields": sorted(set(field_names)),
        "nonce": secrets.token_hex(16),
        "iat": stamp,
        "exp": stamp + int(MESSAGE_LIFE.total_seconds()),
    }
    if sealed_until is not None:
        claims["seal"] = {"until": sealed_until.isoformat(), "reason": seal_reason}
    known = current_key(agreement.consumer_id)
    if known is None:
        raise NoKey
    key = hosted_folder(agreement.consumer_id).find(known.kid) if known.is_hosted else None
    if key is None:
        raise KeyElsewhere
    return relay_query(token=messages.sign(claims, key, messages.QUERY), now=now)
