"""What a case's history says of its category: an example to learn from, and the model's school
report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.references import reference_of
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage import interface as triage

TELLING = (
    "case_dispatched",
    "case_settled",
    "case_handed_back",
    "case_answered",
    "requester_erased",
)
"""The events that say anything of a case's category."""
BY_PERSON = "user:"


@dataclass(frozen=True, slots=True)
class Told:
    """What a history says.

    ``evidence`` None: nothing to learn from. ``is_confirmed``: the model alone chose the category,
    and the department answered without handing back; the model was right, but learns nothing from
    what only itself has said.
    """

    evidence: triage.Evidence | None = None
    category_id: UUID | None = None
    at: datetime | None = None
    is_confirmed: bool = False


def learn_from_cases(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Keep, replace or forget the examples of the cases that these events happened to.

    Told anew from the whole history each time, so neither order nor repetition matters.
    """
    telling = CaseEvent.objects.filter(pk__in=event_ids, name__in=TELLING)
    for case_id in sorted(set(telling.values_list("case_id", flat=True))):
        with transaction.atomic():
            # Else an older run of this task might write what an erasure has just deleted.
            case = Case.objects.select_for_update().get(pk=case_id)
            _learn(case, now)


def learn_from_all_cases(*, case_ids: Sequence[UUID], now: datetime) -> None:
    """The same for cases whose events were never announced."""
    events = CaseEvent.objects.filter(case__in=case_ids, name__in=TELLING)
    learn_from_cases(event_ids=list(events.values_list("pk", flat=True)), now=now)


def told_by(case: Case, events: Iterable[CaseEvent]) -> Told:
    """What a case's telling events, oldest first, say together; the last word counts."""
    told, is_by_model = Told(), False
    for event in events:
        if event.name == "case_handed_back":
            # Somebody doubts it; what comes of that is told by the next dispatch.
            told = Told()
        elif event.name in ("case_dispatched", "case_settled"):
            is_by_model = is_by_model or "model" in event.data
            chosen = _chosen(event)
            if chosen is not None:
                told, is_by_model = chosen, False
        elif event.name == "case_answered" and told.evidence is None:
            told = _answered(case, event, is_by_model)
    return Told() if case.erased_at is not None else told


def _chosen(event: CaseEvent) -> Told | None:
    """What a person chose who dispatched it: another category, or the same against a doubt."""
    category = event.data.get("category")
    if not category or not event.actor.startswith(BY_PERSON):
        return None
    if event.name == "case_settled":
        return Told(triage.Evidence.SETTLED, UUID(category), event.at)
    is_other = category != event.data.get("left_cell", {}).get("category")
    if is_other or event.from_state == CaseState.HANDED_BACK:
        return Told(triage.Evidence.CORRECTION, UUID(category), event.at)
    return None


def _answered(case: Case, event: CaseEvent, is_by_model: bool) -> Told:
    if is_by_model:
        return Told(is_confirmed=True, at=event.at)
    if case.category_id is None:
        return Told()
    return Told(triage.Evidence.ANSWERED, case.category_id, event.at)


def _learn(case: Case, now: datetime) -> None:
    events = case.events.filter(name__in=TELLING).order_by("id")
    told, reference = told_by(case, events), reference_of(case)
    words = f"{case.public_title}{case.public_text}".strip()
    if told.evidence and told.category_id and told.at and words:
        draft = triage.ExampleDraft(
            reference=reference,
            title=case.public_title,
            text=case.public_text,
            category_id=told.category_id,
            evidence=told.evidence,
            at=told.at,
        )
        triage.keep_examples(drafts=[draft], now=now)
    else:
        triage.forget_examples(references=[reference])
    is_chosen = told.evidence in (triage.Evidence.SETTLED, triage.Evidence.CORRECTION)
    triage.note_outcome(
        case_id=case.pk,
        category_id=told.category_id if is_chosen else None,
        is_confirmed=told.is_confirmed,
        at=told.at,
    )
