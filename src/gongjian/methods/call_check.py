"""The standalone check of a call: one public file in, everything that holds and fails out.

It needs no database, no network and no trust in who made the file; only the town's verifier key,
which anyone may keep from earlier or compare with others, makes it more than self-consistent.

Checked are the signature over the closing root; that the root stands over exactly the envelopes
in the file, and all came in before the deadline; every bidder's signature, over every envelope and
over whatever took one back; every trustee's signature and every share against its commitment; that
the parts open to what the file says they open to, and that nobody is blamed who should not be; that
bids were judged by the rules they were sealed for, by the scores that were locked; the proof that
the closing stands in the town's ledger.

Each check is listed, with what it found: it holds, it fails, or the file does not prove it. What
no check can see is the town's word (`UNCHECKED`): what companies are called, on which grounds a bid
was excluded, and the number under which the call is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from gongjian.methods import merkle
from gongjian.methods.bid_closing import (
    Closing,
    ClosingEntry,
    closing_root,
    read_closing,
    read_receipt,
)
from gongjian.methods.bid_contents import read_price
from gongjian.methods.bid_fates import by_other_keys, wrong_fates
from gongjian.methods.bid_openings import PartOpening
from gongjian.methods.bid_ranking_file import unlocked_scores
from gongjian.methods.call_check_words import LANGUAGES, REASONS
from gongjian.methods.call_file import PUBLIC_PARTS, CallFile, open_all, outcome_of, read_call_file
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

UNCHECKED = frozenset(
    {
        "companies/*/name",
        "evaluation/bids/*/company",
        "evaluation/bids/*/ground",
        "evaluation/bids/*/reason",
        "evaluation/call",
        "evaluation/faults/*/company",
    }
)
"""Members of a file that are the town's word alone; * stands for any place in a list."""

Verdict = Literal["pass", "fail", "unproven", "nothing"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked.

    Attributes
    ----------
    what : str
        A check of `call_check_words.CHECKS`.
    verdict : str
        "pass", "fail", "unproven" where the file does not show it, or "nothing" while there is
        nothing to check yet.
    code : str
        A reason of `call_check_words.REASONS`.
    details : mapping
    """

    what: str
    verdict: Verdict
    code: str
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        return self.verdict != "fail"

    @property
    def text(self) -> str:
        return self.words("en")

    def words(self, language: str) -> str:
        return REASONS[self.code][LANGUAGES.index(language)].format(**self.details)


@dataclass(frozen=True, slots=True)
class CallCheck:
    """What a check found.

    Attributes
    ----------
    findings : tuple of Finding
        Of every check at least one, in the order of `call_check_words.CHECKS`.
    openings : mapping of (bytes, str) to PartOpening
        By envelope's digest and part.
    """

    findings: tuple[Finding, ...]
    openings: Mapping[tuple[bytes, str], PartOpening] = field(default_factory=dict, repr=False)

    @property
    def is_right(self) -> bool:
        """Whether nothing fails."""
        return all(one.is_right for one in self.findings)

    @property
    def is_proven(self) -> bool:
        """Whether everything there is to check holds, too."""
        return all(one.verdict in {"pass", "nothing"} for one in self.findings)


def require_closing(file: CallFile, town_key: str) -> Closing:
    """The closing, if the town signed it over exactly the envelopes of this file, after a deadline
    that none missed, and nothing was taken out without a signature.

    Trustees ask this before they release anything.

    Raises
    ------
    NotCanonical
        With the reason.
    """
    wrong = [
        one
        for check in (_check_key, _check_closing, _check_fates)
        for one in check(file, town_key)
        if not one.is_right
    ]
    if wrong:
        raise NotCanonical(wrong[0].text)
    return read_closing(file.closing, town_key)


def check_call(data: bytes, town_key: str = "", receipt: str = "") -> CallCheck:
    """Check all of a call file.

    Parameters
    ----------
    data : bytes
        The file.
    town_key : str, optional
        The town's verifier key, from a source one trusts. Without it that of the file is used:
        the file may then be consistent and still be somebody else's invention.
    receipt : str, optional
        A bidder's: whether its envelope is in the file.

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
        return CallCheck((Finding("format", "fail", "unreadable", {"error": error}),))
    counted = {"envelopes": len(file.envelopes), "releases": len(file.releases)}
    key = town_key or file.context.town
    openings = open_all(file)
    findings = [
        Finding("format", "pass", "signed", counted),
        *_check_key(file, town_key),
        *_check_closing(file, key),
        *_check_fates(file, key),
        *_check_companies(file),
        *_check_ledger(file, key),
        *(_check_receipt(file, key, receipt) if receipt else ()),
        *_check_releases(file, openings),
        *_check_opened(file, openings),
        *_check_evaluation(file, openings),
    ]
    return CallCheck(tuple(findings), openings)


def _check_key(file: CallFile, town_key: str) -> Iterator[Finding]:
    # Bidders sealed for one town: whoever else signs over their envelopes has no say in them.
    if not town_key:
        yield Finding("key", "unproven", "key_not_given")
    elif town_key != file.context.town:
        yield Finding("key", "fail", "another_town")
    else:
        yield Finding("key", "pass", "key_given")


def _check_closing(file: CallFile, town_key: str) -> Iterator[Finding]:
    """Signature, root and deadline."""
    later = ("root", "deadline")
    if not file.closing:
        has_bids = file.envelopes or file.releases or file.opened or file.entries or file.others
        wrong = Finding("closing", "fail", "bids_without_closing")
        yield wrong if has_bids else Finding("closing", "nothing", "not_closed")
        yield from (Finding(what, "nothing", "not_closed") for what in later)
        return
    try:
        closing = read_closing(file.closing, town_key)
    except (InvalidNote, ValueError) as error:
        yield Finding("closing", "fail", "closing_unsigned", {"error": error})
        return
    if closing.context != file.context.digest() or closing.call != file.context.call:
        yield Finding("closing", "fail", "closing_elsewhere")
        return
    yield Finding("closing", "pass", "closing_signed", {"closed_at": closing.closed_at})
    wrong_root = _wrong_root(file, closing)
    if wrong_root:
        yield Finding("root", "fail", wrong_root)
        return
    yield Finding("root", "pass", "root_fits", {"envelopes": len(file.entries)})
    wrong_times = _wrong_times(file.entries, closing)
    times = {"deadline": closing.deadline, "closed_at": closing.closed_at}
    yield Finding("deadline", "fail" if wrong_times else "pass", wrong_times or "in_time", times)


def _wrong_root(file: CallFile, closing: Closing) -> str:
    if closing.root != closing_root(file.entries) or closing.envelopes != len(file.entries):
        return "root_other"
    standing = sorted(one.envelope for one in file.entries if one.fate == "standing")
    if standing != sorted(envelope.digest() for envelope in file.envelopes):
        return "others_stood"
    if any(
        envelope.digests.keys() - {"secret"} - envelope.parts.keys() for envelope in file.envelopes
    ):
        return "part_left_out"
    return ""


def _wrong_times(entries: Iterable[ClosingEntry], closing: Closing) -> str:
    try:
        deadline = datetime.fromisoformat(closing.deadline)
        if datetime.fromisoformat(closing.closed_at) < deadline:
            return "closed_early"
        if any(datetime.fromisoformat(entry.received_at) >= deadline for entry in entries):
            return "came_late"
    except (ValueError, TypeError):
        # No times, or one with an offset from UTC and one without.
        return "no_times"
    return ""


def _check_fates(file: CallFile, _town_key: str) -> Iterator[Finding]:
    given = (file.entries, file.envelopes, file.others, file.withdrawals)
    if not file.entries and not file.others and not file.withdrawals:
        yield Finding("withdrawal", "nothing", "taken_back", {"replaced": 0, "withdrawn": 0})
        return
    wrong = wrong_fates(file.context.digest(), *given)
    yield from (
        Finding("withdrawal", "fail", code, {"envelope": _short(name)}) for code, name in wrong
    )
    foreign = by_other_keys(*given)
    yield from (
        Finding("withdrawal", "unproven", "other_key", {"envelope": _short(one)}) for one in foreign
    )
    if not wrong and not foreign:
        fates = [entry.fate for entry in file.entries]
        counted = {fate: fates.count(fate) for fate in ("replaced", "withdrawn")}
        yield Finding("withdrawal", "pass", "taken_back", counted)


def _check_receipt(file: CallFile, town_key: str, note: str) -> Iterator[Finding]:
    try:
        receipt = read_receipt(note, town_key)
    except (InvalidNote, ValueError) as error:
        yield Finding("receipt", "fail", "receipt_unsigned", {"error": error})
        return
    if receipt.context != file.context.digest() or receipt.call != file.context.call:
        yield Finding("receipt", "fail", "receipt_elsewhere")
        return
    name = _short(receipt.envelope)
    entry = next((one for one in file.entries if one.envelope == receipt.envelope), None)
    head = next(
        (one for one in (*file.envelopes, *file.others) if one.digest() == receipt.envelope), None
    )
    if entry is None or head is None:
        yield Finding("receipt", "fail", "receipt_lost", {"envelope": name})
    elif (entry.received_at, head.company) != (receipt.received_at, receipt.company) or (
        _is_earlier(file, town_key, receipt.deadline)
    ):
        yield Finding("receipt", "fail", "receipt_other", {"envelope": name})
    else:
        yield Finding("receipt", "pass", "receipt_fits", {"envelope": name, "fate": entry.fate})


def _is_earlier(file: CallFile, town_key: str, deadline: str) -> bool:
    """Whether the call closed by an earlier deadline than a bidder was told: none ever moves so."""
    try:
        closing = read_closing(file.closing, town_key)
        return datetime.fromisoformat(closing.deadline) < datetime.fromisoformat(deadline)
    except (InvalidNote, ValueError, TypeError):
        return True


def _check_releases(
    file: CallFile, openings: Mapping[tuple[bytes, str], PartOpening]
) -> Iterator[Finding]:
    root = closing_root(file.entries)
    known = {envelope.digest() for envelope in file.envelopes}
    wrong = []
    for release in file.releases:
        code = ""
        if release.part not in PUBLIC_PARTS:
            code = "shares_secret"
        elif release.closing != root:
            code = "shares_other"
        elif not release.shares.keys() <= known:
            code = "shares_unknown"
        if code:
            wrong.append(Finding("shares", "fail", code, {"trustee": release.trustee + 1}))
    for (name, part), opening in openings.items():
        for trustee in sorted(opening.blamed_trustees):
            told = {"trustee": trustee + 1, "part": part, "envelope": _short(name)}
            wrong.append(Finding("shares", "fail", "shares_wrong", told))
    right = Finding("shares", "pass" if file.releases else "nothing", "shares_right")
    yield from wrong or [right]


def _check_opened(
    file: CallFile, openings: Mapping[tuple[bytes, str], PartOpening]
) -> Iterator[Finding]:
    told = {(one["envelope"], one["part"]): one for one in file.opened}
    if len(told) != len(file.opened):
        yield Finding("opening", "fail", "published_twice")
    right = 0
    for (name, part), opening in openings.items():
        outcome, content = outcome_of(opening, part, file.context.currency)
        said = told.pop((write_base64(name), part), None)
        if said is None and outcome == "waiting":
            continue
        if said is None or (said["outcome"], said["content"]) != (outcome, content):
            other = {"part": part, "envelope": _short(name), "outcome": outcome}
            yield Finding("opening", "fail", "published_other", other)
        else:
            right += 1
    for (name, part), opening in openings.items():
        if opening.outcome == "unopenable":
            who = {
                "complaints": _numbers(opening.complaints),
                "right": _numbers(opening.right) or "–",
            }
            shut = {"part": part, "envelope": _short(name), **who}
            yield Finding("opening", "pass", "unopenable", shut)
    for envelope, part in told:
        unknown = {"part": part[:20], "envelope": envelope[:12]}
        yield Finding("opening", "fail", "published_only", unknown)
    verdict: Verdict = "pass" if right else "nothing"
    yield Finding("opening", verdict, "published_right", {"count": right})


def _numbers(trustees: Iterable[int]) -> str:
    return ", ".join(str(one + 1) for one in sorted(trustees))


def _check_companies(file: CallFile) -> Iterator[Finding]:
    named = [one["code"] for one in file.companies]
    standing = [envelope.company for envelope in file.envelopes]
    if len(set(standing)) != len(standing):
        yield Finding("company", "fail", "company_twice")
    elif sorted(named) != sorted(standing):
        yield Finding("company", "fail", "companies_other")
    else:
        yield Finding("company", "pass" if standing else "nothing", "companies_fit")


def _check_evaluation(
    file: CallFile, openings: Mapping[tuple[bytes, str], PartOpening]
) -> Iterator[Finding]:
    """Rules of judging, locked scores, ranking."""
    evaluation = file.value.get("evaluation")
    if evaluation is None:
        for what in ("judging", "locks", "scores"):
            yield Finding(what, "nothing", "no_evaluation")
        return
    context, currency = file.context, file.context.currency
    other = other_rules(context.judging, evaluation)
    other += [
        name
        for name, value in (("stage", context.stage), ("currency", currency))
        if evaluation.get(name) != value
    ]
    yield from (Finding("judging", "fail", "rules_other", {"name": name}) for name in other)
    if not other:
        yield Finding("judging", "pass", "rules_fit")
    yield from _check_locks(evaluation)
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
    yield from (Finding("scores", "fail", "scores_wrong", {"error": text}) for text in wrong)
    if not wrong:
        yield Finding("scores", "pass", "scores_right")


def _check_locks(evaluation: Mapping[str, Any]) -> Iterator[Finding]:
    try:
        wrong = unlocked_scores(evaluation)
        count = len(evaluation["evaluators"])
    except ValueError as error:
        yield Finding("locks", "fail", "scores_wrong", {"error": error})
        return
    yield from (Finding("locks", "fail", "lock_other", {"evaluator": one}) for one in wrong)
    if not wrong:
        yield Finding("locks", "pass" if count else "nothing", "locks_fit", {"count": count})


def _check_ledger(file: CallFile, town_key: str) -> Iterator[Finding]:
    """Whether the closing stands in the town's ledger, under a root it signed."""
    if not file.closing:
        yield Finding("ledger", "nothing", "not_closed")
        return
    if file.ledger is None:
        yield Finding("ledger", "unproven", "no_proof")
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
        yield Finding("ledger", "fail", "proof_malformed", {"error": error})
        return
    if is_in and is_about:
        where = {"index": proof["index"], "size": checkpoint.size}
        yield Finding("ledger", "pass", "in_ledger", where)
    else:
        yield Finding("ledger", "fail", "proof_other")


def _short(name: bytes) -> str:
    return write_base64(name)[:12]
