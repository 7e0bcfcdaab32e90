"""Provisions from a table: one row is one version of one article."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_slug
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.imports import Column, ImportReport, Row, read_rows
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.kernel.tables import Table
from gongjian.foundation.law import policies
from gongjian.foundation.law.models import Provision
from gongjian.foundation.law.models.provision import digest_of
from gongjian.foundation.law.rules.periods import Period, first_overlap
from gongjian.foundation.law.selectors.articles import forget_articles
from gongjian.foundation.ledger import interface as ledger

COLUMNS = (
    Column("code", ("编码", "条款编码"), is_required=True, max_length=80),
    Column("version", ("版本",)),
    Column("title", ("名称", "法规名称"), is_required=True, max_length=200),
    Column("article", ("条", "条号"), is_required=True, max_length=80),
    Column("text", ("正文", "条文"), is_required=True, max_length=20_000),
    Column("source_url", ("来源", "网址"), max_length=200),
    Column("in_force_from", ("施行日期", "起"), is_required=True),
    Column("in_force_until", ("失效日期", "止")),
)
FIELDS = (
    "title",
    "article",
    "text",
    "text_sha256",
    "source_url",
    "in_force_from",
    "in_force_until",
)


def import_provisions(
    *, actor: Actor, table: Table, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Add or change versions of provisions; all rows or none.

    The same code and version again is the same row. Two versions of one provision must not be in
    force on the same day.

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
        known = {(p.code, p.version): p for p in Provision.objects.select_for_update()}
        rows: dict[tuple[str, int], int] = {}
        written: list[Provision] = []
        added: list[Provision] = []
        for row in read_rows(table, COLUMNS, report):
            provision = _read(row)
            key = (provision.code, provision.version)
            if row.is_good and key in rows:
                row.fail("version", _("line %(row)s is the same version") % {"row": rows[key]})
            if not row.is_good:
                continue
            rows[key] = row.number
            old = known.get(key)
            if old is None:
                added.append(provision)
            elif any(getattr(old, name) != getattr(provision, name) for name in FIELDS):
                provision.pk = old.pk
                written.append(provision)
            else:
                report.unchanged += 1
            known[key] = provision if old is None else _copied(old, provision)
        _check_overlaps(known, rows, report)
        report.added, report.changed = len(added), len(written)
        if report.is_written:
            Provision.objects.bulk_create(added, batch_size=500)
            Provision.objects.bulk_update(written, FIELDS, batch_size=200)
            for name, provisions in (("provision_added", added), ("provision_changed", written)):
                subjects = [(reference_of(p), _ledger_data(p)) for p in provisions]
                ledger.record_many(actor, name, subjects, now=now)
            forget_articles({provision.code for provision in (*added, *written)})
    return report


def _read(row: Row) -> Provision:
    for column, check in (("code", validate_slug), ("source_url", URLValidator(["http", "https"]))):
        try:
            if row.text(column):
                check(row.text(column))
        except ValidationError as error:
            row.fail(column, error.messages[0])
    first, last = row.day("in_force_from"), row.day("in_force_until")
    if first and last and last < first:
        row.fail("in_force_until", _("the end lies before the beginning"))
    return Provision(
        code=row.text("code"),
        version=row.integer("version", 1, 10_000, default=1),
        title=row.text("title"),
        article=row.text("article"),
        text=row.text("text"),
        text_sha256=digest_of(row.text("text")),
        source_url=row.text("source_url"),
        in_force_from=first or date.min,
        in_force_until=last,
    )


def _copied(old: Provision, new: Provision) -> Provision:
    for name in FIELDS:
        setattr(old, name, getattr(new, name))
    return old


def _check_overlaps(
    known: dict[tuple[str, int], Provision], rows: dict[tuple[str, int], int], report: ImportReport
) -> None:
    """Only codes the table names: what stands wrong elsewhere is not this table's fault."""
    versions: dict[str, list[Provision]] = defaultdict(list)
    for provision in known.values():
        versions[provision.code].append(provision)
    row_of_code = {code: row for (code, _version), row in rows.items()}
    for code, row in row_of_code.items():
        periods = [Period(p.in_force_from, p.in_force_until) for p in versions[code]]
        clash = first_overlap(periods)
        if clash is not None:
            report.fail(row, "in_force_from", _OVERLAP % {"code": code, "day": clash[1].first})


_OVERLAP = _("two versions of %(code)s are in force on %(day)s: give the older one an end")


def _ledger_data(provision: Provision) -> dict[str, object]:
    return {
        "code": provision.code,
        "version": provision.version,
        "text_sha256": provision.text_sha256,
        "in_force_from": provision.in_force_from.isoformat(),
        "in_force_until": provision.in_force_until and provision.in_force_until.isoformat(),
    }
