"""The models: the one in use, those before, and what came of trainings."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.models import (
    ModelContent,
    ModelState,
    TrainedModel,
    TrainingRun,
)
from gongjian.government.triage.selectors.examples import has_enough_examples

EVERY = timedelta(days=30)
AGAIN_AFTER = timedelta(hours=6)
"""While there is no model, a training that found too little is tried again after so long."""


def get_model(model_id: UUID) -> TrainedModel:
    """A model's card; NotFound where there is none."""
    found = _with_weights().filter(pk=model_id).first()
    if found is None:
        raise NotFound
    return found


def model_in_use() -> TrainedModel | None:
    """The card of the model in use."""
    return _with_weights().filter(state=ModelState.CHAMPION).first()


def list_models(*, cursor: str = "", size: int = 20) -> Page[TrainedModel]:
    """All models ever made, the newest first; ``has_weights`` says which can be gone back to."""
    return keyset_page(_with_weights(), order=("-made_at", "-id"), cursor=cursor, size=size)


def last_former() -> TrainedModel | None:
    """The model that was in use before, where its weights are kept."""
    former = _with_weights().filter(state=ModelState.FORMER, has_weights=True)
    return former.order_by("-in_use_until", "-id").first()


def last_training() -> TrainingRun | None:
    return TrainingRun.objects.select_related("model").order_by("-begun_at").first()


def is_alive(run: TrainingRun, now: datetime) -> bool:
    """Whether a run is under way: one whose process was killed is not."""
    return bool(run.is_running) and run.seen_at > now - timedelta(seconds=rules.DEAD_AFTER_SECONDS)


def training_is_due(now: datetime) -> bool:
    """Whether a month has passed since the last training, or there is no model, but examples."""
    last = TrainingRun.objects.order_by("-begun_at").first()
    if last is not None and is_alive(last, now):
        return False
    has_model = TrainedModel.objects.exists()
    waited = EVERY if has_model else AGAIN_AFTER
    is_due = last is None or last.begun_at <= now - waited or last.outcome == rules.Outcome.STOPPED
    return is_due and has_enough_examples()


def _with_weights() -> QuerySet[TrainedModel]:
    has_weights = Exists(ModelContent.objects.filter(pk=OuterRef("pk")))
    return TrainedModel.objects.annotate(has_weights=has_weights)
