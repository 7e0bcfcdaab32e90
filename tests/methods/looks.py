"""A proof of a look at data, made without a town."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from joserfc.jwk import OKPKey

from gongjian.methods import exchange_messages as messages
from gongjian.methods import merkle
from gongjian.methods.canonical_json import write_canonical
from gongjian.methods.look_proof import write_look
from gongjian.methods.receipt_check import write_receipt
from tests.methods.tlogs import MemoryLog

GATEWAY, CONSUMER, PROVIDER, STRANGER = (messages.make_key() for _one in range(4))
SALT = bytes(range(16))
LOOK_ID = "01a22dec-a620-70f6-af09-15aabba95c7a"
AS_OF = "2026-11-30T08:00:00+00:00"
DIGEST = "d" * 43
QUESTION = "q" * 43


def key_document() -> dict:
    return {
        "keys": [{**messages.public_jwk(GATEWAY), "owner": "gateway"}],
        "departments": [
            {**messages.public_jwk(CONSUMER), "owner": "social"},
            {**messages.public_jwk(PROVIDER), "owner": "civil"},
        ],
    }


@dataclass
class Parts:
    """What a proof is made of; changed by a test before `proof` signs and records it."""

    terms: dict = field(
        default_factory=lambda: {
            "agreement": "agreement-1",
            "consumer": "social",
            "provider": "civil",
            "dataset": "pensions",
            "purpose": "Deciding on heating aid",
            "fields": [{"name": "status"}],
            "provisions": [{"code": "aid-12", "version": 1, "citation": "Aid Act, Article 12"}],
        }
    )
    decision: dict = field(
        default_factory=lambda: {
            "town": "town.example",
            "query": QUESTION,
            "query_id": LOOK_ID,
            "allowed": True,
            "checks": [{"name": "purpose", "passed": True, "facts": {}}],
            "consumer": "social",
            "consumer_key": messages.public_jwk(CONSUMER),
            "provider": "civil",
            "agreement": "agreement-1",
        }
    )
    answer: dict = field(
        default_factory=lambda: {
            "provider": "civil",
            "query": QUESTION,
            "digest": DIGEST,
            "as_of": AS_OF,
        }
    )
    asked: dict = field(
        default_factory=lambda: {
            "action": "data_asked",
            "actor": "department:social",
            "subject": f"dataquery:{LOOK_ID}",
            "at": "2026-11-30T08:00:01+00:00",
            "data": {
                "message": QUESTION,
                "agreement": "agreement-1",
                "fields": ["status"],
                "failed": [],
            },
        }
    )
    outcome: dict = field(
        default_factory=lambda: {
            "action": "data_given",
            "actor": "system:exchange-gateway",
            "subject": f"dataquery:{LOOK_ID}",
            "at": "2026-11-30T08:00:02+00:00",
            "data": {"outcome": "given", "digest": DIGEST, "as_of": AS_OF},
        }
    )
    consumer_key: OKPKey = field(default_factory=lambda: CONSUMER)
    provider_key: OKPKey = field(default_factory=lambda: PROVIDER)
    gateway_key: OKPKey = field(default_factory=lambda: GATEWAY)
    answer_key: OKPKey = field(default_factory=lambda: PROVIDER)

    def proof(self, *, has_outcome: bool = True, has_answer: bool = True) -> bytes:
        digest = messages.digest_of(write_canonical(self.terms))
        said = {"agreement_digest": digest, **self.decision}
        decision = messages.sign(said, self.gateway_key, messages.DECISION)
        self.asked["data"].setdefault("decision", messages.digest_of(decision))
        entries = [self.asked, self.outcome][: 2 if has_outcome else 1]
        return write_look(
            decision=decision,
            agreement={
                "consumer": messages.sign(self.terms, self.consumer_key, messages.AGREEMENT),
                "provider": messages.sign(self.terms, self.provider_key, messages.AGREEMENT),
            }
            if said["agreement_digest"]
            else {},
            answer=messages.sign(self.answer, self.answer_key, messages.ANSWER)
            if has_answer
            else "",
            receipts=_receipts([spelled(one) for one in entries]),
            gateway_key=GATEWAY,
        )


def spelled(entry: dict) -> str:
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _receipts(texts: list[str]) -> list[str]:
    commitments = [hashlib.sha256(SALT + text.encode()).digest() for text in texts]
    log = MemoryLog(entries=[b"earlier", *commitments, b"later"])
    return [
        write_receipt(
            index=place,
            path=merkle.inclusion_proof(log.hash_at, place, log.size),
            checkpoint=log.note(),
            opening={"entry": text, "salt": SALT.hex()},
        )
        for place, text in enumerate(texts, start=1)
    ]
