"""The official answer: accepted, in another plan, or rejected; with reasons, cost, provision."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.law import interface as law
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.actions.proposal_events import write_event
from gongjian.public.deliberation.models import Proposal, ProposalAnswer
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import Outcome, ProposalState, ProposalStep
from gongjian.public.deliberation.selectors import proposals

MOST_MINOR = 10**15
Currency = Literal["CNY", "EUR", "USD", "GBP", "HKD"]
CURRENCIES: tuple[Currency, ...] = get_args(Currency)


def answer_proposal(
    *,
    actor: Actor,
    proposal_id: UUID,
    outcome: Outcome,
    text: str,
    now: datetime,
    plan: str = "",
    cost_minor: int | None = None,
    currency: str = "CNY",
    provision_id: UUID | None = None,
    version: int | None = None,
) -> ProposalAnswer:
    """Answer a proposal for the government. A later answer replaces the one before, which stays to
    be read; whether it was in time is said of the first.

    Parameters
    ----------
    text : str
        The reasons.
    plan : str
        Which plan it is in; needed where the outcome is that.
    cost_minor : int, optional
        What it costs, in the currency's minor units.

    Raises
    ------
    NotFound, NotAllowed, StepNotOpen, StaleVersion
        As for every step.
    Invalid
        Reasons, plan, cost or provision are wrong.
    """
    text = checks.words_of("text", text, most=rules.TEXT_LENGTH)
    plan = checks.words_of("plan", " ".join(plan.split()), most=300, may_be_empty=True)
    if outcome is Outcome.IN_PLAN and not plan:
        raise Invalid(fields={"plan": [_("Say which plan it is in.")]})
    if cost_minor is not None and not 0 <= cost_minor <= MOST_MINOR:
        raise Invalid(fields={"cost": [_("This is no cost.")]})
    if currency not in CURRENCIES:
        raise Invalid(fields={"currency": [_("This currency is not known here.")]})
    provisions = law.provisions_in_force(local_day(now))
    if provision_id is not None and not provisions.filter(pk=provision_id).exists():
        raise Invalid(fields={"provision_id": [_("This provision is not in force today.")]})
    with transaction.atomic():
        proposal = proposals.get_locked(
            actor=actor, proposal_id=proposal_id, step=ProposalStep.ANSWER, version=version
        )
        department_id = _department(actor, proposal)
        answer = ProposalAnswer.objects.create(
            proposal=proposal, outcome=outcome.value, text=text, plan=plan, cost_minor=cost_minor,
            currency=currency if cost_minor is not None else "", provision_id=provision_id,
            department_id=department_id, answered_by=actor.reference, answered_at=now,
        )  # fmt: skip
        if proposal.answered_at is None:
            proposal.answered_at = now
            if proposal.due_at is not None:
                proposal.is_answered_in_time = now < proposal.due_at
        write_event(
            proposal,
            actor=actor,
            name="proposal_answered",
            now=now,
            to_state=ProposalState(outcome.value),
            text=text,
            department_id=department_id,
            data={"outcome": outcome.value, "answer": str(answer.pk)},
        )
    return answer


def _department(actor: Actor, proposal: Proposal) -> UUID | None:
    """For which public body somebody answers: the responsible one, else their own."""
    if proposal.department_id is not None:
        return proposal.department_id
    own = actor.organisation_ids(Role.PRODUCT_MANAGER, Role.SUPERVISOR)
    return min(own, default=None)
