"""The tree against the RFC's definition, published vectors, and forgers.

Vectors: the RFC 6962 reference tree of eight leaves with its roots and proofs, as in
transparency-dev/merkle (Apache-2.0), ``rfc6962/rfc6962_test.go`` and
``proof/verify_test.go``; they go back to the Certificate Transparency code of 2013.
"""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongjian.methods import merkle

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
PAIR_1 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
PAIR_2 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
LEAF_6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
PAIR_3 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
QUAD_1 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
INCLUSION_PROOFS = [  # index, size, proof
    (0, 1, []),
    (0, 8, [LEAF_1, PAIR_1, QUAD_1]),
    (5, 8, [LEAF_4, PAIR_3, ROOTS[4]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], PAIR_1, LEAF_4]),
]
CONSISTENCY_PROOFS = [  # old size, new size, proof
    (1, 1, []),
    (1, 8, [LEAF_1, PAIR_1, QUAD_1]),
    (6, 8, [PAIR_2, PAIR_3, ROOTS[4]]),
    (2, 5, [PAIR_1, LEAF_4]),
    (6, 7, [PAIR_2, LEAF_6, ROOTS[4]]),
]


def grow(entries):
    """The frontier, the stored nodes as a callback, and the leaf hashes of a tree."""
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    frontier, nodes = merkle.Frontier().append_many(leaves)
    stored = {(node.level, node.index): node.hash for node in nodes}
    return frontier, (lambda level, index: stored[level, index]), leaves


def numbered(size):
    return [b"entry %d" % number for number in range(size)]


sizes = st.integers(1, 130)


# --- hashes and roots


def test_leaf_hash_matches_the_published_vectors():
    assert merkle.leaf_hash(b"").hex() == ROOTS[1]
    assert merkle.leaf_hash(b"L123456").hex() == (
        "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    )


def test_node_hash_matches_the_published_vector():
    assert merkle.node_hash(b"N123", b"N456").hex() == (
        "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )


def test_an_inner_node_cannot_pass_as_an_entry():
    left, right = merkle.leaf_hash(b"Hello"), merkle.leaf_hash(b"World")
    assert merkle.node_hash(left, right) != merkle.leaf_hash(left + right)


@pytest.mark.parametrize("size", range(9))
def test_roots_match_the_published_vectors(size):
    frontier, _, leaves = grow(ENTRIES[:size])
    assert merkle.root_hash(leaves).hex() == ROOTS[size]
    assert frontier.root().hex() == ROOTS[size]


# --- growth


@given(st.lists(st.integers(0, 40), max_size=6))
def test_growing_in_any_steps_gives_the_reference_root(steps):
    leaves = [merkle.leaf_hash(entry) for entry in numbered(sum(steps))]
    frontier, done = merkle.Frontier(), 0
    for step in steps:
        frontier, _ = frontier.append_many(leaves[done : done + step])
        done += step
    assert frontier.size == len(leaves)
    assert frontier.root() == merkle.root_hash(leaves)


@given(st.integers(0, 70), st.integers(0, 70))
def test_growing_reports_each_newly_complete_subtree_once_after_its_children(old, new):
    leaves = [merkle.leaf_hash(entry) for entry in numbered(old + new)]
    frontier, before = merkle.Frontier().append_many(leaves[:old])
    _, after = frontier.append_many(leaves[old:])
    places = [(node.level, node.index) for node in before + after]
    expected = {(level, index) for level in range(9) for index in range((old + new) >> level)}
    assert len(places) == len(expected)
    assert set(places) == expected
    rank = {place: order for order, place in enumerate(places)}
    inner = [place for place in places if place[0] > 0]
    assert all(rank[level - 1, 2 * index + 1] < rank[level, index] for level, index in inner)


@given(st.integers(1, 70))
def test_a_reported_node_is_the_root_over_its_leaves(size):
    leaves = [merkle.leaf_hash(entry) for entry in numbered(size)]
    _, nodes = merkle.Frontier().append_many(leaves)
    for level, index, hash_ in nodes:
        width = 1 << level
        assert hash_ == merkle.root_hash(leaves[index * width : (index + 1) * width])


def test_growing_leaves_the_old_frontier_as_it_was():
    frontier, _ = merkle.Frontier().append_many([merkle.leaf_hash(b"a")])
    frontier.append_many([merkle.leaf_hash(b"b")])
    assert (frontier.size, frontier.hashes) == (1, (merkle.leaf_hash(b"a"),))


@pytest.mark.parametrize(
    ("size", "hashes"),
    [(-1, ()), (0, (b"x" * 32,)), (3, (b"x" * 32,)), (1, (b"short",)), (1, ("x" * 32,))],
)
def test_a_frontier_that_does_not_fit_its_size_is_refused(size, hashes):
    with pytest.raises(ValueError, match="tree"):
        merkle.Frontier(size, hashes)


def test_a_leaf_that_is_not_a_hash_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        merkle.Frontier().append_many([b"an entry, not its hash"])


# --- proofs


@pytest.mark.parametrize(("index", "size", "expected"), INCLUSION_PROOFS)
def test_inclusion_proofs_match_the_published_vectors(index, size, expected):
    frontier, hash_at, leaves = grow(ENTRIES[:size])
    proof = merkle.inclusion_proof(hash_at, index, size)
    assert [hash_.hex() for hash_ in proof] == expected
    assert merkle.verify_inclusion(leaves[index], index, size, proof, frontier.root())


@pytest.mark.parametrize(("old", "new", "expected"), CONSISTENCY_PROOFS)
def test_consistency_proofs_match_the_published_vectors(old, new, expected):
    _, hash_at, _ = grow(ENTRIES)
    proof = merkle.consistency_proof(hash_at, old, new)
    old_root, new_root = bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new])
    assert [hash_.hex() for hash_ in proof] == expected
    assert merkle.verify_consistency(old, old_root, new, new_root, proof)


def test_every_leaf_of_every_small_tree_can_be_proved_from_the_nodes_of_a_larger_one():
    _, hash_at, leaves = grow(numbered(40))
    for size in range(1, 41):
        root = merkle.root_hash(leaves[:size])
        for index in range(size):
            proof = merkle.inclusion_proof(hash_at, index, size)
            assert merkle.verify_inclusion(leaves[index], index, size, proof, root)


def test_every_growth_of_a_small_tree_can_be_proved():
    _, hash_at, leaves = grow(numbered(40))
    roots = [merkle.root_hash(leaves[:size]) for size in range(41)]
    for new in range(41):
        for old in range(new + 1):
            proof = merkle.consistency_proof(hash_at, old, new)
            assert merkle.verify_consistency(old, roots[old], new, roots[new], proof)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 5), (5, 5)])
def test_a_missing_leaf_has_no_proof(index, size):
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_proof(lambda level, place: b"", index, size)


@pytest.mark.parametrize(("old", "new"), [(2, 1), (-1, 1)])
def test_a_shrunken_tree_has_no_proof(old, new):
    with pytest.raises(ValueError, match="grown"):
        merkle.consistency_proof(lambda level, place: b"", old, new)


def test_a_proof_in_a_tree_of_a_billion_leaves_asks_for_few_nodes():
    asked = []

    def hash_at(level, index):
        asked.append((level, index))
        return bytes(32)

    size = 10**9 + 7
    merkle.inclusion_proof(hash_at, 5, size)
    merkle.consistency_proof(hash_at, 10**6 + 1, size)
    assert len(asked) <= 5 * size.bit_length()
    assert all((index + 1) << level <= size for level, index in asked)


# --- forgers


@st.composite
def inclusions(draw):
    size = draw(sizes)
    index = draw(st.integers(0, size - 1))
    frontier, hash_at, leaves = grow(numbered(size))
    proof = merkle.inclusion_proof(hash_at, index, size)
    return leaves, index, size, proof, frontier.root()


@st.composite
def growths(draw):
    new = draw(st.integers(2, 130))
    old = draw(st.integers(1, new - 1))
    frontier, hash_at, leaves = grow(numbered(new))
    proof = merkle.consistency_proof(hash_at, old, new)
    return old, merkle.root_hash(leaves[:old]), new, frontier.root(), proof


@st.composite
def tampered(draw, proof):
    """A proof that differs from the given one: changed, cut, extended or reordered."""
    garbage = st.one_of(st.binary(min_size=32, max_size=32), st.binary(max_size=40))
    kinds = [st.builds(lambda g, at: [*proof[:at], g, *proof[at:]], garbage, st.integers(0, 9))]
    if proof:
        place = draw(st.integers(0, len(proof) - 1))
        bit = draw(st.integers(0, 255))
        flipped = bytearray(proof[place])
        flipped[bit // 8] ^= 1 << bit % 8
        kinds += [
            st.just([*proof[:place], bytes(flipped), *proof[place + 1 :]]),
            st.just([*proof[:place], *proof[place + 1 :]]),
            st.just([*proof[:place], proof[place][:-1], *proof[place + 1 :]]),
            st.just([*proof, proof[place]]),
            st.just([proof[place], *proof]),
            st.permutations(proof),
        ]
    changed = list(draw(st.one_of(kinds)))
    assume(changed != proof)
    return changed


@given(st.data(), inclusions())
def test_a_tampered_inclusion_proof_is_refused(data, case):
    leaves, index, size, proof, root = case
    assert not merkle.verify_inclusion(leaves[index], index, size, data.draw(tampered(proof)), root)


@given(st.data(), inclusions())
def test_another_leaf_or_place_or_root_is_refused(data, case):
    leaves, index, size, proof, root = case
    other = data.draw(st.integers(-2, 2 * size + 2).filter(lambda number: number != index))
    fake = data.draw(st.binary(min_size=32, max_size=32))
    assert not merkle.verify_inclusion(leaves[index], other, size, proof, root)
    assert not merkle.verify_inclusion(fake, index, size, proof, root)
    assert not merkle.verify_inclusion(leaves[index], index, size, proof, fake)
    assert not merkle.verify_inclusion(leaves[index], index, 0, proof, root)


@given(st.data(), inclusions())
def test_a_proof_for_one_leaf_does_not_serve_another(data, case):
    leaves, index, size, proof, root = case
    other = data.draw(st.integers(0, size - 1))
    assume(other != index)
    assert not merkle.verify_inclusion(leaves[other], other, size, proof, root)
    assert not merkle.verify_inclusion(leaves[other], index, size, proof, root)


@given(st.data(), growths())
def test_a_tampered_consistency_proof_is_refused(data, case):
    old, old_root, new, new_root, proof = case
    changed = data.draw(tampered(proof))
    assert not merkle.verify_consistency(old, old_root, new, new_root, changed)


@given(st.data(), growths())
def test_other_roots_and_an_exchange_of_roots_are_refused(data, case):
    old, old_root, new, new_root, proof = case
    fake = data.draw(st.binary(min_size=32, max_size=32))
    assert not merkle.verify_consistency(old, fake, new, new_root, proof)
    assert not merkle.verify_consistency(old, old_root, new, fake, proof)
    assert not merkle.verify_consistency(old, new_root, new, old_root, proof)
    assert not merkle.verify_consistency(new, new_root, old, old_root, proof)


@given(st.data(), st.integers(2, 80))
def test_a_rewritten_history_has_no_consistency_proof(data, new):
    """One old entry is changed; the honest proof over the rewritten tree must fail."""
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    _, _, leaves = grow(numbered(new))
    entries = numbered(new)
    entries[changed] = b"rewritten"
    frontier, hash_at, _ = grow(entries)
    proof = merkle.consistency_proof(hash_at, old, new)
    assert not merkle.verify_consistency(
        old, merkle.root_hash(leaves[:old]), new, frontier.root(), proof
    )


@pytest.mark.parametrize(
    ("old", "new", "old_root", "new_root", "proof", "accepted"),
    [
        (0, 0, merkle.EMPTY_ROOT, merkle.EMPTY_ROOT, [], True),
        (0, 1, merkle.EMPTY_ROOT, bytes(32), [], True),
        (1, 1, bytes(32), bytes(32), [], True),
        (0, 0, bytes(32), bytes(32), [], False),
        (0, 1, bytes(32), bytes(32), [], False),
        (0, 0, merkle.EMPTY_ROOT, bytes(32), [], False),
        (1, 1, merkle.EMPTY_ROOT, bytes(32), [], False),
        (1, 0, bytes(32), bytes(32), [], False),
        (1, 2, bytes(32), bytes(32), [], False),
        (0, 1, merkle.EMPTY_ROOT, bytes(32), [bytes(32)], False),
        (1, 1, bytes(32), bytes(32), [bytes(32)], False),
        (-1, 1, bytes(32), bytes(32), [], False),
        (1, 1, b"", b"", [], False),
        (1, 1, "0" * 32, "0" * 32, [], False),
    ],
)
def test_the_edges_of_consistency(old, new, old_root, new_root, proof, accepted):
    assert merkle.verify_consistency(old, old_root, new, new_root, proof) is accepted


@pytest.mark.parametrize(
    ("leaf", "index", "size", "root"),
    [
        (bytes(32), 0, 0, merkle.EMPTY_ROOT),
        (merkle.EMPTY_ROOT, 0, 0, merkle.EMPTY_ROOT),
        (bytes(32), 1, 1, bytes(32)),
        (bytes(32), 1, 0, bytes(32)),
        (b"", 0, 1, b""),
        (bytes(32), -1, 1, bytes(32)),
    ],
)
def test_nothing_is_included_in_malformed_input(leaf, index, size, root):
    assert not merkle.verify_inclusion(leaf, index, size, [], root)
