"""Who is responsible."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from gongjian.government.duties.models import Area, Category, Duty


def in_force(on: date) -> Q:
    return Q(in_force_from__lte=on) & (Q(in_force_until=None) | Q(in_force_until__gte=on))


def responsible_duty(*, category_id: UUID | None, area_id: UUID | None, on: date) -> Duty | None:
    """Return the most specific duty in force, or None where the register has a gap.

    A nearer category beats a nearer area; of equals (an overlap, listed on the register's page)
    the one in force longest is taken, so that the answer never depends on chance. Three queries.
    """
    codes_c = _codes(Category.objects.filter(pk=category_id).values_list("path", flat=True))
    codes_a = _codes(Area.objects.filter(pk=area_id).values_list("path", flat=True))
    return (
        Duty.objects.filter(
            in_force(on),
            Q(category=None) | Q(category__code__in=codes_c),
            Q(area=None) | Q(area__code__in=codes_a),
        )
        .select_related("lead_department", "provision", "category", "area")
        .order_by(
            F("category__level").desc(nulls_last=True),
            F("area__level").desc(nulls_last=True),
            "in_force_from",
            "id",
        )
        .first()
    )


def _codes(paths: QuerySet) -> list[str]:
    """Codes of a node and of all above it, from its path."""
    return [code for path in paths for code in path.split("/") if code]
