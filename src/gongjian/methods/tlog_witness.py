"""What a log asks of a witness, and by which rules the witness answers.

A witness remembers of each log the largest tree it signed, and signs only trees that grew out of
that. Everything it decides stands here; that it remembers before it signs is its process's part.

References
----------
C2SP tlog-witness (https://c2sp.org/tlog-witness), ``add-checkpoint``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum

from gongjian.methods import merkle
from gongjian.methods.signed_note import (
    MAX_NOTE_LENGTH,
    Checkpoint,
    InvalidNote,
    decode_base64,
    parse_verifier_key,
    read_checkpoint,
    verify_checkpoint,
)

MAX_REQUEST_LENGTH = MAX_NOTE_LENGTH + 4_000
"""Characters of a request; longer ones are refused unread."""

MAX_PROOF = 63
_OLD = re.compile(r"old (0|[1-9][0-9]{0,19})")


class InvalidRequest(ValueError):
    """The text is no request of this protocol."""


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """A request to sign a checkpoint.

    Attributes
    ----------
    old_size : int
        Of the tree that the witness signed last, as the log knows.
    proof : tuple of bytes
        That the new tree grew out of that one.
    checkpoint : str
    """

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: str


class Answer(StrEnum):
    """What a witness answers, with its HTTP status in `STATUS`."""

    SIGN = "sign"
    UNKNOWN_LOG = "unknown_log"
    NOT_SIGNED = "not_signed"
    MALFORMED = "malformed"
    OTHER_SIZE = "other_size"
    FORK = "fork"
    ROLLED_BACK = "rolled_back"
    INCONSISTENT = "inconsistent"


STATUS = {
    Answer.SIGN: 200,
    Answer.UNKNOWN_LOG: 404,
    Answer.NOT_SIGNED: 403,
    Answer.MALFORMED: 400,
    Answer.OTHER_SIZE: 409,
    Answer.FORK: 409,
    Answer.ROLLED_BACK: 409,
    Answer.INCONSISTENT: 422,
}
IS_EVIDENCE = frozenset({Answer.FORK, Answer.INCONSISTENT})
"""Under the log's own signature, against the log: two of its trees contradict each other, or it
showed no proof that they do not."""


def write_request(request: AddCheckpoint) -> str:
    """The body of ``POST …/add-checkpoint``."""
    hashes = [b64encode(one).decode() for one in request.proof]
    return "\n".join([f"old {request.old_size}", *hashes]) + "\n\n" + request.checkpoint


def read_request(text: str) -> AddCheckpoint:
    """Read what `write_request` wrote.

    Raises
    ------
    InvalidRequest
        With the reason.
    """
    if len(text) > MAX_REQUEST_LENGTH:
        raise InvalidRequest("the request is too long")
    head, blank, checkpoint = text.partition("\n\n")
    old, *lines = head.split("\n")
    found = _OLD.fullmatch(old)
    if not found or not blank:
        raise InvalidRequest("the request has no old size, or no checkpoint after an empty line")
    proof = [decode_base64(line) for line in lines]
    if len(proof) > MAX_PROOF or any(one is None or len(one) != 32 for one in proof):
        raise InvalidRequest("the proof is not of hashes in base64")
    return AddCheckpoint(int(found[1]), tuple(one for one in proof if one is not None), checkpoint)


def judge(request: AddCheckpoint, log_key: str, known: Checkpoint | None) -> Answer:
    """What a witness answers a log that it knows.

    Parameters
    ----------
    request : AddCheckpoint
    log_key : str
        Verifier key of the log, from the witness's own settings; its name is the log's origin.
    known : Checkpoint, optional
        What the witness signed last of this log; None before the first time.
    """
    origin, public_key = parse_verifier_key(log_key)
    try:
        said = read_checkpoint(request.checkpoint)
        if said.origin != origin:
            return Answer.UNKNOWN_LOG
    except InvalidNote:
        return Answer.MALFORMED
    try:
        verify_checkpoint(request.checkpoint, origin, public_key)
    except InvalidNote:
        return Answer.NOT_SIGNED
    return _growth(request, said, known)


def _growth(request: AddCheckpoint, said: Checkpoint, known: Checkpoint | None) -> Answer:
    if request.old_size > said.size or (request.old_size == 0 and request.proof):
        return Answer.MALFORMED
    old = known or Checkpoint(said.origin, 0, merkle.EMPTY_ROOT)
    if request.old_size != old.size:
        return Answer.OTHER_SIZE
    if said.size == old.size and said.root != old.root:
        return Answer.FORK
    if not merkle.verify_consistency(old.size, old.root, said.size, said.root, request.proof):
        return Answer.INCONSISTENT
    return Answer.SIGN


def judge_shown(shown: str, log_key: str, known: Checkpoint | None) -> Answer:
    """What is wrong with a checkpoint that a log shows, before any proof is fetched.

    ``SIGN`` means that a proof is to be fetched from the known size to its size. A smaller tree
    than the known one is ``ROLLED_BACK``: a server that is behind, or a log that forgot.
    """
    origin, public_key = parse_verifier_key(log_key)
    try:
        said = verify_checkpoint(shown, origin, public_key)
    except InvalidNote:
        return Answer.NOT_SIGNED
    if said.origin != origin:
        return Answer.UNKNOWN_LOG
    if known is not None and said.size < known.size:
        return Answer.ROLLED_BACK
    if known is not None and said.size == known.size and said.root != known.root:
        return Answer.FORK
    return Answer.SIGN
