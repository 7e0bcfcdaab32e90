"""Where a published log is read from: an address, or a folder with the same files."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Protocol

from gongjian.foundation.ledger.http_requests import HttpFault, send
from gongjian.foundation.ledger.offline.words import Told
from gongjian.methods.signed_note import MAX_NOTE_LENGTH
from gongjian.methods.tlog_tiles import WIDTH, Tile, bundle_path, tile_path

LARGEST_BUNDLE_BYTES = WIDTH * (0xFFFF + 2)
LARGEST_TILE_BYTES = WIDTH * 32


class Unreadable(Told):
    """Something that must be there cannot be read: nothing can be said of the log."""


class Source(Protocol):
    """A published log."""

    def get(self, path: str, largest_bytes: int) -> bytes | None:
        """The bytes of a file below the log's address; None where it is not there.

        Raises
        ------
        Unreadable
        """
        ...


class Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, path: str, largest_bytes: int) -> bytes | None:
        try:
            with (self.folder / path).open("rb") as file:
                found = file.read(largest_bytes + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise Unreadable("file_fails", path=self.folder / path, why=error.strerror) from error
        if len(found) > largest_bytes:
            raise Unreadable("file_too_large", path=self.folder / path)
        return found


class Address:
    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def get(self, path: str, largest_bytes: int) -> bytes | None:
        try:
            answer = send("GET", f"{self.url}/{path}", largest_bytes=largest_bytes)
        except HttpFault as error:
            raise Unreadable(error.code, **error.values) from error
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise Unreadable("answers_with", url=f"{self.url}/{path}", status=answer.status)
        return answer.body


def source_of(text: str) -> Source:
    """An address, where it looks like one; else a folder."""
    return Address(text) if text.startswith(("http://", "https://")) else Folder(Path(text))


def read_text(source: Source, path: str = "checkpoint") -> str:
    """A note of the log.

    Raises
    ------
    Unreadable
    """
    found = source.get(path, MAX_NOTE_LENGTH)
    if found is None:
        raise Unreadable("log_misses", path=path)
    try:
        return found.decode()
    except UnicodeDecodeError as error:
        raise Unreadable("no_text", path=path) from error


def read_note(place: str) -> str:
    """A checkpoint that lies somewhere by itself: a file, or an address.

    Raises
    ------
    Unreadable
    """
    if place.startswith(("http://", "https://")):
        base, _, name = place.rpartition("/")
        return read_text(Address(base), name)
    return read_text(Folder(Path(place).parent), Path(place).name)


def read_tile(source: Source, tile: Tile) -> bytes:
    """A tile; the full one where the partial one is not kept any more.

    Raises
    ------
    Unreadable
    """
    return _whole_or_part(source, tile_path(tile), tile_path(_full(tile)), LARGEST_TILE_BYTES)


def read_bundle(source: Source, bundle: Tile) -> bytes:
    """A bundle of entries, as `read_tile`."""
    paths = bundle_path(bundle), bundle_path(_full(bundle))
    return _whole_or_part(source, *paths, LARGEST_BUNDLE_BYTES)


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file so that it is there whole or not at all, and on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _full(tile: Tile) -> Tile:
    return tile._replace(width=WIDTH)


def _whole_or_part(source: Source, part: str, whole: str, largest_bytes: int) -> bytes:
    found = source.get(part, largest_bytes)
    if found is None and whole != part:
        found = source.get(whole, largest_bytes)
    if found is None:
        raise Unreadable("log_misses", path=part)
    return found
