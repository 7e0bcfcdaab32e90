"""What a company has done in the market: from what is public, computed anew."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q

from gongjian.market.procurement.models import (
    Award,
    AwardState,
    Bid,
    Company,
    Contract,
    ContractRating,
    ContractVersion,
    ContractVersionState,
    Debarment,
    Delivery,
    DeliveryState,
    EnvelopeFate,
    Milestone,
    MilestoneStateName,
)
from gongjian.market.procurement.rules.contracts import ContractState, Side
from gongjian.market.procurement.rules.states import CallState

NEWEST = 50
"""So many contracts and ratings are shown; the counts are of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRecord:
    """Counts of all, and the newest rows.

    bids: calls past their deadline in which a bid of its own stood.
    on_time, late: accepted milestones, by the day on which what was accepted was reported.
    stars_tenths: mean of buyers' ratings in tenths, rounded down; None without one.
    """

    bids: int
    awards: int
    signed: int
    done: int
    ended: int
    on_time: int
    late: int
    refused: int
    changes: int
    rated: int
    stars_tenths: int | None
    contracts: list[Contract]
    ratings: list[ContractRating]
    debarments: list[Debarment]

    @property
    def stars(self) -> str:
        if self.stars_tenths is None:
            return ""
        return f"{self.stars_tenths // 10}.{self.stars_tenths % 10}"


def record_of(company: Company) -> CompanyRecord:
    """The record of a company; ten queries, whatever it has done."""
    contracts = Contract.objects.filter(company=company, signed_at__isnull=False)
    counts = contracts.aggregate(
        signed=Count("id"),
        done=Count("id", Q(state=ContractState.DONE)),
        ended=Count("id", Q(state=ContractState.ENDED)),
    )
    milestones = Milestone.objects.filter(
        contract__in=contracts, state=MilestoneStateName.ACCEPTED
    ).aggregate(
        on_time=Count("id", Q(delivered_on__lte=F("due_on"))),
        late=Count("id", Q(delivered_on__gt=F("due_on"))),
    )
    refused = Delivery.objects.filter(
        milestone__contract__in=contracts, state=DeliveryState.REFUSED
    )
    changes = ContractVersion.objects.filter(
        contract__in=contracts, is_change=True, state=ContractVersionState.IN_FORCE
    )
    ratings = ContractRating.objects.filter(contract__company=company)
    stars = list(ratings.filter(side=Side.BUYER).values_list("stars", flat=True))
    return CompanyRecord(
        **counts,
        **milestones,
        bids=_bid_count(company),
        awards=Award.objects.filter(company=company, state=AwardState.MADE).count(),
        refused=refused.count(),
        changes=changes.count(),
        rated=len(stars),
        stars_tenths=sum(stars) * 10 // len(stars) if stars else None,
        contracts=list(
            contracts.select_related("call__buyer").order_by("-signed_at", "-id")[:NEWEST]
        ),
        ratings=list(ratings.select_related("contract__call__buyer").order_by("-id")[:NEWEST]),
        debarments=list(Debarment.objects.filter(company=company).select_related("provision")),
    )


def _bid_count(company: Company) -> int:
    """In how many calls it bid, where that is no secret any more: before the deadline nobody is to
    know who bids."""
    rows = Bid.objects.filter(
        company=company, envelopes__fate=EnvelopeFate.STANDING, call__closed_at__isnull=False
    )
    rows = rows.exclude(call__state=CallState.OPEN, stage_number=F("call__stage_number"))
    return rows.order_by().values("call").distinct().count()
