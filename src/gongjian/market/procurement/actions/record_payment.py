"""Payments: for accepted milestones only, once each, by somebody who accepted nothing of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.contract_errors import (
    AnotherPersonPays,
    NotAccepted,
    PaidAlready,
)
from gongjian.market.procurement.models import Acceptance, MilestoneStateName, Payment
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import NOTE_LENGTH, ContractStep
from gongjian.market.procurement.selectors import contracts


def record_payment(
    *,
    actor: Actor,
    contract_id: UUID,
    milestone_number: int,
    amount_minor: int,
    paid_on: date,
    note: str = "",
    now: datetime,
) -> Payment:
    """Record what was paid for a milestone.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed
    Invalid
        More than the milestone is worth; less, and no word why; a day to come, or before it was
        accepted.
    NotAccepted, PaidAlready, AnotherPersonPays, HasInterest
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.PAY, actor, contract)
        milestone = contracts.get_milestone(contract, milestone_number)
        if milestone.state != MilestoneStateName.ACCEPTED or milestone.accepted_at is None:
            raise NotAccepted
        decided = Acceptance.objects.filter(delivery__milestone=milestone)
        if decided.filter(decided_by=actor.reference).exists():
            raise AnotherPersonPays
        wrong: dict[str, list[str]] = {}
        note = note.strip()
        if not 0 < amount_minor <= milestone.amount_minor:
            wrong["amount"] = [_("No more than the milestone is worth can be paid.")]
        elif amount_minor < milestone.amount_minor and not note:
            wrong["note"] = [_("Say why less is paid.")]
        if len(note) > NOTE_LENGTH:
            wrong["note"] = [_("This is too long: at most 200 characters.")]
        if not local_day(milestone.accepted_at) <= paid_on <= local_day(now):
            wrong["paid_on"] = [_("Choose a day from the acceptance until today.")]
        if wrong:
            raise Invalid(fields=wrong)
        if milestone.paid_minor:
            raise PaidAlready
        try:
            with transaction.atomic():
                payment = Payment.objects.create(
                    milestone=milestone, amount_minor=amount_minor, paid_on=paid_on,
                    note=cases.mask(note, []) if note else "", recorded_at=now,
                    recorded_by=actor.reference,
                )  # fmt: skip
        except IntegrityError:
            raise PaidAlready from None
        milestone.paid_minor = amount_minor
        milestone.save(update_fields=["paid_minor"])
        contract.paid_minor += amount_minor
        write_contract_event(
            contract, actor=actor, name="milestone_paid", now=now, step=ContractStep.PAY,
            data={
                "milestone": milestone.number,
                "amount_minor": amount_minor,
                "paid_on": paid_on.isoformat(),
            },
        )  # fmt: skip
    return payment
