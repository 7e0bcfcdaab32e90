"""The second half of a query: the node is called, its answer judged, and what came of it logged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import UUIDField

from gongjian.foundation.kernel import clock, outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound, WrongState
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.foundation.kernel.prepared import PreparedUpdate
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.exchange.errors import QueryRefused, SourceFailed
from gongjian.government.exchange.events import SurplusReceived
from gongjian.government.exchange.models import DataQuery
from gongjian.government.exchange.node_client import COLLECT, NodeDown, NodeSlow, post
from gongjian.government.exchange.rules.answers import Expected, Judged, judge
from gongjian.government.exchange.rules.queries import (
    COLLECT_WITHIN,
    MESSAGE_LIFE,
    SLOW_AFTER,
    Outcome,
    QueryState,
)
from gongjian.government.exchange.selectors.agreements import terms_of
from gongjian.government.exchange.selectors.gateway_facts import failed_since
from gongjian.government.exchange.selectors.keys import (
    gateway_key,
    known_key,
    node_url,
    signing_key,
    successions_of,
)
from gongjian.methods import exchange_messages as messages
from gongjian.methods.exchange_records import AgreedField, digest_of_records

SYSTEM = Actor.system("exchange-gateway")
MARGIN = timedelta(milliseconds=500)
"""A node says after three seconds that its source is slow; for that the gateway waits more."""
Send = Callable[[str, str, dict[str, Any]], tuple[int, Any]]
"""Address, path and message in; HTTP status and JSON out."""
CONCLUDED = (
    "state", "outcome", "outcome_detail", "answered_at", "as_of", "given_fields", "surplus_fields",
    "answer_digest", "answer_proof", "duration_ms",
)  # fmt: skip
_OPEN = DataQuery.objects.filter(state__in=[QueryState.ASKED.value, QueryState.WAITING.value])
_CONCLUDE = PreparedUpdate(
    lambda key, *values: (_OPEN.filter(pk=key), dict(zip(CONCLUDED, values, strict=True))),
    UUIDField(),
    *(one for name in CONCLUDED for one in DataQuery._meta.concrete_fields if one.name == name),
)
_WAIT = PreparedUpdate(
    lambda key: (_OPEN.filter(pk=key), {"state": QueryState.WAITING.value}), UUIDField()
)
GIVEN = frozenset({Outcome.GIVEN, Outcome.NO_RECORD})
_STATES = {
    Outcome.GIVEN: QueryState.ANSWERED,
    Outcome.NO_RECORD: QueryState.ANSWERED,
    Outcome.REFUSED: QueryState.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Result:
    """What a consumer is given."""

    query: DataQuery
    records: list[dict[str, Any]] = field(default_factory=list)
    receipt: str = ""
    """The gateway's JWS: digest of what was given, of what the source signed, and what was
    dropped."""
    salt: str = ""
    """With it and the records, whoever was given them can check the digests. It is kept nowhere."""

    @property
    def is_waiting(self) -> bool:
        return self.query.state == QueryState.WAITING


def ask_node(
    query: DataQuery,
    terms: dict[str, Any],
    url: str,
    path: str,
    message: dict[str, Any],
    *,
    send: Send | None = None,
    now: datetime | None = None,
) -> Judged:
    """Call a node and judge what it answers. No transaction is open."""
    send = send or _post
    try:
        status, said = send(url, path, message)
        for code, name, look_up in _WANTED:
            if status == 409 and isinstance(said, dict) and said.get("code") == code:
                message[name] = look_up(query)
                status, said = send(url, path, message)
    except NodeSlow:
        # It may be at it, or have got nothing: whoever collects is told.
        return Judged(outcome=None)
    except NodeDown as error:
        return Judged(outcome=Outcome.DOWN, detail=str(error)[:200])
    now = now or clock.now()
    assert query.provider_id is not None
    return judge(status, said, _expected(query, terms), partial(_key, query.provider_id, now), now)


def collect_query(*, query_id: UUID, consumer_id: UUID, collector_id: UUID | None = None) -> Result:
    """What a slow source has found meanwhile, if the query would still be let through.

    Parameters
    ----------
    collector_id : UUID, optional
        The person who collects; None: the department's own system, by its signature.

    Raises
    ------
    NotFound
        There is no such query of this department.
    NotAllowed
        Another person asked it: the row names whoever was given the data.
    WrongState
        It does not wait.
    QueryRefused
        A check that it passed when it was asked fails now. It is over.
    SourceFailed
        The source found nothing that may be given, or has forgotten it.
    """
    began = monotonic()
    query = (
        DataQuery.objects.select_related("agreement", "case", "consumer")
        .filter(pk=query_id, consumer_id=consumer_id)
        .first()
    )
    if query is None:
        raise NotFound
    if collector_id is not None and collector_id != query.official_id:
        raise NotAllowed
    if query.state != QueryState.WAITING or query.agreement is None:
        raise WrongState
    assert query.provider_id is not None
    if failed := failed_since(query, clock.now()):
        refused = Judged(outcome=Outcome.REFUSED, detail=", ".join(failed)[:300])
        return conclude(query, refused, began=began)
    terms = terms_of(query.agreement)
    stamp = int(clock.now().timestamp())
    claims = {
        "provider": terms["provider"],
        "query": query.message_digest,
        "iat": stamp,
        "exp": stamp + int(MESSAGE_LIFE.total_seconds()),
    }
    message = {"collection": messages.sign(claims, gateway_key(), messages.COLLECTION)}
    url = node_url(query.provider_id)
    return conclude(query, ask_node(query, terms, url, COLLECT, message), began=began)


def conclude(
    query: DataQuery, judged: Judged, *, began: float, now: datetime | None = None
) -> Result:
    """Log what came of a query, and only then give what may be given.

    Raises
    ------
    WrongState
        Somebody else concluded it meanwhile.
    QueryRefused
        A check fails now.
    SourceFailed
        Nothing may be given.
    """
    now = now or clock.now()
    if judged.outcome is None:
        if not _WAIT.run(query.pk):
            raise WrongState
        query.state = QueryState.WAITING.value
        return Result(query)
    is_given = judged.outcome in GIVEN
    query.state = _STATES.get(judged.outcome, QueryState.FAILED).value
    query.outcome = judged.outcome.value
    query.outcome_detail = judged.detail
    query.answered_at = now
    query.as_of = judged.as_of
    query.given_fields = query.field_names if judged.outcome is Outcome.GIVEN else []
    query.surplus_fields = judged.surplus[:50]
    query.answer_digest = judged.digest
    query.answer_proof = judged.proof
    query.duration_ms = int((monotonic() - began) * 1_000)
    about = {
        "outcome": query.outcome,
        "digest": query.answer_digest,
        "as_of": query.as_of.isoformat() if query.as_of else "",
        "surplus": query.surplus_fields,
    }
    # Of its own: inside another's transaction data would go out before anything is committed.
    with transaction.atomic(durable=True):
        if not _CONCLUDE.run(query.pk, *(getattr(query, name) for name in CONCLUDED)):
            raise WrongState
        act = "data_given" if is_given else "data_not_given"
        ledger.record(SYSTEM, act, reference_of(query), now=now, data=about)
        if query.surplus_fields:
            outbox.add(SurplusReceived(query_id=query.pk))
    if judged.outcome is Outcome.REFUSED:
        raise QueryRefused(query=query)
    if not is_given:
        raise SourceFailed(query=query)
    return Result(query, judged.records, _receipt(query, judged, now), judged.salt)


def expire_waiting(*, now: datetime) -> int:
    """Close what waited too long, or was asked by a process that was killed; how many."""
    before = now - COLLECT_WITHIN
    rows = DataQuery.objects.filter(
        state__in=[QueryState.ASKED.value, QueryState.WAITING.value], asked_at__lt=before
    )
    closed = 0
    for key in list(rows.order_by("asked_at").values_list("pk", flat=True)[:500]):
        with transaction.atomic():
            row = lock_row(DataQuery, key)
            if row is None or row.state not in (QueryState.ASKED, QueryState.WAITING):
                continue
            row.outcome = Outcome.SLOW.value
            row.state = QueryState.FAILED.value
            row.answered_at = now
            row.save(update_fields=["outcome", "state", "answered_at"])
            about = {"outcome": row.outcome}
            ledger.record(SYSTEM, "data_not_given", reference_of(row), now=now, data=about)
            closed += 1
    return closed


def _post(url: str, path: str, message: dict[str, Any]) -> tuple[int, Any]:
    return post(url, path, message, seconds=(SLOW_AFTER + MARGIN).total_seconds())


def _agreement_of(query: DataQuery) -> dict[str, Any]:
    """Both signatures, and the key of the consumer's: the provider knows its own."""
    agreement = query.agreement
    assert agreement is not None
    kid = messages.key_id_of(agreement.consumer_signature, messages.AGREEMENT)
    known = known_key(kid)
    return {
        "consumer_signature": agreement.consumer_signature,
        "provider_signature": agreement.provider_signature,
        "consumer_key": messages.public_jwk(known.key) if known else {},
    }


def _successions_of(query: DataQuery) -> list[str]:
    return successions_of(query.consumer_id)


_WANTED: tuple[tuple[str, str, Callable[[DataQuery], Any]], ...] = (
    ("agreement_unknown", "agreement", _agreement_of),
    ("key_unknown", "successions", _successions_of),
)
"""What a node asks to be sent along, in the order in which it looks."""


def _expected(query: DataQuery, terms: dict[str, Any]) -> Expected:
    agreed = {one["name"]: one for one in terms["fields"]}
    return Expected(
        query=query.message_digest,
        provider=terms["provider"],
        dataset=terms["dataset"],
        fields=[
            AgreedField(name, agreed[name]["kind"], agreed[name]["is_required"])
            for name in query.field_names
        ],
        max_age_hours=terms["max_age_hours"],
    )


def _key(provider_id: UUID, now: datetime, kid: str) -> Any:
    return signing_key(provider_id, kid, now)


def _receipt(row: DataQuery, judged: Judged, now: datetime) -> str:
    claims = {
        "query": row.message_digest,
        "query_id": str(row.pk),
        "outcome": row.outcome,
        "as_of": row.as_of.isoformat() if row.as_of else "",
        "source_digest": row.answer_digest,
        "given_digest": digest_of_records(judged.records, judged.salt),
        "dropped": row.surplus_fields,
        "iat": int(now.timestamp()),
    }
    return messages.sign(claims, gateway_key(), messages.OUTCOME)
