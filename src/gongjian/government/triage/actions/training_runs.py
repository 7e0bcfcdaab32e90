"""One training at a time in the whole town: reserving it, its signs of life, its end."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage import policies
from gongjian.government.triage.errors import TrainingUnderWay
from gongjian.government.triage.events import TrainingAsked
from gongjian.government.triage.models import TrainedModel, TrainingRun


def ask_training(*, actor: Actor, now: datetime) -> TrainingRun:
    """Have a challenger trained by a process of its own, as soon as a worker is free.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    TrainingUnderWay
        One is being trained.
    """
    with transaction.atomic():
        run = begin_training(actor=actor, now=now)
        outbox.add(TrainingAsked(run_id=run.pk))
    return run


def begin_training(*, actor: Actor, now: datetime) -> TrainingRun:
    """Reserve the one run; of two who ask at once, one gets it.

    Raises
    ------
    NotAllowed, TrainingUnderWay
        As for `ask_training`.
    """
    policies.require_can_govern_models(actor)
    with transaction.atomic():
        # A killed process says no more; its run ends here.
        dead = TrainingRun.objects.filter(
            is_running=True, seen_at__lte=now - timedelta(seconds=rules.DEAD_AFTER_SECONDS)
        )
        dead.update(is_running=None, ended_at=F("seen_at"), outcome=rules.Outcome.STOPPED)
        try:
            with transaction.atomic():
                run = TrainingRun.objects.create(
                    asked_by=actor.reference, begun_at=now, seen_at=now
                )
        except IntegrityError as error:
            raise TrainingUnderWay from error
        ledger.record(actor, "training_begun", reference_of(run), now=now)
    return run


def note_alive(*, run_id: UUID, now: datetime) -> bool:
    """Say that a run's process lives; False where the run has been ended by somebody else."""
    return bool(TrainingRun.objects.filter(pk=run_id, is_running=True).update(seen_at=now))


def end_training(
    *, run_id: UUID, outcome: rules.Outcome, now: datetime, model: TrainedModel | None = None
) -> bool:
    """Write what came of a run; False where it has been ended meanwhile."""
    running = TrainingRun.objects.filter(pk=run_id, is_running=True)
    return bool(running.update(is_running=None, ended_at=now, outcome=outcome, model=model))
