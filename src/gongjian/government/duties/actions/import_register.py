"""One door for every table that the register is made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.imports import Column, ImportReport, has_columns, known_headings
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


KIND_NAMES: dict[ImportKind, Promise] = {
    ImportKind.AREAS: _("Areas"),
    ImportKind.CATEGORIES: _("Categories"),
    ImportKind.PROVISIONS: _("Provisions"),
    ImportKind.DUTIES: _("Duties"),
    ImportKind.CALENDAR_DAYS: _("Working days and days off"),
    ImportKind.PARAMETERS: _("Parameters of provisions"),
}
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

    A table whose headings fit another kind better is refused: what a wrong file writes is a day's
    work to take back.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        The file is no table, or lacks a column.
    TooLarge
        The file is.
    """
    table = _open(kind, path)
    _refuse_another_kind(kind, table)
    return _IMPORTERS[kind](actor=actor, table=table, now=now, is_dry_run=is_dry_run)


def _refuse_another_kind(kind: ImportKind, table: Table) -> None:
    own = known_headings(table, COLUMNS[kind])
    if kind is ImportKind.CATEGORIES and has_columns(table, import_categories.NAME_COLUMNS):
        return
    for other, columns in COLUMNS.items():
        theirs = known_headings(table, columns)
        if len(theirs) > len(own) and has_columns(table, columns):
            words = _("This table fits “%(other)s”, not “%(kind)s”: it has the headings %(names)s.")
            named = ", ".join(name for name in theirs if name not in own)
            said = {"other": KIND_NAMES[other], "kind": KIND_NAMES[kind], "names": named}
            raise Invalid(fields={"file": [words % said]})


def _open(kind: ImportKind, path: Path) -> Table:
    if kind is ImportKind.AREAS:
        with path.open("rb") as file:
            if file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
                return import_areas.open_geojson(path)
    return open_table(path)
