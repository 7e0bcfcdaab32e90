"""``gongjian ledger verify receipt|checkpoints|log`` and ``gongjian ledger download``."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from tqdm import tqdm

from gongjian.foundation.ledger.offline.sources import (
    Folder,
    Source,
    Unreadable,
    read_bundle,
    read_text,
    read_tile,
    source_of,
    write_whole,
)
from gongjian.foundation.ledger.offline.words import say
from gongjian.methods.log_check import check_log
from gongjian.methods.merkle import HashAt
from gongjian.methods.receipt_check import (
    Finding,
    check_receipt,
    growth_finding,
    signature_finding,
    witness_findings,
)
from gongjian.methods.receipt_words import CHECKS, LANGUAGES, VERDICTS
from gongjian.methods.signed_note import MAX_NOTE_LENGTH, Checkpoint, InvalidNote, read_checkpoint
from gongjian.methods.tlog_proof import MAX_LENGTH
from gongjian.methods.tlog_tiles import WIDTH, Tile, bundle_path, hashes_of, tile_path, tiles_of

HOLDS, WRONG, USAGE, UNREADABLE = 0, 1, 2, 3
"""Exit codes; ``USAGE`` is the parser's own."""


def verify_receipt(options: Namespace) -> int:
    """A receipt from a file, "-" being the standard input."""
    text = read_file(options.file)
    found = check_receipt(text, options.key, options.witness, options.quorum)
    findings = list(found.findings)
    if options.log and found.checkpoint:
        source = source_of(options.log)
        note = read_text(source)
        findings += _signed_growth(found.checkpoint, note, options.key, source)
    code = tell(findings, options.language)
    if found.entry and code == HOLDS:
        print(f"\n{say('recorded', options.language)}\n{found.entry}")
    return code


def verify_checkpoints(options: Namespace) -> int:
    """Two checkpoints: did the later tree grow out of the earlier one?"""
    notes = sorted((read_file(options.old), read_file(options.new)), key=_size)
    findings = [signature_finding(note, options.key) for note in notes]
    if all(one.verdict == "pass" for one in findings):
        old, new = (read_checkpoint(note) for note in notes)
        if old.size == new.size or not old.size:
            findings.append(growth_finding(old, new, lambda level, index: b""))
        elif not options.log:
            raise Unreadable("needs_log")
        else:
            source = source_of(options.log)
            findings.append(growth_finding(old, new, _hashes(source, new.size)))
    for note in notes if options.witness else ():
        findings += witness_findings(note, options.witness, options.quorum)
    return tell(findings, options.language)


def verify_log(options: Namespace) -> int:
    """A whole log: every entry, every tile, and every checkpoint named."""
    source = source_of(options.log)
    # Before the latest, which grew out of it: that one is seconds old, and signed by nobody else.
    seen = source.get("witnessed", MAX_NOTE_LENGTH) if options.witness else None
    note = read_text(source)
    earlier = [read_file(path) for path in options.since]
    witnessed = note if seen is None else seen.decode(errors="replace")
    if witnessed != note:
        earlier.append(witnessed)
    findings = [signature_finding(one, options.key) for one in (note, *earlier)]
    if all(one.verdict == "pass" for one in findings):
        said = read_checkpoint(note)
        # The signature of each is told only where it is wrong.
        findings = findings[:1]
        with tqdm(total=said.size, unit_scale=True, disable=None, leave=False) as bar:
            findings += check_log(
                said,
                partial(read_tile, source),
                partial(read_bundle, source),
                map(read_checkpoint, earlier),
                bar.update,
            )
        findings += witness_findings(witnessed, options.witness, options.quorum)
    return tell(findings, options.language)


def download(options: Namespace) -> int:
    """Copy a log into a folder, so that it can be checked again when it is gone.

    Full tiles that are there are not fetched again.
    """
    source, folder = source_of(options.log), Path(options.folder)
    note = read_text(source)
    finding = signature_finding(note, options.key)
    if finding.verdict != "pass":
        return tell([finding], options.language)
    said = read_checkpoint(note)
    for tile in tqdm(list(tiles_of(said.size)), disable=None, leave=False):
        _copy(folder, tile_path(tile), tile, lambda tile=tile: read_tile(source, tile))
        if not tile.level:
            _copy(folder, bundle_path(tile), tile, lambda tile=tile: read_bundle(source, tile))
    # Last: a folder with a checkpoint is whole.
    write_whole(folder / "checkpoint", note.encode())
    print(say("downloaded", options.language, size=said.size, folder=folder))
    return HOLDS


def _copy(folder: Path, path: str, tile: Tile, read: object) -> None:
    if tile.width == WIDTH and (folder / path).exists():
        return
    assert callable(read)
    write_whole(folder / path, read())


def _signed_growth(old: Checkpoint, note: str, key: str, source: Source) -> Iterator[Finding]:
    signed = signature_finding(note, key)
    if signed.verdict != "pass":
        yield signed
        return
    new = read_checkpoint(note)
    yield growth_finding(old, new, _hashes(source, new.size))


def _hashes(source: Source, size: int) -> HashAt:
    return hashes_of(size, partial(read_tile, source))


def read_file(path: str) -> str:
    """The text of a file, "-" being the standard input.

    Raises
    ------
    Unreadable
        It is not there, or too large.
    """
    try:
        if path == "-":
            return sys.stdin.read(MAX_LENGTH + 1)
        found = Folder(Path(path).parent).get(Path(path).name, MAX_LENGTH * 4)
    except OSError as error:
        raise Unreadable("file_fails", path=path, why=error.strerror) from error
    if found is None:
        raise Unreadable("file_missing", path=path)
    return found.decode(errors="replace")


def _size(note: str) -> int:
    try:
        return read_checkpoint(note).size
    except InvalidNote:
        return 0


def tell(findings: Iterable[Finding], language: str) -> int:
    """Print findings; the exit code they amount to."""
    at = LANGUAGES.index(language)
    verdicts = set()
    for one in findings:
        verdicts.add(one.verdict)
        print(f"{VERDICTS[one.verdict][at]:<12}{CHECKS[one.what][at]}: {one.words(language)}")
    if "fail" in verdicts:
        print(say("wrong", language))
        return WRONG
    print(say("holds_unproven" if "unproven" in verdicts else "holds", language))
    return HOLDS
