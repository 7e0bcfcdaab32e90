from __future__ import annotations

from django.db.models import Q

from gongjian.foundation.trail.models import Link


def links_of(reference: str) -> list[Link]:
    """Links from and to a thing, oldest first."""
    return list(Link.objects.filter(Q(source=reference) | Q(target=reference)).order_by("id")[:500])
