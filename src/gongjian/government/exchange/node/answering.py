"""How a node answers: what a decision says it checks again itself. By which key it knows a consumer
it decides itself, too: see `known_keys`.

Nothing that a source holds is ever written down here, save in the answer.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Slow
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from joserfc.jwk import OKPKey

from gongjian.government.exchange.key_folder import KeyFolder
from gongjian.government.exchange.node.known_keys import KeyUnknown, require_known_key
from gongjian.government.exchange.node.memory import MEMORY, NodeMemory
from gongjian.government.exchange.node.settings import NodeSettings
from gongjian.government.exchange.node.sources import Found, SourceError
from gongjian.government.exchange.rules.queries import (
    CLOCK_SKEW,
    COLLECT_WITHIN,
    MESSAGE_LIFE,
    SLOW_AFTER,
)
from gongjian.methods import exchange_messages as messages
from gongjian.methods.canonical_json import NotCanonical, write_canonical
from gongjian.methods.exchange_records import AgreedField, digest_of_records, project

MOST_WAITING = 500
SALT_BYTES = 24
THREADS = 16
SWEEP_SECONDS = 20
Answer = tuple[int, dict[str, Any]]
log = logging.getLogger("gongjian.node")


class Denied(Exception):
    """The node does not do what it is asked; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AgreementUnknown(Exception):
    """The node has not seen this agreement yet: it is to be sent along."""


@dataclass(slots=True)
class _Work:
    asked: dict[str, Any]
    fields: list[AgreedField]
    ends: float
    result: Future[Found] = field(default_factory=Future)


class DepartmentNode:
    """One department's side of the exchange, in front of its sources."""

    def __init__(self, settings: NodeSettings, *, slow_seconds: float | None = None) -> None:
        self._settings = settings
        self._keys = KeyFolder(settings.keys)
        self._memory = NodeMemory(settings.folder / MEMORY)
        self._slow_seconds = SLOW_AFTER.total_seconds() if slow_seconds is None else slow_seconds
        # Each source its own: one that is slow takes no thread from another.
        self._pools = {
            name: ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="source")
            for name in settings.sources
        }
        self._lock = threading.Lock()
        self._waiting: dict[str, _Work] = {}
        self._is_closed = threading.Event()
        threading.Thread(target=self._drop_what_is_over, daemon=True).start()

    def about(self) -> dict[str, Any]:
        """Whose node it is, its public key, and the datasets it has sources for."""
        return {
            "department": self._settings.department,
            "key": messages.public_jwk(self._keys.current()),
            "datasets": sorted(self._settings.sources),
        }

    def ask(self, message: Mapping[str, Any], *, now: datetime | None = None) -> Answer:
        """Answer a query: 200 with data, 202 while the source is at it, 403 denied, 409 where the
        agreement is to be sent along or the query came before, 502 where the source is down."""
        now = now or datetime.now(UTC)
        digest = ""
        try:
            query, decision, digest = self._checked(message, now)
            document = self._agreed(message, query, decision, now)
            consumer = str(query["consumer"])
            kid = messages.key_id_of(message["query"], messages.QUERY)
            require_known_key(self._memory, consumer, kid, message.get("successions"), now)
            fields = _fields_of(query, document)
            source = self._settings.sources.get(document["dataset"])
            if source is None:
                raise Denied("no_source")
            until = int(query["exp"])
            nonce = str(query["nonce"])
            stamp = int(now.timestamp())
            if not self._memory.is_fresh(consumer, nonce, until=until, now=stamp):
                return 409, {"code": "replayed"}
        except AgreementUnknown:
            return 409, {"code": "agreement_unknown"}
        except KeyUnknown as unknown:
            if not unknown.is_final:
                return 409, {"code": "key_unknown"}
            log.warning(
                "%s signs with key %s, which is not known here; `gongjian node trust` makes it so",
                unknown.consumer,
                unknown.kid,
            )
            return 403, self._denial("key_unknown", digest, now)
        except Denied as denied:
            return 403, self._denial(denied.code, digest, now)
        except (messages.WrongMessage, NotCanonical, KeyError, TypeError, ValueError) as error:
            log.info("refused a message: %s", type(error).__name__)
            return 403, self._denial("wrong_message", digest, now)
        work = self._begin(digest, query, document, fields, source, now)
        return self._outcome(digest, work, now) if work else (503, {"code": "busy"})

    def collect(self, message: Mapping[str, Any]) -> Answer:
        """What a slow source found meanwhile; 404 where nobody asked, or too long ago."""
        now = datetime.now(UTC)
        try:
            claims = messages.read(
                message["collection"], messages.COLLECTION, self._settings.gateway_keys.get
            )
            _require_now(claims, now)
            if claims["provider"] != self._settings.department:
                raise Denied("another_department")
            digest = str(claims["query"])
        except (messages.WrongMessage, Denied, KeyError, TypeError):
            return 403, {"code": "wrong_message"}
        with self._lock:
            work = self._waiting.get(digest)
        return self._outcome(digest, work, now) if work else (404, {"code": "not_found"})

    def close(self) -> None:
        self._is_closed.set()
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
        self._memory.close()

    # --- what is checked again -------------------------------------------------------------

    def _checked(
        self, message: Mapping[str, Any], now: datetime
    ) -> tuple[dict[str, Any], dict[str, Any], str]:
        decision = messages.read(
            message["decision"], messages.DECISION, self._settings.gateway_keys.get
        )
        _require_now(decision, now)
        token = str(message["query"])
        digest = messages.digest_of(token)
        if decision["provider"] != self._settings.department or decision["allowed"] is not True:
            raise Denied("not_allowed")
        if decision["query"] != digest:
            raise Denied("another_query")
        key = messages.key_of_jwk(decision["consumer_key"])
        query = messages.read(token, messages.QUERY, _only(key))
        _require_now(query, now)
        if (query["consumer"], query["agreement"]) != (
            decision["consumer"],
            decision["agreement"],
        ):
            raise Denied("another_query")
        return query, decision, digest

    def _agreed(
        self,
        message: Mapping[str, Any],
        query: Mapping[str, Any],
        decision: Mapping[str, Any],
        now: datetime,
    ) -> dict[str, Any]:
        digest = str(decision["agreement_digest"])
        document = self._memory.agreement(digest)
        if document is None or not self._memory.keys_of(str(document["consumer"])):
            document = self._proven(message.get("agreement"), digest)
            self._memory.keep_agreement(digest, document)
        if document["agreement"] != query["agreement"]:
            raise Denied("another_agreement")
        if (document["provider"], document["consumer"]) != (
            self._settings.department,
            query["consumer"],
        ):
            raise Denied("another_party")
        if document["purpose"] != query["purpose"]:
            raise Denied("another_purpose")
        today = now.astimezone(self._settings.zone).date()
        if date.fromisoformat(document["expires_on"]) < today:
            raise Denied("agreement_over")
        return document

    def _proven(self, sent: Any, digest: str) -> dict[str, Any]:
        """The document of an agreement that both signed: this department with a key of its own."""
        if sent is None:
            raise AgreementUnknown
        consumer_key = messages.key_of_jwk(sent["consumer_key"])
        ours = messages.read(sent["provider_signature"], messages.AGREEMENT, self._own_key)
        theirs = messages.read(sent["consumer_signature"], messages.AGREEMENT, _only(consumer_key))
        if ours != theirs or messages.digest_of(write_canonical(ours)) != digest:
            raise Denied("another_agreement")
        self._memory.keep_first_key(str(ours["consumer"]), messages.key_id(consumer_key))
        return ours

    def _own_key(self, kid: str) -> OKPKey | None:
        return self._keys.find(kid) or self._settings.former_keys.get(kid)

    # --- what is done ------------------------------------------------------------------------

    def _begin(
        self,
        digest: str,
        query: dict[str, Any],
        document: dict[str, Any],
        fields: list[AgreedField],
        source: Any,
        now: datetime,
    ) -> _Work | None:
        asked = {
            "dataset": document["dataset"],
            "schema_version": document["schema_version"],
            "query": digest,
        }
        work = _Work(asked, fields, now.timestamp() + COLLECT_WITHIN.total_seconds())
        with self._lock:
            if len(self._waiting) >= MOST_WAITING:
                return None
            self._waiting[digest] = work
        names = [one.name for one in fields]
        number = str(query["subject"]["number"])
        scope = dict(document["row_scope"])
        work.result = self._pools[document["dataset"]].submit(source.fetch, number, names, scope)
        return work

    def _outcome(self, digest: str, work: _Work, now: datetime) -> Answer:
        try:
            found = work.result.result(timeout=self._slow_seconds)
        except Slow:
            return 202, {"code": "working"}
        except SourceError as error:
            self._forget(digest)
            log.warning("a source gave nothing: %s", error)
            return 502, {"code": "source_down"}
        except Exception as error:  # noqa: BLE001 - whatever an adapter meets is no answer
            self._forget(digest)
            log.warning("a source gave nothing: %s", type(error).__name__)
            return 502, {"code": "source_down"}
        self._forget(digest)
        try:
            return 200, self._signed(work, found, now)
        except NotCanonical:
            return 502, {"code": "source_down"}

    def _signed(self, work: _Work, found: Found, now: datetime) -> dict[str, Any]:
        records = [project(record, work.fields) for record in found.records]
        salt = secrets.token_urlsafe(SALT_BYTES)
        claims = {
            **work.asked,
            "provider": self._settings.department,
            "count": len(records),
            "digest": digest_of_records(records, salt),
            "as_of": found.as_of.astimezone(UTC).isoformat(timespec="seconds"),
            "iat": int(now.timestamp()),
        }
        proof = messages.sign(claims, self._keys.current(), messages.ANSWER)
        return {"answer": proof, "records": records, "salt": salt}

    def _drop_what_is_over(self) -> None:
        """What nobody collected stays no longer than is said, whether or not anybody asks."""
        while not self._is_closed.wait(SWEEP_SECONDS):
            self.drop(datetime.now(UTC))

    def drop(self, now: datetime) -> None:
        """Forget what waited for longer than it may be collected."""
        with self._lock:
            over = [key for key, one in self._waiting.items() if one.ends < now.timestamp()]
            for key in over:
                self._waiting.pop(key).result.cancel()

    def _forget(self, digest: str) -> None:
        with self._lock:
            self._waiting.pop(digest, None)

    def _denial(self, code: str, digest: str, now: datetime) -> dict[str, Any]:
        claims = {
            "provider": self._settings.department,
            "query": digest,
            "denied": code,
            "iat": int(now.timestamp()),
        }
        return {
            "code": code,
            "answer": messages.sign(claims, self._keys.current(), messages.ANSWER),
        }


def _only(key: OKPKey) -> Any:
    return {messages.key_id(key): key}.get


def _require_now(claims: Mapping[str, Any], now: datetime) -> None:
    messages.require_times(
        claims,
        now=int(now.timestamp()),
        life=int(MESSAGE_LIFE.total_seconds()),
        skew=int(CLOCK_SKEW.total_seconds()),
    )


def _fields_of(query: Mapping[str, Any], document: Mapping[str, Any]) -> list[AgreedField]:
    agreed = {one["name"]: one for one in document["fields"]}
    names = query["fields"]
    if not isinstance(names, list) or not names or not set(names) <= agreed.keys():
        raise Denied("fields_beyond")
    return [AgreedField(n, agreed[n]["kind"], agreed[n]["is_required"]) for n in sorted(set(names))]
