"""Whether the file of a trail holds: by the town's public key, offline, without believing the town.

What it proves: that the town said all this, under its key; that each moment that has an entry
stands in the ledger as it was signed; of entries that are opened, that they tell of the same act,
on the same thing, at the same moment; and that order, days and sums follow from the moments. What
it cannot prove stands in its findings as not proven: entries of what persons did are not opened,
for they name who did it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from gongjian.methods import merkle
from gongjian.methods.canonical_json import NotCanonical, read_canonical
from gongjian.methods.signed_note import (
    Checkpoint,
    InvalidNote,
    parse_verifier_key,
    verify_checkpoint,
    verify_note,
)
from gongjian.methods.trail_check_words import LANGUAGES, REASONS
from gongjian.methods.trail_file import FORMAT, MAX_BYTES, digest_of, statement_text

Verdict = Literal["pass", "fail", "unproven"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked: a check, a verdict and a reason of `trail_check_words`."""

    what: str
    verdict: Verdict
    code: str
    details: Mapping[str, object] = field(default_factory=dict)

    def words(self, language: str) -> str:
        return REASONS[self.code][LANGUAGES.index(language)].format(**self.details)


@dataclass(frozen=True, slots=True)
class TrailCheck:
    findings: tuple[Finding, ...]

    @property
    def is_right(self) -> bool:
        """Whether nothing fails."""
        return all(one.verdict != "fail" for one in self.findings)

    @property
    def is_proven(self) -> bool:
        """Whether all of it is proven, too."""
        return all(one.verdict == "pass" for one in self.findings)


def check_trail(content: bytes, town_key: str) -> TrailCheck:
    """Check the file of a trail.

    Parameters
    ----------
    content : bytes
        The whole file; may come from anybody.
    town_key : str
        Verifier key of the town, from elsewhere than the file.

    Raises
    ------
    ValueError
        If the key is malformed.

    Notes
    -----
    Linear in the size of the file, with a few dozen hashes for each entry.
    """
    town, public_key = parse_verifier_key(town_key)
    try:
        file = read_canonical(content, max_bytes=MAX_BYTES)
        trail, entries = _parts(file)
    except (NotCanonical, KeyError, TypeError, ValueError) as error:
        return TrailCheck((Finding("format", "fail", "unreadable", {"error": error}),))
    unsigned = {name: value for name, value in file.items() if name != "statement"}
    try:
        text = verify_note(str(file["statement"]), town, public_key)
        is_said = text == statement_text(town, digest_of(unsigned))
    except InvalidNote:
        is_said = False
    signed = (
        Finding("signature", "pass", "signed", {"town": town})
        if is_said
        else Finding("signature", "fail", "not_signed", {"town": town})
    )
    try:
        ledger = _ledger_findings(file["checkpoint"], trail, entries, town, public_key)
        told = _told_findings(trail)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        wrong = Finding("format", "fail", "unreadable", {"error": repr(error)})
        return TrailCheck((signed, wrong))
    return TrailCheck((Finding("format", "pass", "readable"), signed, *ledger, *told))


def _parts(file: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise ValueError(f"it is not {FORMAT}")
    trail, entries = file["trail"], file["entries"]
    if not isinstance(trail, dict) or not isinstance(entries, list):
        raise ValueError("it has no trail")
    if not isinstance(file["checkpoint"], str):
        raise ValueError("it has no checkpoint")
    return trail, entries


def _ledger_findings(
    checkpoint: str,
    trail: Mapping[str, Any],
    entries: Sequence[Mapping[str, Any]],
    town: str,
    public_key: bytes,
) -> list[Finding]:
    moments = trail["moments"]
    counts = {"entries": len(entries), "moments": len(moments)}
    if not checkpoint:
        return [Finding("ledger", "unproven", "no_checkpoint", counts)]
    try:
        signed = verify_checkpoint(checkpoint, town, public_key)
    except InvalidNote:
        return [Finding("ledger", "fail", "checkpoint_not_signed", {"town": town})]
    wrong = [one["moment"] + 1 for one in entries if not _stands(one, signed)]
    opened = [one for one in entries if "entry" in one["opening"]]
    others = [one["moment"] + 1 for one in opened if not _tells_of(one, moments)]
    found = [
        Finding("ledger", "fail", "not_in_ledger", {"places": _listed(wrong)})
        if wrong
        else Finding("ledger", "pass", "in_ledger", {**counts, "size": signed.size})
    ]
    if others:
        found.append(Finding("entries", "fail", "another_act", {"places": _listed(others)}))
    elif opened:
        found.append(Finding("entries", "pass", "same_acts", {"opened": len(opened)}))
    if len(opened) < len(entries):
        closed = {"closed": len(entries) - len(opened)}
        found.append(Finding("entries", "unproven", "not_opened", closed))
    if len({one["moment"] for one in entries}) < len(moments):
        missing = {"missing": len(moments) - len({one["moment"] for one in entries})}
        found.append(Finding("ledger", "unproven", "without_entry", missing))
    return found


def _stands(entry: Mapping[str, Any], signed: Checkpoint) -> bool:
    opening = entry["opening"]
    if "entry" in opening:
        content = bytes.fromhex(opening["salt"]) + opening["entry"].encode()
        commitment = hashlib.sha256(content).digest()
    else:
        commitment = bytes.fromhex(opening["commitment"])
    path = [bytes.fromhex(step) for step in entry["path"]]
    leaf = merkle.leaf_hash(commitment)
    return merkle.verify_inclusion(leaf, entry["index"], signed.size, path, signed.root)


def _tells_of(entry: Mapping[str, Any], moments: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an opened entry is of the act that the file says, at the moment it tells."""
    try:
        said = json.loads(entry["opening"]["entry"])
    except (ValueError, RecursionError):
        return False
    number = entry["moment"]
    if not 0 <= number < len(moments):
        return False
    # Where the file names no act, the entry is the one of that thing at that moment.
    is_act = entry["action"] in ("", said.get("action"))
    is_same = is_act and said.get("subject") == entry["subject"]
    return is_same and _moment(said["at"]) == _moment(moments[number]["at"])


def _told_findings(trail: Mapping[str, Any]) -> list[Finding]:
    """What can be computed again from the moments and the things themselves."""
    moments = [_moment(one["at"]) for one in trail["moments"]]
    in_order = moments == sorted(moments)
    found = [
        Finding("order", "pass", "in_order", {"moments": len(moments)})
        if in_order
        else Finding("order", "fail", "out_of_order")
    ]
    named = {thing["reference"] for stage in trail["stages"] for thing in stage["things"]}
    named |= {f"hidden:{stage['kind']}" for stage in trail["stages"] if stage["hidden_count"]}
    ends = {one[end] for one in trail["edges"] for end in ("source", "target")}
    told = {one["reference"] for one in trail["moments"]}
    strangers = (ends | told | {trail["reference"]}) - named
    found.append(
        Finding("links", "fail", "unknown_things", {"count": len(strangers)})
        if strangers
        else Finding("links", "pass", "known_things", {"links": len(trail["edges"])})
    )
    since = sum(one["days_since"] or 0 for one in trail["moments"])
    days = {"days": trail["totals"]["days"]}
    # Days are those of the town's calendar; each counts from the one before, so that they add up.
    found.append(
        Finding("days", "pass", "days_add_up", days)
        if since == trail["totals"]["days"]
        else Finding("days", "fail", "days_differ", {**days, "since": since})
    )
    return found


def _moment(text: object) -> datetime:
    moment = datetime.fromisoformat(str(text))
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return moment


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers[:20])
