"""The model cards, for everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router

from gongjian.foundation.kernel.api_fields import PageQuery
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.triage.api.schemas import (
    ModelCardOut,
    ModelPage,
    SettingsOut,
    card_out,
    model_out,
    settings_out,
)
from gongjian.government.triage.selectors.champion import settings_now
from gongjian.government.triage.selectors.model_cards import model_card
from gongjian.government.triage.selectors.models import get_model, list_models, model_in_use

router = Router()


@router.get("/models", response=ModelPage, operation_id="list_models")
def list_many(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Models that sort cases, or were made to, the newest first."""
    page = list_models(cursor=query.cursor, size=query.size)
    items = [model_out(model) for model in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/models/in-use", response=ModelCardOut, operation_id="get_model_in_use")
def read_in_use(request: HttpRequest) -> JsonResponse:
    """The card of the model in use; 404 where there is none, and names alone suggest."""
    found = model_in_use()
    if found is None:
        raise NotFound
    return JsonResponse(card_out(model_card(found)))


@router.get("/models/{uuid:model_id}", response=ModelCardOut, operation_id="get_model")
def read_one(request: HttpRequest, model_id: UUID) -> JsonResponse:
    """One model's card: what it learnt from, how good it is, how it has fared week by week."""
    return JsonResponse(card_out(model_card(get_model(model_id))))


@router.get("/triage-settings", response=SettingsOut, operation_id="get_triage_settings")
def read_settings(request: HttpRequest) -> JsonResponse:
    """How sure triage has to be, and whether it dispatches by itself at all."""
    return JsonResponse(settings_out(settings_now()))
