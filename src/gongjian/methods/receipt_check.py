"""Whether a receipt holds: by the town's public key, offline, without believing the town.

A receipt is a C2SP tlog-proof. What is extra in it opens the entry: JSON in its one spelling with
``entry`` (the text that was recorded) and ``salt`` (hex), whose SHA-256 is the leaf's content; or
with that ``commitment`` (hex) alone, where the words were erased.

A signed note that is no checkpoint, such as the receipt of a bid, is known, too: it is the town's
signed word and no proof of the ledger.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from gongjian.methods import merkle
from gongjian.methods.canonical_json import NotCanonical, read_canonical, write_canonical
from gongjian.methods.cosignatures import cosigned_at
from gongjian.methods.receipt_words import LANGUAGES, REASONS, error_words
from gongjian.methods.signed_note import (
    COSIGNATURE,
    Checkpoint,
    InvalidNote,
    parse_note,
    parse_verifier_key,
    read_checkpoint,
    verify_checkpoint,
    verify_note,
)
from gongjian.methods.tlog_proof import (
    MAX_LENGTH,
    TITLE,
    InvalidProof,
    TlogProof,
    read_proof,
    write_proof,
)

Verdict = Literal["pass", "fail", "unproven"]
SALT_BYTES = 16
LATEST_SHOWN = 253_402_300_799
"""The last second of the year 9999: later times of witnesses are shown as numbers."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked.

    Attributes
    ----------
    what : str
        A check of `receipt_words.CHECKS`.
    verdict : str
        "pass", "fail", or "unproven" where the receipt does not show it.
    code : str
        A reason of `receipt_words.REASONS`.
    details : mapping
    """

    what: str
    verdict: Verdict
    code: str
    details: Mapping[str, object] = field(default_factory=dict)

    def words(self, language: str) -> str:
        """In a language of `receipt_words.LANGUAGES`."""
        details = dict(self.details)
        if "error" in details:
            details["error"] = error_words(details["error"], language)
        return REASONS[self.code][LANGUAGES.index(language)].format(**details)


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """What a check found.

    Attributes
    ----------
    findings : tuple of Finding
    entry : str
        The recorded text, "" where it is not told; to be shown only if nothing fails.
    checkpoint : Checkpoint, optional
        Whose tree the entry stands in; None unless the town signed it.
    """

    findings: tuple[Finding, ...]
    entry: str = ""
    checkpoint: Checkpoint | None = None

    @property
    def is_right(self) -> bool:
        """Whether nothing fails."""
        return all(one.verdict != "fail" for one in self.findings)

    @property
    def is_in_ledger(self) -> bool:
        """Whether it proves a place in the ledger; a mere statement does not."""
        places = [one.verdict == "pass" for one in self.findings if one.what == "place"]
        return self.is_right and any(places)


def write_receipt(
    *, index: int, path: Sequence[bytes], checkpoint: str, opening: Mapping[str, str]
) -> str:
    """A receipt as text; ``opening`` holds ``entry`` and ``salt``, or ``commitment``."""
    extra = write_canonical(dict(opening))
    return write_proof(TlogProof(index, tuple(path), checkpoint, extra))


def check_receipt(
    text: str, log_key: str, witness_keys: Sequence[str] = (), quorum: int = 0
) -> ReceiptCheck:
    """Check a receipt.

    Parameters
    ----------
    text : str
        The whole file.
    log_key : str
        Verifier key of the town, from elsewhere than the receipt.
    witness_keys : sequence of str
        Verifier keys of the witnesses that the reader trusts.
    quorum : int
        How many of them must have signed.

    Raises
    ------
    ValueError
        If a key is malformed.
    """
    parse_verifier_key(log_key)
    if not text.startswith(TITLE):
        return _check_statement(text, log_key, quorum)
    try:
        proof = read_proof(text)
    except InvalidProof as error:
        return ReceiptCheck((Finding("format", "fail", "not_a_receipt", {"error": error}),))
    findings = [
        Finding("format", "pass", "is_receipt"),
        signature_finding(proof.checkpoint, log_key),
    ]
    is_signed = findings[-1].verdict == "pass"
    said = read_checkpoint(proof.checkpoint)
    entry = ""
    try:
        commitment, entry = _opened(proof.extra)
    except (NotCanonical, ValueError) as error:
        findings.append(Finding("entry", "fail", "bad_opening", {"error": error}))
    else:
        findings.append(
            Finding("entry", "pass", "opened")
            if entry
            else Finding("entry", "unproven", "not_opened")
        )
        places = {"place": proof.index + 1, "size": said.size}
        is_in = proof.holds_for(merkle.leaf_hash(commitment))
        findings.append(
            Finding("place", "pass", "in_tree", places)
            if is_in
            else Finding("place", "fail", "not_in_tree", places)
        )
    findings += witness_findings(proof.checkpoint, witness_keys, quorum)
    return ReceiptCheck(tuple(findings), entry, said if is_signed else None)


def signature_finding(checkpoint: str, log_key: str) -> Finding:
    """Whether a log signed a checkpoint in its own name."""
    origin, public_key = parse_verifier_key(log_key)
    told = {"origin": origin, "key": log_key.split("+")[1]}
    try:
        is_own = verify_checkpoint(checkpoint, origin, public_key).origin == origin
    except InvalidNote:
        is_own = False
    if is_own:
        return Finding("signature", "pass", "signed", told)
    return Finding("signature", "fail", "not_signed", told)


def witness_findings(
    checkpoint: str, witness_keys: Sequence[str], quorum: int = 0
) -> Iterator[Finding]:
    """Which of the trusted witnesses signed a checkpoint: one finding, or one for each wrong line.

    Raises
    ------
    ValueError
        If a key is malformed.
    """
    if not witness_keys and not quorum:
        yield Finding("witnesses", "unproven", "not_asked")
        return
    times: dict[str, int] = {}
    for key in dict.fromkeys(witness_keys):
        name, public_key = parse_verifier_key(key, COSIGNATURE)
        try:
            times[name] = cosigned_at(checkpoint, name, public_key)
        except InvalidNote as error:
            if "is not signed by" not in str(error):
                yield Finding("witnesses", "fail", "wrong_witness", {"error": error})
    if times and len(times) >= quorum:
        told = {"names": ", ".join(times), "at": moment(max(times.values()))}
        yield Finding("witnesses", "pass", "witnessed", told)
    elif quorum:
        sizes = {"count": len(times), "quorum": quorum}
        yield Finding("witnesses", "fail", "too_few_witnesses", sizes)
    else:
        yield Finding("witnesses", "unproven", "no_witness_signed")


def growth_finding(
    old: Checkpoint, new: Checkpoint, hash_at: merkle.HashAt | None = None
) -> Finding:
    """Whether one signed tree grew out of another.

    Parameters
    ----------
    old, new : Checkpoint
        Both signed by the log.
    hash_at : callable, optional
        Hashes of the new tree; not asked where both are of one size.
    """
    sizes = {"old": old.size, "new": new.size, "size": new.size}
    if new.size < old.size:
        return Finding("growth", "fail", "rolled_back", sizes)
    if new.size == old.size:
        if new.root != old.root:
            return Finding("growth", "fail", "forked", sizes)
        return Finding("growth", "pass", "same", sizes)
    if hash_at is None:
        raise ValueError("trees of different size are compared by the hashes of the new one")
    try:
        proof = merkle.consistency_proof(hash_at, old.size, new.size)
    except ValueError:
        proof = []
    if not merkle.verify_consistency(old.size, old.root, new.size, new.root, proof):
        return Finding("growth", "fail", "not_grown", sizes)
    return Finding("growth", "pass", "grew", sizes)


def moment(seconds: int) -> str:
    """A witness's time for people, in UTC."""
    if seconds > LATEST_SHOWN:
        return str(seconds)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def _opened(extra: bytes) -> tuple[bytes, str]:
    """Commitment and text of what a receipt says of its entry."""
    said: Any = read_canonical(extra, max_bytes=MAX_LENGTH)
    if isinstance(said, dict) and all(isinstance(value, str) for value in said.values()):
        if set(said) == {"entry", "salt"} and said["entry"]:
            # Of a salt of another length, the rest would be words: those of the entry's beginning,
            # or none of what is shown.
            salt, entry = _hex(said["salt"], SALT_BYTES), said["entry"].encode()
            _require_one_spelling(said["entry"])
            return hashlib.sha256(salt + entry).digest(), said["entry"]
        if set(said) == {"commitment"}:
            return _hex(said["commitment"], hashlib.sha256().digest_size), ""
    raise ValueError("it has neither entry and salt nor a commitment")


def _hex(text: str, length: int) -> bytes:
    value = bytes.fromhex(text)
    if len(value) != length or value.hex() != text:
        raise ValueError(f"it is not {length} bytes in lower-case hexadecimal")
    return value


def _require_one_spelling(entry: str) -> None:
    """As entries are recorded: what they commit to reads in one way only."""
    try:
        said = json.loads(entry)
    except RecursionError as error:
        raise ValueError("the entry is nested too deep") from error
    spelled = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if not isinstance(said, dict) or spelled != entry:
        raise ValueError("the entry is not spelled as entries are")


def _check_statement(text: str, log_key: str, quorum: int) -> ReceiptCheck:
    name, public_key = parse_verifier_key(log_key)
    try:
        body, _signatures = parse_note(text)
    except InvalidNote as error:
        return ReceiptCheck((Finding("format", "fail", "not_a_receipt", {"error": error}),))
    is_statement = Finding("format", "pass", "is_statement")
    told = {"origin": name, "key": log_key.split("+")[1]}
    try:
        verify_note(text, name, public_key)
    except InvalidNote:
        wrong = Finding("signature", "fail", "not_signed", told)
        return ReceiptCheck((is_statement, wrong), body)
    signed = Finding("signature", "pass", "signed", told)
    findings = [is_statement, signed, Finding("place", "unproven", "no_place")]
    if quorum:
        # Witnesses sign checkpoints, and what stands under them: a statement does not.
        sizes = {"count": 0, "quorum": quorum}
        findings.append(Finding("witnesses", "fail", "too_few_witnesses", sizes))
    return ReceiptCheck(tuple(findings), body)
