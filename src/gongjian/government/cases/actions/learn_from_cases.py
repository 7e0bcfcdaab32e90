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
BATCH = 100
"""So many cases are locked and told at once."""


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
    case_ids = sorted(set(telling.values_list("case_id", flat=True)))
    for begin in range(0, len(case_ids), BATCH):
        _learn(case_ids[begin : begin + BATCH], now)


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


def _learn(case_ids: Sequence[UUID], now: datetime) -> None:
    with transaction.atomic():
        # Locked, else an older run of this task might write what an erasure has just deleted; in
        # one order, so that two workers with the same cases wait and never deadlock.
        locked = Case.objects.select_for_update(no_key=True).filter(pk__in=case_ids).order_by("pk")
        cases = list(locked)
        telling: dict[UUID, list[CaseEvent]] = {case.pk: [] for case in cases}
        for event in CaseEvent.objects.filter(case__in=cases, name__in=TELLING).order_by("id"):
            telling[event.case_id].append(event)
        told = [(case, told_by(case, telling[case.pk])) for case in cases]
        drafts = [draft for case, said in told if (draft := _example(case, said))]
        triage.keep_examples(drafts=drafts, now=now)
        kept = {draft.reference for draft in drafts}
        triage.forget_examples(references={reference_of(case) for case in cases} - kept)
        triage.note_outcomes(outcomes={case.pk: _outcome(said) for case, said in told})


def _example(case: Case, told: Told) -> triage.ExampleDraft | None:
    words = f"{case.public_title}{case.public_text}".strip()
    if not (told.evidence and told.category_id and told.at and words):
        return None
    return triage.ExampleDraft(
        reference=reference_of(case),
        title=case.public_title,
        text=case.public_text,
        category_id=told.category_id,
        evidence=told.evidence,
        at=told.at,
    )


def _outcome(told: Told) -> triage.Outcome:
    is_chosen = told.evidence in (triage.Evidence.SETTLED, triage.Evidence.CORRECTION)
    return triage.Outcome(
        category_id=told.category_id if is_chosen else None,
        is_confirmed=told.is_confirmed,
        at=told.at,
    )
