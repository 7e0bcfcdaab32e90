"""``gongjian ledger witness``: remembers what a log showed, and signs only what grew out of it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from gongjian.foundation.kernel.key_files import keep_once
from gongjian.foundation.ledger.http_requests import HttpFault, send
from gongjian.foundation.ledger.offline.sources import (
    Source,
    Unreadable,
    read_text,
    read_tile,
    source_of,
    write_whole,
)
from gongjian.foundation.ledger.offline.witness_server import serving
from gongjian.foundation.ledger.offline.words import say
from gongjian.methods import merkle
from gongjian.methods.cosignatures import cosign, with_lines
from gongjian.methods.signed_note import (
    COSIGNATURE,
    MAX_NOTE_LENGTH,
    Checkpoint,
    InvalidNote,
    own_note,
    parse_note,
    parse_verifier_key,
    read_checkpoint,
    verifier_key,
    verify_checkpoint,
)
from gongjian.methods.tlog_tiles import hashes_of
from gongjian.methods.tlog_witness import (
    IS_EVIDENCE,
    AddCheckpoint,
    Answer,
    judge,
    judge_shown,
    write_request,
)

API = "/api/v1/ledger/cosignatures"
LARGEST_ANSWER_BYTES = 10_000
KEPT = IS_EVIDENCE | {Answer.ROLLED_BACK}
FROM_ANYBODY = frozenset({Answer.FORK})
"""Of what is brought to us, only what the log's signature shows by itself: a proof that does not
hold may be of whoever brought it."""
UNPROVEN = "unproven"
"""Signed by the log, which did not show the hashes that would lead from our tree to it."""
MOST_EVIDENCE = 100
"""Files of a kind: a log that is broken for a week is told in the first of them."""
LONGEST = MAX_NOTE_LENGTH // 2 + 1_000
"""Characters of a checkpoint with the line of its log: what we add to it is read again."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What came of a request.

    ``line`` is the cosignature, "" where it was refused; ``known_size`` is that of the tree signed
    last, after it.
    """

    answer: Answer
    line: str
    known_size: int
    evidence: Path | None = None


class Witness:
    """A witness of one log, with its folder; one process at a time has it.

    The folder holds ``key.pem``, ``signed`` (the checkpoint signed last, by both of us),
    and ``evidence/`` (what contradicted it). ``signed`` is on the disk before a signature exists:
    however it is killed, it never signs what contradicts a signature that it gave.
    """

    def __init__(self, folder: Path, name: str, log_key: str) -> None:
        self.folder, self.name, self.log_key = folder, name, log_key
        self._key = _own_key(folder / "key.pem")
        self._lock = threading.Lock()
        self.key = verifier_key(name, self._key.public_key().public_bytes_raw(), COSIGNATURE)

    def known(self) -> Checkpoint | None:
        """What was signed last.

        Raises
        ------
        Unreadable
            It cannot be read: nothing may be signed.
        """
        path = self.folder / "signed"
        try:
            note = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise Unreadable("witness_state", path=path) from error
        try:
            return verify_checkpoint(note, *parse_verifier_key(self.log_key))
        except InvalidNote as error:
            raise Unreadable("witness_state", path=path) from error

    def signed_note(self) -> str:
        """The checkpoint signed last, with our latest signature where there is one."""
        path = self.folder / "signed"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def consider(
        self, request: AddCheckpoint, at: int | None = None, *, at_log: bool = False
    ) -> Signed:
        """Sign a checkpoint, or refuse it and keep what speaks against the log.

        Parameters
        ----------
        request : AddCheckpoint
        at : int, optional
            Seconds since 1970.
        at_log : bool
            Its proof was computed of what the log itself shows, and not brought by somebody.

        Raises
        ------
        Unreadable
            Our own memory is damaged.
        """
        with self._lock:
            known = self.known()
            answer = judge(request, self.log_key, known)
            if answer != Answer.SIGN:
                return self._refuse(answer, request, known, KEPT if at_log else FROM_ANYBODY)
            said = read_checkpoint(request.checkpoint)
            # Anybody can put lines below it, until it is too long to be read again.
            note = own_note(request.checkpoint, *parse_verifier_key(self.log_key))
            if len(note) > LONGEST:
                return self._refuse(Answer.MALFORMED, request, known, frozenset())
            if known != said:
                # Before it is signed: from here on we know it, even if we are killed.
                self._keep(note)
            moment = int(time.time()) if at is None else at
            line = cosign(note, self._key, self.name, moment)
            self._keep(with_lines(note, line))
            return Signed(answer, line, said.size)

    def look(self, source: Source) -> tuple[Signed, str]:
        """Fetch what a log shows, with the proof that it grew, and consider it.

        Returns
        -------
        signed : Signed
        note : str
            The checkpoint as the log shows it.

        Raises
        ------
        Unreadable
            The log, or our own memory. What it signed and did not prove is kept.
        """
        known = self.known()
        found = source.get("offered", MAX_NOTE_LENGTH)
        note = found.decode(errors="replace") if found else read_text(source)
        answer = judge_shown(note, self.log_key, known)
        if found and answer == Answer.ROLLED_BACK:
            # We were shown a later one: is that still there?
            note = read_text(source)
            answer = judge_shown(note, self.log_key, known)
        old = known or Checkpoint("", 0, merkle.EMPTY_ROOT)
        if answer != Answer.SIGN:
            return self._refuse(answer, AddCheckpoint(old.size, (), note), known, KEPT), note
        size = read_checkpoint(note).size
        hash_at = hashes_of(size, partial(read_tile, source))
        try:
            proof = tuple(merkle.consistency_proof(hash_at, old.size, size))
        except (Unreadable, ValueError) as error:
            self._keep_evidence(UNPROVEN, AddCheckpoint(old.size, (), note))
            if isinstance(error, Unreadable):
                raise
            raise Unreadable("no_proof", why=error) from error
        return self.consider(AddCheckpoint(old.size, proof, note), at_log=True), note

    def _keep(self, note: str) -> None:
        write_whole(self.folder / "signed", note.encode(), 0o600)

    def _refuse(
        self,
        answer: Answer,
        request: AddCheckpoint,
        known: Checkpoint | None,
        kept: frozenset[Answer],
    ) -> Signed:
        evidence = self._keep_evidence(answer.value, request) if answer in kept else None
        return Signed(answer, "", known.size if known else 0, evidence)

    def _keep_evidence(self, kind: str, request: AddCheckpoint) -> Path | None:
        """Each text that the log signed once; of each kind so many, so that none hides another."""
        note = own_note(request.checkpoint, *parse_verifier_key(self.log_key))
        digest = hashlib.sha256(parse_note(note)[0].encode()).hexdigest()[:16]
        folder = self.folder / "evidence"
        for path in folder.glob(f"*-{digest}-{kind}.txt"):
            return path
        files = sorted(folder.glob(f"*-{kind}.txt"))
        if len(files) >= MOST_EVIDENCE:
            return None if kind == UNPROVEN else files[0]
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        told = f"{self.signed_note()}\n---\n{write_request(replace(request, checkpoint=note))}"
        evidence = folder / f"{stamp}-{digest}-{kind}.txt"
        write_whole(evidence, told.encode(), 0o600)
        return evidence


def run(options: Namespace) -> int:
    """Look at the log, sign, submit; again and again. 1 where it was refused and is to end."""
    options.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(options.state):
        witness = Witness(options.state, options.name, options.key)
        print(say("witness_key", options.language, key=witness.key), flush=True)
        with serving(witness, options.serve, options.language):
            while True:
                code = _turn(witness, options)
                if options.once:
                    return code
                time.sleep(options.every)


def _turn(witness: Witness, options: Namespace) -> int:
    words = partial(say, language=options.language)
    try:
        signed, note = witness.look(source_of(options.log))
    except (Unreadable, OSError) as error:
        # A full disk, too: nothing was signed, and the next turn tries anew.
        _log(words("witness_waits", why=error))
        return 3
    if not signed.line:
        _log(
            words(
                "witness_refuses",
                shown=_size(note),
                known=signed.known_size,
                why=words(f"answer_{signed.answer.value}"),
                evidence=signed.evidence,
            )
        )
        return 1
    _log(words("witness_signed", size=signed.known_size))
    if not options.no_submit:
        try:
            _submit(options.submit_to or _api_of(options.log), note + signed.line)
        except HttpFault as error:
            _log(words("witness_not_taken", why=error))
    return 0


def _submit(address: str, checkpoint: str) -> None:
    if not address:
        return
    body = json.dumps({"checkpoint": checkpoint}).encode()
    kind = "application/json"
    answer = send("POST", address, body=body, kind=kind, largest_bytes=LARGEST_ANSWER_BYTES)
    if answer.status != 200:
        raise HttpFault(
            "not_taken", status=answer.status, said=answer.body.decode(errors="replace")[:300]
        )


def _api_of(log: str) -> str:
    parts = urlsplit(log)
    return f"{parts.scheme}://{parts.netloc}{API}" if parts.netloc else ""


def _size(note: str) -> object:
    try:
        return read_checkpoint(note).size
    except InvalidNote:
        return "?"


def _own_key(path: Path) -> Ed25519PrivateKey:
    if not path.exists():
        keep_once(
            path,
            Ed25519PrivateKey.generate().private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            ),
        )
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as error:
        raise Unreadable("file_fails", path=path, why=error) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Unreadable("no_ed25519", path=path)
    return key


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Unreadable("witness_runs", folder=folder) from error
        yield


def _log(text: str) -> None:
    print(time.strftime("%Y-%m-%d %H:%M:%SZ", time.gmtime()), text, file=sys.stderr, flush=True)
