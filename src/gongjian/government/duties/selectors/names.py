"""From what tables and programmes write to areas and categories."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from gongjian.government.duties.models import Area, Category


def area_names() -> dict[str, tuple[UUID, str]]:
    """Lower-case codes and names of areas → (id, path); of one name, the widest area's."""
    rows = Area.objects.order_by("-level", "path")
    return _by_name(rows.values_list("code", "name", "id", "path"))


def category_names() -> dict[str, tuple[UUID, str]]:
    """Lower-case codes and names of active categories → (id, path); of one name, the widest's."""
    rows = Category.objects.filter(is_active=True).order_by("-level", "path")
    return _by_name(rows.values_list("code", "name", "id", "path"))


def _by_name(
    rows: Iterable[tuple[str, str, UUID, str]],
) -> dict[str, tuple[UUID, str]]:
    found: dict[str, tuple[UUID, str]] = {}
    rows = list(rows)
    for _code, name, key, path in rows:
        found[name.lower()] = (key, path)
    for code, _name, key, path in rows:
        found[code.lower()] = (key, path)
    return found
