"""From which probability on to trust answers that may end above the leaves of a tree.

An answer by a threshold is the deepest node whose share reaches it (`tree_answers`); it is right
where the truth is that node or stands below it. What it would be, for any threshold, follows from
the likeliest node at each depth: these *ladders* are kept with a model, so that its threshold can
be chosen anew whenever somebody wants another precision.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gongjian.methods.tree_answers import NodeShares, line_of

Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Ladders:
    """The likeliest node at each depth, for each example.

    Attributes
    ----------
    shares : ndarray of float32, shape (n, n_depths)
        Its share; depth 1 first. 0 where no node is so deep.
    is_right : ndarray of bool, shape (n, n_depths)
        Whether the truth is it or stands below it.
    """

    shares: NDArray[np.float32]
    is_right: NDArray[np.bool_]

    def answers(self, threshold: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which examples are answered at a threshold, and which of these rightly; shapes (n,)."""
        reach = self.shares >= threshold
        depths = reach.shape[1]
        deepest = depths - 1 - np.argmax(reach[:, ::-1], axis=1)
        is_answered: NDArray[np.bool_] = np.any(reach, axis=1)
        return is_answered, is_answered & self.is_right[np.arange(len(reach)), deepest]

    def to_bytes(self) -> bytes:
        """A file that `ladders_from_bytes` reads."""
        file = io.BytesIO()
        np.savez_compressed(file, allow_pickle=False, shares=self.shares, is_right=self.is_right)
        return file.getvalue()


def ladders_from_bytes(content: bytes) -> Ladders:
    """Read what `Ladders.to_bytes` wrote.

    Raises
    ------
    ValueError
        If it is no such file.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            found = Ladders(file["shares"], file["is_right"])
    except (KeyError, EOFError, zipfile.BadZipFile, ValueError) as error:
        raise ValueError(f"this is no file of ladders: {error}") from error
    if found.shares.shape != found.is_right.shape or found.shares.ndim != 2:
        raise ValueError("this is no file of ladders: its parts do not fit together")
    return found


def ladders(
    shares: NodeShares[Node],
    probabilities: NDArray[np.floating],
    truth: Sequence[Node],
    parents: Mapping[Node, Node | None],
) -> Ladders:
    """The ladders of examples.

    Parameters
    ----------
    shares : NodeShares
        Of the classes that the probabilities are of.
    probabilities : ndarray of shape (n, n_classes)
    truth : sequence of nodes
        One for each example.
    parents : mapping of node to node or None

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    if len(probabilities) != len(truth):
        raise ValueError(f"{len(probabilities)} rows and {len(truth)} truths")
    found = shares.of(probabilities)
    depths = [len(line_of(node, parents)) for node in shares.nodes]
    above = {node: set(line_of(node, parents)) for node in set(truth)}
    best = np.zeros((len(truth), max(depths, default=1)), dtype=np.float32)
    is_right = np.zeros(best.shape, dtype=bool)
    for depth in set(depths):
        columns = np.flatnonzero(np.array(depths) == depth)
        likeliest = columns[found[:, columns].argmax(axis=1)] if len(truth) else columns[:0]
        best[:, depth - 1] = found[np.arange(len(truth)), likeliest]
        is_right[:, depth - 1] = [
            shares.nodes[place] in above[node] for place, node in zip(likeliest, truth, strict=True)
        ]
    return Ladders(best, is_right)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where to draw the line.

    Attributes
    ----------
    at : float
        Share from which an answer counts; infinite where none is precise enough.
    coverage : float
        Share of the examples answered.
    precision : float
        Share of these answered rightly; 1 of none.
    """

    at: float
    coverage: float
    precision: float


def choose_threshold(
    found: Ladders, precision: float, *, least_answered: int = 1, steps: int = 500
) -> Threshold:
    """The lowest threshold at which answers are right often enough.

    Parameters
    ----------
    found : Ladders
    precision : float
        Wanted, 0 to 1.
    least_answered : int
        Below so many answers nothing is known of their precision.
    steps : int
        Thresholds tried: quantiles of all shares of a half or more, so that no two nodes of equal
        depth reach one.

    Raises
    ------
    ValueError
        If the precision is not between 0 and 1.

    Notes
    -----
    Cost: ``steps`` times the examples.
    """
    if not 0 <= precision <= 1:
        raise ValueError(f"a precision lies between 0 and 1, got {precision}")
    high = np.unique(found.shares[found.shares >= 0.5])
    if len(high) > steps:
        high = np.unique(np.quantile(high, np.linspace(0, 1, steps), method="lower"))
    for threshold in high:
        is_answered, is_right = found.answers(threshold)
        answered = int(is_answered.sum())
        if answered >= least_answered and is_right.sum() >= precision * answered:
            return Threshold(
                float(threshold), answered / len(is_answered), float(is_right.sum() / answered)
            )
    return Threshold(float("inf"), 0.0, 1.0)
