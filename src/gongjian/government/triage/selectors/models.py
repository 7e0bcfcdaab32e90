"""The models: the one in use, those before, and what came of trainings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

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
"""A training that was killed, or found too little while there is no model, is tried again after so
long."""


def get_model(model_id: UUID) -> TrainedModel:
    """A model's card; NotFound where there is none."""
    found = TrainedModel.objects.filter(pk=model_id).first()
    if found is None:
        raise NotFound
    return found


def model_in_use() -> TrainedModel | None:
    """The card of the model in use."""
    return TrainedModel.objects.filter(state=ModelState.CHAMPION).first()


def list_models(*, cursor: str = "", size: int = 20) -> Page[TrainedModel]:
    """All models ever made, the newest first."""
    rows = TrainedModel.objects.all()
    return keyset_page(rows, order=("-made_at", "-id"), cursor=cursor, size=size)


def restorable_ids(models: Iterable[TrainedModel]) -> set[UUID]:
    """Which of these can be gone back to: former ones whose weights are kept."""
    former = [model.pk for model in models if model.state == ModelState.FORMER]
    return set(ModelContent.objects.filter(pk__in=former).values_list("pk", flat=True))


def last_former() -> TrainedModel | None:
    """The model that was in use before, where its weights are kept."""
    former = TrainedModel.objects.filter(state=ModelState.FORMER, content__isnull=False)
    return former.order_by("-in_use_until", "-id").first()


def get_training(run_id: UUID) -> TrainingRun:
    """A training; NotFound where there is none."""
    found = TrainingRun.objects.filter(pk=run_id).first()
    if found is None:
        raise NotFound
    return found


def last_trainings(size: int = 20) -> list[TrainingRun]:
    """The last trainings, the newest first."""
    return list(TrainingRun.objects.order_by("-begun_at")[:size])


def last_training() -> TrainingRun | None:
    return next(iter(last_trainings(1)), None)


def is_alive(run: TrainingRun, now: datetime) -> bool:
    """Whether a run is under way: one whose process was killed is not."""
    return bool(run.is_running) and run.seen_at > now - timedelta(seconds=rules.DEAD_AFTER_SECONDS)


def training_is_due(now: datetime) -> bool:
    """Whether a month has passed since the last training, or there is no model, but examples.

    One whose process was killed is tried again sooner: it told nothing.
    """
    last = TrainingRun.objects.order_by("-begun_at").first()
    if last is not None and is_alive(last, now):
        return False
    is_killed = last is not None and bool(last.is_running)
    waited = EVERY if TrainedModel.objects.exists() and not is_killed else AGAIN_AFTER
    is_due = last is None or last.begun_at <= now - waited or last.outcome == rules.Outcome.STOPPED
    return is_due and has_enough_examples()
