"""Keys that are made on first use: once, and for their owner's eyes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from gongjian.foundation.kernel.key_files import keep_once


def test_a_key_is_kept_for_its_owner_alone(tmp_path):
    path = tmp_path / "keys" / "secret"

    keep_once(path, b"first")

    assert path.read_bytes() == b"first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_of_many_that_make_one_at_once_one_does_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "secret"
    made = [f"key {number}".encode() for number in range(20)]

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda content: keep_once(path, content), made))
    first = path.read_bytes()
    keep_once(path, b"later")

    assert first in made
    assert path.read_bytes() == first
    assert [left.name for left in tmp_path.iterdir()] == ["secret"]
