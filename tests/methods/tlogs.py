"""A published log in memory, for the tests of whoever reads one."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongjian.methods import merkle
from gongjian.methods.signed_note import (
    COSIGNATURE,
    Checkpoint,
    read_checkpoint,
    sign_checkpoint,
    verifier_key,
)
from gongjian.methods.tlog_tiles import (
    Tile,
    bundle_path,
    hashes_of,
    tile_path,
    tiles_of,
    write_bundle,
)

ORIGIN = "town.example/ledger"
LOG = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LOG_KEY = verifier_key(ORIGIN, LOG.public_key().public_bytes_raw())
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
WITNESS_NAME = "witness.example/w1"
WITNESS_KEY = verifier_key(WITNESS_NAME, WITNESS.public_key().public_bytes_raw(), COSIGNATURE)


class MemoryLog:
    """Entries 0, 1, 2, …, unless others are given."""

    def __init__(self, size: int = 0, entries: list[bytes] | None = None) -> None:
        self.entries = entries or [b"entry %d" % number for number in range(size)]
        self.leaves = [merkle.leaf_hash(entry) for entry in self.entries]
        self.size = len(self.leaves)
        nodes = merkle.Frontier().append_many(self.leaves)[1]
        hashes = {(level, index): hash_ for level, index, hash_ in nodes}
        self.files = {
            (tile.level, tile.number): b"".join(
                hashes[8 * tile.level, tile.number * 256 + place] for place in range(tile.width)
            )
            for tile in tiles_of(self.size)
        }

    def read_tile(self, tile: Tile) -> bytes:
        return self.files.get((tile.level, tile.number), b"")

    def read_entries(self, bundle: Tile) -> bytes:
        begin = bundle.number * 256
        return write_bundle(self.entries[begin : begin + bundle.width])

    @property
    def hash_at(self) -> merkle.HashAt:
        return hashes_of(self.size, self.read_tile)

    def note(self, size: int | None = None, key: Ed25519PrivateKey = LOG) -> str:
        size = self.size if size is None else size
        return sign_checkpoint(ORIGIN, size, merkle.root_hash(self.leaves[:size]), key, ORIGIN)

    def checkpoint(self, size: int | None = None) -> Checkpoint:
        return read_checkpoint(self.note(size))


def write_log(log: MemoryLog, folder: Path, size: int | None = None) -> Path:
    """A log as a folder of files, as a download makes it."""
    size = log.size if size is None else size
    for tile in tiles_of(size):
        _write(folder / tile_path(tile), log.read_tile(tile)[: tile.width * 32])
        if not tile.level:
            _write(folder / bundle_path(tile), log.read_entries(tile))
    _write(folder / "checkpoint", log.note(size).encode())
    return folder


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
