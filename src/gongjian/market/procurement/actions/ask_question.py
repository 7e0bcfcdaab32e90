"""What companies ask of an open call, and the answers: everybody reads both."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.errors import CallClosed
from gongjian.market.procurement.models import CallQuestion
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.findings import ANSWER_DAYS
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.legal_findings import asked_on
from gongjian.market.procurement.selectors.taking_part import get_taking_part

LONGEST = 4_000
ASKED_AN_HOUR = 20


def ask_question(
    *, actor: Actor, call_id: UUID, company_id: UUID, text: str, now: datetime
) -> CallQuestion:
    """Ask in the name of a company; which one asked is shown when the call is decided.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated, CallTransitionNotAllowed, Invalid, TooMany
    CallClosed
        The deadline has passed.
    CompanyRefused
        The company may not take part.
    """
    found = calls.get_visible(actor=actor, call_id=call_id)
    policies.require(CallStep.ASK, actor, found)
    count_hit(f"call-question:{actor.user_id}", limit=ASKED_AN_HOUR, period_seconds=3600, now=now)
    _require_text(text, "text")
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.ASK, actor, call)
        closes_at = call.closes_at
        if closes_at is None or not call.is_open(now):
            raise CallClosed
        company = get_taking_part(actor=actor, call=call, company_id=company_id, on=local_day(now))
        within = duties.deadline_at(call.area, now, asked_on(ANSWER_DAYS, now))
        question = CallQuestion.objects.create(
            call=call, number=call.questions.count() + 1, company=company,
            asker_id=actor.user_id, text=cases.mask(text.strip(), [company.name]),
            asked_at=now, answer_by=min(within, closes_at),
        )  # fmt: skip
        # In the name of nobody: the history of a call is public.
        write_event(
            call, actor=Actor("company"), name="call_question_asked", now=now,
            step=CallStep.ASK, data={"question": question.number},
        )  # fmt: skip
    return question


def answer_question(
    *, actor: Actor, call_id: UUID, number: int, text: str, now: datetime
) -> CallQuestion:
    """Answer a question, once: what companies have read stays as it was.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    Conflict
        It was answered before.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.ANSWER, actor, call)
        question = CallQuestion.objects.filter(call=call, number=number).first()
        if question is None:
            raise NotFound
        if question.answered_at is not None:
            raise Conflict(_("This question was answered before."))
        _require_text(text, "answer")
        question.answer = cases.mask(text.strip(), [])
        question.answered_at, question.answered_by = now, actor.reference
        question.save(update_fields=["answer", "answered_at", "answered_by"])
        write_event(
            call, actor=actor, name="call_question_answered", now=now, step=CallStep.ANSWER,
            data={"question": question.number, "is_late": now >= question.answer_by},
        )  # fmt: skip
    return question


def _require_text(text: str, field: str) -> None:
    if not 0 < len(text.strip()) <= LONGEST:
        raise Invalid(fields={field: [_("Write between 1 and 4,000 characters.")]})
