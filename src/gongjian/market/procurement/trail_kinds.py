"""Calls as the trail tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.trail.interface import Kind, Told
from gongjian.market.procurement.models import Call, Contract, ContractRating, Milestone
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies import contracts as contract_policies


def describe_calls(actor: Actor, call_ids: Sequence[UUID], now: datetime) -> dict[UUID, Told]:
    return {
        one.pk: Told(
            title=one.title,
            url=reverse("call" if one.opened_at else "run_call", args=[one.number]),
            number=one.shown_number,
            state=one.get_state_display(),
            language=one.language,
            at=one.opened_at or one.created_at,
        )
        for one in Call.objects.filter(policies.visible_to(actor), pk__in=call_ids)
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
        )
        for one in rows.select_related("contract__call")
    }


def describe_ratings(actor: Actor, rating_ids: Sequence[UUID], now: datetime) -> dict[UUID, Told]:
    rows = ContractRating.objects.filter(pk__in=rating_ids)
    return {
        one.pk: Told(
            title=gettext("%(stars)s of 5 stars") % {"stars": one.stars},
            url=f"{reverse('contract', args=[one.contract.number])}#ratings",
            state=one.get_side_display(),
            at=one.rated_at,
        )
        for one in rows.select_related("contract")
    }


KINDS = [
    Kind(
        name="call", place=50, word=_("call"), icon="campaign",
        hidden=ngettext_lazy(
            "a call that is being prepared", "%(count)d calls that are being prepared", "count"
        ),
        describe=describe_calls,
    ),
    Kind(
        name="contract", place=60, word=_("contract"), icon="verified",
        hidden=ngettext_lazy(
            "a contract that is being written", "%(count)d contracts that are being written",
            "count",
        ),
        describe=describe_contracts,
    ),
    Kind(
        name="milestone", place=70, word=_("milestone"), icon="flag",
        hidden=ngettext_lazy("a milestone", "%(count)d milestones", "count"),
        describe=describe_milestones,
    ),
    Kind(
        name="rating", place=80, word=_("rating"), icon="star",
        hidden=ngettext_lazy("a rating", "%(count)d ratings", "count"),
        describe=describe_ratings,
    ),
]  # fmt: skip
