"""Companies: what lets them in, and what keeps them out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from gongjian.market.procurement.models import Debarment


def is_debarred(company_id: UUID, on: date) -> bool:
    """Whether a company may not take part in calls on a day; asked wherever one is let in."""
    return (
        Debarment.objects.filter(company=company_id, first_day__lte=on, last_day__gte=on)
        .filter(Q(lifted_on=None) | Q(lifted_on__gt=on))
        .exists()
    )
