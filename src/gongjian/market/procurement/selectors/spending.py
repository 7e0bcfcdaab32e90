"""What calls for something came to in money: awarded, as it stands in contracts, and paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, Count, F, Sum, When
from django.db.models.functions import Coalesce

from gongjian.market.procurement.models import Award, AwardState
from gongjian.market.procurement.selectors.proofs import paid_for_proofs


@dataclass(frozen=True, slots=True)
class Spending:
    """In one currency, of all that was awarded for one thing and stands."""

    currency: str
    awards: int
    agreed_minor: int
    """As contracts say that both sides have signed, with their changes; else as awarded; and what
    was paid for proofs of concept."""
    paid_minor: int


def spending_of(references: Collection[str]) -> dict[str, list[Spending]]:
    """By the reference of what was carried out (``initiative:…``); two queries."""
    rows = Award.objects.filter(state=AwardState.MADE, call__initiative_ref__in=set(references))
    grouped = rows.values("call__initiative_ref", "currency").annotate(
        awards=Count("id"),
        agreed=Sum(
            Case(
                When(contract__signed_at__isnull=False, then=F("contract__amount_minor")),
                default=F("amount_minor"),
            )
        ),
        paid=Coalesce(Sum("contract__paid_minor"), 0),
    )
    proofs = paid_for_proofs(references)
    found: dict[str, list[Spending]] = defaultdict(list)
    for row in grouped.order_by("-agreed", "currency"):
        reference, currency = row["call__initiative_ref"], row["currency"]
        proved = proofs.pop((reference, currency), 0)
        spent = Spending(currency, row["awards"], row["agreed"] + proved, row["paid"] + proved)
        found[reference].append(spent)
    for (reference, currency), proved in sorted(proofs.items()):
        found[reference].append(Spending(currency, 0, proved, proved))
    return dict(found)
