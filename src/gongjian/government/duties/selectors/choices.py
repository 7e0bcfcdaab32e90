"""The two trees as what forms and imports need: groups to choose from, names to look up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.form_fields import Options
from gongjian.foundation.kernel.kept import Kept
from gongjian.government.duties.rules.names import index_names

Choices = list[tuple[str, list[tuple[str, str]]]]
"""As a form field's ``choices``: (group, [(id, label)])."""


class Node(NamedTuple):
    id: UUID
    code: str
    name: str
    path: str
    parent_id: UUID | None
    is_active: bool


class _Held:
    """What is kept of a tree, and what was made of it."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.by_id = {node.id: node for node in nodes}
        self.options: dict[object, Options] = {}


class OfferedTree:
    """The nodes of a tree as forms offer them, read once a minute by each process."""

    def __init__(self, name: str, read: Callable[[], list[Node]]) -> None:
        self._kept = Kept(name, lambda: _Held(read()))

    def options(self, *, leaves_only: bool, with_old: bool, afresh: bool) -> Options:
        """What is in use; ``with_old`` also what was, and says so; ``afresh`` reads again."""
        if afresh:
            self._kept.forget()
        held = self._kept.get()
        kind = (leaves_only, get_language() if with_old else None)
        if kind not in held.options:
            offered = [_marked(node) for node in held.nodes if with_old or node.is_active]
            held.options[kind] = Options(group_choices(offered, leaves_only=leaves_only))
        return held.options[kind]

    def node(self, node_id: UUID) -> Node:
        """A node in use; one that is not known as such is looked for once more, then NotFound."""
        for _attempt in range(2):
            found = self._kept.get().by_id.get(node_id)
            if found is not None and found.is_active:
                return found
            self._kept.forget()
        raise NotFound

    def forget(self) -> None:
        self._kept.forget()


def group_choices(nodes: Sequence[Node], *, leaves_only: bool) -> Choices:
    """Nodes grouped by what stands above them; a group is headed by the names from the top.

    A node that has children heads its own group, so that it is found where its name is sought.
    """
    names = {node.id: node.name for node in nodes}
    parents = {node.parent_id for node in nodes}
    by_id = {node.id: node for node in nodes}
    groups: dict[str, list[tuple[str, str]]] = {}
    for node in nodes:
        is_leaf = node.id not in parents
        if is_leaf or not leaves_only:
            head = node.id if not is_leaf else node.parent_id
            group = _trail_of_names(head, by_id, names)
            groups.setdefault(group or node.name, []).append((str(node.id), node.name))
    return list(groups.items())


def index_nodes(nodes: Sequence[Node]) -> dict[str, tuple[UUID, str]]:
    """Lower-case code or name → (id, path); a name borne by two nodes is left out."""
    found = [(node, (node.id, node.path)) for node in nodes]
    return index_names(
        [(node.name, place) for node, place in found], [(node.code, place) for node, place in found]
    )


def _marked(node: Node) -> Node:
    if node.is_active:
        return node
    return node._replace(name=_("%(name)s (out of use)") % {"name": node.name})


def _trail_of_names(node_id: UUID | None, by_id: dict[UUID, Node], names: dict[UUID, str]) -> str:
    trail = []
    while node_id is not None and node_id in by_id:
        trail.append(names[node_id])
        node_id = by_id[node_id].parent_id
    return " › ".join(reversed(trail))
