"""Who judges a call's bids, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.market.procurement.models import (
    BidExclusion,
    BidScore,
    Call,
    CallCriterion,
    CriterionKind,
    Evaluator,
    ExclusionState,
    PriceExplanation,
)
from gongjian.market.procurement.rules.evaluation import IN_OFFICE, all_locked, least_evaluators

MOST_JUDGED = 100
_SCORED = ("criterion", "company__organisation")


def evaluators_of(call: Call) -> list[Evaluator]:
    """Everybody who was appointed for the present stage, by number."""
    rows = Evaluator.objects.filter(call=call, stage_number=call.stage_number)
    return list(rows.select_related("user").order_by("number"))


def in_office(evaluators: Sequence[Evaluator]) -> list[Evaluator]:
    return [one for one in evaluators if one.state in IN_OFFICE]


def get_evaluator(*, actor: Actor, call: Call, is_locked: bool = False) -> Evaluator:
    """The evaluator somebody is, in person, in the present stage.

    Raises
    ------
    NotAllowed
        They are none, or not in office any more.
    """
    rows = Evaluator.objects.filter(call=call, stage_number=call.stage_number)
    rows = rows.filter(user=actor.user_id, state__in=IN_OFFICE)
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first() if actor.user_id and actor.api_key_id is None else None
    if found is None:
        raise NotAllowed
    return found


def numbered_evaluator(call: Call, number: int) -> Evaluator:
    """An evaluator of the present stage by number.

    Raises
    ------
    NotFound
    """
    found = Evaluator.objects.filter(
        call=call, stage_number=call.stage_number, number=number
    ).first()
    if found is None:
        raise NotFound
    return found


def is_complete(call: Call) -> bool:
    """Whether enough have judged the present stage and all have locked: before, one who is still to
    be appointed in another's place would see the scores."""
    evaluators = in_office(evaluators_of(call))
    least = least_evaluators(call.procedure.code, len(quality_of(criteria_of(call))))
    return len(evaluators) >= least and all_locked(one.state for one in evaluators)


def criteria_of(call: Call) -> list[CallCriterion]:
    """Of the present stage, in their order."""
    rows = CallCriterion.objects.filter(call=call, stage_number=call.stage_number)
    return list(rows.order_by("place"))


def quality_of(criteria: Sequence[CallCriterion]) -> list[CallCriterion]:
    return [one for one in criteria if one.kind == CriterionKind.QUALITY]


def titles_of(criteria: Iterable[CallCriterion]) -> dict[str, str]:
    """By the code under which bidders answer to each: ``"C1"``."""
    return {f"C{one.place}": one.title for one in criteria}


def own_scores(evaluator: Evaluator) -> dict[tuple[UUID, UUID], BidScore]:
    """What an evaluator has scored, by company and criterion; nobody else's."""
    rows = BidScore.objects.filter(evaluator=evaluator).select_related(*_SCORED)
    return {(row.company_id, row.criterion_id): row for row in rows}


def counted_scores(call: Call) -> dict[UUID, int]:
    """How many scores each evaluator has given: all that others see before all are locked."""
    rows = BidScore.objects.filter(
        evaluator__call=call, evaluator__stage_number=call.stage_number
    ).values_list("evaluator")
    return dict(rows.annotate(count=Count("id")).order_by())


def locked_scores(call: Call) -> list[BidScore]:
    """Every score of those in office, once all are locked; before, nothing at all."""
    evaluators = in_office(evaluators_of(call))
    if not evaluators or not all_locked(one.state for one in evaluators):
        return []
    rows = BidScore.objects.filter(evaluator__in=evaluators)
    return list(rows.select_related("evaluator", *_SCORED).order_by("evaluator__number", "id"))


def open_exclusions_of(call: Call) -> dict[UUID, BidExclusion]:
    """In force, or waiting for another person, in the present stage."""
    rows = BidExclusion.objects.filter(
        call=call, stage_number=call.stage_number,
        state__in=[ExclusionState.PROPOSED, ExclusionState.IN_FORCE],
    )  # fmt: skip
    return {row.company_id: row for row in rows}


def exclusions_of(call: Call) -> dict[UUID, BidExclusion]:
    """In force in the present stage."""
    found = open_exclusions_of(call).items()
    return {key: row for key, row in found if row.state == ExclusionState.IN_FORCE}


def explanations_of(call: Call) -> dict[UUID, PriceExplanation]:
    """What companies were asked about their price in the present stage."""
    rows = PriceExplanation.objects.filter(call=call, stage_number=call.stage_number)
    return {row.company_id: row for row in rows.select_related("company__organisation")}


def is_explained(call: Call, company_id: UUID, now: datetime) -> bool:
    """Whether a company has accounted for its price, or had the time for it."""
    found = explanations_of(call).get(company_id)
    return found is not None and (found.answered_at is not None or now >= found.answer_by)


def judged_by(*, actor: Actor) -> list[Evaluator]:
    """Where somebody is in office as an evaluator, the newest first."""
    if actor.user_id is None or actor.api_key_id is not None:
        return []
    rows = Evaluator.objects.filter(user=actor.user_id, state__in=IN_OFFICE)
    return list(rows.select_related("call").order_by("-appointed_at")[:MOST_JUDGED])
