"""What the trail is told of calls, contracts, milestones and ratings beside their faces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.money import shown
from gongjian.foundation.trail.interface import Behind, Moment, Money, Weight
from gongjian.market.procurement.call_words import TITLES
from gongjian.market.procurement.models import (
    Award,
    AwardState,
    CallEvent,
    CallFollow,
    Contract,
    ContractRating,
    Milestone,
    Payment,
)

CALL_STEPS = (
    "call_opened",
    "call_stage_opened",
    "call_closed",
    "call_suspended",
    "call_resumed",
    "call_cancelled",
    "call_declared_unsuccessful",
    "technical_opening_begun",
    "price_opening_begun",
    "award_intended",
    "award_withdrawn",
    "call_awarded",
    "award_given_up",
)
CONTRACT_STEPS = (
    "contract_signed",
    "contract_begun",
    "contract_changed",
    "contract_ended",
    "contract_lapsed",
    "contract_done",
)
MILESTONE_STEPS = ("milestone_reported", "milestone_refused", "milestone_accepted")


def _moment(event: CallEvent, *, by: str = "", is_late: bool = False) -> Moment:
    return Moment(
        at=event.at, words=str(TITLES[event.name][0]), subject=event.call.reference,
        action=event.name, by=by, is_late=is_late,
    )  # fmt: skip


def moments_of_calls(call_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[Moment]]:
    """What is public of them. One query."""
    rows = CallEvent.objects.filter(call__in=call_ids, name__in=CALL_STEPS, is_public=True)
    found: dict[UUID, list[Moment]] = {}
    for event in rows.select_related("call__buyer").order_by("id"):
        moment = _moment(event, by=event.call.buyer.name if event.call.buyer else "")
        found.setdefault(event.call_id, []).append(moment)
    return found


def moments_of_contracts(contract_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[Moment]]:
    """Two queries."""
    contracts = Contract.objects.filter(pk__in=contract_ids, signed_at__isnull=False)
    by_number = {one.number: one for one in contracts.select_related("company__organisation")}
    found: dict[UUID, list[Moment]] = {}
    for event in _events_of([one.call_id for one in by_number.values()], CONTRACT_STEPS):
        contract = by_number.get(str(event.data.get("contract")))
        if contract is not None:
            moment = _moment(event, by=contract.company.name)
            found.setdefault(contract.pk, []).append(moment)
    return found


def moments_of_milestones(milestone_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[Moment]]:
    """Three queries."""
    rows = Milestone.objects.filter(pk__in=milestone_ids, contract__signed_at__isnull=False)
    by_place = {
        (one.contract.number, one.number): one
        for one in rows.select_related("contract__company__organisation")
    }
    found: dict[UUID, list[Moment]] = {}
    calls = [one.contract.call_id for one in by_place.values()]
    for event in _events_of(calls, MILESTONE_STEPS):
        one = by_place.get((str(event.data.get("contract")), event.data.get("milestone", 0)))
        if one is not None:
            is_late = event.name == "milestone_accepted" and one.is_late
            moment = _moment(event, by=one.contract.company.name, is_late=is_late)
            found.setdefault(one.pk, []).append(moment)
    paid = Payment.objects.filter(milestone__in=[one.pk for one in by_place.values()])
    for payment in paid.select_related("milestone__contract__call__buyer"):
        contract = payment.milestone.contract
        words = _("Paid: %(amount)s") % {"amount": shown(payment.amount_minor, contract.currency)}
        buyer = contract.call.buyer
        told = Moment(
            at=payment.recorded_at, words=words, by=buyer.name if buyer else "",
            subject=contract.call.reference, action="milestone_paid",
        )  # fmt: skip
        found.setdefault(payment.milestone_id, []).append(told)
    return found


def _events_of(call_ids: Sequence[UUID], names: Sequence[str]) -> list[CallEvent]:
    rows = CallEvent.objects.filter(call__in=set(call_ids), name__in=names, is_public=True)
    return list(rows.select_related("call").order_by("id"))


def moments_of_ratings(rating_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[Moment]]:
    """One query."""
    rows = ContractRating.objects.filter(pk__in=rating_ids).select_related("contract__call")
    return {
        one.pk: [
            Moment(
                at=one.rated_at, words=_("%(stars)s of 5 stars") % {"stars": one.stars},
                by=capfirst(one.get_side_display()), subject=one.contract.call.reference,
                action="contract_rated",
            )
        ]
        for one in rows
    }  # fmt: skip


def weigh_calls(call_ids: Sequence[UUID]) -> Weight:
    rows = Award.objects.filter(call__in=call_ids, state=AwardState.MADE).order_by("id")
    money = rows.values_list("currency", "amount_minor")
    return Weight(money=tuple(Money("awarded", *one) for one in money))


def weigh_contracts(contract_ids: Sequence[UUID]) -> Weight:
    rows = Contract.objects.filter(pk__in=contract_ids, signed_at__isnull=False).order_by("id")
    money: list[Money] = []
    for currency, agreed, paid in rows.values_list("currency", "amount_minor", "paid_minor"):
        money += [Money("agreed", currency, agreed), Money("paid", currency, paid)]
    return Weight(money=tuple(money))


def weigh_ratings(rating_ids: Sequence[UUID]) -> Weight:
    stars = list(ContractRating.objects.filter(pk__in=rating_ids).values_list("stars", flat=True))
    return Weight(stars=sum(stars), starred=len(stars))


def behind_call(call_id: UUID, after: str, size: int) -> Behind:
    """Who follows it."""
    rows = CallFollow.objects.filter(call=call_id, user__isnull=False)
    if after:
        rows = rows.filter(Q(pk__gt=after))
    found = list(rows.order_by("id").values_list("pk", "user_id")[:size])
    last = str(found[-1][0]) if len(found) == size else ""
    return Behind([key for _pk, key in found], [], last)
