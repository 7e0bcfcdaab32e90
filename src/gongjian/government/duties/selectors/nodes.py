"""Nodes of the two trees as those who keep the register see them: out of use too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import ForeignObjectRel, Model, QuerySet

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.people import interface as people
from gongjian.government.duties.models import Area, Category

N = TypeVar("N", Area, Category)


def get_node(tree: type[N], node_id: UUID) -> N:
    """A node by id; NotFound where there is none."""
    found = tree.objects.filter(pk=node_id).first()
    if found is None:
        raise NotFound
    return found


def get_subtree_locked(tree: type[N], node_id: UUID, *, for_removal: bool = False) -> list[N]:
    """A node, first, and all below it, locked in the order of the tree, as imports lock them: two
    administrators wait for each other and never deadlock.

    Whoever only refers to them, as every new case does, waits for a removal alone.

    Raises
    ------
    NotFound
        There is no such node.
    """
    # Outlines are the bulk of areas, and not looked at here.
    heavy = ("outline",) if tree is Area else ()
    rows = tree.objects.select_for_update(no_key=not for_removal).defer(*heavy)
    node = rows.filter(pk=node_id).first()
    if node is None:
        raise NotFound
    found = [node]
    found += rows.filter(path__startswith=node.path).exclude(pk=node_id).order_by("path")
    return found


def child_nodes(tree: type[N], node_id: UUID | None) -> QuerySet[N]:
    """The nodes directly below one; None: the topmost."""
    return tree.objects.filter(parent_id=node_id).order_by("path")


def lineage(tree: type[N], node: N) -> list[N]:
    """What stands above a node, from the top down, and the node itself."""
    codes = node.path.rstrip("/").split("/")
    return list(tree.objects.filter(code__in=codes).order_by("path"))


def is_referred_to(tree: type[N], nodes: Sequence[N]) -> bool:
    """Whether anything but the tree itself refers to a node, the first, or to those below it.

    One query for each model that can. By ids and not by a subquery: PostgreSQL then sees that they
    are rare and takes an index, where it would else expect one in the first cases of millions.
    """
    ids = [node.pk for node in nodes]
    by_key = any(
        model._default_manager.filter(**{f"{name}__in": ids}).exists()
        for model, name in references_to(tree)
    )
    return by_key or (tree is Area and people.is_area_named(nodes[0].path))


def references_to(tree: type[Model]) -> list[tuple[type[Model], str]]:
    """Model and name of every foreign key to a tree but its own; hidden ones (“+”) too."""
    return [
        (field.related_model, field.field.name)
        for field in tree._meta.get_fields(include_hidden=True)
        if isinstance(field, ForeignObjectRel) and field.related_model is not tree
    ]
