"""The gateway: a signed query in, checked, logged, relayed, checked again, logged again, and out.

Three steps, of which two are transactions and the one between them, in which the source is called,
is none. Without the row of the first nobody is asked; without the row of the second nothing is
given. No row and no line of a log holds what the source answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from time import monotonic
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import DateField, F, IntegerField, UUIDField

from gongjian.foundation.kernel import clock
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.prepared import PreparedUpdate
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.exchange.actions.conclude_query import Result, Send, ask_node, conclude
from gongjian.government.exchange.errors import QueryRefused, Replayed, WrongSignature
from gongjian.government.exchange.models import DataQuery, QuotaDay
from gongjian.government.exchange.node_client import ASK
from gongjian.government.exchange.rules.gateway import Check, CheckName, check_all, is_allowed
from gongjian.government.exchange.rules.queries import (
    CLOCK_SKEW,
    MESSAGE_LIFE,
    REFUSED_A_MINUTE,
    Outcome,
    QueryState,
)
from gongjian.government.exchange.selectors.gateway_facts import Looked, look_up
from gongjian.government.exchange.selectors.keys import (
    KnownKey,
    gateway_key,
    known_key,
)
from gongjian.methods import exchange_messages as messages
from gongjian.methods.canonical_json import NotCanonical, require_fields

CLAIMS: dict[str, type] = {
    "town": str, "consumer": str, "agreement": str, "purpose": str, "case": str, "official": str,
    "subject": dict, "fields": list, "nonce": str, "iat": int, "exp": int, "seal": dict,
    "consent": str,
}  # fmt: skip
MOST_FIELDS = 200
_COUNT_ON = PreparedUpdate(
    lambda agreement, day, quota: (
        QuotaDay.objects.filter(agreement=agreement, day=day, used__lt=quota),
        {"used": F("used") + 1},
    ),
    UUIDField(),
    DateField(),
    IntegerField(),
)


@dataclass(frozen=True, slots=True)
class _Decided:
    query: DataQuery
    looked: Looked
    checks: list[Check] = field(default_factory=list)

    @property
    def is_allowed(self) -> bool:
        return is_allowed(self.checks)


def relay_query(*, token: str, now: datetime | None = None, send: Send | None = None) -> Result:
    """Answer a department's signed query.

    Parameters
    ----------
    token : str
        JWS of kind ``gongjian-query+jws`` by the consumer.
    now : datetime, optional
        The present moment; read where it is not given, since a call takes time.
    send : callable, optional
        Another way to the node than the network, by which all of it happens at ``now``: for a past
        that is told.

    Returns
    -------
    Result
        With records, or ``is_waiting``: to be collected from `collect_query`.

    Raises
    ------
    WrongSignature
        It is not signed by a department's key in use, or not of now. Nothing is kept of it.
    Invalid
        It is signed, but no query.
    Replayed
        It came before.
    QueryRefused
        A check failed; the refusal is a row that the person sees.
    TooMany
        So many of this department were refused within a minute that no more are written down.
    SourceFailed
        The source was asked and did not answer as it should; that is a row too.
    """
    moment = now or clock.now()
    began = monotonic()
    key, claims = read_query(token, moment)
    decided = _decide(token, key, claims, moment)
    if not decided.is_allowed:
        raise QueryRefused(query=decided.query)
    message: dict[str, Any] = {"query": token, "decision": decided.query.decision}
    then = moment if send else None
    looked = decided.looked
    judged = ask_node(
        decided.query, looked.terms, looked.node_url, ASK, message, send=send, now=then
    )
    return conclude(decided.query, judged, began=began, now=then)


def read_query(token: str, now: datetime) -> tuple[KnownKey, dict[str, Any]]:
    """The claims of a query, and whose key signed it.

    Raises
    ------
    WrongSignature, Invalid
        As for `relay_query`.
    """
    try:
        kid = messages.key_id_of(token, messages.QUERY)
        key = known_key(kid)
        if key is None or not key.may_sign(now):
            raise WrongSignature
        claims = messages.read(token, messages.QUERY, {kid: key.key}.get)
        _require_now(claims, now)
    except messages.WrongMessage as error:
        raise WrongSignature from error
    _require_query(claims)
    if claims["consumer"] != key.code or claims["town"] != settings.LEDGER_HOST:
        raise WrongSignature
    return key, claims


def _require_query(claims: dict[str, Any]) -> None:
    """Raise Invalid unless claims have the shape of a query."""
    try:
        require_fields(claims, CLAIMS, optional="seal official consent")
        require_fields(claims["subject"], {"scheme": str, "number": str})
        if "seal" in claims:
            require_fields(claims["seal"], {"until": str, "reason": str})
            date.fromisoformat(claims["seal"]["until"])
        UUID(claims["agreement"])
        if ("official" in claims) == ("consent" in claims):
            raise ValueError("asked by an official, or by consent")
        UUID(claims.get("official") or claims["consent"])
        fields = claims["fields"]
        texts = [claims["purpose"], claims["case"], claims["nonce"], *fields]
        if not (0 < len(fields) <= MOST_FIELDS and all(type(one) is str for one in fields)):
            raise ValueError("fields")
        if any(len(text) > 300 or "\x00" in text for text in texts):
            raise ValueError("texts")
        number = claims["subject"]["number"]
        if not (16 <= len(claims["nonce"]) <= 64 and 0 < len(number) <= 80):
            raise ValueError("nonce or number")
    except (NotCanonical, ValueError) as error:
        raise Invalid from error


def _decide(token: str, key: KnownKey, claims: dict[str, Any], now: datetime) -> _Decided:
    """Check everything, sign the decision, and write both down; then and only then is it one."""
    try:
        try:
            return _write_decision(token, key, claims, now)
        except _QuotaTaken:
            return _write_decision(token, key, claims, now, is_quota_left=False)
    except IntegrityError as error:
        if DataQuery.objects.filter(consumer=key.department_id, nonce=claims["nonce"]).exists():
            raise Replayed from error
        raise


class _QuotaTaken(Exception):
    """The last one of the day went to another meanwhile."""


def _write_decision(
    token: str, key: KnownKey, claims: dict[str, Any], now: datetime, *, is_quota_left: bool = True
) -> _Decided:
    # Of its own: inside another's transaction the source would be asked before the row is there.
    with transaction.atomic(durable=True):
        looked = look_up(claims, key, now)
        checks = check_all(looked.facts)
        if not is_quota_left:
            checks = [
                Check(one.name, False, one.facts) if one.name == CheckName.QUOTA else one
                for one in checks
            ]
        if not is_allowed(checks):
            bucket = f"refused:{key.department_id}"
            count_hit(bucket, limit=REFUSED_A_MINUTE, period_seconds=60, now=now)
        query = _row(token, key, claims, looked, checks, now)
        insert_rows([query])
        ledger.record(
            Actor(f"department:{key.code}"),
            "data_asked" if is_allowed(checks) else "data_refused",
            reference_of(query),
            now=now,
            data={
                "message": query.message_digest,
                "decision": messages.digest_of(query.decision),
                "agreement": claims["agreement"],
                "fields": query.field_names,
                "failed": [one.name for one in checks if not one.passed],
                "official": _official(looked, claims),
            },
        )
        # Last, since whoever asks under the same agreement waits for this row.
        if is_allowed(checks) and not _take_quota(looked, now):
            raise _QuotaTaken
    return _Decided(query, looked, checks)


def _official(looked: Looked, claims: dict[str, Any]) -> str:
    """Whoever asked, for whom the row names to be held to it: the person asked about is given the
    entry, and cannot tell from it who that is, for they never learn the nonce."""
    if looked.official_id is None:
        return ""
    return messages.digest_of(f"{looked.official_id} {claims['nonce']}")


def _row(
    token: str,
    key: KnownKey,
    claims: dict[str, Any],
    looked: Looked,
    checks: list[Check],
    now: datetime,
) -> DataQuery:
    agreement = looked.agreement
    allowed = is_allowed(checks)
    seal = claims.get("seal") if _check(checks, CheckName.SEAL) else None
    query = DataQuery(
        id=new_id(),
        agreement=agreement,
        dataset_id=agreement.dataset_id if agreement else None,
        consumer_id=key.department_id,
        provider_id=agreement.provider_id if agreement else None,
        official_id=looked.official_id,
        consent_id=looked.consent_id,
        case_id=looked.case.id if looked.case else None,
        subject_digest=looked.subject_digest,
        subject_id=looked.subject_id,
        purpose=claims["purpose"],
        field_names=sorted(set(claims["fields"])),
        provisions=[
            {"code": one.code, "version": one.version, "citation": one.citation}
            for one in looked.facts.provisions
        ],
        nonce=claims["nonce"],
        message_digest=messages.digest_of(token),
        checks=[one.as_json() for one in checks],
        state=QueryState.ASKED.value if allowed else QueryState.REFUSED.value,
        outcome="" if allowed else Outcome.REFUSED.value,
        asked_at=now,
        answered_at=None if allowed else now,
        sealed_until=looked.facts.sealed_until if seal else None,
        seal_reason=seal["reason"][:300] if seal else "",
    )
    query.decision = _decision(query, key, looked, allowed, now)
    return query


def _decision(query: DataQuery, key: KnownKey, looked: Looked, allowed: bool, now: datetime) -> str:
    stamp = int(now.timestamp())
    claims = {
        "town": settings.LEDGER_HOST,
        "query": query.message_digest,
        "query_id": str(query.pk),
        "allowed": allowed,
        "checks": query.checks,
        "consumer": key.code,
        "consumer_key": messages.public_jwk(key.key),
        "provider": looked.terms.get("provider", ""),
        "agreement": looked.terms.get("agreement", ""),
        "agreement_digest": looked.agreement.digest if looked.agreement else "",
        "iat": stamp,
        "exp": stamp + int(MESSAGE_LIFE.total_seconds()),
    }
    return messages.sign(claims, gateway_key(), messages.DECISION)


def _take_quota(looked: Looked, now: datetime) -> bool:
    """Count one more for today, unless that would be one too many."""
    assert looked.agreement is not None
    day = local_day(now)
    below = (looked.agreement.pk, day, looked.agreement.quota_per_day)
    if _COUNT_ON.run(*below):
        return True
    if looked.facts.quota_used:
        return False
    _made, is_new = QuotaDay.objects.get_or_create(
        agreement=looked.agreement, day=day, defaults={"used": 1}
    )
    return is_new or bool(_COUNT_ON.run(*below))


def _check(checks: list[Check], name: CheckName) -> bool:
    return next(one.passed for one in checks if one.name == name)


def read_collection(*, token: str, query_id: UUID, now: datetime | None = None) -> UUID:
    """Which department collects: its message names the query, signed with its key.

    Raises
    ------
    WrongSignature
        It is no such message, not of now, or not for this query.
    """
    moment = now or clock.now()
    try:
        kid = messages.key_id_of(token, messages.COLLECTION)
        key = known_key(kid)
        if key is None or not key.may_sign(moment):
            raise WrongSignature
        claims = messages.read(token, messages.COLLECTION, {kid: key.key}.get)
        _require_now(claims, moment)
    except messages.WrongMessage as error:
        raise WrongSignature from error
    if claims.get("query_id") != str(query_id) or claims.get("town") != settings.LEDGER_HOST:
        raise WrongSignature
    return key.department_id


def _require_now(claims: dict[str, Any], now: datetime) -> None:
    messages.require_times(
        claims,
        now=int(now.timestamp()),
        life=int(MESSAGE_LIFE.total_seconds()),
        skew=int(CLOCK_SKEW.total_seconds()),
    )
