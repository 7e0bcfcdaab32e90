"""Calls as the trail tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.trail.interface import Kind, Told
from gongjian.market.procurement import trail_facts as facts
from gongjian.market.procurement.models import Call, Contract, ContractRating, Milestone, SideName
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies import contracts as contract_policies
from gongjian.market.procurement.selectors.calls import get_call
from gongjian.market.procurement.selectors.contracts import get_contract


def describe_calls(actor: Actor, call_ids: Sequence[UUID], now: datetime) -> dict[UUID, Told]:
    return {
        one.pk: Told(
            title=one.title,
            url=reverse("call" if one.opened_at else "run_call", args=[one.number]),
            number=one.shown_number,
            state=one.get_state_display(),
            language=one.language,
            at=one.opened_at or one.created_at,
            owner=one.buyer.name if one.buyer else "",
        )
        for one in Call.objects.filter(policies.visible_to(actor), pk__in=call_ids).select_related(
            "buyer"
        )
    }


def describe_contracts(
    actor: Actor, contract_ids: Sequence[UUID], now: datetime
) -> dict[UUID, Told]:
    rows = Contract.objects.filter(contract_policies.visible_to(actor), pk__in=contract_ids)
    return {
        one.pk: Told(
            title=one.company.name,
            url=reverse("contract", args=[one.number]),
            number=one.shown_number,
            state=one.get_state_display(),
            at=one.signed_at or one.drafted_at,
            owner=one.company.name,
        )
        for one in rows.select_related("company__organisation")
    }


def describe_milestones(
    actor: Actor, milestone_ids: Sequence[UUID], now: datetime
) -> dict[UUID, Told]:
    """Those of signed contracts, which everybody reads."""
    rows = Milestone.objects.filter(pk__in=milestone_ids, contract__signed_at__isnull=False)
    return {
        one.pk: Told(
            title=one.title,
            url=f"{reverse('contract', args=[one.contract.number])}#milestone-{one.number}",
            state=one.get_state_display(),
            language=one.contract.call.language,
            at=one.accepted_at or one.contract.signed_at,
            place=one.number,
            address=f"{one.contract.number}-{one.number}",
            owner=one.contract.company.name,
            is_late=one.is_late or one.is_overdue(now),
        )
        for one in rows.select_related("contract__call", "contract__company__organisation")
    }


def describe_ratings(actor: Actor, rating_ids: Sequence[UUID], now: datetime) -> dict[UUID, Told]:
    rows = ContractRating.objects.filter(pk__in=rating_ids)
    return {
        one.pk: Told(
            title=gettext("%(stars)s of 5 stars") % {"stars": one.stars},
            url=f"{reverse('contract', args=[one.contract.number])}#ratings",
            state=one.get_side_display(),
            at=one.rated_at,
            address=f"{one.contract.number}-{one.side}",
        )
        for one in rows.select_related("contract")
    }


def find_call(actor: Actor, number: str, now: datetime) -> UUID:
    return get_call(actor=actor, number=number).pk


def find_contract(actor: Actor, number: str, now: datetime) -> UUID:
    return get_contract(actor=actor, number=number).pk


def find_milestone(actor: Actor, number: str, now: datetime) -> UUID:
    """By the number of its contract and its own: "7K3M9-Q2XAB-1"."""
    of_contract, _dash, own = number.strip().rpartition("-")
    if not (own.isascii() and own.isdecimal() and len(own) < 5):
        raise NotFound
    contract = get_contract(actor=actor, number=of_contract)
    rows = Milestone.objects.filter(
        contract=contract, number=int(own), contract__signed_at__isnull=False
    )
    return _only(rows.values_list("pk", flat=True).first())


def find_rating(actor: Actor, number: str, now: datetime) -> UUID:
    """By the number of its contract and whose it is: "7K3M9-Q2XAB-buyer"."""
    of_contract, _dash, side = number.strip().rpartition("-")
    if side not in SideName.values:
        raise NotFound
    contract = get_contract(actor=actor, number=of_contract)
    rows = ContractRating.objects.filter(contract=contract, side=side)
    return _only(rows.values_list("pk", flat=True).first())


def _only(key: UUID | None) -> UUID:
    if key is None:
        raise NotFound
    return key


KINDS = [
    Kind(
        name="call", place=50, word=_("call"), icon="campaign",
        hidden=ngettext_lazy(
            "a call that is being prepared", "%(count)d calls that are being prepared", "count"
        ),
        describe=describe_calls, find=find_call, moments=facts.moments_of_calls,
        weigh=facts.weigh_calls, behind=facts.behind_call,
    ),
    Kind(
        name="contract", place=60, word=_("contract"), icon="verified",
        hidden=ngettext_lazy(
            "a contract that is being written", "%(count)d contracts that are being written",
            "count",
        ),
        describe=describe_contracts, find=find_contract,
        moments=facts.moments_of_contracts, weigh=facts.weigh_contracts,
    ),
    Kind(
        name="milestone", place=70, word=_("milestone"), icon="flag",
        hidden=ngettext_lazy("a milestone", "%(count)d milestones", "count"),
        describe=describe_milestones, find=find_milestone,
        moments=facts.moments_of_milestones,
    ),
    Kind(
        name="rating", place=80, word=_("rating"), icon="star",
        hidden=ngettext_lazy("a rating", "%(count)d ratings", "count"),
        describe=describe_ratings, find=find_rating, moments=facts.moments_of_ratings,
        weigh=facts.weigh_ratings,
    ),
]  # fmt: skip
