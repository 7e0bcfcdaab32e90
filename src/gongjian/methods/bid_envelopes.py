"""Envelopes: sealed bids as the one file that is sent, checked, kept and published.

An envelope is canonical JSON. Its head names the call's context, the company, its public key, a
sequence number and a digest of every part, and is signed; the parts follow. Digests let an
envelope be published and checked without its trade secrets.

The context is what a call tells its bidders to seal for: which call of which town, which trustees
with which keys, how many of them open together, and by what bids are judged. It is settled when
the call opens. An envelope for another context is refused; its parts would open nowhere else
either.

References
----------
RFC 8032 for Ed25519. See docs/explanation/sealed-bids.md for what this stops and what not.
"""

from __future__ import annotations

import secrets as random_source
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from nacl.signing import SigningKey

from gongjian.methods.bid_keys import BadKey, TrusteeKey, is_signed, read_bidder_key
from gongjian.methods.bid_keys import read_trustee_key as _read_trustee_key
from gongjian.methods.canonical_json import (
    NotCanonical,
    read_base64,
    read_canonical,
    require_fields,
    write_base64,
    write_canonical,
)
from gongjian.methods.judging_rules import JudgingRules, read_judging_rules
from gongjian.methods.key_shares import MAX_PEOPLE, SECRET_BYTES
from gongjian.methods.sealed_parts import Place, SealedPart, read_part, seal_part

CONTEXT_FORMAT = "gongjian-context-1"
ENVELOPE_FORMAT = "gongjian-envelope-1"
PARTS = ("technical", "price", "secret")
PART_LISTS = (("technical",), ("technical", "price"))
"""What may be asked of every bid of a stage."""
MAX_ENVELOPE_BYTES = 2_000_000
MAX_CONTEXT_BYTES = 20_000
MAX_COMPANY_CHARACTERS = 60
MIN_THRESHOLD = 2
"""One trustee alone never opens a bid."""


@dataclass(frozen=True, slots=True)
class Context:
    """What bids of a call are sealed for.

    Attributes
    ----------
    town : str
        The town's verifier key, as `signed_note.verifier_key` writes it.
    call : str
        Identifier of the call.
    stage : int
        Of the call, from 1; each is bid for anew.
    parts : tuple of str
        What every bid of this stage has: the technical part, and the price where there is one.
        Trade secrets may be added.
    currency : str
        Of all prices.
    threshold : int
        How many trustees open together.
    trustees : tuple of (str, TrusteeKey)
        Body and key of each, in order.
    judging : JudgingRules
        Criteria with their weights, and how the price counts.
    """

    town: str
    call: str
    stage: int
    parts: tuple[str, ...]
    currency: str
    threshold: int
    trustees: tuple[tuple[str, TrusteeKey], ...]
    judging: JudgingRules = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        return {
            "call": self.call,
            "currency": self.currency,
            "format": CONTEXT_FORMAT,
            "judging": dict(self.judging),
            "parts": list(self.parts),
            "stage": self.stage,
            "threshold": self.threshold,
            "town": self.town,
            "trustees": [{"body": body, "key": str(key)} for body, key in self.trustees],
        }

    def digest(self) -> bytes:
        return sha256(write_canonical(self.as_json())).digest()

    def place(self, bidder: bytes, part: str) -> Place:
        keys = tuple(key.box for _, key in self.trustees)
        return Place(self.digest(), bidder, part, keys, self.threshold)

    def takes(self, parts: Iterable[str]) -> bool:
        """Whether a bid has what is asked, and nothing but trade secrets beside it."""
        return set(self.parts) <= set(parts) <= {*self.parts, "secret"}


def read_context(value: object) -> Context:
    """A context from its JSON.

    Raises
    ------
    NotCanonical
        If it is none, or its trustees are too few, too many, or the same.
    """
    fields = {"call": str, "currency": str, "format": str, "judging": dict, "parts": list}
    more = {"stage": int, "threshold": int, "town": str, "trustees": list}
    found = require_fields(value, {**fields, **more})
    if found["format"] != CONTEXT_FORMAT or len(write_canonical(found)) > MAX_CONTEXT_BYTES:
        raise NotCanonical("not a call's context")
    if not MIN_THRESHOLD <= found["threshold"] <= len(found["trustees"]) <= MAX_PEOPLE:
        raise NotCanonical("the threshold does not fit the trustees")
    if tuple(found["parts"]) not in PART_LISTS:
        raise NotCanonical("no parts that a bid may have")
    trustees = []
    for one in found["trustees"]:
        trustee = require_fields(one, {"body": str, "key": str})
        try:
            trustees.append((trustee["body"], _read_trustee_key(trustee["key"])))
        except BadKey as error:
            raise NotCanonical(str(error)) from None
    bodies = {body for body, _ in trustees}
    keys = {part for _, key in trustees for part in (key.box, key.sign)}
    if len(bodies) != len(trustees) or len(keys) != 2 * len(trustees):
        raise NotCanonical("two trustees of one body or with one key")
    names = ("town", "call", "stage", "currency", "threshold")
    plain = {name: found[name] for name in names}
    return Context(
        **plain,
        parts=tuple(found["parts"]),
        trustees=tuple(trustees),
        judging=read_judging_rules(found["judging"]),
    )


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed bid whose signature holds.

    Attributes
    ----------
    context : bytes
        Digest of the context it was sealed for.
    company : str
        Official number of the company whose bid it is.
    bidder : bytes
        Public signing key, 32 bytes.
    sequence : int
        Of two envelopes of one bidder, the higher is the later.
    digests : mapping of str to bytes
        SHA-256 of every part.
    signature : bytes
    parts : mapping of str to JSON
        Those that are here; read them with `part_of`.
    """

    context: bytes
    company: str
    bidder: bytes
    sequence: int
    digests: Mapping[str, bytes]
    signature: bytes
    parts: Mapping[str, Any] = field(repr=False)

    def head(self) -> dict[str, Any]:
        """All but the parts; it stands for the envelope in the closing root."""
        return {
            **_unsigned(self.context, self.company, self.bidder, self.sequence, self.digests),
            "signature": write_base64(self.signature),
        }

    def digest(self) -> bytes:
        """What names the envelope: 32 bytes."""
        return sha256(write_canonical(self.head())).digest()

    def as_json(self, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
        kept = {part: value for part, value in self.parts.items() if part not in without}
        return {**self.head(), "parts": kept}

    def part_of(self, part: str, context: Context) -> SealedPart:
        """One part, read for a context.

        Raises
        ------
        NotCanonical
            If it is malformed.
        """
        return read_part(
            self.parts[part], part, trustees=len(context.trustees), threshold=context.threshold
        )


def head_of(value: object) -> Envelope:
    """An envelope without its parts, from its head; errors as `envelope_of`."""
    if not isinstance(value, dict) or "parts" in value:
        raise NotCanonical("not an envelope's head")
    return envelope_of({**value, "parts": {}})


def seal_bid(
    contents: Mapping[str, bytes],
    context: Context,
    company: str,
    key: SigningKey,
    sequence: int,
    draw: Callable[[int], bytes] = random_source.token_bytes,
) -> bytes:
    """Seal a bid into an envelope.

    Parameters
    ----------
    contents : mapping of str to bytes
        Plaintext of the parts that the context asks for, and perhaps of "secret".
    context : Context
    company : str
        Its official number, as the town has it.
    key : SigningKey
        The bidder's.
    sequence : int
        Higher than that of an envelope this one replaces; milliseconds since 1970 will do.
    draw : callable, optional
        ``draw(n)`` gives n random bytes nobody can guess.

    Returns
    -------
    bytes
        The envelope, canonical JSON.

    Raises
    ------
    ValueError
        If a part is missing, unknown or too long, or the company has no number.
    """
    if not context.takes(contents):
        raise ValueError(f"a bid has the parts {', '.join(context.parts)}, and may have “secret”")
    if not _is_number(company):
        raise ValueError("a bid names its company by its official number")
    bidder = bytes(key.verify_key)
    parts = {
        part: seal_part(content, context.place(bidder, part), draw(SECRET_BYTES)).as_json()
        for part, content in contents.items()
    }
    digests = {part: sha256(write_canonical(value)).digest() for part, value in parts.items()}
    unsigned = _unsigned(context.digest(), company, bidder, sequence, digests)
    signature = key.sign(_signed_bytes(unsigned)).signature
    return write_canonical({**unsigned, "parts": parts, "signature": write_base64(signature)})


def read_envelope(data: bytes) -> Envelope:
    """A complete envelope as it is sent.

    Parameters
    ----------
    data : bytes
        May come from anybody.

    Raises
    ------
    NotCanonical
        If it is no envelope, a part is missing or not the signed one, or the signature is wrong.
    """
    envelope = envelope_of(read_canonical(data, max_bytes=MAX_ENVELOPE_BYTES))
    if envelope.parts.keys() != envelope.digests.keys():
        raise NotCanonical("a part is missing")
    return envelope


def envelope_of(value: object) -> Envelope:
    """An envelope from its JSON; parts may have been left out.

    Raises
    ------
    NotCanonical
        As for `read_envelope`.
    """
    fields = {"bidder": str, "company": str, "context": str, "digests": dict, "format": str}
    more = {"parts": dict, "sequence": int, "signature": str}
    found = require_fields(value, {**fields, **more})
    if found["format"] != ENVELOPE_FORMAT or found["sequence"] < 1:
        raise NotCanonical("not an envelope")
    if not _is_number(found["company"]):
        raise NotCanonical("no company's number")
    if not found["digests"].keys() <= set(PARTS):
        raise NotCanonical("not the parts of a bid")
    try:
        bidder = read_bidder_key(found["bidder"])
    except BadKey as error:
        raise NotCanonical(str(error)) from None
    digests = {part: read_base64(text, 32) for part, text in found["digests"].items()}
    for part, sealed in found["parts"].items():
        if sha256(write_canonical(sealed)).digest() != digests.get(part):
            raise NotCanonical(f"the {part[:20]} part is not the signed one")
    context = read_base64(found["context"], 32)
    signature = read_base64(found["signature"], 64)
    unsigned = _unsigned(context, found["company"], bidder, found["sequence"], digests)
    if not is_signed(_signed_bytes(unsigned), signature, bidder):
        raise NotCanonical("the signature is wrong")
    return Envelope(
        context, found["company"], bidder, found["sequence"], digests, signature, found["parts"]
    )


def check_envelope(envelope: Envelope, context: Context) -> None:
    """Refuse an envelope for another context, or with a malformed part.

    Raises
    ------
    NotCanonical
        With the reason.
    """
    if envelope.context != context.digest():
        raise NotCanonical("sealed for another call or other trustees")
    if not context.takes(envelope.digests):
        raise NotCanonical("not the parts that were asked for")
    for part in envelope.parts:
        envelope.part_of(part, context)


def _is_number(company: str) -> bool:
    # A line of its own in the receipt.
    return 0 < len(company) <= MAX_COMPANY_CHARACTERS and company.isprintable()


def _unsigned(
    context: bytes, company: str, bidder: bytes, sequence: int, digests: Mapping[str, bytes]
) -> dict[str, Any]:
    return {
        "bidder": write_base64(bidder),
        "company": company,
        "context": write_base64(context),
        "digests": {part: write_base64(digest) for part, digest in digests.items()},
        "format": ENVELOPE_FORMAT,
        "sequence": sequence,
    }


def _signed_bytes(unsigned: dict[str, Any]) -> bytes:
    return b"gongjian-1 envelope\n" + write_canonical(unsigned)
