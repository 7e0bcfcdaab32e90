"""When Python looks for rubbish."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Make thousands of rows without walking all of them again and again.

    Nearly everything that is made meanwhile stays: looking for rubbish as often as usual costs a
    fifth of the time and finds little. What is there already is not looked at at all.
    """
    often = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()
