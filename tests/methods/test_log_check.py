"""A published log is what it was, or is told where it is not."""

from __future__ import annotations

import pytest

from gongjian.methods.log_check import check_log
from tests.methods.tlogs import MemoryLog

SIZE = 70_000


@pytest.fixture(scope="module")
def log() -> MemoryLog:
    return MemoryLog(SIZE)


def found_in(log: MemoryLog, *olds, read_tile=None) -> list[tuple[str, str]]:
    findings = check_log(log.checkpoint(), read_tile or log.read_tile, log.read_entries, olds)
    return [(one.code, one.verdict) for one in findings]


def test_a_log_fits_with_all_that_it_signed_before(log):
    seen = []
    findings = check_log(
        log.checkpoint(),
        log.read_tile,
        log.read_entries,
        [log.checkpoint(size) for size in (SIZE, 1, 256, 300, 65_536)],
        seen.append,
    )

    assert [one.code for one in findings] == ["tree_fits", "tiles_fit", *["grew"] * 4, "same"]
    assert sum(seen) == SIZE


def test_an_empty_log_fits():
    assert found_in(MemoryLog()) == [("tree_fits", "pass"), ("tiles_fit", "pass")]


def test_a_small_log_says_what_does_not_fit():
    log, other = MemoryLog(600), MemoryLog(entries=[b"x%d" % number for number in range(600)])

    assert ("not_grown", "fail") in found_in(log, other.checkpoint(300))
    assert ("forked", "fail") in found_in(log, other.checkpoint(600))
    assert ("rolled_back", "fail") in found_in(log, MemoryLog(601).checkpoint())


def test_a_changed_entry_is_told_by_its_tile_and_a_changed_tile_by_the_root():
    log = MemoryLog(600)
    forged = MemoryLog(entries=[*log.entries[:299], b"forged", *log.entries[300:]])
    log.entries = forged.entries
    assert found_in(log) == [("tile_differs", "fail")]

    log.files = forged.files
    assert ("tree_differs", "fail") in found_in(log)


def test_a_changed_tile_above_and_a_missing_entry_are_told():
    log = MemoryLog(600)
    log.files[1, 0] = bytes(64)
    assert found_in(log)[-1] == ("tile_differs", "fail")

    log.entries = log.entries[:-1]
    assert found_in(log) == [("entries_short", "fail")]
