"""``gongjian ledger witness``: remembers what a log showed, and signs only what grew out of it."""

from __future__ import annotations

import fcntl
import json
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
    Checkpoint,
    InvalidNote,
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
MOST_EVIDENCE = 100
"""Files: a log that is broken for a week is told in the first of them."""


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
            raise Unreadable(f"{path} is damaged") from error
        try:
            return verify_checkpoint(note, *parse_verifier_key(self.log_key))
        except InvalidNote as error:
            raise Unreadable(f"{path} is damaged") from error

    def signed_note(self) -> str:
        """The checkpoint signed last, with our latest signature where there is one."""
        path = self.folder / "signed"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def consider(self, request: AddCheckpoint, at: int | None = None) -> Signed:
        """Sign a checkpoint, or refuse it and keep what speaks against the log.

        Raises
        ------
        Unreadable
            Our own memory is damaged.
        """
        with self._lock:
            known = self.known()
            answer = judge(request, self.log_key, known)
            if answer != Answer.SIGN:
                return self._refuse(answer, request, known)
            said = read_checkpoint(request.checkpoint)
            if known != said:
                # Before it is signed: from here on we know it, even if we are killed.
                self._keep(request.checkpoint)
            moment = int(time.time()) if at is None else at
            line = cosign(request.checkpoint, self._key, self.name, moment)
            self._keep(with_lines(request.checkpoint, line))
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
            The log, or our own memory.
        """
        note = read_text(source)
        known = self.known()
        answer = judge_shown(note, self.log_key, known)
        old = known or Checkpoint("", 0, merkle.EMPTY_ROOT)
        if answer != Answer.SIGN:
            return self._refuse(answer, AddCheckpoint(old.size, (), note), known), note
        size = read_checkpoint(note).size
        hash_at = hashes_of(size, partial(read_tile, source))
        try:
            proof = tuple(merkle.consistency_proof(hash_at, old.size, size))
        except ValueError as error:
            raise Unreadable(str(error)) from error
        return self.consider(AddCheckpoint(old.size, proof, note)), note

    def _keep(self, note: str) -> None:
        write_whole(self.folder / "signed", note.encode(), 0o600)

    def _refuse(self, answer: Answer, request: AddCheckpoint, known: Checkpoint | None) -> Signed:
        evidence = None
        if answer in KEPT:
            folder = self.folder / "evidence"
            files = sorted(folder.glob("*.txt"))
            if len(files) < MOST_EVIDENCE:
                stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
                evidence = folder / f"{stamp}-{len(files):03d}-{answer.value}.txt"
                told = f"{self.signed_note()}\n---\n{write_request(request)}"
                write_whole(evidence, told.encode(), 0o600)
            else:
                evidence = files[-1]
        return Signed(answer, "", known.size if known else 0, evidence)


def run(options: Namespace) -> int:
    """Look at the log, sign, submit; again and again. 1 where it was refused and is to end."""
    options.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(options.state, options.language):
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
    except Unreadable as error:
        _log(words("witness_waits", why=error))
        return 3
    if not signed.line:
        _log(
            words(
                "witness_refuses",
                shown=_size(note),
                known=signed.known_size,
                why=signed.answer.value,
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
        raise HttpFault(f"{answer.status} {answer.body.decode(errors='replace')[:300]}")


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
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise Unreadable(f"{path} is no Ed25519 key")
    return key


@contextmanager
def _alone(folder: Path, language: str) -> Iterator[None]:
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Unreadable(say("witness_runs", language, folder=folder)) from error
        yield


def _log(text: str) -> None:
    print(time.strftime("%Y-%m-%d %H:%M:%SZ", time.gmtime()), text, file=sys.stderr, flush=True)
