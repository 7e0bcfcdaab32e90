"""Duties from a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.imports import Column, ImportReport, Row, read_rows
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.kernel.tables import Table
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.duties import policies
from gongjian.government.duties.actions.change_duty import close_version
from gongjian.government.duties.actions.write_duty import MAX_DAYS, MIN_DAYS, ledger_data
from gongjian.government.duties.events import DutyAdded, DutyChanged, DutyEnded
from gongjian.government.duties.models import Area, Category, Duty
from gongjian.government.duties.rules.names import index_names

COLUMNS = (
    Column("category", ("类别", "类别编码", "事项"), max_length=250),
    Column("area", ("区域", "区域编码"), max_length=80),
    Column("lead", ("主办部门", "牵头部门", "lead_department"), is_required=True, max_length=120),
    Column("supporting", ("协办部门", "配合部门", "supporting_departments"), max_length=1000),
    Column("working_days", ("办理期限", "工作日", "deadline_working_days"), is_required=True),
    Column("provision", ("条款", "条款编码", "依据"), max_length=80),
    Column("in_force_from", ("生效日期", "起")),
    Column("in_force_until", ("失效日期", "止")),
    Column("note", ("备注", "说明"), max_length=300),
    Column("both_hold", ("并行有效", "均有效")),
)
TWO_LEADS = _(
    "another department leads this category in this area in the same time; end that duty, or put"
    " “yes” into the column both_hold"
)
T = TypeVar("T")
_ReadRow = tuple[Row, Duty, frozenset[UUID]]
Key = tuple[UUID | None, UUID | None, UUID]
"""Category, area, lead department: what makes two rows tell of the same duty."""


@dataclass(slots=True)
class _Register:
    """The register in memory, and what the table changes of it."""

    versions: dict[Key, list[Duty]]
    """Not taken back, the oldest first."""
    supporting: dict[UUID, frozenset[UUID]]
    added: dict[UUID, Duty] = field(default_factory=dict)
    touched: dict[UUID, Duty] = field(default_factory=dict)
    ended: list[Duty] = field(default_factory=list)

    def says(self, version: Duty, duty: Duty, supporting: frozenset[UUID]) -> bool:
        """Whether a version has the terms of a row."""
        return (_terms(version), self.supporting[version.pk]) == (_terms(duty), supporting)


@dataclass(frozen=True, slots=True)
class _Names:
    """What the cells of a table may name, by code and by name."""

    categories: Mapping[str, Category]
    areas: Mapping[str, Area]
    bodies: Mapping[str, UUID]
    provisions: Mapping[str, list[law.Provision]]


def import_duties(
    *, actor: Actor, table: Table, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Add, change or end duties; all rows or none.

    Category, area and lead department tell which duty a row is of; an empty category or area means
    all. Other terms from a later day on are its next version; a row that says what the register
    says already does nothing. Another lead department is another duty; it is refused while the
    first is in force, unless its row says in ``both_hold`` that both rules hold.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        The table lacks a column or is none.
    """
    policies.require_can_edit_town(actor)
    report = ImportReport(is_dry_run)
    with transaction.atomic():
        names = _read_known_names()
        register = _read_register()
        today = local_day(now)
        read = [_read(row, names, today) for row in read_rows(table, COLUMNS, report)]
        for row, duty, supporting in sorted(read, key=lambda item: item[1].in_force_from):
            if row.is_good:
                _take(row, duty, supporting, register, report, now)
        _refuse_overlaps(read, register)
        if report.is_written:
            _write(register, actor, now)
    return report


def _take(
    row: Row,
    duty: Duty,
    supporting: frozenset[UUID],
    register: _Register,
    report: ImportReport,
    now: datetime,
) -> None:
    """Put one row into the register in memory."""
    key = (duty.category_id, duty.area_id, duty.lead_department_id)
    versions = register.versions.setdefault(key, [])
    newest = versions[-1] if versions else None
    first = duty.in_force_from
    present = next((version for version in versions if version.is_in_force(first)), None)
    if present and present.pk in register.added and present.in_force_from == first:
        row.fail("in_force_from", _("another row says when this duty begins"))
    elif present and present is newest and register.says(present, duty, supporting):
        _end(present, duty.in_force_until, register, report)
    elif present and register.says(present, duty, supporting):
        report.unchanged += 1
    elif newest and first < newest.in_force_from:
        row.fail("in_force_from", _("a newer version of this duty exists already"))
    else:
        if newest:
            duty.line, duty.version = newest.line, newest.version + 1
            close_version(newest, first - timedelta(days=1), now=now)
            register.touched[newest.pk] = newest
            report.changed += 1
        else:
            report.added += 1
        versions.append(duty)
        register.added[duty.pk] = duty
        register.supporting[duty.pk] = supporting


def _refuse_overlaps(read: list[_ReadRow], register: _Register) -> None:
    """Fail rows that name a second lead department for what another one leads in the same time.

    Of two new rows the later one is asked; further versions of a duty are not.
    """
    places: dict[tuple[UUID | None, UUID | None], list[Duty]] = defaultdict(list)
    for (category_id, area_id, _lead), versions in register.versions.items():
        places[category_id, area_id] += [duty for duty in versions if not duty.withdrawn_at]
    number_of = {duty.pk: row.number for row, duty, _supporting in read}
    for row, duty, _supporting in read:
        if not row.is_good or duty.version > 1 or duty.pk not in register.added:
            continue
        for rival in places[duty.category_id, duty.area_id]:
            if _is_rival(rival, duty) and number_of.get(rival.pk, 0) < row.number:
                if not row.boolean("both_hold"):
                    row.fail("lead", TWO_LEADS)
                break


def _is_rival(one: Duty, other: Duty) -> bool:
    if one.lead_department_id == other.lead_department_id:
        return False
    mine = law.Period(one.in_force_from, one.in_force_until)
    return mine.overlaps(law.Period(other.in_force_from, other.in_force_until))


def _end(duty: Duty, last_day: date | None, register: _Register, report: ImportReport) -> None:
    if last_day is None or last_day == duty.in_force_until:
        report.unchanged += 1
        return
    duty.in_force_until = last_day
    register.touched[duty.pk] = duty
    register.ended.append(duty)
    report.changed += 1


def _write(register: _Register, actor: Actor, now: datetime) -> None:
    touched = [duty for duty in register.touched.values() if duty.pk not in register.added]
    Duty.objects.bulk_update(touched, ["in_force_until", "withdrawn_at"], batch_size=500)
    Duty.objects.bulk_create(register.added.values(), batch_size=500)
    through = Duty.supporting_departments.through
    through.objects.bulk_create(
        [
            through(duty_id=duty.pk, organisation_id=body)
            for duty in register.added.values()
            for body in register.supporting[duty.pk]
        ],
        batch_size=1000,
    )
    first = [duty for duty in register.added.values() if duty.version == 1]
    later = [duty for duty in register.added.values() if duty.version > 1]
    for act, duties in (
        ("duty_added", first),
        ("duty_changed", later),
        ("duty_ended", register.ended),
    ):
        subjects = [
            (reference_of(duty), ledger_data(duty, tuple(register.supporting[duty.pk])))
            for duty in duties
        ]
        ledger.record_many(actor, act, subjects, now=now)
    outbox.add_many(
        [
            *[DutyAdded(duty_id=duty.pk) for duty in first],
            *[DutyChanged(duty_id=duty.pk) for duty in later],
            *[DutyEnded(duty_id=duty.pk) for duty in register.ended],
        ]
    )


def _terms(duty: Duty) -> tuple:
    return duty.deadline_working_days, duty.provision_id, duty.note


def _read(row: Row, names: _Names, today: date) -> _ReadRow:
    lead = _named(row, "lead", row.text("lead"), names.bodies)
    parts = [part.strip() for part in re.split(r"[;；、,，]", row.text("supporting"))]
    supporting = {_named(row, "supporting", part, names.bodies) for part in parts if part}
    if lead and lead in supporting:
        row.fail("supporting", _("the lead department cannot support itself"))
    first = row.day("in_force_from") or today
    last = row.day("in_force_until")
    if last is not None and last < first:
        row.fail("in_force_until", _("the end lies before the beginning"))
    versions = _named(row, "provision", row.text("provision"), names.provisions)
    duty = Duty(
        category=_named(row, "category", row.text("category"), names.categories),
        area=_named(row, "area", row.text("area"), names.areas),
        deadline_working_days=row.integer("working_days", MIN_DAYS, MAX_DAYS),
        provision=law.version_on(versions, first) if versions else None,
        in_force_from=first,
        in_force_until=last,
        note=row.text("note"),
    )
    if lead:
        duty.lead_department_id = lead
    return row, duty, frozenset(body for body in supporting if body)


def _named(row: Row, column: str, text: str, known: Mapping[str, T]) -> T | None:
    """What a cell names; None for an empty one."""
    if not text:
        return None
    found = known.get(text.lower())
    if found is None:
        row.fail(column, _("nothing here has the code or the one name “%(text)s”") % {"text": text})
    return found


def _read_register() -> _Register:
    versions: dict[Key, list[Duty]] = {}
    rows = Duty.objects.select_for_update().filter(withdrawn_at=None)
    for duty in rows.order_by("in_force_from", "version"):
        key = (duty.category_id, duty.area_id, duty.lead_department_id)
        versions.setdefault(key, []).append(duty)
    bodies: dict[UUID, set[UUID]] = {duty.pk: set() for all_ in versions.values() for duty in all_}
    pairs = Duty.supporting_departments.through.objects.values_list("duty_id", "organisation_id")
    for duty_id, body in pairs:
        bodies.setdefault(duty_id, set()).add(body)
    return _Register(versions, {duty_id: frozenset(ids) for duty_id, ids in bodies.items()})


def _read_known_names() -> _Names:
    categories = list(Category.objects.filter(is_active=True))
    by_id = {category.pk: category for category in categories}
    areas = list(Area.objects.defer("outline"))
    bodies = people.public_bodies()
    return _Names(
        categories=index_names(
            [*((c.name, c) for c in categories), *((_full_name(c, by_id), c) for c in categories)],
            [(c.code, c) for c in categories],
        ),
        areas=index_names([(a.name, a) for a in areas], [(a.code, a) for a in areas]),
        bodies=index_names([(b.name, b.pk) for b in bodies], [(b.code, b.pk) for b in bodies]),
        provisions={code.lower(): found for code, found in law.provisions_by_code().items()},
    )


def _full_name(category: Category, by_id: Mapping[UUID, Category]) -> str:
    """``"城乡建设/安全生产/安全隐患"``."""
    names = [category.name]
    above = by_id.get(category.parent_id) if category.parent_id else None
    while above is not None:
        names.insert(0, above.name)
        above = by_id.get(above.parent_id) if above.parent_id else None
    return "/".join(names)
