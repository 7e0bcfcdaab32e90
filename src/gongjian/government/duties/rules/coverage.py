"""Which (category, area) pairs no duty reaches. Pure; both trees and the register in memory."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Key = Hashable


class Node(NamedTuple):
    """A node of a tree; parents stand before their children."""

    id: Key
    parent: Key | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A leaf category, and the leaf areas where nobody is responsible for it, as bits."""

    category: Key
    leaves: int

    @property
    def pair_count(self) -> int:
        return self.leaves.bit_count()


class Coverage:
    """Finds the gaps of a register.

    Parameters
    ----------
    categories, areas : sequence of Node
    pairs : collection of (category or None, area or None)
        What the duties in force name; None stands for all.

    Notes
    -----
    A set of leaf areas is an integer with a bit for each, so one category costs a few bit
    operations for each duty above it, whatever the number of areas.
    """

    def __init__(
        self,
        categories: Sequence[Node],
        areas: Sequence[Node],
        pairs: Collection[tuple[Key | None, Key | None]],
    ) -> None:
        self._categories = categories
        self._areas = areas
        self._leaves = _leaves_below(areas)
        self._all = 0
        for mask in self._leaves.values():
            self._all |= mask
        self._parents = {node.id: node.parent for node in categories}
        self._covered: dict[Key | None, int] = {}
        for category, area in pairs:
            mask = self._all or 1 if area is None else self._leaves.get(area, 0)
            self._covered[category] = self._covered.get(category, 0) | mask

    def gaps(self) -> Iterator[Gap]:
        """Gaps in the order of the category tree."""
        inner = {node.parent for node in self._categories}
        for node in self._categories:
            if node.id not in inner:
                missing = (self._all or 1) & ~self._reach(node.id)
                if missing:
                    yield Gap(node.id, missing)

    def areas_of(self, gap: Gap) -> list[Key]:
        """The largest areas wholly in a gap, in the order of the tree."""
        found: list[Key] = []
        whole: set[Key] = set()
        for node in self._areas:
            leaves = self._leaves[node.id]
            if leaves & gap.leaves == leaves:
                if node.parent not in whole:
                    found.append(node.id)
                whole.add(node.id)
        return found

    def _reach(self, category: Key | None) -> int:
        """Leaf areas that a duty for this category, or for one above it, reaches."""
        reach = self._covered.get(None, 0)
        while category is not None:
            reach |= self._covered.get(category, 0)
            category = self._parents.get(category)
        return reach


def _leaves_below(areas: Sequence[Node]) -> dict[Key, int]:
    """Area → its leaves as bits; a leaf has itself."""
    inner = {node.parent for node in areas}
    masks: dict[Key, int] = {}
    for bit, node in enumerate(node for node in areas if node.id not in inner):
        masks[node.id] = 1 << bit
    for node in reversed(areas):
        masks.setdefault(node.id, 0)
        if node.parent is not None:
            masks[node.parent] = masks.get(node.parent, 0) | masks[node.id]
    return masks
