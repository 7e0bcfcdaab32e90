"""Provisions from a table: one row is one version of one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_slug
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.imports import Column, ImportReport, Row, read_rows
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.kernel.tables import Table
from gongjian.foundation.law import policies
from gongjian.foundation.law.actions.announce_change import announce_change
from gongjian.foundation.law.models import Provision
from gongjian.foundation.law.models.provision import digest_of
from gongjian.foundation.law.rules.periods import Period, first_overlap
from gongjian.foundation.law.selectors.articles import forget_articles
from gongjian.foundation.law.selectors.citations import cited_versions
from gongjian.foundation.ledger import interface as ledger

COLUMNS = (
    Column("code", ("编码", "条款编码"), is_required=True, max_length=80),
    Column("version", ("版本",)),
    Column("title", ("名称", "法规名称"), is_required=True, max_length=200),
    Column("article", ("条", "条号"), is_required=True, max_length=80),
    Column("text", ("正文", "条文"), is_required=True, max_length=20_000),
    Column("text_sha256", ("正文摘要",), max_length=64),
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
WORDS = ("title", "article", "text", "in_force_from")
"""What is never rewritten once something cites a version: its end and where to find it may be."""
TAKEN_CODES = frozenset({"changes", "export", "findings", "import", "parameters", "rules"})


def import_provisions(
    *, actor: Actor, table: Table, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Add or change versions of provisions; all rows or none.

    The same code and version again is the same row; what a version that something cites says is
    never rewritten, only ended. Two versions of one provision must not be in
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
        plan = plan_provisions(read_rows(table, COLUMNS, report), report)
        if report.is_written:
            write_provisions(plan, actor=actor, now=now)
            announce_change(actor=actor, provisions=plan.codes, now=now)
    return report


@dataclass(slots=True)
class ProvisionPlan:
    """What rows would do, and every version as it then would be."""

    known: dict[tuple[str, int], Provision]
    added: list[Provision] = field(default_factory=list)
    changed: list[Provision] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        return {provision.code for provision in (*self.added, *self.changed)}

    def by_code(self) -> dict[str, list[Provision]]:
        """All versions of every provision, the oldest first."""
        found: dict[str, list[Provision]] = defaultdict(list)
        for one in sorted(self.known.values(), key=lambda one: (one.in_force_from, one.version)):
            found[one.code].append(one)
        return found


def plan_provisions(rows: Iterable[Row], report: ImportReport) -> ProvisionPlan:
    """Compare rows with what there is, locked; what cannot be is in the report."""
    plan = ProvisionPlan({(p.code, p.version): p for p in Provision.objects.select_for_update()})
    read: dict[tuple[str, int], Row] = {}
    rewritten: dict[UUID, Row] = {}
    for row in rows:
        provision = _read(row)
        key = (provision.code, provision.version)
        if row.is_good and key in read:
            row.fail("version", _("line %(row)s is the same version") % {"row": read[key].number})
        if not row.is_good:
            continue
        read[key] = row
        old = plan.known.get(key)
        if old is None:
            plan.added.append(provision)
            plan.known[key] = provision
        elif any(getattr(old, name) != getattr(provision, name) for name in FIELDS):
            if any(getattr(old, name) != getattr(provision, name) for name in WORDS):
                rewritten[old.pk] = row
            for name in FIELDS:
                setattr(old, name, getattr(provision, name))
            plan.changed.append(old)
        else:
            report.unchanged += 1
    for key_of_cited in cited_versions(rewritten):
        rewritten[key_of_cited].fail("version", _CITED)
    _check_overlaps(plan, read, report)
    report.added, report.changed = len(plan.added), len(plan.changed)
    return plan


def write_provisions(plan: ProvisionPlan, *, actor: Actor, now: datetime) -> None:
    """Write and record what was planned, in the transaction of the plan."""
    Provision.objects.bulk_create(plan.added, batch_size=500)
    Provision.objects.bulk_update(plan.changed, FIELDS, batch_size=200)
    for name, provisions in (("provision_added", plan.added), ("provision_changed", plan.changed)):
        subjects = [(reference_of(p), _ledger_data(p)) for p in provisions]
        ledger.record_many(actor, name, subjects, now=now)
    forget_articles(plan.codes)


def _read(row: Row) -> Provision:
    for column, check in (("code", validate_slug), ("source_url", URLValidator(["http", "https"]))):
        try:
            if row.text(column):
                check(row.text(column))
        except ValidationError as error:
            row.fail(column, error.messages[0])
    digest = digest_of(row.text("text"))
    if row.text("text_sha256") not in ("", digest):
        row.fail("text_sha256", _("this is not the digest of the text that stands here"))
    if row.text("code") in TAKEN_CODES:
        row.fail("code", _TAKEN)
    first, last = row.day("in_force_from"), row.day("in_force_until")
    if first and last and last < first:
        row.fail("in_force_until", _("the end lies before the beginning"))
    return Provision(
        code=row.text("code"),
        version=row.integer("version", 1, 10_000, default=1),
        title=row.text("title"),
        article=row.text("article"),
        text=row.text("text"),
        text_sha256=digest,
        source_url=row.text("source_url"),
        in_force_from=first or date.min,
        in_force_until=last,
    )


def _check_overlaps(
    plan: ProvisionPlan, read: dict[tuple[str, int], Row], report: ImportReport
) -> None:
    """Only codes the table names: what stands wrong elsewhere is not this table's fault."""
    versions = plan.by_code()
    row_of_code = {code: row.number for (code, _version), row in read.items()}
    for code, row in row_of_code.items():
        periods = [Period(p.in_force_from, p.in_force_until) for p in versions[code]]
        clash = first_overlap(periods)
        if clash is not None:
            report.fail(row, "in_force_from", _OVERLAP % {"code": code, "day": clash[1].first})


_CITED = _("something cites this version: what it says stays; add another version")
_TAKEN = _("this code is the address of another page; choose another")
_OVERLAP = _("two versions of %(code)s are in force on %(day)s: give the older one an end")


def _ledger_data(provision: Provision) -> dict[str, object]:
    return {
        "code": provision.code,
        "version": provision.version,
        "text_sha256": provision.text_sha256,
        "in_force_from": provision.in_force_from.isoformat(),
        "in_force_until": provision.in_force_until and provision.in_force_until.isoformat(),
    }
