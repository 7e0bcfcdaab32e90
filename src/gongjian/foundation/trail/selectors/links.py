from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from gongjian.foundation.trail.models import Link, Relation


def links_of(reference: str) -> list[Link]:
    """Links from and to a thing, oldest first."""
    return list(Link.objects.filter(Q(source=reference) | Q(target=reference)).order_by("id")[:500])


def links_to(target: str, relation: Relation, *, size: int = 500) -> list[Link]:
    """What is linked to a thing in one way, oldest first. One query."""
    return list(Link.objects.filter(target=target, relation=relation).order_by("id")[:size])


def targets_of(sources: Collection[str], relation: Relation, *, kind: str) -> dict[str, list[str]]:
    """Source → the things of a kind that it is linked to in one way. One query."""
    found: dict[str, list[str]] = {}
    rows = Link.objects.filter(
        source__in=sources, relation=relation, target__startswith=f"{kind}:"
    ).order_by("id")
    for source, target in rows.values_list("source", "target"):
        found.setdefault(source, []).append(target)
    return found
