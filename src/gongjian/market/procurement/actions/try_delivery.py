"""Residents behind the evidence try what was delivered: asked once, heard by both acceptors, named
to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound, Unauthenticated
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.contract_errors import MilestoneNotThere, TriedAlready
from gongjian.market.procurement.models import Delivery, DeliveryState, DeliveryTrial
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import ContractStep
from gongjian.market.procurement.selectors import contracts
from gongjian.market.procurement.selectors.deliveries import standing_delivery

WORDS_LENGTH = 1_000


def ask_to_try(
    *, actor: Actor, contract_id: UUID, milestone_number: int, now: datetime
) -> Delivery:
    """Have those behind the evidence of the initiative asked to try a delivery, once.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed
    MilestoneNotThere
        Nothing waits to be accepted.
    Invalid
        The call carries out no initiative, so that nobody is behind it.
    Conflict
        They were asked.
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.ASK_TO_TRY, actor, contract)
        milestone = contracts.get_milestone(contract, milestone_number)
        delivery = standing_delivery(milestone)
        if delivery is None or delivery.state != DeliveryState.REPORTED:
            raise MilestoneNotThere
        if not contract.call.initiative_ref:
            raise Invalid(_("This call carries out no initiative: nobody is behind it."))
        if delivery.trial_at is not None:
            raise Conflict
        delivery.trial_at = now
        delivery.save(update_fields=["trial_at"])
        write_contract_event(
            contract, actor=actor, name="milestone_trial_asked", now=now,
            step=ContractStep.ASK_TO_TRY,
            data={"milestone": milestone.number, "delivery": delivery.number},
        )  # fmt: skip
    return delivery


def invite_to_try(
    *, contract_number: str, milestone_number: int, user_ids: Sequence[UUID], now: datetime
) -> list[UUID]:
    """Let these people answer; whoever could before, once. Returns those who are to be told.

    An app above calls it, which knows who is behind the evidence. Nobody of the company is asked,
    nor either of the two who accept.
    """
    contract = contracts.by_number(contract_number)
    delivery = standing_delivery(contracts.get_milestone(contract, milestone_number))
    if delivery is None or delivery.state != DeliveryState.REPORTED or delivery.trial_at is None:
        return []
    members = {user.pk for user in contracts.members_of(contract)}
    partial = members | {contract.owner_id, contract.acceptor_id}
    asked = [key for key in dict.fromkeys(user_ids) if key not in partial]
    DeliveryTrial.objects.bulk_create(
        [DeliveryTrial(delivery=delivery, user_id=key, asked_at=now) for key in asked],
        ignore_conflicts=True,
    )
    return asked


def answer_trial(
    *,
    actor: Actor,
    contract_id: UUID,
    milestone_number: int,
    works: bool,
    words: str = "",
    now: datetime,
) -> DeliveryTrial:
    """Say whether it works, once, as somebody who was asked.

    Raises
    ------
    Unauthenticated, Invalid
    NotFound
        The actor was not asked.
    MilestoneNotThere
        It is decided on.
    TriedAlready
    """
    if actor.user_id is None or not policies.is_in_person(actor):
        raise Unauthenticated
    words = words.strip()
    if len(words) > WORDS_LENGTH:
        raise Invalid(fields={"words": [_("This is too long: at most 1,000 characters.")]})
    contract = contracts.get_visible(actor=actor, contract_id=contract_id)
    with transaction.atomic():
        milestone = contracts.get_milestone(contract, milestone_number)
        rows = DeliveryTrial.objects.select_for_update(of=("self",))
        trial = rows.filter(delivery__milestone=milestone, user=actor.user_id).last()
        if trial is None:
            raise NotFound
        delivery = Delivery.objects.get(pk=trial.delivery_id)
        if delivery.state != DeliveryState.REPORTED:
            raise MilestoneNotThere
        if trial.answered_at is not None:
            raise TriedAlready
        names = list(people.User.objects.filter(pk=actor.user_id).values_list("name", flat=True))
        trial.works, trial.answered_at = works, now
        trial.words = cases.mask(words, names) if words else ""
        trial.save(update_fields=["works", "words", "answered_at"])
    return trial
