"""Organisations from a table: everything or nothing, and first, if wanted, only a trial."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotAllowed
from gongjian.foundation.kernel.imports import Column, ImportReport, Row, read_rows
from gongjian.foundation.kernel.tables import Table
from gongjian.foundation.people import policies, topics
from gongjian.foundation.people.actions.save_organisation import (
    OrganisationData,
    checked,
    save_organisation,
)

COLUMNS = (
    Column("code", ("统一社会信用代码", "代码", "机构代码"), is_required=True, max_length=40),
    Column("name", ("名称", "机构名称"), is_required=True, max_length=120),
    Column("kind", ("类型", "机构类型"), is_required=True, max_length=20),
    Column("parent_code", ("parent", "上级", "上级代码"), max_length=40),
    Column("area", ("区域", "区域代码", "辖区"), max_length=200),
    Column("phone", ("电话",), max_length=40),
    Column("email", ("邮箱", "电子邮箱"), max_length=254),
    Column("is_active", ("在用", "启用"), max_length=10),
)
LIMIT_BYTES = 2_000_000
"""Of a file sent to the site; the command takes larger ones."""
_KINDS = {"公共机构": "public_body", "部门": "public_body", "企业": "company", "公司": "company"}


def import_organisations(
    *, actor: Actor, table: Table, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Create and change organisations as a table says; the same table again changes nothing.

    A parent stands before its children or exists. ``area`` is an area's code or path.

    Returns
    -------
    ImportReport
        With an error in any row, nothing was written.

    Raises
    ------
    NotAllowed
        The actor is no administrator.
    Invalid, UnreadableTable
        Columns are missing, there are too many rows, or the file is damaged.
    """
    policies.require_administrator(actor)
    report = ImportReport(is_dry_run)
    areas = _areas()
    with transaction.atomic():
        for row in read_rows(table, COLUMNS, report):
            _import_row(actor, row, areas, report, now)
        if not report.is_written:
            transaction.set_rollback(True)
    return report


def _import_row(
    actor: Actor, row: Row, areas: Mapping[str, str], report: ImportReport, now: datetime
) -> None:
    area = row.text("area")
    if area and area not in areas:
        row.fail("area", _("There is no such area."))
    kind = row.text("kind").lower()
    is_active = row.boolean("is_active", default=True)
    data = OrganisationData(
        code=row.text("code"),
        name=row.text("name"),
        kind=_KINDS.get(kind, kind),
        parent_code=row.text("parent_code"),
        area_path=areas.get(area, ""),
        phone=row.text("phone"),
        email=row.text("email"),
        is_active=is_active,
    )
    try:
        # A row that is wrong already is looked at all the same: all of it is told at once.
        checked(data)
        if not row.is_good:
            return
        _organisation, outcome = save_organisation(actor=actor, data=data, now=now)
    except Invalid as error:
        for name, texts in error.fields.items():
            row.fail(name, texts[0])
    except NotAllowed as error:
        row.fail("area", error.message)
    else:
        report.added += outcome == "created"
        report.changed += outcome == "changed"
        report.unchanged += outcome == "unchanged"


def _areas() -> dict[str, str]:
    """Code or path → path."""
    paths = topics.area_names()
    return {path.rstrip("/").rpartition("/")[2]: path for path in paths} | {p: p for p in paths}
