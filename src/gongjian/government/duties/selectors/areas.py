"""Areas and categories, by id."""

from __future__ import annotations

from uuid import UUID

from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.duties.models import Area, Category


def get_area(area_id: UUID) -> Area:
    found = Area.objects.filter(pk=area_id).first()
    if found is None:
        raise NotFound
    return found


def get_category(category_id: UUID) -> Category:
    found = Category.objects.filter(pk=category_id, is_active=True).first()
    if found is None:
        raise NotFound
    return found
