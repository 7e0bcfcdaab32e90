"""Where the files of a log lie and what stands in them, by the specification's own examples."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods import merkle
from gongjian.methods.tlog_tiles import (
    Tile,
    bundle_path,
    hashes_of,
    place_of,
    read_bundle,
    read_place,
    root_of,
    tile_path,
    tiles_for,
    tiles_of,
    width_at,
    write_bundle,
)
from tests.methods.tlogs import MemoryLog


def test_the_examples_of_the_specification():
    assert place_of(1234067) == "x001/x234/067"
    assert tile_path(Tile(0, 273, 112)) == "tile/0/273.p/112"
    assert bundle_path(Tile(0, 5, 256)) == "tile/entries/005"
    found = Counter((tile.level, tile.width == 256) for tile in tiles_of(70_000))
    assert found == {(0, True): 273, (0, False): 1, (1, True): 1, (1, False): 1, (2, False): 1}
    assert [width_at(70_000, *place) for place in ((0, 273), (1, 1), (2, 0))] == [112, 17, 1]
    assert list(tiles_of(256)) == [Tile(0, 0, 256), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == []


@given(st.integers(0, 10**15), st.integers(1, 256))
def test_a_place_is_read_as_it_was_written(number, width):
    assert read_place(place_of(number, width)) == (number, width)


@pytest.mark.parametrize(
    "text",
    ["", "7", "0001", "x000/001", "001/002", "x1/002", "001.p/0", "001.p/256", "001.p/07",
     "001.p/257", "001.p/", "../001", "００1", "x001/" * 20 + "001", "001\n"],
)  # fmt: skip
def test_a_place_has_one_spelling(text):
    with pytest.raises(ValueError, match="no place"):
        read_place(text)


@given(st.lists(st.binary(max_size=40), max_size=256))
def test_a_bundle_is_read_as_it_was_written(entries):
    data = write_bundle(entries)

    assert read_bundle(data) == entries
    for cut in range(1, min(len(data), 3)):
        whole = read_or_none(data[:-cut])
        assert whole is None or whole == entries[: len(whole)]


def read_or_none(data: bytes) -> list[bytes] | None:
    try:
        return read_bundle(data)
    except ValueError:
        return None


def test_what_does_not_fit_a_bundle_is_refused():
    with pytest.raises(ValueError, match="do not fit"):
        write_bundle([b""] * 257)
    with pytest.raises(ValueError, match="do not fit"):
        write_bundle([bytes(65_536)])
    with pytest.raises(ValueError, match="breaks off"):
        read_bundle(b"\x00\x02x")


@pytest.mark.parametrize("size", [1, 255, 256, 257, 700, 70_000])
def test_proofs_from_tiles_hold(size):
    log = MemoryLog(size)
    root = root_of(size, log.hash_at)

    assert root == merkle.Frontier().append_many(log.leaves)[0].root()
    for index in {0, size // 2, size - 1}:
        path = merkle.inclusion_proof(log.hash_at, index, size)
        assert merkle.verify_inclusion(log.leaves[index], index, size, path, root)
    for old in {1, size // 3 + 1, size}:
        proof = merkle.consistency_proof(log.hash_at, old, size)
        assert merkle.verify_consistency(old, root_of(old, log.hash_at), size, root, proof)


def test_the_tiles_of_a_proof_are_known_before_they_are_read():
    size, read = 70_000, []
    log = MemoryLog(size)

    def prove(hash_at: merkle.HashAt) -> list[bytes]:
        return merkle.inclusion_proof(hash_at, 40_000, size)

    def note(tile: Tile) -> bytes:
        read.append(tile)
        return log.read_tile(tile)

    asked = tiles_for(size, prove)
    prove(hashes_of(size, note))

    assert sorted(asked) == sorted(read)
    assert len(asked) <= 5


def test_a_tile_that_is_too_short_is_refused():
    with pytest.raises(ValueError, match=r"tile 0/0 is too short"):
        hashes_of(300, lambda tile: bytes(31))(0, 0)
