"""Saying that what a source gave is wrong: the source is asked, and answers within its days."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, NotFound
from gongjian.government.exchange import interface as exchange
from gongjian.government.services.models import Answer
from gongjian.government.services.rules.states import AnswerState
from gongjian.government.services.selectors.applications import get_own_locked


def dispute_answer(
    *, actor: Actor, application_id: UUID, name: str, text: str, now: datetime
) -> Answer:
    """Raise a doubt about one answer; the answer stays, and shows that it is doubted.

    Raises
    ------
    NotFound
        The actor has no such application, or no source gave that answer.
    Conflict
        It is doubted already, or the actor waits for many answers.
    Invalid
        Too little is said.
    """
    with transaction.atomic():
        application = get_own_locked(actor=actor, application_id=application_id)
        rows = application.answers.select_related("dataset")
        answer = rows.filter(name=name, state=AnswerState.FILLED).first()
        if answer is None or answer.dataset is None:
            raise NotFound
        if answer.correction_number:
            raise Conflict
        doubt = exchange.raise_correction(
            actor=actor,
            dataset_code=answer.dataset.code,
            field_name=answer.field_name,
            text=text,
            query_id=answer.query_id,
            now=now,
        )
        answer.correction_number = doubt.number
        answer.save(update_fields=["correction_number"])
    return answer
