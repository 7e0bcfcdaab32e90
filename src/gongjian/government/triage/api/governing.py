"""Governing the models: administrators of the town only."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse

from gongjian.foundation.kernel.access import actor_of, actor_who
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.government.triage import policies
from gongjian.government.triage.actions.restore_model import restore_model as restore
from gongjian.government.triage.actions.restore_model import retire_model as retire
from gongjian.government.triage.actions.restore_threshold import (
    restore_threshold as restore_one,
)
from gongjian.government.triage.actions.set_triage import set_triage
from gongjian.government.triage.actions.training_runs import ask_training as ask
from gongjian.government.triage.api.models import router
from gongjian.government.triage.api.schemas import (
    ModelOut,
    SettingsIn,
    SettingsOut,
    TrainingOut,
    model_out,
    settings_out,
    training_out,
)
from gongjian.government.triage.selectors.models import get_model, get_training, last_trainings


@router.put("/triage-settings", response=SettingsOut, operation_id="set_triage_settings")
def write_settings(request: HttpRequest, body: SettingsIn) -> JsonResponse:
    """Set how sure triage has to be; it holds from the next case on."""
    found = set_triage(actor=actor_of(request), now=now(), **body.dict())
    return JsonResponse(settings_out(found))


@router.post("/models/{uuid:model_id}/restore", response=ModelOut, operation_id="restore_model")
def restore_model(request: HttpRequest, model_id: UUID) -> JsonResponse:
    """Let a former model sort cases again."""
    model = restore(actor=actor_of(request), model_id=model_id, now=now())
    return JsonResponse(model_out(model))


@router.post("/models/{uuid:model_id}/retire", response=ModelOut, operation_id="retire_model")
def retire_model(request: HttpRequest, model_id: UUID) -> JsonResponse:
    """Take the model in use out of use: dispatchers choose every category."""
    model = retire(actor=actor_of(request), model_id=model_id, now=now())
    return JsonResponse(model_out(model))


@router.post(
    "/models/{uuid:model_id}/restore-threshold",
    response=ModelOut,
    operation_id="restore_threshold",
)
def restore_threshold(request: HttpRequest, model_id: UUID) -> JsonResponse:
    """Let a model's own threshold hold again, though drift had raised it."""
    restore_one(actor=actor_of(request), model_id=model_id, now=now())
    return JsonResponse(model_out(get_model(model_id)))


def _shown(request: HttpRequest, made: str) -> JsonResponse:
    return JsonResponse(training_out(get_training(UUID(made))), status=201)


@router.post("/trainings", response={201: TrainingOut}, operation_id="ask_training")
@creates(_shown)
def ask_training(request: HttpRequest) -> str:
    """Have a model trained; 409 while one is."""
    return str(ask(actor=actor_of(request), now=now()).pk)


@router.get("/trainings", response=list[TrainingOut], operation_id="list_trainings")
def list_many(request: HttpRequest) -> JsonResponse:
    """The last trainings and what came of them, the newest first, 20 at most; for
    administrators."""
    actor_who(policies.can_govern_models, request)
    return JsonResponse([training_out(run) for run in last_trainings()], safe=False)
