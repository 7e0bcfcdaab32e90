"""Public cases as Open311 asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from gongjian.foundation.kernel.ids import read_number
from gongjian.government.cases.models import Case

MAX_REQUESTS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilters:
    """``numbers``, where given, overrides all others; ``category_ids`` None: all."""

    numbers: tuple[str, ...] = ()
    category_ids: tuple[UUID, ...] | None = None
    received_from: datetime | None = None
    received_until: datetime | None = None
    is_open: bool | None = None
    size: int = MAX_REQUESTS


def find_requests(filters: RequestFilters) -> list[Case]:
    """Public cases, newest first, at most ``size``. One query."""
    rows: QuerySet[Case] = Case.objects.filter(is_public=True)
    if filters.numbers:
        rows = rows.filter(number__in=[n for n in map(read_number, filters.numbers) if n])
    else:
        if filters.category_ids is not None:
            rows = rows.filter(category__in=filters.category_ids)
        if filters.received_from:
            rows = rows.filter(received_at__gte=filters.received_from)
        if filters.received_until:
            rows = rows.filter(received_at__lte=filters.received_until)
        if filters.is_open is not None:
            rows = rows.filter(is_open=filters.is_open)
    rows = rows.select_related("category", "lead_department")
    return list(rows.order_by("-received_at", "-id")[: filters.size])
