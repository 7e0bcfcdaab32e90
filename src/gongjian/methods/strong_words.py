"""Which words of a text most weight lies on: the reason to show for what a method made of it."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"(?P<whole>[0-9A-Za-z\u00c0-\u024f]+)|[^\W_]")
_SHARE_OF_STRONGEST: Final = 0.4


def strongest_stretches(text: str, weights: NDArray[np.floating], limit: int) -> tuple[str, ...]:
    """The stretches of a text on which most weight lies, strongest first.

    Parameters
    ----------
    text : str
    weights : ndarray of shape (len(text),)
    limit : int
        Most stretches.

    Returns
    -------
    tuple of str
        Latin words whole; of other scripts neighbouring characters that each weigh at least two
        fifths of the heaviest. A stretch that stands in the text twice is named once.
    """
    if not len(weights) or weights.max() <= 0:
        return ()
    strong = _SHARE_OF_STRONGEST * weights.max()
    heavy: list[tuple[int, int]] = []
    may_go_on = False
    for match in _WORD.finditer(text):
        begin, end = match.span()
        if weights[begin:end].mean() < strong:
            continue
        is_letter_of_many = match["whole"] is None
        if heavy and heavy[-1][1] == begin and is_letter_of_many and may_go_on:
            heavy[-1] = (heavy[-1][0], end)
        else:
            heavy.append((begin, end))
        may_go_on = is_letter_of_many
    found: dict[str, float] = {}
    for begin, end in heavy:
        word = text[begin:end]
        found[word] = found.get(word, 0.0) + float(weights[begin:end].sum())
    return tuple(sorted(found, key=lambda word: -found[word])[:limit])
