"""Groups of messages about one thing, kept in memory: for tables, notebooks and benchmarks.

The town keeps the same in its database; what both decide with stands in `issue_grouping`.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.issue_grouping import (
    COMPARED,
    THRESHOLD,
    WINDOW_DAYS,
    asked_runs,
    best_group,
    shared_areas,
    telling_runs,
)
from gongjian.methods.pair_features import Circumstances, Measured, measured, pair_features
from gongjian.methods.run_counts import RunCounts
from gongjian.methods.text_fingerprints import Fingerprint

MOST_OF_A_SENDER: Final = 20
_SWEEP: Final = 4096
_NOBODY: Final = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message, as far as it is known."""

    text: Fingerprint
    day: float = nan
    """Days since any fixed moment; NaN if not known."""
    sender: str = ""
    areas: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A message beside those like it.

    Attributes
    ----------
    numbers : ndarray of int, shape (m,)
        Which messages, in the order in which they came; ascending.
    features : ndarray of float32, shape (m, n_features)
    """

    numbers: NDArray[np.intp]
    features: NDArray[np.float32]


class SeenMessages:
    """Messages that came so far, and an index of their telling runs.

    Parameters
    ----------
    counts : RunCounts
    window_days : float
        Messages of known times further apart are not compared, and are forgotten where times only
        grow: memory is bounded by what comes within the window, some 4 kB a message.
    """

    def __init__(self, counts: RunCounts, window_days: float = WINDOW_DAYS) -> None:
        self.counts = counts
        self.window_days = window_days
        self.count = 0
        self._first = 0
        self._kept: dict[int, tuple[Arrival, Measured]] = {}
        self._by_run: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        self._by_sender: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, message: Arrival) -> int:
        """Keep a message, and return its number, from 0."""
        number = self.count
        self.count += 1
        (text,) = measured([message.text], self.counts)
        self._kept[number] = message, text
        for run in telling_runs(message.text, self.counts).tolist():
            self._by_run[run].append(number)
        if message.sender:
            self._by_sender[message.sender].append(number)
        self._forget(message.day)
        return number

    def compare(self, message: Arrival) -> Comparison:
        """A message beside those that are most like it, or are of its sender."""
        numbers = np.union1d(self._found(message.text), self._of_sender(message.sender))
        numbers = numbers[numbers >= self._first]
        kept = [self._kept[number] for number in numbers.tolist()]
        others = [other for other, _ in kept]
        days = np.abs(np.array([other.day for other in others], dtype=float) - message.day)
        # Not known is not far.
        is_near = ~(days > self.window_days)
        numbers, days = numbers[is_near], days[is_near]
        kept = [one for one, is_so in zip(kept, is_near, strict=True) if is_so]
        others = [other for other, _ in kept]
        known = Circumstances(
            np.array(
                [
                    float(other.sender == message.sender)
                    if other.sender and message.sender else nan
                    for other in others
                ]
            ),
            days,
            shared_areas(message.areas, [other.areas for other in others]),
        )  # fmt: skip
        (asked,) = measured([message.text], self.counts)
        texts = [text for _, text in kept]
        chosen, features = pair_features(asked, texts, self.counts, known)
        return Comparison(numbers[chosen], features)

    def _found(self, text: Fingerprint) -> NDArray[np.intp]:
        """The messages that share most of the runs asked for."""
        runs, weights = asked_runs(text, self.counts)
        lists = [self._by_run.get(run, ()) for run in runs.tolist()]
        lengths = [len(one) for one in lists]
        entries = np.frombuffer(b"".join(one for one in lists if one), dtype=np.int32)
        if not len(entries):
            return _NOBODY
        sums = np.bincount(entries, weights=np.repeat(weights, lengths))
        sums[: self._first] = 0
        found = np.flatnonzero(sums)
        return found[np.argsort(-sums[found], kind="stable")[:COMPARED]]

    def _of_sender(self, sender: str) -> NDArray[np.intp]:
        numbers = self._by_sender.get(sender, []) if sender else []
        return np.array(numbers[-MOST_OF_A_SENDER:], dtype=np.intp)

    def _forget(self, day: float) -> None:
        begin = self._first
        while self._first < self.count - 1:
            oldest, _ = self._kept[self._first]
            if not day - oldest.day > self.window_days:
                break
            del self._kept[self._first]
            self._first += 1
        # The index is swept now and then: what it reads of forgotten messages is passed over.
        if self._first // _SWEEP > begin // _SWEEP:
            for run, entries in list(self._by_run.items()):
                kept = array("i", (number for number in entries if number >= self._first))
                self._by_run[run] = kept
                if not kept:
                    del self._by_run[run]
            for sender, numbers in list(self._by_sender.items()):
                if numbers[-1] < self._first:
                    del self._by_sender[sender]


class IssueGrouper:
    """Places messages one at a time.

    Parameters
    ----------
    counts : RunCounts
        Of the messages, or of messages like them.
    judge : callable
        Probability of being about one thing for each row of features.
    threshold : float
    """

    def __init__(
        self,
        counts: RunCounts,
        judge: Callable[[NDArray[np.float32]], NDArray[np.float64]],
        threshold: float = THRESHOLD,
    ) -> None:
        self.seen = SeenMessages(counts)
        self._judge = judge
        self._threshold = threshold
        self._group_of: list[int | None] = []
        self._sizes: list[int] = []

    def place(self, message: Arrival) -> int:
        """Place a message, and return its number. Some 5 ms, however many there are."""
        found = self.seen.compare(message)
        scores = self._judge(found.features).tolist() if len(found.numbers) else []
        numbers = found.numbers.tolist()
        groups = [self._group_of[number] for number in numbers]
        sizes = [1 if group is None else self._sizes[group] for group in groups]
        best = best_group(scores, groups, sizes, numbers, self._threshold)
        number = self.seen.add(message)
        group = best.group
        if best.single is not None:
            group = len(self._sizes)
            self._sizes.append(1)
            self._group_of[best.single] = group
        self._group_of.append(group)
        if group is not None:
            self._sizes[group] += 1
        return number

    @property
    def groups(self) -> list[int | None]:
        """The group of each message in the order of their coming; None for one that is alone.
        Groups are numbered from 0 as they began."""
        return list(self._group_of)
