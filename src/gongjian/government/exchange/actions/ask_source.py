"""An official asks for data, or a person has it asked for a case of theirs: the query is made in
the name of the department, and signed with the key that the town keeps for it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions.conclude_query import Result, Send
from gongjian.government.exchange.actions.know_subjects import number_of
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.errors import KeyElsewhere, NoKey, NoNumber
from gongjian.government.exchange.models import Agreement, Consent
from gongjian.government.exchange.rules.queries import MESSAGE_LIFE
from gongjian.government.exchange.selectors.agreements import get_agreement, terms_of
from gongjian.government.exchange.selectors.keys import current_key, hosted_folder
from gongjian.government.exchange.subjects import asked_number, is_number
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
    send: Send | None = None,
) -> Result:
    """Ask the source for fields about one subject. ``send`` as for `relay_query`.

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
    if not is_number(terms["key_scheme"], number):
        raise Invalid(fields={"number": [_("This is no such number: please look at it again.")]})
    number = asked_number(terms["key_scheme"], number)
    asked: dict[str, object] = {
        "case": case_number,
        "official": str(actor.user_id),
        "subject": {"scheme": terms["key_scheme"], "number": number},
        "fields": sorted(set(field_names)),
    }
    if sealed_until is not None:
        asked["seal"] = {"until": sealed_until.isoformat(), "reason": seal_reason}
    return _relay(agreement, terms, asked, now, send)


def ask_with_consent(
    *, actor: Actor, consent_id: UUID, now: datetime, send: Send | None = None
) -> Result:
    """Ask the source for what the actor agreed to be asked about themselves, in the name of the
    department that has their case. No transaction may be open. ``send`` as for `relay_query`.

    Raises
    ------
    NotFound
        The actor gave no such consent.
    NoNumber
        No number by which the source finds them is known to be theirs.
    NoKey, KeyElsewhere
        The town cannot sign for that department.
    QueryRefused, SourceFailed, TooMany
        As for `relay_query`; a consent that was withdrawn is refused.
    """
    row = Consent.objects.select_related("agreement", "case").filter(pk=consent_id).first()
    if row is None or row.user_id is None or row.user_id != actor.user_id:
        raise NotFound
    terms = terms_of(row.agreement)
    number = number_of(user_id=row.user_id, scheme=terms["key_scheme"])
    if not number:
        raise NoNumber
    asked: dict[str, object] = {
        "case": row.case.number,
        "consent": str(row.pk),
        "subject": {"scheme": terms["key_scheme"], "number": number},
        "fields": row.field_names,
    }
    return _relay(row.agreement, terms, asked, now, send)


def _relay(
    agreement: Agreement,
    terms: dict[str, Any],
    asked: dict[str, object],
    now: datetime,
    send: Send | None,
) -> Result:
    """Sign a query with the key that the town keeps for its consumer, and send it on its way."""
    known = current_key(agreement.consumer_id)
    if known is None:
        raise NoKey
    key = hosted_folder(agreement.consumer_id).find(known.kid) if known.is_hosted else None
    if key is None:
        raise KeyElsewhere
    stamp = int(now.timestamp())
    claims = {
        "town": settings.LEDGER_HOST,
        "consumer": terms["consumer"],
        "agreement": str(agreement.pk),
        "purpose": terms["purpose"],
        "nonce": secrets.token_hex(16),
        "iat": stamp,
        "exp": stamp + int(MESSAGE_LIFE.total_seconds()),
        **asked,
    }
    return relay_query(token=messages.sign(claims, key, messages.QUERY), now=now, send=send)
