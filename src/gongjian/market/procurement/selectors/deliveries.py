"""Deliveries of milestones: what waits, what was said of it, what residents found."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.market.procurement.models import (
    Contract,
    ContractRating,
    Delivery,
    DeliveryContent,
    DeliveryDocument,
    DeliveryState,
    DeliveryTrial,
    Milestone,
)
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import LEAST_TOLD

MOST_WORDS = 200
"""Newest words of residents that acceptors read."""


def standing_delivery(milestone: Milestone) -> Delivery | None:
    """The one that waits or was accepted."""
    rows = Delivery.objects.filter(milestone=milestone).exclude(state=DeliveryState.REFUSED)
    return rows.first()


def milestones_with_deliveries(contract: Contract) -> list[Milestone]:
    """Milestones with deliverables, deliveries, documents, decisions and payment; six queries."""
    deliveries = Delivery.objects.prefetch_related("documents", "acceptances").order_by("number")
    rows = Milestone.objects.filter(contract=contract).select_related("payment")
    return list(
        rows.prefetch_related("deliverables", Prefetch("deliveries", deliveries)).order_by("number")
    )


def get_document(
    *, actor: Actor, contract: Contract, document_id: UUID
) -> tuple[DeliveryDocument, bytes]:
    """A document of a delivery and its bytes, for both sides, the acceptors and who watches them.

    Raises
    ------
    NotFound
    """
    stored = DeliveryContent.objects.filter(
        document=document_id, document__delivery__milestone__contract=contract
    ).select_related("document")
    found = stored.first() if policies.works_on(actor, contract) else None
    if found is None:
        raise NotFound
    return found.document, bytes(found.content)


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What residents found: how many were asked, for how many it works; words without names.

    Of fewer than `LEAST_TOLD` answers, those who do not accept are told no more than how many were
    asked: ``is_told`` is False, and the numbers are 0. They would tell what one resident found.
    """

    asked: int
    works: int
    fails: int
    words: list[tuple[bool, str]]
    is_told: bool = True


def trial_results(actor: Actor, contract: Contract) -> dict[UUID, TrialResult]:
    """What residents found of each delivery that they were asked to try, with their words for who
    accepts it; three queries at most, however many deliveries there are."""
    tried = Delivery.objects.filter(milestone__contract=contract, trial_at__isnull=False)
    found = {key: TrialResult(0, 0, 0, []) for key in tried.values_list("pk", flat=True)}
    rows = DeliveryTrial.objects.filter(delivery__in=found)
    accepts = policies.accepts(actor, contract)
    if not found:
        return found
    counts = rows.values("delivery").annotate(
        asked=Count("id"), yes=Count("id", Q(works=True)), no=Count("id", Q(works=False))
    )
    for row in counts.order_by():
        is_told = accepts or row["yes"] + row["no"] >= LEAST_TOLD
        yes, no = (row["yes"], row["no"]) if is_told else (0, 0)
        found[row["delivery"]] = TrialResult(row["asked"], yes, no, [], is_told)
    if accepts:
        newest = rows.exclude(words="").filter(works__isnull=False).order_by("-answered_at")
        for key, works, text in newest.values_list("delivery", "works", "words")[:MOST_WORDS]:
            found[key].words.append((bool(works), text))
    return found


def own_trial(*, actor: Actor, milestone: Milestone) -> DeliveryTrial | None:
    """What somebody was asked to try of a milestone, the newest."""
    if not policies.is_in_person(actor):
        return None
    rows = DeliveryTrial.objects.filter(delivery__milestone=milestone, user=actor.user_id)
    return rows.select_related("delivery").order_by("-id").first()


def ratings_of(contract: Contract) -> list[ContractRating]:
    return list(ContractRating.objects.filter(contract=contract).order_by("id"))
