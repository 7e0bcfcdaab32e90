"""Going back: a former model, or none, sorts cases again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound, WrongState
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.triage import policies
from gongjian.government.triage.errors import ModelGone
from gongjian.government.triage.events import ModelChanged
from gongjian.government.triage.models import ModelContent, ModelState, TrainedModel


def restore_model(*, actor: Actor, model_id: UUID, now: datetime) -> TrainedModel:
    """Let a former model take over from the one in use.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    NotFound
        There is no such model.
    WrongState
        It is in use already, or was never good enough to be.
    ModelGone
        Its weights are no longer kept.
    """
    policies.require_can_govern_models(actor)
    with transaction.atomic():
        # In one order, so that of two who go back at once one waits for the other.
        rows = {row.pk: row for row in TrainedModel.objects.select_for_update().order_by("pk")}
        model = rows.get(model_id)
        if model is None:
            raise NotFound
        if model.state != ModelState.FORMER:
            raise WrongState
        if not ModelContent.objects.filter(pk=model.pk).exists():
            raise ModelGone
        _end_champion(now)
        model.state = ModelState.CHAMPION
        # Whoever goes back to it trusts it anew, whatever was measured before.
        model.raised_threshold, model.judged_since = None, now
        model.in_use_since, model.in_use_until = now, None
        model.save()
        ledger.record(
            actor, "model_restored", reference_of(model), now=now, data={"sha256": model.sha256}
        )
        outbox.add(ModelChanged(change_id=new_id()))
    return model


def retire_model(*, actor: Actor, model_id: UUID, now: datetime) -> TrainedModel:
    """Take the model in use out of use, without another: names suggest, people dispatch.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    NotFound, WrongState
        There is no such model, or it is not the one in use.
    """
    policies.require_can_govern_models(actor)
    with transaction.atomic():
        model = TrainedModel.objects.select_for_update().filter(pk=model_id).first()
        if model is None:
            raise NotFound
        if model.state != ModelState.CHAMPION:
            raise WrongState
        _end_champion(now)
        ledger.record(
            actor, "model_retired", reference_of(model), now=now, data={"sha256": model.sha256}
        )
        outbox.add(ModelChanged(change_id=new_id()))
        model.refresh_from_db()
    return model


def _end_champion(now: datetime) -> None:
    in_use = TrainedModel.objects.filter(state=ModelState.CHAMPION)
    in_use.update(state=ModelState.FORMER, in_use_until=now)
