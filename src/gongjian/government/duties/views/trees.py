"""The two trees, level by level."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import requires
from gongjian.government.duties import policies
from gongjian.government.duties.models import Area, Category
from gongjian.government.duties.selectors.areas import area_lineage, child_areas, get_area
from gongjian.government.duties.selectors.categories import (
    category_lineage,
    child_categories,
    get_category,
)


@requires(policies.can_edit_register)
@require_safe
def area_list(request: HttpRequest) -> HttpResponse:
    parent_id = _parent_id(request)
    parent: Area | None = get_area(parent_id) if parent_id else None
    shown = {
        "parent": parent,
        "lineage": area_lineage(parent) if parent else [],
        "nodes": child_areas(parent_id),
    }
    return render(request, "duties/area_list.html", shown)


@requires(policies.can_edit_register)
@require_safe
def category_list(request: HttpRequest) -> HttpResponse:
    parent_id = _parent_id(request)
    parent: Category | None = get_category(parent_id) if parent_id else None
    shown = {
        "parent": parent,
        "lineage": category_lineage(parent) if parent else [],
        "nodes": child_categories(parent_id),
    }
    return render(request, "duties/category_list.html", shown)


def _parent_id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("parent", ""))
    except ValueError:
        return None
