"""Tasks for the tests of the worker; they tell what they did in files, as other processes run
them."""

from __future__ import annotations

import time
from pathlib import Path

from gongjian.foundation.kernel.background import background_task


def note(path: str, line: object) -> None:
    # One write with O_APPEND: lines of two processes do not mix.
    with Path(path).open("a") as file:
        file.write(f"{line}\n")


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


@background_task("Note ids")
def note_ids(path: str, ids: list[str]) -> None:
    note(path, " ".join(ids))


@background_task("Wait for go")
def wait_for_go(path: str) -> None:
    """Begins, then waits for a file; so that a test can kill its worker in the midst of it."""
    note(path, "begun")
    while not Path(f"{path}.go").exists():
        time.sleep(0.01)
    note(path, "done")


@background_task("Fail always", max_attempts=3, first_wait_seconds=0.1)
def fail_always(path: str) -> None:
    note(path, time.time())
    raise RuntimeError("as expected")


@background_task("Fail slowly", max_attempts=3, first_wait_seconds=60)
def fail_slowly() -> None:
    raise RuntimeError("as expected")


@background_task("Do nothing")
def do_nothing() -> None:
    pass


@background_task("Return what is no json")
def return_what_is_no_json() -> object:
    return object()


@background_task("Take ids")
def take_ids(ids: list[str]) -> None:
    pass


@background_task("Take ids too")
def take_ids_too(ids: list[str]) -> None:
    pass
