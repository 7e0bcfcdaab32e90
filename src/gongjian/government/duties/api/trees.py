"""Changing and deleting areas and categories; administrators of the town."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.government.duties.actions.change_node import MAX_NAME, change_node
from gongjian.government.duties.actions.remove_node import remove_node
from gongjian.government.duties.api.schemas import AreaOut, CategoryOut, area_out, category_out
from gongjian.government.duties.models import Area, Category

router = Router()


class NodeChange(StrictSchema):
    """What is to change; what is left out stays."""

    name: Annotated[Text, Field(min_length=1, max_length=MAX_NAME)] | None = None
    is_active: bool | None = Field(
        default=None, description="false: out of use, with all that stands below it"
    )
    seen_name: Annotated[Text, Field(max_length=MAX_NAME)] | None = Field(
        default=None, description="the name last seen; 409 where it has got another one since"
    )
    seen_is_active: bool | None = Field(
        default=None, description="as last seen; 409 where that was changed since"
    )


@router.patch("/areas/{uuid:area_id}", response=AreaOut, operation_id="change_area")
def change_area(request: HttpRequest, area_id: UUID, body: NodeChange) -> JsonResponse:
    """Give an area another name, take it out of use or back into use."""
    actor = actor_of(request)
    area = change_node(actor=actor, tree=Area, node_id=area_id, now=now(), **body.model_dump())
    return JsonResponse(area_out(area))


@router.delete("/areas/{uuid:area_id}", response={204: None}, operation_id="remove_area")
def remove_area(request: HttpRequest, area_id: UUID) -> HttpResponse:
    """Delete an area and all below it; 409 where anything refers to one of them."""
    remove_node(actor=actor_of(request), tree=Area, node_id=area_id, now=now())
    return HttpResponse(status=204)


@router.patch(
    "/categories/{uuid:category_id}", response=CategoryOut, operation_id="change_category"
)
def change_category(request: HttpRequest, category_id: UUID, body: NodeChange) -> JsonResponse:
    """Give a category another name, take it out of use or back into use."""
    actor = actor_of(request)
    category = change_node(
        actor=actor, tree=Category, node_id=category_id, now=now(), **body.model_dump()
    )
    return JsonResponse(category_out(category))


@router.delete(
    "/categories/{uuid:category_id}", response={204: None}, operation_id="remove_category"
)
def remove_category(request: HttpRequest, category_id: UUID) -> HttpResponse:
    """Delete a category and all below it; 409 where anything refers to one of them."""
    remove_node(actor=actor_of(request), tree=Category, node_id=category_id, now=now())
    return HttpResponse(status=204)
