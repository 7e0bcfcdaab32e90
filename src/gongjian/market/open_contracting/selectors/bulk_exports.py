"""The files of all open contracting data, as they were last made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.ids import first_id_at
from gongjian.market.open_contracting.models import BulkExport, Release
from gongjian.market.open_contracting.selectors.releases import LAG


def newest_export() -> BulkExport | None:
    return BulkExport.objects.order_by("-id").first()


def get_file(name: str) -> dict[str, Any]:
    """A file of the newest export: ``name``, ``stored``, ``size``, ``sha256``.

    Raises
    ------
    NotFound
    """
    newest = newest_export()
    found = [one for one in newest.files if one["name"] == name] if newest else []
    if not found:
        raise NotFound
    file: dict[str, Any] = found[0]
    return file


def is_export_due(*, now: datetime) -> bool:
    """Whether a release is in no export yet; two queries along keys."""
    newest = newest_export()
    fresh = Release.objects.filter(pk__lt=first_id_at(now - LAG))
    if newest is not None:
        fresh = fresh.filter(pk__gte=newest.until)
    return fresh.exists()
