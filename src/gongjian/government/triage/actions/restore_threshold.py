"""Taking back what the measure of drift has done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.triage import policies
from gongjian.government.triage.models import TrainedModel
from gongjian.government.triage.selectors.models import get_model


def restore_threshold(*, actor: Actor, model_id: UUID, now: datetime) -> None:
    """Let a model's own threshold hold again, though drift had raised it.

    What it decided before counts against it no longer; twice is once.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    NotFound
        There is no such model.
    """
    policies.require_can_govern_models(actor)
    with transaction.atomic():
        model = get_model(model_id)
        raised = TrainedModel.objects.filter(pk=model.pk, raised_threshold__isnull=False)
        if raised.update(raised_threshold=None, judged_since=now):
            ledger.record(actor, "threshold_restored", reference_of(model), now=now)
