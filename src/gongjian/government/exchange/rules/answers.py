"""What an answer of a source is worth. Pure, but for the keys that are looked up for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from joserfc.jwk import OKPKey

from gongjian.government.exchange.rules.queries import Outcome
from gongjian.government.exchange.rules.sharing import is_stale
from gongjian.methods import exchange_messages as messages
from gongjian.methods.canonical_json import NotCanonical
from gongjian.methods.exchange_records import AgreedField, check, digest_of_records

LEAST_SALT = 32
"""Characters, of 24 random bytes."""
AHEAD = timedelta(minutes=5)
"""A source's clock may be so far ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What was asked, and of whom."""

    query: str
    """Digest of the signed query."""
    provider: str
    dataset: str
    fields: Sequence[AgreedField]
    max_age_hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An answer, judged; without an outcome the source is still at it."""

    outcome: Outcome | None
    detail: str = ""
    records: list[dict[str, Any]] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    as_of: datetime | None = None
    digest: str = ""
    """Of salt and records: it is kept, the two are not."""
    proof: str = ""
    salt: str = ""


class _Verdict(Exception):
    def __init__(self, judged: Judged) -> None:
        super().__init__(judged.detail)
        self.judged = judged


def judge(
    status: int,
    said: Any,
    expected: Expected,
    find_key: Callable[[str], OKPKey | None],
    now: datetime,
) -> Judged:
    """Judge what came back.

    Parameters
    ----------
    status : int
        Of HTTP.
    said : object
        JSON, as it came.
    find_key : callable
        A key of this very provider that may sign today, by its id.
    """
    if status == 202:
        return Judged(outcome=None)
    if status in (502, 503):
        return Judged(outcome=Outcome.DOWN, detail="the source behind the node gave nothing")
    if not isinstance(said, dict):
        return Judged(outcome=Outcome.MALFORMED, detail="no object")
    if status == 409:
        return Judged(outcome=Outcome.DENIED, detail=str(said.get("code", ""))[:60])
    if status == 404:
        return Judged(outcome=Outcome.SLOW, detail="the node has forgotten the query")
    if status not in (200, 403):
        return Judged(outcome=Outcome.MALFORMED, detail=f"HTTP {status}")
    try:
        return _signed(status, said, expected, find_key, now)
    except _Verdict as verdict:
        return verdict.judged


def _signed(
    status: int,
    said: dict[str, Any],
    expected: Expected,
    find_key: Callable[[str], OKPKey | None],
    now: datetime,
) -> Judged:
    try:
        claims = messages.read(said.get("answer", ""), messages.ANSWER, find_key)
    except messages.WrongMessage as error:
        return Judged(outcome=Outcome.FORGED, detail=str(error)[:200])
    # A message that the node cannot read has no digest that it could name in its refusal.
    queries = {expected.query, ""} if status == 403 else {expected.query}
    if claims.get("provider") != expected.provider or claims.get("query") not in queries:
        return Judged(outcome=Outcome.FORGED, detail="the answer to another query")
    proof = said["answer"]
    if status == 403:
        code = str(claims.get("denied", ""))[:60]
        return Judged(outcome=Outcome.DENIED, detail=code, proof=proof)
    records, salt = said.get("records"), said.get("salt")
    if (
        not isinstance(salt, str)
        or not LEAST_SALT <= len(salt) <= 2 * LEAST_SALT
        or claims.get("dataset") != expected.dataset
        or claims.get("digest") != _digest(records, salt)
    ):
        return Judged(
            outcome=Outcome.FORGED, detail="data that the source did not sign", proof=proof
        )
    as_of = _as_of(claims.get("as_of"), now)
    checked = check(records, expected.fields)
    digest = str(claims["digest"])
    if checked.faults or as_of is None:
        return Judged(
            outcome=Outcome.MALFORMED,
            detail="; ".join(checked.faults or ["no time of the data"])[:300],
            surplus=checked.surplus,
            digest=digest,
            proof=proof,
        )
    if checked.records and is_stale(now - as_of, expected.max_age_hours):
        return Judged(
            outcome=Outcome.STALE,
            detail=f"older than {expected.max_age_hours} h",
            surplus=checked.surplus,
            as_of=as_of,
            digest=digest,
            proof=proof,
        )
    return Judged(
        outcome=Outcome.GIVEN if checked.records else Outcome.NO_RECORD,
        records=checked.records,
        surplus=checked.surplus,
        as_of=as_of,
        digest=digest,
        proof=proof,
        salt=salt,
    )


def _digest(records: Any, salt: str) -> str:
    try:
        return digest_of_records(records, salt)
    except NotCanonical as error:
        # A fraction, or a value that is no JSON: no digest can be of it.
        words = f"no canonical JSON: {error}"[:200]
        raise _Verdict(Judged(outcome=Outcome.MALFORMED, detail=words)) from None


def _as_of(text: Any, now: datetime) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo and found <= now + AHEAD else None
