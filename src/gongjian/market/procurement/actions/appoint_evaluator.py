"""Appointing those who judge bids, and replacing them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.actions.write_ranking import rank_if_complete
from gongjian.market.procurement.errors import EvaluatorHasInterest, ScoresLocked, StageJudged
from gongjian.market.procurement.models import Evaluator, EvaluatorStateName
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies.interests import claims_on, interests_of
from gongjian.market.procurement.rules.evaluation import (
    IN_OFFICE,
    MOST_EVALUATORS,
    REASON_LENGTH,
    EvaluatorState,
)
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.judged_bids import bidders_of

_CLAIMED = _(
    "%(companies)s: declares this person as an owner, by account, by name or through a company; "
    "nobody has confirmed that. Appoint somebody else, or say why it does not matter."
)


def appoint_evaluator(
    *, actor: Actor, call_id: UUID, email: str, reason: str = "", now: datetime
) -> Evaluator:
    """Appoint somebody to judge the bids of the present stage.

    ``reason`` says why a bidder's unconfirmed claim that they own a part of it does not matter.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    Invalid
        Nobody has this address, they were appointed before, there are enough, or a bidder claims
        that they own a part of it and no reason is given.
    EvaluatorHasInterest
        They belong to a company that bids, or own a part of one.
    StageJudged
        Enough have locked their scores, which are public with the ranking, or will be.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.APPOINT_EVALUATOR, actor, call)
        if evaluations.is_complete(call) and evaluations.evaluators_of(call):
            raise StageJudged
        user = people.User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if user is None:
            raise Invalid(fields={"email": [_("Nobody has an account with this address.")]})
        known = evaluations.evaluators_of(call)
        if any(one.user_id == user.pk for one in known):
            raise Invalid(fields={"email": [_("This person was appointed before.")]})
        if len(evaluations.in_office(known)) >= MOST_EVALUATORS:
            raise Invalid(fields={"email": [_("There are as many evaluators as there can be.")]})
        bidders, since = bidders_of(call), local_day(call.created_at)
        if interests_of(user, bidders, since):
            raise EvaluatorHasInterest
        claims = claims_on(user, bidders, since)
        if claims and not 0 < len(reason.strip()) <= REASON_LENGTH:
            names = ", ".join(name for key, name in bidders.items() if key in claims)
            raise Invalid(fields={"reason": [_CLAIMED % {"companies": names}]})
        made = Evaluator.objects.create(
            call=call, stage_number=call.stage_number, number=len(known) + 1, user=user,
            appointed_at=now, appointed_by=actor.reference,
        )  # fmt: skip
        data = {"evaluator": made.code, "stage": call.stage_number}
        write_event(
            call, actor=actor, name="evaluator_appointed", now=now,
            step=CallStep.APPOINT_EVALUATOR, data=data,
        )  # fmt: skip
        if claims:
            known_claims = {**data, "companies": sorted(map(str, claims))}
            write_event(
                call, actor=actor, name="claims_weighed", now=now, text=reason.strip(),
                is_public=False, data=known_claims,
            )  # fmt: skip
    return made


def excuse_evaluator(
    *, actor: Actor, call_id: UUID, number: int, reason: str, now: datetime
) -> Evaluator:
    """Let an evaluator go, with a reason; what they scored counts for nothing.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    Invalid
        There is no reason.
    ScoresLocked
        Theirs are: who has judged for good is not replaced.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.APPOINT_EVALUATOR, actor, call)
        evaluator = evaluations.numbered_evaluator(call, number)
        if evaluator.state == EvaluatorState.LOCKED:
            raise ScoresLocked
        if evaluator.state not in IN_OFFICE:
            raise Conflict
        reason = reason_of(reason)
        leave_office(evaluator, EvaluatorStateName.EXCUSED, reason)
        write_event(
            call, actor=actor, name="evaluator_excused", now=now,
            step=CallStep.APPOINT_EVALUATOR, text=reason, data={"evaluator": evaluator.code},
        )  # fmt: skip
        rank_if_complete(call, actor=actor, now=now)
    return evaluator


def leave_office(evaluator: Evaluator, state: EvaluatorStateName, reason: str) -> None:
    """Take a locked evaluator out of office: what they scored counts for nothing from now on."""
    evaluator.state = state.value
    evaluator.state_reason = cases.mask(reason, []) if reason else ""
    evaluator.save(update_fields=["state", "state_reason"])
