"""Work on initiatives: steps, measures, readings, evidence."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import Router

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.market.initiatives.actions import change_evidence as evidence
from gongjian.market.initiatives.actions import save_measure as measures
from gongjian.market.initiatives.actions import take_step as stepping
from gongjian.market.initiatives.api.outputs import shown_created, shown_one
from gongjian.market.initiatives.api.schemas import (
    EvidenceIn,
    EvidenceRemovalIn,
    InitiativeSeen,
    InitiativeStepIn,
    MeasureIn,
    MeasureReadingIn,
)
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeStep
from gongjian.market.initiatives.selectors import initiatives

router = Router()
ONE = "/initiatives/{initiative_number}"
MEASURE = ONE + "/measures/{measure_id}"


def _found(number: str) -> Initiative:
    return initiatives.get_initiative(number=number)


@router.post(f"{ONE}/steps", response=InitiativeSeen, operation_id="take_initiative_step")
@creates(shown_one)
def take_step(request: HttpRequest, initiative_number: str, body: InitiativeStepIn) -> str:
    """Plan, start, deliver, review, refuse, drop or resume it; whoever is behind it is told."""
    stepping.take_step(
        actor=actor_of(request), initiative_id=_found(initiative_number).pk,
        step=InitiativeStep(body.step), reason=body.reason, version=body.version, now=now(),
    )  # fmt: skip
    return initiative_number


@router.post(f"{ONE}/measures", response={201: InitiativeSeen}, operation_id="add_measure")
@creates(shown_created)
def add_measure(request: HttpRequest, initiative_number: str, body: MeasureIn) -> str:
    """Say by what its outcome is told; until the work on it begins."""
    measures.add_measure(
        actor=actor_of(request), initiative_id=_found(initiative_number).pk, draft=body.draft(),
        now=now(),
    )  # fmt: skip
    return initiative_number


@router.delete(MEASURE, response=InitiativeSeen, operation_id="remove_measure")
def remove_measure(request: HttpRequest, initiative_number: str, measure_id: UUID) -> JsonResponse:
    """Take a measure away; until the work on it begins."""
    measures.remove_measure(
        actor=actor_of(request), initiative_id=_found(initiative_number).pk,
        measure_id=measure_id, now=now(),
    )  # fmt: skip
    return shown_one(request, initiative_number)


@router.post(f"{MEASURE}/readings", response={201: InitiativeSeen}, operation_id="add_reading")
@creates(shown_created)
def add_reading(
    request: HttpRequest, initiative_number: str, measure_id: UUID, body: MeasureReadingIn
) -> str:
    """Enter what a measure came to on a day, and where that was read."""
    measures.add_reading(
        actor=actor_of(request), initiative_id=_found(initiative_number).pk,
        measure_id=measure_id, now=now(), **body.dict(),
    )  # fmt: skip
    return initiative_number


@router.post(f"{ONE}/evidence", response={201: InitiativeSeen}, operation_id="add_evidence")
@creates(shown_created)
def add_evidence(request: HttpRequest, initiative_number: str, body: EvidenceIn) -> str:
    """Link a case, hot issue, proposal, consultation or budget project that the caller may see."""
    evidence.add_evidence(
        actor=actor_of(request), initiative_id=_found(initiative_number).pk, now=now(),
        **body.dict(),
    )  # fmt: skip
    return initiative_number


@router.post(f"{ONE}/evidence/removals", response=InitiativeSeen, operation_id="remove_evidence")
@creates(shown_one)
def remove_evidence(request: HttpRequest, initiative_number: str, body: EvidenceRemovalIn) -> str:
    """Take back what was linked by mistake, with the reason."""
    evidence.remove_evidence(
        actor=actor_of(request), initiative_id=_found(initiative_number).pk, now=now(),
        **body.dict(),
    )  # fmt: skip
    return initiative_number
