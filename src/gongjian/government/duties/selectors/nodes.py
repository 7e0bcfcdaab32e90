"""Nodes of the two trees as those who keep the register see them: out of use too."""

from __future__ import annotations

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


def get_node_locked(tree: type[N], node_id: UUID) -> N:
    found = tree.objects.select_for_update().filter(pk=node_id).first()
    if found is None:
        raise NotFound
    return found


def nodes_under(tree: type[N], node: N) -> QuerySet[N]:
    """A node and all below it."""
    return tree.objects.filter(path__startswith=node.path).order_by("path")


def child_nodes(tree: type[N], node_id: UUID | None) -> QuerySet[N]:
    """The nodes directly below one; None: the topmost."""
    return tree.objects.filter(parent_id=node_id).order_by("path")


def lineage(tree: type[N], node: N) -> list[N]:
    """What stands above a node, from the top down, and the node itself."""
    codes = node.path.rstrip("/").split("/")
    return list(tree.objects.filter(code__in=codes).order_by("path"))


def is_referred_to(tree: type[N], node: N) -> bool:
    """Whether anything but the tree itself refers to a node or to what stands below it."""
    ids = nodes_under(tree, node).order_by().values("pk")
    by_key = any(
        model._default_manager.filter(**{f"{name}__in": ids}).exists()
        for model, name in _references_to(tree)
    )
    return by_key or (tree is Area and people.is_area_named(node.path))


def _references_to(tree: type[Model]) -> list[tuple[type[Model], str]]:
    """Model and name of every foreign key to a tree but its own; hidden ones (“+”) too."""
    return [
        (field.related_model, field.field.name)
        for field in tree._meta.get_fields(include_hidden=True)
        if isinstance(field, ForeignObjectRel) and field.related_model is not tree
    ]
