"""What evaluators declare about each bidder, before they see a bid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.appoint_evaluator import leave_office
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.write_ranking import rank_if_complete
from gongjian.market.procurement.models import (
    Evaluator,
    EvaluatorStateName,
    InterestDeclaration,
)
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies.interests import claims_on, interests_of
from gongjian.market.procurement.rules.evaluation import EvaluatorState, Interest
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.judged_bids import bidders_of


@dataclass(frozen=True, slots=True)
class Declared:
    """Whether somebody has an interest in a company, and which."""

    has_interest: bool
    text: str = ""


def declare_interest(
    *, actor: Actor, call_id: UUID, declared: Mapping[UUID, Declared], now: datetime
) -> Evaluator:
    """Declare, for every bidder, whether one has an interest in it. Who has one leaves.

    So does whoever declares none where the registers know one; that is not told to them, but to
    those who appointed them.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    Conflict
        They have declared already.
    Invalid
        A bidder is missing, or it is not said which interest.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.DECLARE_INTEREST, actor, call)
        evaluator = evaluations.get_evaluator(actor=actor, call=call, is_locked=True)
        if evaluator.state != EvaluatorState.APPOINTED:
            raise Conflict
        bidders = bidders_of(call)
        if set(declared) != set(bidders):
            raise Invalid(_("Declare for every bidder whether you have an interest in it."))
        if any(one.has_interest and not one.text.strip() for one in declared.values()):
            raise Invalid(_("Say which interest it is."))
        InterestDeclaration.objects.bulk_create(
            InterestDeclaration(
                evaluator=evaluator, company_id=company, has_interest=one.has_interest,
                text=cases.mask(one.text.strip(), []) if one.text.strip() else "", at=now,
            )
            for company, one in declared.items()
        )  # fmt: skip
        evaluator.declared_at = now
        evaluator.state = EvaluatorStateName.CLEARED.value
        evaluator.save(update_fields=["declared_at", "state"])
        grounds = interests_now(evaluator, bidders)
        if any(one.has_interest for one in declared.values()):
            grounds.add(Interest.DECLARED)
        if grounds:
            leave_office(evaluator, EvaluatorStateName.CONFLICTED, "")
        name = "evaluator_conflicted" if grounds else "interest_declared"
        data = {"evaluator": evaluator.code}
        write_event(
            call, actor=actor, name=name, now=now, step=CallStep.DECLARE_INTEREST, data=data
        )
        if grounds:
            found = {**data, "grounds": sorted(grounds)}
            write_event(
                call, actor=actor, name="interest_found", now=now, is_public=False, data=found
            )
            rank_if_complete(call, actor=actor, now=now)
        elif claims := _claims(evaluator, bidders):
            claimed = {**data, "companies": sorted(map(str, claims))}
            write_event(
                call, actor=actor, name="interest_claimed", now=now, is_public=False, data=claimed
            )
    return evaluator


def _claims(evaluator: Evaluator, bidders: Mapping[UUID, str]) -> set[UUID]:
    user, since = evaluator.user, local_day(evaluator.call.created_at)
    return claims_on(user, bidders, since) if user else set()


def interests_now(evaluator: Evaluator, bidders: Mapping[UUID, str]) -> set[Interest]:
    """What the registers know of an evaluator by now: somebody may join a company later."""
    user, since = evaluator.user, local_day(evaluator.call.created_at)
    return set(interests_of(user, bidders, since).values()) if user else set()
