"""Trees and proofs beside those of pymerkle, which was written by others and shares no code."""

from __future__ import annotations

import pytest
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from gongjian.methods import merkle
from tests.methods.tlogs import MemoryLog

LARGEST = 300
SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100, 255, 256, 257, 299, 300]


@pytest.fixture(scope="module")
def log() -> MemoryLog:
    return MemoryLog(LARGEST)


@pytest.fixture(scope="module")
def peer(log) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(log.entries)
    return tree


def test_all_roots_are_the_same(log, peer):
    ours = [merkle.root_hash(log.leaves[:size]) for size in range(1, LARGEST + 1)]

    assert ours == [peer.get_root(size) for size in range(1, LARGEST + 1)]


@pytest.mark.parametrize("size", SIZES)
def test_every_inclusion_proof_is_the_same_and_holds_on_both_sides(log, peer, size):
    root = merkle.root_hash(log.leaves[:size])
    for index in range(size):
        theirs = peer.prove_inclusion(index + 1, size)
        ours = merkle.inclusion_proof(log.hash_at, index, size)

        verify_inclusion(log.leaves[index], root, theirs)
        assert ours == [bytes.fromhex(one) for one in theirs.serialize()["path"][1:]]
        assert merkle.verify_inclusion(log.leaves[index], index, size, ours, root)


@pytest.mark.parametrize("size", SIZES)
def test_every_consistency_proof_holds_between_the_roots_of_the_other_side(log, peer, size):
    # Its proofs are not those of the RFC, hash by hash: each side proves what the other computed.
    new = merkle.root_hash(log.leaves[:size])
    for old_size in range(1, size):
        old = merkle.root_hash(log.leaves[:old_size])
        ours = merkle.consistency_proof(log.hash_at, old_size, size)

        verify_consistency(old, new, peer.prove_consistency(old_size, size))
        assert merkle.verify_consistency(
            old_size, peer.get_root(old_size), size, peer.get_root(size), ours
        )
