"""Parameters from a table: a number, the days it holds, and the provision that sets it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.imports import Column, ImportReport, Row, read_rows
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.kernel.tables import Table
from gongjian.foundation.law import policies
from gongjian.foundation.law.models import Parameter, Provision
from gongjian.foundation.law.rules.periods import Period, first_overlap
from gongjian.foundation.law.selectors.parameters import forget_parameters
from gongjian.foundation.law.selectors.provisions import provisions_by_code, version_on
from gongjian.foundation.ledger import interface as ledger

COLUMNS = (
    Column("code", ("编码", "参数编码"), is_required=True, max_length=80),
    Column("value", ("数值", "值"), is_required=True),
    Column("unit", ("单位",), is_required=True, max_length=40),
    Column("provision", ("条款", "条款编码"), max_length=80),
    Column("in_force_from", ("施行日期", "起"), is_required=True),
    Column("in_force_until", ("失效日期", "止")),
)
FIELDS = ("value", "unit", "provision_id", "in_force_until")
LARGEST = 2_000_000_000


def import_parameters(
    *, actor: Actor, table: Table, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Add or change parameters; all rows or none.

    The same code and first day again is the same row. A code must not have two values on one day.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        The table lacks a column or is none.
    """
    policies.require_can_edit_law(actor)
    report = ImportReport(is_dry_run)
    with transaction.atomic():
        known = {(p.code, p.in_force_from): p for p in Parameter.objects.select_for_update()}
        provisions = provisions_by_code()
        rows: dict[tuple[str, date], int] = {}
        added: list[Parameter] = []
        changed: list[Parameter] = []
        for row in read_rows(table, COLUMNS, report):
            parameter = _read(row, provisions)
            key = (parameter.code, parameter.in_force_from)
            if row.is_good and key in rows:
                row.fail("code", _("line %(row)s is the same parameter") % {"row": rows[key]})
            if not row.is_good:
                continue
            rows[key] = row.number
            old = known.get(key)
            if old is None:
                added.append(parameter)
                known[key] = parameter
            elif any(getattr(old, name) != getattr(parameter, name) for name in FIELDS):
                for name in FIELDS:
                    setattr(old, name, getattr(parameter, name))
                changed.append(old)
            else:
                report.unchanged += 1
        _check_overlaps(known, rows, report)
        report.added, report.changed = len(added), len(changed)
        if report.is_written:
            Parameter.objects.bulk_create(added, batch_size=500)
            Parameter.objects.bulk_update(changed, FIELDS, batch_size=200)
            for name, parameters in (("parameter_added", added), ("parameter_changed", changed)):
                subjects = [(reference_of(p), _ledger_data(p)) for p in parameters]
                ledger.record_many(actor, name, subjects, now=now)
            forget_parameters()
    return report


def _read(row: Row, provisions: dict[str, list[Provision]]) -> Parameter:
    try:
        validate_slug(row.text("code"))
    except ValidationError as error:
        row.fail("code", error.messages[0])
    first, last = row.day("in_force_from"), row.day("in_force_until")
    if first and last and last < first:
        row.fail("in_force_until", _("the end lies before the beginning"))
    code = row.text("provision")
    if code and code not in provisions:
        row.fail("provision", _("no provision has the code %(code)s") % {"code": code})
    return Parameter(
        code=row.text("code"),
        value=row.integer("value", -LARGEST, LARGEST),
        unit=row.text("unit"),
        provision=version_on(provisions[code], first or date.max) if code in provisions else None,
        in_force_from=first or date.min,
        in_force_until=last,
    )


def _check_overlaps(
    known: dict[tuple[str, date], Parameter],
    rows: dict[tuple[str, date], int],
    report: ImportReport,
) -> None:
    periods: dict[str, list[Period]] = defaultdict(list)
    for parameter in known.values():
        periods[parameter.code].append(Period(parameter.in_force_from, parameter.in_force_until))
    for code, row in {code: row for (code, _first), row in rows.items()}.items():
        clash = first_overlap(periods[code])
        if clash is not None:
            report.fail(row, "in_force_from", _OVERLAP % {"code": code, "day": clash[1].first})


_OVERLAP = _("%(code)s has two values on %(day)s: give the older one an end")


def _ledger_data(parameter: Parameter) -> dict[str, object]:
    return {
        "code": parameter.code,
        "value": parameter.value,
        "unit": parameter.unit,
        "in_force_from": parameter.in_force_from.isoformat(),
        "in_force_until": parameter.in_force_until and parameter.in_force_until.isoformat(),
    }
