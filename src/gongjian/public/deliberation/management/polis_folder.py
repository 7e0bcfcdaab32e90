"""The files of a conversation, in a folder or in a zip as it was downloaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipFile

NAMES = {
    "participants-votes.csv": "participants-votes.csv",
    "participant-votes.csv": "participants-votes.csv",
    "votes.csv": "votes.csv",
    "comments.csv": "comments.csv",
    "summary.csv": "summary.csv",
}
"""How names end, and what the file then is: downloads have a number before it; the first that fits
counts. Of today's Polis one participant votes, in the exports that it once published many do."""
IS_LOCKED = 1
Opening = Callable[[], IO[bytes]]


class WrongFolder(ValueError):
    """It is neither a folder nor a zip with these files."""


@dataclass(frozen=True, slots=True)
class PolisFiles:
    comments: BinaryIO | None
    votes: BinaryIO | None
    participants: BinaryIO | None
    summary: BinaryIO | None


@contextmanager
def polis_folder(path: Path) -> Iterator[PolisFiles]:
    """Open the files by their names; nothing is unpacked, a zip is read as it lies there.

    Raises
    ------
    WrongFolder
        It is none, or has a file twice.
    """
    with ExitStack() as stack:
        try:
            opened = _in_folder(path) if path.is_dir() else _in_zip(path, stack)
        except BadZipFile as error:
            raise WrongFolder(f"{path} is neither a folder nor a zip.") from error

        def file(name: str) -> BinaryIO | None:
            found = opened.get(name)
            return cast("BinaryIO", stack.enter_context(found())) if found else None

        yield PolisFiles(
            file("comments.csv"),
            file("votes.csv"),
            file("participants-votes.csv"),
            file("summary.csv"),
        )


def _in_folder(path: Path) -> dict[str, Opening]:
    rows = ((one.name, partial(_opened, one)) for one in sorted(path.iterdir()) if one.is_file())
    return _named(path, rows)


def _opened(file: Path) -> IO[bytes]:
    return file.open("rb")


def _in_zip(path: Path, stack: ExitStack) -> dict[str, Opening]:
    packed = stack.enter_context(ZipFile(path))
    if any(one.flag_bits & IS_LOCKED for one in packed.infolist()):
        raise WrongFolder(f"{path} is locked by a password.")
    rows = (
        (PurePosixPath(one.filename).name, partial(packed.open, one))
        for one in packed.infolist()
        if not one.is_dir()
    )
    return _named(path, rows)


def _named(path: Path, rows: Iterable[tuple[str, Opening]]) -> dict[str, Opening]:
    found: dict[str, Opening] = {}
    for written, opening in rows:
        # Hidden files are what some systems put beside the others.
        name = next((NAMES[end] for end in NAMES if written.endswith(end)), "")
        if not name or written.startswith("."):
            continue
        if name in found:
            raise WrongFolder(f"{path} has {name} twice.")
        found[name] = opening
    return found
