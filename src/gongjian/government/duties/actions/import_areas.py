"""Areas from a table or a GeoJSON file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.imports import Column, ImportReport, Row, known_headings, read_rows
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.kernel.tables import Table, UnreadableTable
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import policies
from gongjian.government.duties.models import Area, AreaLevel
from gongjian.government.duties.rules.calendars import is_calendar
from gongjian.government.duties.rules.trees import (
    MAX_LEVELS,
    code_above,
    codes_by_spelling,
    is_code,
    place_nodes,
)
from gongjian.government.duties.selectors.areas import forget_areas
from gongjian.government.duties.selectors.calendars import forget_calendars
from gongjian.methods.geometry import bounding_box

COLUMNS = (
    Column("code", ("编码", "区划代码"), is_required=True, max_length=20),
    Column("name", ("名称", "区域名称"), is_required=True, max_length=80),
    Column("parent", ("上级", "上级编码"), max_length=20),
    Column("level", ("级别", "层级"), max_length=20),
    Column("calendar", ("日历", "工作日历"), max_length=12),
    Column("outline", ("边界", "轮廓", "geometry"), max_length=5_000_000),
)
FIELDS = ("name", "level", "calendar", "outline")
_LEVELS = {
    **{str(level.value): level for level in AreaLevel},
    **{level.name.lower(): level for level in AreaLevel},
    "市": AreaLevel.CITY, "区": AreaLevel.DISTRICT, "县": AreaLevel.DISTRICT,
    "区县": AreaLevel.DISTRICT, "街道": AreaLevel.STREET, "镇": AreaLevel.STREET,
    "乡镇": AreaLevel.STREET, "街镇": AreaLevel.STREET,
}  # fmt: skip
TREE_ERRORS: dict[str, str | Promise] = {
    "unknown": _("no such parent"),
    "cycle": _("this would stand below itself"),
    "deep": _("the tree has three levels, this would be the fourth"),
}

OTHER_CAPITALS = _("differs from the code %(code)s in capitals only")


@dataclass(frozen=True, slots=True)
class GeoTable(Table):
    """A GeoJSON FeatureCollection, read as a table: its properties are the columns."""

    features: tuple[dict[str, Any], ...] = ()
    place: ClassVar[str] = "feature"

    def placed_rows(self, start: int = 0) -> Iterator[tuple[int, int, dict[str, str]]]:
        for number, feature in enumerate(self.features[start:], start + 1):
            cells = {key: _cell(value) for key, value in (feature.get("properties") or {}).items()}
            yield number, number, {**cells, "outline": _cell(feature.get("geometry"))}


def open_geojson(path: Path) -> GeoTable:
    """Read a FeatureCollection.

    Raises
    ------
    UnreadableTable
        It is none.
    """
    try:
        content = json.loads(path.read_bytes())
        features = tuple(content["features"])
        names = {name for feature in features for name in feature.get("properties") or {}}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableTable(_("This file is not a GeoJSON FeatureCollection.")) from error
    return GeoTable(path, (*sorted(map(str, names)), "outline"), "utf-8", ",", features)


def import_areas(
    *, actor: Actor, table: Table, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Add or change areas, known by their codes; all rows or none.

    An area cannot move below another one: cases and roles remember where it stood. A column the
    table lacks leaves that of known areas as it is. A new one below what is out of use is so too.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        The table lacks a column or is none, or nothing says that its new rows are areas.
    """
    policies.require_can_edit_town(actor)
    report = ImportReport(is_dry_run)
    with transaction.atomic():
        # Whoever only refers to them, as every new case does, need not wait.
        locked = Area.objects.select_for_update(no_key=True)
        known = {area.code: area for area in locked}
        rows = _read_rows(table, known, report)
        _refuse_other_trees(table, rows.keys() - known.keys())
        parents = {code: code_above(area.path) for code, area in known.items()}
        parents |= {code: row.text("parent") for code, row in rows.items() if code not in known}
        places, errors = place_nodes(parents)
        for code, row in rows.items():
            if code in errors:
                row.fail("parent", TREE_ERRORS[errors[code]])
        added: list[Area] = []
        changed: list[Area] = []
        # Parents first: a new area needs its parent's id and level.
        for code, row in sorted(rows.items(), key=lambda item: _depth(places, item[0])):
            if code not in places:
                continue
            old = known.get(code)
            above = known.get(parents[code])
            is_active = above is None or above.is_active
            area = old or Area(code=code, path=places[code].path, is_active=is_active)
            before = [getattr(area, name) for name in FIELDS]
            area.parent = above
            _fill(area, row, above)
            known[code] = area
            if old is None:
                added.append(area)
            elif before != [getattr(area, name) for name in FIELDS]:
                changed.append(area)
            else:
                report.unchanged += 1
        report.added, report.changed = len(added), len(changed)
        if report.is_written:
            Area.objects.bulk_create(added, batch_size=500)
            Area.objects.bulk_update(changed, FIELDS, batch_size=200)
            for act, areas in (("area_added", added), ("area_changed", changed)):
                subjects = [(reference_of(area), {"code": area.code}) for area in areas]
                ledger.record_many(actor, act, subjects, now=now)
            forget_areas()
            forget_calendars()
    return report


def _read_rows(table: Table, known: dict[str, Area], report: ImportReport) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    spelled = codes_by_spelling(known)
    for row in read_rows(table, COLUMNS, report):
        code = row.text("code")
        if not is_code(code):
            row.fail("code", _("only letters, digits, “.”, “-” and “_”"))
        elif code not in known and (other := spelled.setdefault(code.casefold(), code)) != code:
            row.fail("code", OTHER_CAPITALS % {"code": other})
        elif code in rows:
            row.fail("code", _("line %(row)s has the same code") % {"row": rows[code].number})
        elif (
            code in known
            and "parent" in row.cells
            and row.text("parent") != code_above(known[code].path)
        ):
            row.fail("parent", _("an area cannot move; give it a new code"))
        else:
            rows[code] = row
    return rows


def _refuse_other_trees(table: Table, new_codes: AbstractSet[str]) -> None:
    """A code, a name and a parent are what categories have too."""
    own = tuple(column for column in COLUMNS if column.name in FIELDS[1:])
    if new_codes and not known_headings(table, own):
        words = _(
            "Nothing here says that these are areas and not categories: new areas need a column"
            " “level” (city, district or street), “calendar” or “outline”."
        )
        raise Invalid(fields={"file": [words]})


def _fill(area: Area, row: Row, above: Area | None) -> None:
    """Put a row's cells into an area, noting what is wrong with them."""
    area.name = row.text("name")
    least = above.level + 1 if above else 1
    if row.text("level"):
        level = _LEVELS.get(row.text("level").lower())
        if level is None or level < least:
            row.fail("level", _("city, district or street, and below its parent"))
        area.level = level or least
    elif area._state.adding:
        area.level = min(least, MAX_LEVELS)
    _fill_cell(area, row, "calendar", _read_calendar)
    _fill_cell(area, row, "outline", _read_outline)


def _fill_cell(area: Area, row: Row, name: str, read: Callable[[Row], object]) -> None:
    if name in row.cells:
        setattr(area, name, read(row))


def _read_calendar(row: Row) -> str:
    code = row.text("calendar").upper()
    if code and not is_calendar(code):
        row.fail("calendar", _("a country such as CN, or a subdivision such as DE-BY"))
    return code


def _read_outline(row: Row) -> dict | None:
    if not row.text("outline"):
        return None
    try:
        outline = json.loads(row.text("outline"))
        west, south, east, north = bounding_box(outline)
        if not (west >= -180 and south >= -90 and east <= 180 and north <= 90):
            raise ValueError("outside the earth")
    except (ValueError, RecursionError):
        row.fail("outline", _("a GeoJSON Polygon or MultiPolygon in WGS 84 is needed here"))
        return None
    return {"type": outline["type"], "coordinates": outline["coordinates"]}


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value)


def _depth(places: dict, code: str) -> int:
    return places[code].level if code in places else 0
