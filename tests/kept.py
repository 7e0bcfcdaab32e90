"""What is costly to make, made once for a whole file of tests, or a folder of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

Made = TypeVar("Made")


@contextmanager
def kept(blocker: DjangoDbBlocker, make: Callable[[], Made]) -> Iterator[Made]:
    """For a fixture of a module or package: what ``make`` writes stays as long as that runs.

    It stands in a transaction in which the one of each test stands: what a test writes is undone
    after it, what was made is undone with them. For no test that commits.
    """
    with blocker.unblock():
        whole = transaction.atomic()
        # It stands where the one of a test does: what has to commit by itself takes it for none.
        whole._from_testcase = True
        whole.__enter__()
        try:
            made = make()
        except BaseException:
            _undo(whole)
            raise
    try:
        yield made
    finally:
        with blocker.unblock():
            _undo(whole)


def _undo(whole: transaction.Atomic) -> None:
    transaction.set_rollback(True)
    whole.__exit__(None, None, None)
