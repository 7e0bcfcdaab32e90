"""Which versions of provisions are cited, by anything in the house that has a key to them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import ForeignObjectRel

from gongjian.foundation.law.models import Provision


def cited_versions(provision_ids: Collection[UUID]) -> set[UUID]:
    """Of these versions those that anything cites: one query for each table that may."""
    found: set[UUID] = set()
    if not provision_ids:
        return found
    for relation in Provision._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many:
            name = relation.field.name
            rows = relation.related_model._base_manager.filter(**{f"{name}__in": provision_ids})
            found |= set(rows.order_by().values_list(name, flat=True).distinct())
    return found
