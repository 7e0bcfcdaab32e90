"""Whether the proof of a look at somebody's data holds: offline, by public keys alone.

A proof is canonical JSON with ``type``, ``decision`` (the gateway's JWS), ``agreement`` (the JWS of
both departments, or empty), ``answer`` (the source's JWS, or ""), ``receipts`` (of the ledger's
entries about it, C2SP tlog-proof) and ``seal`` (the gateway's JWS of a digest of all the rest). It
holds digests of data, never data.

References
----------
RFC 7515 (JWS), RFC 8785 (canonical JSON), C2SP tlog-proof; docs/reference/exchange.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from joserfc.jwk import OKPKey

from gongjian.methods import exchange_messages as messages
from gongjian.methods.canonical_json import NotCanonical, read_canonical, write_canonical
from gongjian.methods.receipt_check import Finding, ReceiptCheck, check_receipt

TYPE = "gongjian-look/1"
MAX_BYTES = 2_000_000
PARTS: dict[str, type] = {
    "type": str, "decision": str, "agreement": dict, "answer": str, "receipts": list, "seal": str,
}  # fmt: skip
GATEWAY = "gateway"
ASKED, REFUSED, GIVEN, NOT_GIVEN = "data_asked", "data_refused", "data_given", "data_not_given"
TOLD = {"town": "town", "look": "query_id", "consumer": "consumer", "provider": "provider"}
"""Facts that are claims of the decision."""
DECIDED = {*TOLD.values(), "query", "checks", "agreement", "agreement_digest"}
MOST_RECEIPTS = 2
"""Of what was asked, and of what came of it."""


class _Wrong(Exception):
    """What a part says does not hold."""


@dataclass(frozen=True, slots=True)
class LookCheck:
    """What a check found, and what it proves: to be shown only where nothing fails.

    Attributes
    ----------
    findings : tuple of Finding
    facts : mapping
        ``town``, ``look``, ``consumer``, ``provider``, ``dataset``, ``purpose``, ``provisions``,
        ``fields``, ``asked_at``, ``outcome``, ``as_of``; what the proof does not say is missing.
    """

    findings: tuple[Finding, ...]
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        return all(one.verdict != "fail" for one in self.findings)


def write_look(
    *,
    decision: str,
    agreement: Mapping[str, str],
    answer: str,
    receipts: Sequence[str],
    gateway_key: OKPKey,
) -> bytes:
    """A proof as bytes; ``agreement`` holds ``consumer`` and ``provider``, or nothing."""
    said = {
        "type": TYPE,
        "decision": decision,
        "agreement": dict(agreement),
        "answer": answer,
        "receipts": list(receipts),
    }
    digest = messages.digest_of(write_canonical(said))
    seal = messages.sign({"digest": digest}, gateway_key, messages.LOOK)
    return write_canonical({**said, "seal": seal})


def check_look(
    data: bytes,
    keys: Mapping[str, Any],
    log_key: str,
    witness_keys: Sequence[str] = (),
    quorum: int = 0,
) -> LookCheck:
    """Check a proof.

    Parameters
    ----------
    data : bytes
        The whole file.
    keys : mapping
        The town's ``/data/keys.json``, from elsewhere than the proof.
    log_key : str
        Verifier key of the town's ledger, from elsewhere, too.
    witness_keys, quorum
        As for `receipt_check.check_receipt`.

    Raises
    ------
    ValueError
        If a key is malformed.
    """
    known = Keys.of(keys)
    try:
        said = _read(data)
    except (NotCanonical, ValueError) as error:
        return LookCheck((Finding("format", "fail", "not_a_look", {"why": error}),))
    findings = [Finding("format", "pass", "is_look"), _whole(said, known)]
    try:
        decision = _decision(said["decision"], known)
    except (messages.WrongMessage, _Wrong, KeyError, TypeError):
        return LookCheck((*findings, Finding("decision", "fail", "wrong_decision")))
    findings.append(_told_of(decision))
    facts = {name: str(decision[claim]) for name, claim in TOLD.items()}
    receipts = [check_receipt(one, log_key, witness_keys, quorum) for one in said["receipts"]]
    asked = _entry(receipts[0])
    parts = (
        lambda: _agreement(said["agreement"], decision, asked, known, facts),
        lambda: _answer(said["answer"], decision, known, facts),
    )
    names = ("agreement", "answer")
    for name, part in zip(names, parts, strict=True):
        try:
            findings.append(part())
        except (messages.WrongMessage, _Wrong, KeyError, TypeError, ValueError):
            findings.append(Finding(name, "fail", f"wrong_{name}"))
    findings += _entries(receipts, said, decision, known, facts)
    witnessed: list[Finding] = []
    for check in receipts:
        witnessed += [
            one for one in check.findings if one.what == "witnesses" and one not in witnessed
        ]
    return LookCheck((*findings, *witnessed), facts)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of ``/data/keys.json`` by their ids, and whose they are."""

    gateway: Mapping[str, OKPKey]
    departments: Mapping[str, tuple[str, OKPKey]]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Keys:
        """Read the document.

        Raises
        ------
        ValueError
            It is none.
        """
        try:
            gateway = [messages.key_of_jwk(one) for one in document["keys"]]
            departments = [
                (str(one["owner"]), messages.key_of_jwk(one)) for one in document["departments"]
            ]
        except (KeyError, TypeError, messages.WrongMessage) as error:
            raise ValueError("no document of keys") from error
        return cls(
            {messages.key_id(key): key for key in gateway},
            {messages.key_id(key): (owner, key) for owner, key in departments},
        )

    def of_department(self, code: str) -> Any:
        """Finds a key by its id, if it is this department's."""

        def find(kid: str) -> OKPKey | None:
            owner, key = self.departments.get(kid, ("", None))
            return key if owner == code else None

        return find


def _read(data: bytes) -> dict[str, Any]:
    said = read_canonical(data, max_bytes=MAX_BYTES)
    if not isinstance(said, dict) or said.keys() != PARTS.keys() or said["type"] != TYPE:
        raise ValueError("another format")
    texts = [*said["agreement"].values()] if isinstance(said["agreement"], dict) else [None]
    texts += said["receipts"] if isinstance(said["receipts"], list) else [None]
    right = all(type(said[name]) is kind for name, kind in PARTS.items())
    if not right or any(type(one) is not str for one in texts):
        raise ValueError("another format")
    if not 1 <= len(said["receipts"]) <= MOST_RECEIPTS:
        raise ValueError("no receipt, or too many")
    return said


def _whole(said: Mapping[str, Any], known: Keys) -> Finding:
    rest = {name: value for name, value in said.items() if name != "seal"}
    try:
        claims = messages.read(said["seal"], messages.LOOK, known.gateway.get)
    except messages.WrongMessage:
        return Finding("whole", "fail", "not_whole")
    is_whole = claims == {"digest": messages.digest_of(write_canonical(rest))} and said[
        "seal"
    ] == messages.respelled(said["seal"])
    return Finding("whole", "pass", "whole") if is_whole else Finding("whole", "fail", "not_whole")


def _decision(token: str, known: Keys) -> dict[str, Any]:
    said = messages.read(token, messages.DECISION, known.gateway.get)
    failed = [one["name"] for one in said["checks"] if one["passed"] is not True]
    if said["allowed"] is not (not failed) or not said.keys() >= DECIDED:
        raise _Wrong
    kid = messages.key_id(messages.key_of_jwk(said["consumer_key"]))
    if known.of_department(said["consumer"])(kid) is None:
        raise _Wrong
    return said


def _told_of(decision: Mapping[str, Any]) -> Finding:
    failed = [str(one["name"]) for one in decision["checks"] if not one["passed"]]
    if failed:
        return Finding("decision", "pass", "refused", {"names": ", ".join(failed)})
    return Finding("decision", "pass", "allowed", {"count": len(decision["checks"])})


def _agreement(
    signed: Mapping[str, str],
    decision: Mapping[str, Any],
    asked: Mapping[str, Any],
    known: Keys,
    facts: dict[str, str],
) -> Finding:
    if not decision["agreement_digest"]:
        if signed:
            raise _Wrong
        return Finding("agreement", "pass", "no_agreement")
    if signed.keys() != {"consumer", "provider"}:
        raise _Wrong
    terms = [
        # A refused question may name an agreement of others: its own document says of whom.
        messages.read(signed[side], messages.AGREEMENT, _party(known, signed[side], side))
        for side in ("consumer", "provider")
    ]
    if terms[0] != terms[1]:
        raise _Wrong
    said = terms[0]
    if messages.digest_of(write_canonical(said)) != decision["agreement_digest"]:
        raise _Wrong
    if (said["agreement"], said["provider"]) != (decision["agreement"], decision["provider"]):
        raise _Wrong
    agreed = {one["name"] for one in said["fields"]}
    if decision["allowed"] and (
        said["consumer"] != decision["consumer"] or not set(asked["data"]["fields"]) <= agreed
    ):
        raise _Wrong
    facts["dataset"], facts["purpose"] = said["dataset"], said["purpose"]
    facts["provisions"] = "; ".join(str(one["citation"]) for one in said["provisions"])
    parties = {"consumer": said["consumer"], "provider": said["provider"]}
    return Finding("agreement", "pass", "agreed", parties)


def _party(known: Keys, token: str, side: str) -> Any:
    """Finds the key of the party that a signature under an agreement is of."""

    def find(kid: str) -> OKPKey | None:
        owner, key = known.departments.get(kid, ("", None))
        return (
            key if key is not None and messages.unproven_claims(token).get(side) == owner else None
        )

    return find


def _answer(token: str, decision: Mapping[str, Any], known: Keys, facts: dict[str, str]) -> Finding:
    if not token:
        code = "no_answer" if decision["allowed"] else "not_asked_source"
        return Finding("answer", "unproven" if decision["allowed"] else "pass", code)
    if not decision["allowed"]:
        raise _Wrong
    provider = decision["provider"]
    said = messages.read(token, messages.ANSWER, known.of_department(provider))
    if said["provider"] != provider:
        raise _Wrong
    if "denied" in said:
        if said["query"] not in (decision["query"], ""):
            raise _Wrong
        return Finding("answer", "pass", "denied", {"provider": provider})
    if said["query"] != decision["query"]:
        raise _Wrong
    facts["as_of"] = said["as_of"]
    told = {"provider": provider, "as_of": said["as_of"]}
    return Finding("answer", "pass", "answered", told)


def _entries(
    receipts: Sequence[ReceiptCheck],
    said: Mapping[str, Any],
    decision: Mapping[str, Any],
    known: Keys,
    facts: dict[str, str],
) -> list[Finding]:
    findings = [_place("asked", receipts[0])]
    if findings[0].verdict == "pass":
        entry = _entry(receipts[0])
        if not _is_of_question(entry, said, decision):
            findings[0] = Finding("asked", "fail", "entry_differs")
        else:
            facts["fields"] = ", ".join(entry["data"]["fields"])
            facts["asked_at"] = str(entry["at"])
    if not decision["allowed"]:
        if len(receipts) > 1:
            findings.append(Finding("outcome", "fail", "entry_differs"))
        return findings
    if len(receipts) == 1:
        # Without its entry, what the source signed says nothing of what came of it.
        return [*findings, Finding("outcome", "unproven", "no_outcome")]
    findings.append(_place("outcome", receipts[1]))
    if findings[-1].verdict == "pass":
        entry = _entry(receipts[1])
        if not _is_of_outcome(entry, said, decision):
            findings[-1] = Finding("outcome", "fail", "entry_differs")
        else:
            facts["outcome"] = str(entry["data"]["outcome"])
    return findings


def _place(what: str, check: ReceiptCheck) -> Finding:
    if not check.is_in_ledger:
        return Finding(what, "fail", "entry_differs")
    if not check.entry:
        return Finding(what, "unproven", "entry_erased")
    place = next(one for one in check.findings if one.what == "place")
    return Finding(what, "pass", "in_ledger", dict(place.details))


def _entry(check: ReceiptCheck) -> dict[str, Any]:
    """What was recorded; nothing where it is not told, or is not in the ledger."""
    found: Any = json.loads(check.entry) if check.entry and check.is_in_ledger else {}
    return found if isinstance(found, dict) and isinstance(found.get("data"), dict) else {}


def _is_of_question(
    entry: Mapping[str, Any], said: Mapping[str, Any], decision: Mapping[str, Any]
) -> bool:
    failed = [one["name"] for one in decision["checks"] if not one["passed"]]
    data = entry.get("data", {})
    return (
        entry.get("subject") == f"dataquery:{decision['query_id']}"
        and entry.get("action") == (REFUSED if failed else ASKED)
        and entry.get("actor") == f"department:{decision['consumer']}"
        and data.get("message") == decision["query"]
        and data.get("decision") == messages.digest_of(said["decision"])
        and data.get("failed") == failed
        and isinstance(data.get("fields"), list)
        and all(isinstance(one, str) for one in data["fields"])
        and bool(decision["agreement"] in ("", data.get("agreement")))
    )


def _is_of_outcome(
    entry: Mapping[str, Any], said: Mapping[str, Any], decision: Mapping[str, Any]
) -> bool:
    data = entry.get("data", {})
    is_given = data.get("outcome") in ("given", "no_record")
    try:
        answer = messages.unproven_claims(said["answer"]) if said["answer"] else {}
    except messages.WrongMessage:
        return False
    right = (
        entry.get("subject") == f"dataquery:{decision['query_id']}"
        and entry.get("action") == (GIVEN if is_given else NOT_GIVEN)
        and data.get("digest", "") in ("", answer.get("digest"))
    )
    if not is_given:
        return right
    return (
        right
        and bool(data.get("digest"))
        and _moment(data.get("as_of")) == _moment(answer.get("as_of"))
    )


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
