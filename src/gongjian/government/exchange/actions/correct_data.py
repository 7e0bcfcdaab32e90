"""Doubts about data: raised with the source, answered within a deadline, told to whoever raised
them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import (
    Conflict,
    Invalid,
    StaleVersion,
    Text,
    Unauthenticated,
    WrongState,
)
from gongjian.foundation.kernel.ids import new_number
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import interface as duties
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions.ask_for_data import LEAST_WORDS
from gongjian.government.exchange.events import CorrectionChanged
from gongjian.government.exchange.models import Correction, Dataset, Field
from gongjian.government.exchange.rules.corrections import CorrectionState
from gongjian.government.exchange.rules.sharing import CORRECTION_WORKING_DAYS
from gongjian.government.exchange.selectors.corrections import get_correction_locked
from gongjian.government.exchange.selectors.datasets import get_dataset, source_of
from gongjian.government.exchange.selectors.own_looks import get_own_query

MOST_OPEN = 20
"""Of one person at a time."""


def raise_correction(
    *,
    actor: Actor,
    dataset_code: str,
    field_name: str,
    text: str,
    query_id: UUID | None = None,
    now: datetime,
) -> Correction:
    """Say that a field is wrong. Where this is a copy, its authoritative source is asked.

    Parameters
    ----------
    query_id : UUID, optional
        A look at the actor's own data in which it was seen.

    Raises
    ------
    Unauthenticated
        Nobody in particular says so.
    NotFound
        There is no such dataset, or the query is not about the actor.
    Invalid
        The dataset has no such field, or too little is said.
    Conflict
        The actor waits for answers to many already.
    """
    if actor.user_id is None:
        raise Unauthenticated
    query = get_own_query(actor=actor, query_id=query_id) if query_id else None
    dataset = get_dataset(dataset_code)
    field = next((one for one in dataset.fields.all() if one.name == field_name), None)
    wrong: dict[str, list[Text]] = {}
    if field is None:
        wrong["field_name"] = [_("There is no field “%(field)s”.") % {"field": field_name[:60]}]
    if len(text.strip()) < LEAST_WORDS:
        wrong["text"] = [_("Say what is wrong, and what would be right.")]
    if wrong or field is None:
        raise Invalid(fields=wrong)
    source, asked = _source(dataset, field)
    with transaction.atomic():
        mine = Correction.objects.filter(raised_by_id=actor.user_id, state="open")
        if mine.count() >= MOST_OPEN:
            raise Conflict(_("You wait for many answers already."))
        days = law.parameter(
            "data-correction-working-days", local_day(now), CORRECTION_WORKING_DAYS
        )
        row = Correction.objects.create(
            number=new_number(),
            dataset=source,
            department_id=source.owner_id,
            field_name=asked,
            query=query,
            raised_by_id=actor.user_id,
            text=text.strip(),
            raised_at=now,
            due_at=duties.deadline_at(None, now, days),
        )
        about = {"dataset": source.code, "field": asked, "due_at": row.due_at.isoformat()}
        ledger.record(actor, "correction_raised", reference_of(row), now=now, data=about)
        outbox.add(CorrectionChanged(correction_id=row.pk))
    return row


def answer_correction(
    *,
    actor: Actor,
    number: str,
    state: CorrectionState,
    answer: str,
    version: int | None = None,
    now: datetime,
) -> Correction:
    """Answer for the source: it is corrected there, or it is right as it stands.

    Raises
    ------
    NotFound
        There is none of this number, or the actor may not see it.
    NotAllowed
        The actor does not work for the source, or raised it.
    WrongState
        It is answered.
    Invalid
        Too little is said.
    """
    with transaction.atomic():
        row = get_correction_locked(actor=actor, number=number)
        policies.require_can_ask_for(actor, row.department_id)
        policies.require_other(actor, row.raised_by_id)
        if row.state != CorrectionState.OPEN or state is CorrectionState.OPEN:
            raise WrongState
        if version is not None and version != row.version:
            raise StaleVersion
        if len(answer.strip()) < LEAST_WORDS:
            raise Invalid(fields={"answer": [_("Say what was done, or why it is right.")]})
        row.state = state.value
        row.answer = answer.strip()
        row.answered_by_id = actor.user_id
        row.answered_at = now
        row.version += 1
        row.save()
        about = {"state": row.state, "in_time": now < row.due_at}
        ledger.record(actor, "correction_answered", reference_of(row), now=now, data=about)
        outbox.add(CorrectionChanged(correction_id=row.pk))
    return row


def note_overdue(*, now: datetime) -> list[UUID]:
    """Mark doubts whose deadline is over, and announce them in the same breath; which they are."""
    with transaction.atomic():
        rows = Correction.objects.select_for_update().filter(
            state="open", is_reminded=False, due_at__lte=now
        )
        found = list(rows.order_by("due_at", "id").values_list("pk", flat=True)[:500])
        Correction.objects.filter(pk__in=found).update(is_reminded=True)
        for key in found:
            outbox.add(CorrectionChanged(correction_id=key))
    return found


def _source(dataset: Dataset, field: Field) -> tuple[Dataset, str]:
    if field.is_authoritative:
        return dataset, field.name
    found = source_of(field.concept)
    return (found.dataset, found.name) if found else (dataset, field.name)
