"""What was added to a text and what was taken away, as people read it: by words.

A word of an alphabet is one piece; each character of other scripts, each mark and each run of white
space is one. The fewest pieces are taken away and added. Where two texts have so little in common
that finding the fewest would take long, sentences are compared instead, and whole texts if need be.

References
----------
E. W. Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1 (1986), with its
greedy search; the bound on D and the fall-back to longer pieces are ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

MOST_CHANGES = 500
"""Pieces taken away and added together up to which the fewest are looked for."""

_WORDS = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+|\s+|.", re.DOTALL)
_SENTENCES = re.compile(r"[^。！？.!?\n]*[。！？.!?\n]+|[^。！？.!?\n]+")

Kind = Literal["same", "added", "removed"]


class Part(NamedTuple):
    """A stretch of text that both have, that only the new one has, or only the old one had."""

    kind: Kind
    text: str


def text_diff(old: str, new: str, *, most_changes: int = MOST_CHANGES) -> list[Part]:
    """How one text became another.

    Parameters
    ----------
    old, new : str
    most_changes : int
        See `MOST_CHANGES`; 0 or more.

    Returns
    -------
    list of Part
        In the order of the text; neighbours are of different kinds, none is empty, and of a place
        that changed what was removed comes first. "same" and "removed" together are ``old``, "same"
        and "added" are ``new``.

    Raises
    ------
    ValueError
        If ``most_changes`` is negative.

    Notes
    -----
    O((n + m) D) for at most ``most_changes`` changes D, and its square in memory: 10,000
    characters that have nothing in common take some 40 ms.
    """
    if most_changes < 0:
        raise ValueError(f"changes are 0 or more, got {most_changes}")
    for pieces in (_WORDS, _SENTENCES):
        parts = _diff(pieces.findall(old), pieces.findall(new), most_changes)
        if parts is not None:
            return _joined(parts)
    return _joined([Part("removed", old), Part("added", new)])


def _diff(old: Sequence[str], new: Sequence[str], most: int) -> list[Part] | None:
    """The parts piece by piece, or None where there are more than ``most`` changes."""
    begin = 0
    shorter = min(len(old), len(new))
    while begin < shorter and old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = _greedy(old[begin : len(old) - end], new[begin : len(new) - end], most)
    if middle is None:
        return None
    head = [Part("same", piece) for piece in old[:begin]]
    return head + middle + [Part("same", piece) for piece in old[len(old) - end :]]


def _greedy(old: Sequence[str], new: Sequence[str], most: int) -> list[Part] | None:
    """Myers' search from both beginnings: for each number of changes, how far each diagonal got."""
    n, m = len(old), len(new)
    reached = {1: 0}
    trace: list[dict[int, int]] = []
    for changes in range(min(most, n + m) + 1):
        trace.append(dict(reached))
        for diagonal in range(-changes, changes + 1, 2):
            goes_down = diagonal == -changes or (
                diagonal != changes and reached[diagonal - 1] < reached[diagonal + 1]
            )
            x = reached[diagonal + 1] if goes_down else reached[diagonal - 1] + 1
            y = x - diagonal
            while x < n and y < m and old[x] == new[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= n and y >= m:
                return _walked_back(old, new, trace)
    return None


def _walked_back(old: Sequence[str], new: Sequence[str], trace: list[dict[int, int]]) -> list[Part]:
    x, y = len(old), len(new)
    parts: list[Part] = []
    for changes in range(len(trace) - 1, -1, -1):
        reached, diagonal = trace[changes], x - y
        goes_down = diagonal == -changes or (
            diagonal != changes and reached[diagonal - 1] < reached[diagonal + 1]
        )
        before = diagonal + 1 if goes_down else diagonal - 1
        x_before = reached[before] if changes else 0
        y_before = x_before - before if changes else 0
        while x > x_before and y > y_before:
            x, y = x - 1, y - 1
            parts.append(Part("same", old[x]))
        if changes:
            parts.append(Part("added", new[y - 1]) if goes_down else Part("removed", old[x - 1]))
            x, y = x_before, y_before
    return parts[::-1]


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Neighbours of one kind as one; of each place that changed what was removed, then what was
    added."""
    joined: list[Part] = []
    removed = added = ""
    for kind, text in (*parts, Part("same", "")):
        if kind == "removed":
            removed += text
        elif kind == "added":
            added += text
        else:
            joined += [Part("removed", removed)] if removed else []
            joined += [Part("added", added)] if added else []
            removed = added = ""
            if text and joined and joined[-1].kind == "same":
                joined[-1] = Part("same", joined[-1].text + text)
            elif text:
                joined.append(Part("same", text))
    return joined
