"""Asking a company to account for its price, before anybody may exclude it for that."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.errors import ExplanationGiven, ExplanationLate, PricesSealed
from gongjian.market.procurement.models import PartChoice, PriceExplanation
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies.companies import member_ids
from gongjian.market.procurement.rules.evaluation import EXPLAIN_DAYS, REASON_LENGTH
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.judged_bids import readable_bids, sealed_companies
from gongjian.market.procurement.selectors.legal_findings import asked_on


def ask_explanation(
    *, actor: Actor, call_id: UUID, company_id: UUID, question: str, now: datetime
) -> PriceExplanation:
    """Ask a company how it comes to its price; it has some working days for that.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    PricesSealed
        Its price is not open.
    ExplanationGiven
        It was asked before.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.ASK_EXPLANATION, actor, call)
        if company_id not in readable_bids(call):
            raise Invalid(fields={"company": [_("There is no such bid.")]})
        if company_id in sealed_companies(call, PartChoice.PRICE):
            raise PricesSealed
        if company_id in evaluations.explanations_of(call):
            raise ExplanationGiven
        days = asked_on(EXPLAIN_DAYS, now)
        made = PriceExplanation.objects.create(
            call=call, stage_number=call.stage_number, company_id=company_id,
            question=_words(question, "question"), asked_at=now, asked_by=actor.reference,
            answer_by=duties.deadline_at(call.area, now, days),
        )  # fmt: skip
        write_event(
            call, actor=actor, name="explanation_asked", now=now, step=CallStep.ASK_EXPLANATION,
            is_public=False,
            data={"company": str(company_id), "answer_by": made.answer_by.isoformat()},
        )  # fmt: skip
    return made


def explain_price(
    *, actor: Actor, call_id: UUID, company_id: UUID, answer: str, now: datetime
) -> PriceExplanation:
    """Account for a price, once and in time, for the company that was asked.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    ExplanationGiven, ExplanationLate
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.EXPLAIN, actor, call)
        found = evaluations.explanations_of(call).get(company_id)
        if found is None or company_id not in member_ids(actor):
            raise NotFound
        if found.answered_at is not None:
            raise ExplanationGiven
        if now >= found.answer_by:
            raise ExplanationLate
        found.answer = _words(answer, "answer")
        found.answered_at, found.answered_by = now, actor.reference
        found.save()
        write_event(
            call, actor=actor, name="price_explained", now=now, step=CallStep.EXPLAIN,
            is_public=False, data={"company": str(company_id)},
        )  # fmt: skip
    return found


def _words(text: str, field: str) -> str:
    text = text.strip()
    if not 0 < len(text) <= REASON_LENGTH:
        raise Invalid(fields={field: [_("Write something, in at most 4,000 characters.")]})
    return cases.mask(text, [])
