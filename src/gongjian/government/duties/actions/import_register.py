"""One door for every table that the register is made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.imports import Column, ImportReport
from gongjian.foundation.kernel.tables import Table, open_table
from gongjian.foundation.law import interface as law
from gongjian.government.duties.actions import (
    import_areas,
    import_calendar_days,
    import_categories,
    import_duties,
)


class ImportKind(StrEnum):
    AREAS = "areas"
    CATEGORIES = "categories"
    PROVISIONS = "provisions"
    DUTIES = "duties"
    CALENDAR_DAYS = "calendar_days"
    PARAMETERS = "parameters"


_IMPORTERS: dict[ImportKind, Callable[..., ImportReport]] = {
    ImportKind.AREAS: import_areas.import_areas,
    ImportKind.CATEGORIES: import_categories.import_categories,
    ImportKind.PROVISIONS: law.import_provisions,
    ImportKind.DUTIES: import_duties.import_duties,
    ImportKind.CALENDAR_DAYS: import_calendar_days.import_calendar_days,
    ImportKind.PARAMETERS: law.import_parameters,
}


COLUMNS: dict[ImportKind, tuple[Column, ...]] = {
    ImportKind.AREAS: import_areas.COLUMNS,
    ImportKind.CATEGORIES: import_categories.COLUMNS,
    ImportKind.PROVISIONS: law.PROVISION_COLUMNS,
    ImportKind.DUTIES: import_duties.COLUMNS,
    ImportKind.CALENDAR_DAYS: import_calendar_days.COLUMNS,
    ImportKind.PARAMETERS: law.PARAMETER_COLUMNS,
}


def import_register(
    *, actor: Actor, kind: ImportKind, path: Path, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Import a file: CSV in any usual encoding, XLSX, or for areas also GeoJSON.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        The file is no table, or lacks a column.
    TooLarge
        The file is.
    """
    return _IMPORTERS[kind](actor=actor, table=_open(kind, path), now=now, is_dry_run=is_dry_run)


def _open(kind: ImportKind, path: Path) -> Table:
    if kind is ImportKind.AREAS:
        with path.open("rb") as file:
            if file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
                return import_areas.open_geojson(path)
    return open_table(path)
