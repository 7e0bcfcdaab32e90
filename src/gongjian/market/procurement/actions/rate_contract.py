"""When a contract is over, both sides rate each other, once, and each may reply."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.trail import interface as trail
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.contract_errors import RatedAlready, RepliedAlready
from gongjian.market.procurement.models import ContractRating
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import MOST_STARS, ContractStep, Side
from gongjian.market.procurement.selectors import contracts


def rate_contract(
    *, actor: Actor, contract_id: UUID, stars: int, text: str, now: datetime
) -> ContractRating:
    """Rate the other side, in person, with one to five stars and a reason that is published.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed, Invalid, HasInterest
    RatedAlready
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.RATE, actor, contract)
        if not 1 <= stars <= MOST_STARS:
            raise Invalid(fields={"stars": [_("Choose one to five stars.")]})
        text = reason_of(text, "text")
        side = policies.side_of(actor, contract)
        try:
            with transaction.atomic():
                rating = ContractRating.objects.create(
                    contract=contract, side=side.value, stars=stars, text=text, rated_at=now,
                    rated_by=actor.reference,
                )  # fmt: skip
        except IntegrityError:
            raise RatedAlready from None
        write_contract_event(
            contract, actor=actor, name="contract_rated", now=now, step=ContractStep.RATE,
            data={"side": side.value, "stars": stars},
        )  # fmt: skip
        relation = trail.Relation.LED_TO
        trail.add_link(actor, contract.reference, relation, rating.reference, now=now)
    return rating


def reply_to_rating(*, actor: Actor, contract_id: UUID, text: str, now: datetime) -> ContractRating:
    """Reply, once and in person, to how the other side rated one's own; shown beside it.

    Raises
    ------
    NotAllowed, ContractTransitionNotAllowed, Invalid
    NotFound
        The other side has not rated.
    RepliedAlready
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.REPLY, actor, contract)
        own = policies.side_of(actor, contract)
        other = Side.BUYER if own is Side.COMPANY else Side.COMPANY
        rating = ContractRating.objects.filter(contract=contract, side=other.value).first()
        if rating is None:
            raise NotFound
        if rating.replied_at is not None:
            raise RepliedAlready
        rating.reply, rating.replied_at = reason_of(text, "text"), now
        rating.replied_by = actor.reference
        rating.save(update_fields=["reply", "replied_at", "replied_by"])
        write_contract_event(
            contract, actor=actor, name="contract_rating_replied", now=now,
            step=ContractStep.REPLY, data={"side": own.value},
        )  # fmt: skip
    return rating
