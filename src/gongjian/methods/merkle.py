"""The append-only Merkle tree of RFC 9162: roots, growth, proofs and their verification.

Hashes are SHA-256, 32 bytes. A node is addressed by ``(level, index)``: level 0 holds the
leaf hashes, and ``(level, index)`` is the root of the *complete* subtree over the leaves
``index * 2**level`` up to, excluding, ``(index + 1) * 2**level``. Such a node never changes
once its last leaf is there, so it may be stored and cached for ever; the few incomplete
subtrees on the right edge are computed when needed.

References
----------
RFC 9162, *Certificate Transparency Version 2.0*, section 2.1. The tree is the one of
RFC 6962. Deviation: proofs from the empty tree and between equal sizes are defined here
(both are empty), because a monitor asks for them on its first and on an idle visit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

HASH_LENGTH = 32
"""Bytes in every hash of the tree."""

TILE_HEIGHT = 8
"""Levels in one published tile (C2SP tlog-tiles): a full tile is 256 hashes, 8 KiB."""

EMPTY_ROOT = sha256(b"").digest()
"""Root hash of the tree without leaves."""

HashAt = Callable[[int, int], bytes]
"""Hash of the complete subtree at ``(level, index)``."""


class Node(NamedTuple):
    """One complete subtree.

    Attributes
    ----------
    level : int
        Height; 0 is a leaf.
    index : int
        Position among the nodes of its level, from the left, from 0.
    hash : bytes
        32 bytes.
    """

    level: int
    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody asks a node for
    hash: bytes


def leaf_hash(data: bytes) -> bytes:
    """Hash an entry into a leaf.

    The prefix keeps leaves and inner nodes apart, so that an inner node can never be
    presented as an entry.

    Parameters
    ----------
    data : bytes
        The entry, of any length.

    Returns
    -------
    bytes
        32 bytes.
    """
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children into their parent.

    Parameters
    ----------
    left, right : bytes
        Hashes of the children, 32 bytes each.

    Returns
    -------
    bytes
        32 bytes.
    """
    return sha256(b"\x01" + left + right).digest()


def root_hash(leaves: Sequence[bytes]) -> bytes:
    """Root of a tree, straight from the definition: the reference for everything else.

    Parameters
    ----------
    leaves : sequence of bytes
        Leaf *hashes*, in order.

    Returns
    -------
    bytes
        32 bytes; ``EMPTY_ROOT`` for no leaves.

    Notes
    -----
    n - 1 hashes for n leaves. To follow a growing tree use `Frontier`.
    """
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return node_hash(root_hash(leaves[:split]), root_hash(leaves[split:]))


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that must be kept of a tree to let it grow: the roots of its complete subtrees.

    Attributes
    ----------
    size : int
        Number of leaves.
    hashes : tuple of bytes
        One hash for each set bit of ``size``, largest subtree first.

    Raises
    ------
    ValueError
        If the hashes do not fit the size.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(f"a tree cannot have {self.size} leaves")
        if len(self.hashes) != self.size.bit_count():
            raise ValueError(
                f"a tree of {self.size} leaves has {self.size.bit_count()} complete subtrees, "
                f"got {len(self.hashes)} hashes"
            )
        _require_hashes(self.hashes)

    def append_many(self, leaf_hashes: Iterable[bytes]) -> tuple[Frontier, list[Node]]:
        """Add leaves on the right.

        Parameters
        ----------
        leaf_hashes : iterable of bytes
            Leaf hashes, 32 bytes each, in order.

        Returns
        -------
        frontier : Frontier
            The grown tree. This one is unchanged.
        nodes : list of Node
            Every subtree completed by the new leaves, the leaves themselves included, each
            after its children. Storing them makes `inclusion_proof` and
            `consistency_proof` possible.

        Raises
        ------
        ValueError
            If a hash is not 32 bytes long.

        Notes
        -----
        Less than two hashes a leaf on average; memory for the nodes, at most
        ``2 * len(leaf_hashes) + log2(size)`` of them.
        """
        size = self.size
        peaks = list(self.hashes)
        nodes: list[Node] = []
        for hash_ in leaf_hashes:
            _require_hashes((hash_,))
            level, index = 0, size
            nodes.append(Node(level, index, hash_))
            while index & 1:
                hash_ = node_hash(peaks.pop(), hash_)
                level, index = level + 1, index >> 1
                nodes.append(Node(level, index, hash_))
            peaks.append(hash_)
            size += 1
        return Frontier(size, tuple(peaks)), nodes

    def root(self) -> bytes:
        """Root of the tree.

        Returns
        -------
        bytes
            32 bytes, equal to `root_hash` of all leaves. At most log2(size) hashes.
        """
        return _fold_right(self.hashes)


def inclusion_proof(hash_at: HashAt, index: int, size: int) -> list[bytes]:
    """Proof that a leaf stands at a place in the tree of a size (RFC 9162, 2.1.3.1).

    Parameters
    ----------
    hash_at : callable
        ``hash_at(level, index)`` gives the hash of a complete subtree; asked only for
        subtrees that lie wholly within the first ``size`` leaves.
    index : int
        Place of the leaf, from 0.
    size : int
        Number of leaves of the tree to prove against.

    Returns
    -------
    list of bytes
        Hashes from the leaf's sibling up.

    Raises
    ------
    ValueError
        If there is no such leaf in a tree of that size.

    Notes
    -----
    At most ``2 * log2(size)`` calls of ``hash_at``.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    proof = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(_subtree_hash(hash_at, middle, end))
            end = middle
        else:
            proof.append(_subtree_hash(hash_at, begin, middle))
            begin = middle
    return proof[::-1]


def consistency_proof(hash_at: HashAt, old_size: int, new_size: int) -> list[bytes]:
    """Proof that the tree only grew: the old one is a prefix of the new (RFC 9162, 2.1.4.1).

    Parameters
    ----------
    hash_at : callable
        As in `inclusion_proof`, for the first ``new_size`` leaves.
    old_size, new_size : int
        Numbers of leaves.

    Returns
    -------
    list of bytes
        Empty if the sizes are equal or the old tree was empty.

    Raises
    ------
    ValueError
        If not ``0 <= old_size <= new_size``.

    Notes
    -----
    At most ``3 * log2(new_size)`` calls of ``hash_at``.
    """
    if not 0 <= old_size <= new_size:
        raise ValueError(f"a tree of {old_size} leaves cannot have grown to {new_size}")
    if old_size == 0:
        return []
    proof = []
    begin, end = 0, new_size
    while end != old_size:
        middle = begin + _split(end - begin)
        if old_size <= middle:
            proof.append(_subtree_hash(hash_at, middle, end))
            end = middle
        else:
            proof.append(_subtree_hash(hash_at, begin, middle))
            begin = middle
    # The verifier holds the old root already when the old tree is itself this subtree.
    if begin > 0:
        proof.append(_subtree_hash(hash_at, begin, end))
    return proof[::-1]


def verify_inclusion(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Check that a leaf stands at a place in the tree with this root (RFC 9162, 2.1.3.2).

    Parameters
    ----------
    leaf_hash : bytes
        Hash of the entry, computed by the verifier with `leaf_hash` from the entry itself;
        taken from elsewhere it proves nothing about the entry.
    index, size : int
        Place of the leaf and number of leaves.
    proof : sequence of bytes
        As `inclusion_proof` returns it.
    root : bytes
        Root of the tree. A root does not say for how many leaves it stands: take ``size``
        and ``root`` from the same signed checkpoint.

    Returns
    -------
    bool
        False for whatever is wrong, malformed input included; never raises for wrong
        values. log2(size) hashes.
    """
    if not 0 <= index < size or not _are_hashes((leaf_hash, root, *proof)):
        return False
    position, last = index, size - 1
    computed = leaf_hash
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            computed = node_hash(sibling, computed)
            # On the right edge the levels without a sibling are skipped.
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            computed = node_hash(computed, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and computed == root


def verify_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Check that one tree is a prefix of another (RFC 9162, 2.1.4.2).

    Parameters
    ----------
    old_size, new_size : int
        Numbers of leaves.
    old_root, new_root : bytes
        Roots. Take each with its size from the same signed checkpoint.
    proof : sequence of bytes
        As `consistency_proof` returns it.

    Returns
    -------
    bool
        False for whatever is wrong, malformed input included. Every tree grows out of the
        empty one, so from size 0 only the empty root and an empty proof are asked for.
        2 log2(new_size) hashes.
    """
    if not 0 <= old_size <= new_size or not _are_hashes((old_root, new_root, *proof)):
        return False
    if old_size == new_size:
        return not proof and old_root == new_root and (old_size > 0 or old_root == EMPTY_ROOT)
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    if not proof:
        return False
    path = list(proof)
    if old_size.bit_count() == 1:
        path.insert(0, old_root)
    position, last = old_size - 1, new_size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old_computed = new_computed = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old_computed = node_hash(sibling, old_computed)
            new_computed = node_hash(sibling, new_computed)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            new_computed = node_hash(new_computed, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and old_computed == old_root and new_computed == new_root


def _split(count: int) -> int:
    """Largest power of two smaller than ``count`` (two or more)."""
    return 1 << ((count - 1).bit_length() - 1)


def _subtree_hash(hash_at: HashAt, begin: int, end: int) -> bytes:
    """Root over the leaves ``begin`` to ``end``, where ``begin`` fits the largest part."""
    hashes = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        hashes.append(hash_at(level, begin >> level))
        begin += 1 << level
    return _fold_right(hashes)


def _fold_right(hashes: Sequence[bytes]) -> bytes:
    """Root of neighbouring complete subtrees of falling size."""
    if not hashes:
        return EMPTY_ROOT
    computed = hashes[-1]
    for hash_ in hashes[-2::-1]:
        computed = node_hash(hash_, computed)
    return computed


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(isinstance(value, bytes) and len(value) == HASH_LENGTH for value in values)


def _require_hashes(values: Iterable[bytes]) -> None:
    if not _are_hashes(values):
        raise ValueError(f"a hash of the tree is {HASH_LENGTH} bytes")
