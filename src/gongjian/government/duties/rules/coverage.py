"""Which (category, area) pairs no duty reaches. Pure; both trees and the register in memory."""

from __future__ import annotations

from collections import defaultdict
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
    """A category, and the leaf areas where nobody is responsible for any leaf of it, as bits."""

    category: Key
    leaves: int
    category_count: int = 1
    """Leaf categories that it stands for: itself, or all below it."""

    @property
    def leaf_count(self) -> int:
        return self.leaves.bit_count()

    @property
    def pair_count(self) -> int:
        return self.leaf_count * self.category_count


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
        self._children: dict[Key | None, list[Key]] = defaultdict(list)
        for node in categories:
            self._children[node.parent].append(node.id)
        self._covered: dict[Key | None, int] = {}
        for category, area in pairs:
            mask = self._all or 1 if area is None else self._leaves.get(area, 0)
            self._covered[category] = self._covered.get(category, 0) | mask

    def gaps(self) -> Iterator[Gap]:
        """Gaps in the order of the category tree, as few as tell all of them.

        Where all that a category has below it lack a duty in the same areas, it stands for them:
        one duty for it would close them all.
        """
        gaps = self._gaps_of_whole_categories()
        told: set[Key | None] = set()
        for node in self._categories:
            if node.parent in told:
                told.add(node.id)
            elif node.id in gaps and len(self._children[node.id]) != 1:
                told.add(node.id)
                yield gaps[node.id]

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

    def _gaps_of_whole_categories(self) -> dict[Key, Gap]:
        """Of each category that lacks a duty in the same areas throughout."""
        gaps: dict[Key, Gap] = {}
        for node in reversed(self._categories):
            children = self._children[node.id]
            if not children:
                missing = (self._all or 1) & ~self._reach(node.id)
                if missing:
                    gaps[node.id] = Gap(node.id, missing)
                continue
            below = [gaps[child] for child in children if child in gaps]
            if len(below) == len(children) and len({gap.leaves for gap in below}) == 1:
                count = sum(gap.category_count for gap in below)
                gaps[node.id] = Gap(node.id, below[0].leaves, count)
        return gaps

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
