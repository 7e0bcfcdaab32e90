"""The standalone check of a call: one public file in, everything that holds and fails out.

It needs no database, no network and no trust in who made the file; only the town's verifier key,
which anyone may keep from earlier or compare with others, makes it more than self-consistent.

Checked are the signature over the closing root; that the root stands over exactly the envelopes
in the file; every bidder's signature and every part's format; every trustee's signature and every
share against its commitment; that the parts open to what the file says they open to, and that
nobody is blamed who should not be; the proof that the closing stands in the town's ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from gongjian.methods import merkle
from gongjian.methods.bid_closing import Closing, ClosingEntry, closing_root, read_closing
from gongjian.methods.bid_closing import read_entry as _read_entry
from gongjian.methods.bid_contents import read_content, read_price
from gongjian.methods.bid_envelopes import (
    Context,
    Envelope,
    check_envelope,
    envelope_of,
    head_of,
    read_context,
)
from gongjian.methods.bid_fates import wrong_fates
from gongjian.methods.bid_openings import PartOpening, Release, open_bid, release_of
from gongjian.methods.bid_withdrawals import Withdrawal, withdrawal_of
from gongjian.methods.call_scores import wrong_scores
from gongjian.methods.canonical_json import (
    NotCanonical,
    read_base64,
    read_canonical,
    require_fields,
    write_base64,
)
from gongjian.methods.judging_rules import other_rules
from gongjian.methods.signed_note import InvalidNote, parse_verifier_key, verify_checkpoint

CALL_FILE_FORMAT = "gongjian-call-file-1"
MAX_CALL_FILE_BYTES = 400_000_000
PUBLIC_PARTS = ("technical", "price")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked.

    Attributes
    ----------
    what : str
        "format", "key", "closing", "root", "envelope", "shares", "opening", "ledger" or "scores".
    is_right : bool
    text : str
        What was found, in English.
    """

    what: str
    is_right: bool
    text: str


@dataclass(frozen=True, slots=True)
class CallCheck:
    """What a check found.

    Attributes
    ----------
    findings : tuple of Finding
    openings : mapping of (bytes, str) to PartOpening
        By envelope's digest and part.
    """

    findings: tuple[Finding, ...]
    openings: Mapping[tuple[bytes, str], PartOpening] = field(default_factory=dict, repr=False)

    @property
    def is_right(self) -> bool:
        return all(one.is_right for one in self.findings)


@dataclass(frozen=True, slots=True)
class CallFile:
    """A call file, read but not checked against itself.

    Attributes
    ----------
    context : Context
    closing : str
        The signed note; "" before the call closed.
    entries : tuple of ClosingEntry
    envelopes : tuple of Envelope
        Those that stood at closing.
    others : tuple of Envelope
        Heads of those that were replaced or withdrawn.
    withdrawals : tuple of Withdrawal
    releases : tuple of Release
    opened : tuple of dict
        What the town says came out of it.
    companies : tuple of dict
        What the numbers that stand in envelopes are called, by the town's word.
    ledger : dict or None
    value : dict
        All of it.
    """

    context: Context
    closing: str
    entries: tuple[ClosingEntry, ...]
    envelopes: tuple[Envelope, ...]
    others: tuple[Envelope, ...]
    withdrawals: tuple[Withdrawal, ...]
    releases: tuple[Release, ...]
    opened: tuple[dict[str, Any], ...]
    companies: tuple[dict[str, Any], ...]
    ledger: dict[str, Any] | None
    value: dict[str, Any] = field(repr=False)


def read_call_file(data: bytes) -> CallFile:
    """Read a call file. Envelopes' and trustees' signatures are verified on the way.

    Raises
    ------
    NotCanonical
        With what is wrong first.
    """
    found = require_fields(
        read_canonical(data.strip(), max_bytes=MAX_CALL_FILE_BYTES),
        {
            "closing": str,
            "companies": list,
            "context": dict,
            "entries": list,
            "envelopes": list,
            "evaluation": dict,
            "format": str,
            "ledger": dict,
            "opened": list,
            "others": list,
            "releases": list,
            "withdrawals": list,
        },
        optional="evaluation ledger",
    )
    if found["format"] != CALL_FILE_FORMAT:
        raise NotCanonical("not a call file")
    context = read_context(found["context"])
    envelopes = tuple(envelope_of(one) for one in found["envelopes"])
    for envelope in envelopes:
        check_envelope(envelope, context)
    opened = {"content": str, "envelope": str, "outcome": str, "part": str}
    company = {"code": str, "name": str}
    return CallFile(
        context=context,
        closing=found["closing"],
        entries=tuple(_read_entry(one) for one in found["entries"]),
        envelopes=envelopes,
        others=tuple(head_of(one) for one in found["others"]),
        withdrawals=tuple(withdrawal_of(one) for one in found["withdrawals"]),
        releases=tuple(release_of(one, context) for one in found["releases"]),
        opened=tuple(require_fields(one, opened) for one in found["opened"]),
        companies=tuple(require_fields(one, company) for one in found["companies"]),
        ledger=found.get("ledger"),
        value=found,
    )


def require_closing(file: CallFile, town_key: str) -> Closing:
    """The closing, if the town signed it over exactly the envelopes of this file.

    Trustees ask this before they release anything.

    Raises
    ------
    NotCanonical
        With the reason.
    """
    wrong = [one for one in _check_closing(file, town_key) if not one.is_right]
    if wrong:
        raise NotCanonical(wrong[0].text)
    return read_closing(file.closing, town_key)


def check_call(data: bytes, town_key: str = "") -> CallCheck:
    """Check all of a call file.

    Parameters
    ----------
    data : bytes
        The file.
    town_key : str, optional
        The town's verifier key, from a source one trusts. Without it that of the file is used:
        the file may then be consistent and still be somebody else's invention.

    Returns
    -------
    CallCheck

    Notes
    -----
    Some milliseconds for each part of each bid.
    """
    try:
        file = read_call_file(data)
    except NotCanonical as error:
        return CallCheck((Finding("format", False, f"The file cannot be read: {error}."),))
    findings = [
        Finding(
            "format",
            True,
            f"{len(file.envelopes)} envelopes with right signatures and formats, and "
            f"{len(file.releases)} files with shares, each signed by its trustee.",
        )
    ]
    key = town_key or file.context.town
    if file.closing:
        findings += _check_closing(file, key)
        findings += _check_ledger(file, key)
    elif key != file.context.town:
        findings.append(_another_town())
    elif file.envelopes or file.releases or file.opened:
        findings.append(Finding("closing", False, "There are bids, but nothing signed at closing."))
    else:
        findings.append(
            Finding("closing", True, "The call has not closed; there is no more to check.")
        )
    openings = open_all(file)
    findings += _check_releases(file, openings)
    findings += _check_opened(file, openings)
    findings += _check_companies(file)
    findings += _check_scores(file, openings)
    return CallCheck(tuple(findings), openings)


def open_all(file: CallFile) -> dict[tuple[bytes, str], PartOpening]:
    """Open every public part of every bid, from the shares in the file."""
    return {
        (envelope.digest(), part): open_bid(file.context, envelope, part, file.releases)
        for envelope in file.envelopes
        for part in PUBLIC_PARTS
        if part in envelope.parts
    }


def outcome_of(opening: PartOpening, part: str, currency: str) -> tuple[str, str]:
    """Outcome and content as a call file gives them: a part that opens to something that is no
    part of a bid is its bidder's fault, too."""
    if opening.content is None:
        return opening.outcome, ""
    try:
        read_content(part, opening.content, currency)
    except NotCanonical:
        return "bidder_at_fault", ""
    return "open", opening.content.decode()


def _check_closing(file: CallFile, town_key: str) -> Iterator[Finding]:
    # Bidders sealed for one town: whoever else signs over their envelopes has no say in them.
    if town_key != file.context.town:
        yield _another_town()
        return
    try:
        closing = read_closing(file.closing, town_key)
    except (InvalidNote, ValueError) as error:
        yield Finding("closing", False, f"What was said at closing is not signed: {error}.")
        return
    if closing.context != file.context.digest() or closing.call != file.context.call:
        yield Finding("closing", False, "What was said at closing is about another call.")
        return
    yield Finding("closing", True, f"The town signed the closing of {closing.closed_at}.")
    if closing.root != closing_root(file.entries) or closing.envelopes != len(file.entries):
        yield Finding("root", False, "The root signed at closing does not fit the envelopes.")
        return
    standing = sorted(one.envelope for one in file.entries if one.fate == "standing")
    if standing != sorted(envelope.digest() for envelope in file.envelopes):
        yield Finding("root", False, "The envelopes are not those that stood at closing.")
        return
    if any(
        envelope.digests.keys() - {"secret"} - envelope.parts.keys() for envelope in file.envelopes
    ):
        yield Finding("root", False, "A part other than trade secrets was left out.")
        return
    yield Finding("root", True, f"Its root fits all {len(file.entries)} envelopes that came in.")
    wrong = _wrong_times(file.entries, closing)
    if wrong:
        yield Finding("deadline", False, wrong)
        return
    yield Finding("deadline", True, f"All came in before the deadline, {closing.deadline}.")
    given = (file.entries, file.envelopes, file.others, file.withdrawals)
    fates = [
        Finding("withdrawal", False, text) for text in wrong_fates(file.context.digest(), *given)
    ]
    yield from fates or [Finding("withdrawal", True, "Whatever does not stand was taken back.")]


def _wrong_times(entries: Iterable[ClosingEntry], closing: Closing) -> str:
    try:
        deadline = datetime.fromisoformat(closing.deadline)
        if datetime.fromisoformat(closing.closed_at) < deadline:
            return "The call was closed before its deadline."
        if any(datetime.fromisoformat(entry.received_at) >= deadline for entry in entries):
            return "An envelope came in after the deadline."
    except (ValueError, TypeError):
        # No times, or one with an offset from UTC and one without.
        return "The times of the closing cannot be compared."
    return ""


def _another_town() -> Finding:
    return Finding("key", False, "The bids were sealed for a town with another key.")


def _check_releases(
    file: CallFile, openings: Mapping[tuple[bytes, str], PartOpening]
) -> Iterator[Finding]:
    root = closing_root(file.entries)
    known = {envelope.digest() for envelope in file.envelopes}
    for release in file.releases:
        who = f"Trustee {release.trustee + 1}"
        if release.part not in PUBLIC_PARTS:
            yield Finding("shares", False, f"{who} has shares of trade secrets in a public file.")
        elif release.closing != root:
            yield Finding("shares", False, f"{who} released shares for another closing.")
        elif not release.shares.keys() <= known:
            yield Finding("shares", False, f"{who} released shares of bids that did not stand.")
    for (name, part), opening in openings.items():
        for trustee in sorted(opening.blamed_trustees):
            text = (
                f"Trustee {trustee + 1} gave a wrong answer for the {part} part of {_short(name)}."
            )
            yield Finding("shares", False, text)


def _check_opened(
    file: CallFile, openings: Mapping[tuple[bytes, str], PartOpening]
) -> Iterator[Finding]:
    told = {(one["envelope"], one["part"]): one for one in file.opened}
    if len(told) != len(file.opened):
        yield Finding("opening", False, "One part of a bid is published twice.")
    right = 0
    for (name, part), opening in openings.items():
        outcome, content = outcome_of(opening, part, file.context.currency)
        said = told.pop((write_base64(name), part), None)
        if said is None and outcome == "waiting":
            continue
        if said is None or (said["outcome"], said["content"]) != (outcome, content):
            text = f"The {part} part of {_short(name)} comes out as “{outcome}”, not as published."
            yield Finding("opening", False, text)
        else:
            right += 1
    for (name, part), opening in openings.items():
        if opening.outcome == "unopenable":
            yield Finding("opening", True, _unopenable_words(name, part, opening))
    for envelope, part in told:
        text = f"Published, but not in the bids: the {part[:20]} part of {envelope[:12]}."
        yield Finding("opening", False, text)
    yield Finding("opening", True, f"{right} opened parts come out as published.")


def _unopenable_words(name: bytes, part: str, opening: PartOpening) -> str:
    text = (
        f"The {part} part of {_short(name)} cannot be opened: trustees "
        f"{_numbers(opening.complaints)} say that their boxes are spoiled, which nobody can check"
    )
    if opening.right:
        text += f"; right shares came from {_numbers(opening.right)}"
    return f"{text}."


def _numbers(trustees: Iterable[int]) -> str:
    return ", ".join(str(one + 1) for one in sorted(trustees))


def _check_companies(file: CallFile) -> Iterator[Finding]:
    named = [one["code"] for one in file.companies]
    standing = [envelope.company for envelope in file.envelopes]
    if len(set(standing)) != len(standing):
        yield Finding("company", False, "Two bids of one company stand.")
    elif sorted(named) != sorted(standing):
        yield Finding("company", False, "The companies are not those that signed the envelopes.")
    else:
        yield Finding("company", True, "Every bid is of the company that its envelope names.")


def _check_scores(
    file: CallFile, openings: Mapping[tuple[bytes, str], PartOpening]
) -> Iterator[Finding]:
    evaluation = file.value.get("evaluation")
    if not evaluation:
        return
    for name in other_rules(file.context.judging, evaluation):
        yield Finding(
            "judging", False, f"Bids were sealed for another {name} than they are judged by."
        )
    currency = file.context.currency
    prices: dict[str, int | None] = {}
    shut: dict[str, dict[str, str]] = {}
    for envelope in file.envelopes:
        code = envelope.company
        prices[code], shut[code] = None, {}
        for part in envelope.parts.keys() & set(PUBLIC_PARTS):
            outcome, content = outcome_of(openings[envelope.digest(), part], part, currency)
            if outcome != "open":
                shut[code][part] = outcome
            elif part == "price":
                prices[code] = read_price(content.encode(), currency).amount_minor
    wrong = wrong_scores(evaluation, prices, closing_root(file.entries), shut)
    yield from (Finding("scores", False, text) for text in wrong)
    if not wrong:
        yield Finding("scores", True, "Scores and ranking come out as published.")


def _check_ledger(file: CallFile, town_key: str) -> Iterator[Finding]:
    """Whether the closing stands in the town's ledger, under a root it signed."""
    if not file.ledger:
        yield Finding("ledger", True, "No proof from the ledger is enclosed.")
        return
    try:
        fields = {"checkpoint": str, "entry": str, "index": int, "path": list, "salt": str}
        proof = require_fields(file.ledger, fields)
        name, key = parse_verifier_key(town_key)
        checkpoint = verify_checkpoint(proof["checkpoint"], name, key)
        commitment = sha256(read_base64(proof["salt"]) + proof["entry"].encode()).digest()
        path = [read_base64(one, 32) for one in proof["path"]]
        entry = read_canonical(proof["entry"].encode(), max_bytes=100_000)
        is_in = merkle.verify_inclusion(
            merkle.leaf_hash(commitment), proof["index"], checkpoint.size, path, checkpoint.root
        )
        digest = sha256(file.closing.encode()).hexdigest()
        is_about = isinstance(entry, dict) and entry.get("data", {}).get("closing") == digest
    except (NotCanonical, ValueError, AttributeError) as error:
        yield Finding("ledger", False, f"The proof from the ledger is malformed: {error}.")
        return
    if is_in and is_about:
        text = f"The closing stands in the ledger, entry {proof['index']} of {checkpoint.size}."
        yield Finding("ledger", True, text)
    else:
        yield Finding("ledger", False, "The ledger's proof does not prove this closing.")


def _short(name: bytes) -> str:
    return write_base64(name)[:12]
