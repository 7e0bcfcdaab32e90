"""Parameters from a table: a value, the days it holds, and the provision that sets it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
from gongjian.foundation.law.actions.announce_change import announce_change
from gongjian.foundation.law.models import Parameter, ParameterKind, Provision
from gongjian.foundation.law.rules.periods import Period, first_overlap
from gongjian.foundation.law.selectors.parameters import forget_parameters
from gongjian.foundation.law.selectors.provisions import provisions_by_code, version_on
from gongjian.foundation.ledger import interface as ledger

COLUMNS = (
    Column("code", ("编码", "参数编码"), is_required=True, max_length=80),
    Column("value", ("数值", "值"), is_required=True),
    Column("kind", ("类型",)),
    Column("unit", ("单位",), is_required=True, max_length=40),
    Column("provision", ("条款", "条款编码"), max_length=80),
    Column("provision_version", ("条款版本",)),
    Column("in_force_from", ("施行日期", "起"), is_required=True),
    Column("in_force_until", ("失效日期", "止")),
)
FIELDS = ("kind", "value", "choice", "unit", "provision_id", "in_force_until")
LARGEST = 2_000_000_000
LONGEST_CHOICE = 80


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
        plan = plan_parameters(read_rows(table, COLUMNS, report), provisions_by_code(), report)
        if report.is_written:
            write_parameters(plan, actor=actor, now=now)
            announce_change(actor=actor, parameters=plan.codes, now=now)
    return report


@dataclass(slots=True)
class ParameterPlan:
    """What rows would do."""

    known: dict[tuple[str, date], Parameter]
    added: list[Parameter] = field(default_factory=list)
    changed: list[Parameter] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        return {parameter.code for parameter in (*self.added, *self.changed)}


def plan_parameters(
    rows: Iterable[Row], provisions: Mapping[str, Sequence[Provision]], report: ImportReport
) -> ParameterPlan:
    """Compare rows with what there is, locked; what cannot be is in the report."""
    locked = Parameter.objects.select_for_update()
    plan = ParameterPlan({(p.code, p.in_force_from): p for p in locked})
    read: dict[tuple[str, date], int] = {}
    for row in rows:
        parameter = _read(row, provisions)
        key = (parameter.code, parameter.in_force_from)
        if row.is_good and key in read:
            row.fail("code", _("line %(row)s is the same parameter") % {"row": read[key]})
        if not row.is_good:
            continue
        read[key] = row.number
        old = plan.known.get(key)
        if old is None:
            plan.added.append(parameter)
            plan.known[key] = parameter
        elif any(getattr(old, name) != getattr(parameter, name) for name in FIELDS):
            for name in FIELDS:
                setattr(old, name, getattr(parameter, name))
            plan.changed.append(old)
        else:
            report.unchanged += 1
    _check_overlaps(plan.known, read, report)
    report.added, report.changed = len(plan.added), len(plan.changed)
    return plan


def write_parameters(plan: ParameterPlan, *, actor: Actor, now: datetime) -> None:
    """Write and record what was planned, in the transaction of the plan."""
    Parameter.objects.bulk_create(plan.added, batch_size=500)
    Parameter.objects.bulk_update(plan.changed, FIELDS, batch_size=200)
    for name, parameters in (("parameter_added", plan.added), ("parameter_changed", plan.changed)):
        subjects = [(reference_of(p), _ledger_data(p)) for p in parameters]
        ledger.record_many(actor, name, subjects, now=now)
    forget_parameters()


def _read(row: Row, provisions: Mapping[str, Sequence[Provision]]) -> Parameter:
    try:
        validate_slug(row.text("code"))
    except ValidationError as error:
        row.fail("code", error.messages[0])
    first, last = row.day("in_force_from"), row.day("in_force_until")
    if first and last and last < first:
        row.fail("in_force_until", _("the end lies before the beginning"))
    kind, value, choice = _read_value(row)
    return Parameter(
        code=row.text("code"),
        kind=kind,
        value=value,
        choice=choice,
        unit=row.text("unit"),
        provision=_read_provision(row, provisions, first),
        in_force_from=first or date.min,
        in_force_until=last,
    )


def _read_value(row: Row) -> tuple[str, int, str]:
    kind = row.text("kind") or ParameterKind.NUMBER
    if kind == ParameterKind.YES_NO:
        return kind, int(row.boolean("value")), ""
    if kind == ParameterKind.CHOICE:
        choice = row.text("value")
        if len(choice) > LONGEST_CHOICE or not re.fullmatch(r"[-a-zA-Z0-9_]+", choice):
            row.fail("value", _("a word of letters, digits, - and _ is needed here"))
        return kind, 0, choice
    if kind != ParameterKind.NUMBER:
        row.fail("kind", _("one of these is needed here: number, yes_no, choice"))
    return ParameterKind.NUMBER, row.integer("value", -LARGEST, LARGEST), ""


def _read_provision(
    row: Row, provisions: Mapping[str, Sequence[Provision]], first: date | None
) -> Provision | None:
    """The version that is named, else that of the first day, else the newest."""
    code = row.text("provision")
    if not code:
        return None
    if code not in provisions:
        row.fail("provision", _("no provision has the code %(code)s") % {"code": code})
        return None
    if not row.text("provision_version"):
        return version_on(provisions[code], first or date.max)
    number = row.integer("provision_version", 1, 10_000)
    found = next((one for one in provisions[code] if one.version == number), None)
    if found is None:
        row.fail("provision_version", _("there is no such version of %(code)s") % {"code": code})
    return found


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
        "value": parameter.typed,
        "unit": parameter.unit,
        "in_force_from": parameter.in_force_from.isoformat(),
        "in_force_until": parameter.in_force_until and parameter.in_force_until.isoformat(),
    }
