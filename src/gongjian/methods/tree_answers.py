"""Answers at the level of a tree that the evidence allows: the leaf where sure, else the parent.

A classifier knows only the nodes it had examples enough of. `learnable_labels` moves the examples
of rarer nodes up to the nearest ancestor that has enough together with them; `NodeShares` adds
up what the classifier says of the nodes below each node; the answer is the deepest node whose
share is high enough. So where examples are few, the answer is the parent.

References
----------
Silla and Freitas, *A survey of hierarchical classification across different application domains*,
2011: a flat classifier whose answers may end above the leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Node = TypeVar("Node", bound=Hashable)


def learnable_labels(
    labels: Sequence[Node], parents: Mapping[Node, Node | None], enough: int
) -> list[Node | None]:
    """The node each example is to be learnt as.

    Parameters
    ----------
    labels : sequence of nodes
        One for each example.
    parents : mapping of node to node or None
        The tree; a node that is missing stands alone.
    enough : int
        Examples a node needs, 1 or more.

    Returns
    -------
    list of node or None
        The label itself, or its nearest ancestor that has enough, those of rarer nodes below it
        included; None where not even the top has.

    Raises
    ------
    ValueError
        If ``enough`` is less than 1, or the tree has a circle.

    Notes
    -----
    Deepest nodes first, each moved as a whole: linear in examples and nodes.
    """
    if enough < 1:
        raise ValueError(f"at least one example, got {enough}")
    counts = Counter(labels)
    moved: dict[Node, Node | None] = {}
    every = {above for label in counts for above in line_of(label, parents)}
    for node in sorted(every, key=lambda one: -len(line_of(one, parents))):
        if 0 < counts[node] < enough:
            above = parents.get(node)
            moved[node] = above
            if above is not None:
                counts[above] += counts[node]
    return [_settled(label, moved) for label in labels]


class Answer(NamedTuple, Generic[Node]):
    """``share`` is the probability that the truth is ``node`` or stands below it."""

    node: Node
    share: float


class NodeShares(Generic[Node]):
    """What probabilities of classes say of every node above them.

    Parameters
    ----------
    classes : sequence of nodes
        What the columns of the probabilities are.
    parents : mapping of node to node or None

    Raises
    ------
    ValueError
        If the tree has a circle.
    """

    def __init__(self, classes: Sequence[Node], parents: Mapping[Node, Node | None]) -> None:
        self.classes = tuple(classes)
        lines = [line_of(one, parents) for one in classes]
        depths = {node: len(line_of(node, parents)) for line in lines for node in line}
        # Deepest first, then in the order of the classes: ties are settled the same way each time.
        self.nodes: list[Node] = sorted(depths, key=lambda node: -depths[node])
        self._depths = np.array([depths[node] for node in self.nodes])
        places = {node: place for place, node in enumerate(self.nodes)}
        self._is_above = np.zeros((len(classes), len(self.nodes)))
        for row, line in enumerate(lines):
            self._is_above[row, [places[node] for node in line]] = 1.0

    def of(self, probabilities: NDArray[np.floating]) -> NDArray[np.float64]:
        """Shares of all ``nodes``: those of the classes at or below them, added up.

        Parameters
        ----------
        probabilities : ndarray of shape (n, n_classes)

        Returns
        -------
        ndarray of shape (n, n_nodes)
        """
        return np.minimum(probabilities @ self._is_above, 1.0)

    def answers(
        self, probabilities: NDArray[np.floating], threshold: float
    ) -> list[Answer[Node] | None]:
        """For each row the deepest node with at least ``threshold``, the likelier of equally deep.

        None where no node has so much.
        """
        shares = self.of(probabilities)
        ranked = np.where(shares >= threshold, self._depths + shares / 2, -1.0)
        best = ranked.argmax(axis=1)
        return [
            Answer(self.nodes[place], float(shares[row, place])) if ranked[row, place] > 0 else None
            for row, place in enumerate(best)
        ]


def line_of(node: Node, parents: Mapping[Node, Node | None]) -> list[Node]:
    """A node and all above it, the node first; ValueError if the tree has a circle there."""
    line = [node]
    while (above := parents.get(line[-1])) is not None:
        if above in line:
            raise ValueError(f"{above!r} stands above itself")
        line.append(above)
    return line


def _settled(label: Node, moved: Mapping[Node, Node | None]) -> Node | None:
    found: Node | None = label
    while found is not None and found in moved:
        found = moved[found]
    return found
