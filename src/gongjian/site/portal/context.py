"""What every page knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def town(request: HttpRequest) -> dict[str, object]:
    return {
        "town_name": settings.TOWN_NAME,
        "is_demo": settings.DEMO,
        "actor": getattr(request, "actor", None),
    }
