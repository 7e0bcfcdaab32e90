"""A receipt: one file by which anybody checks offline that something stands in a log.

References
----------
C2SP tlog-proof (https://c2sp.org/tlog-proof), version 1. Deviation, stricter: numbers and base64
must be in their one spelling.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass

from gongjian.methods import merkle
from gongjian.methods.signed_note import (
    MAX_NOTE_LENGTH,
    InvalidNote,
    decode_base64,
    read_checkpoint,
)

TITLE = "c2sp.org/tlog-proof@v1"
SUFFIX = ".tlog-proof"
MAX_LENGTH = 2 * MAX_NOTE_LENGTH
"""Characters; longer ones are refused unread."""

MAX_PATH = 63
_NUMBER = re.compile(r"0|[1-9][0-9]{0,19}")


class InvalidProof(ValueError):
    """The text is no proof in this format."""


@dataclass(frozen=True, slots=True)
class TlogProof:
    """That an entry stands in a log.

    Attributes
    ----------
    index : int
        Place of the entry, from 0.
    path : tuple of bytes
        From the leaf's sibling up, 32 bytes each.
    checkpoint : str
        The signed checkpoint whose tree it stands in.
    extra : bytes
        What the application needs beside; nothing vouches for it.
    """

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    def holds_for(self, leaf_hash: bytes) -> bool:
        """Whether the path leads from a leaf to the root of the checkpoint, whoever signed it."""
        said = read_checkpoint(self.checkpoint)
        return merkle.verify_inclusion(leaf_hash, self.index, said.size, self.path, said.root)


def write_proof(proof: TlogProof) -> str:
    """The proof as text."""
    lines = [TITLE]
    if proof.extra:
        lines.append(f"extra {b64encode(proof.extra).decode()}")
    lines.append(f"index {proof.index}")
    lines += [b64encode(one).decode() for one in proof.path]
    return "\n".join(lines) + "\n\n" + proof.checkpoint


def read_proof(text: str) -> TlogProof:
    """Read what `write_proof` wrote, verifying nothing.

    Raises
    ------
    InvalidProof
        With the reason.
    """
    if len(text) > MAX_LENGTH:
        raise InvalidProof("it is too long")
    head, blank, checkpoint = text.partition("\n\n")
    title, *lines = head.split("\n")
    if title != TITLE:
        raise InvalidProof(f"its first line is not {TITLE}")
    extra = b""
    if lines and lines[0].startswith("extra "):
        decoded = decode_base64(lines.pop(0).removeprefix("extra "))
        if decoded is None:
            raise InvalidProof("what is extra is not base64")
        extra = decoded
    index = lines.pop(0).removeprefix("index ") if lines and lines[0][:6] == "index " else ""
    if not _NUMBER.fullmatch(index):
        raise InvalidProof("it has no index")
    path = [decode_base64(line) for line in lines]
    if len(path) > MAX_PATH or any(one is None or len(one) != merkle.HASH_LENGTH for one in path):
        raise InvalidProof("its path is not of hashes in base64")
    if not blank:
        raise InvalidProof("it has no checkpoint after an empty line")
    try:
        read_checkpoint(checkpoint)
    except InvalidNote as error:
        raise InvalidProof(f"its checkpoint is malformed: {error}") from None
    return TlogProof(int(index), tuple(one for one in path if one is not None), checkpoint, extra)
