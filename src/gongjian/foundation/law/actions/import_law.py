"""Provisions and parameters from a YAML file, together: all entries or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.imports import Column, ImportReport, Row, read_rows
from gongjian.foundation.kernel.tables import Table
from gongjian.foundation.law import policies
from gongjian.foundation.law.actions import import_parameters as of_parameters
from gongjian.foundation.law.actions import import_provisions as of_provisions
from gongjian.foundation.law.actions.announce_change import announce_change
from gongjian.methods.law_file import Entry, NotALawFile, read_law_file


def import_law(
    *, actor: Actor, data: bytes, now: datetime, is_dry_run: bool = False
) -> ImportReport:
    """Import a file that `export_law` wrote, or somebody by hand; the same file again does nothing.

    Entries are told apart as rows of tables are: a provision by code and version, a parameter by
    code and first day. Errors name the line on which an entry begins.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    Invalid
        The file is none of law.
    """
    policies.require_can_edit_law(actor)
    try:
        file = read_law_file(data)
    except NotALawFile as error:
        words = error.words.of(get_language() or "en")
        told = _("Line %(line)s: %(words)s") % {"line": error.line, "words": words}
        raise Invalid(fields={"file": [told if error.line else words]}) from error
    report, second = ImportReport(is_dry_run), ImportReport(is_dry_run)
    with transaction.atomic():
        rows = _rows(file.provisions, of_provisions.COLUMNS, report)
        provisions = of_provisions.plan_provisions(rows, report)
        rows = _rows(file.parameters, of_parameters.COLUMNS, second)
        parameters = of_parameters.plan_parameters(rows, provisions.by_code(), second)
        if report.error_count:
            _drop_consequences(second)
        _merge(report, second)
        if report.is_written:
            of_provisions.write_provisions(provisions, actor=actor, now=now)
            of_parameters.write_parameters(parameters, actor=actor, now=now)
            announce_change(
                actor=actor, provisions=provisions.codes, parameters=parameters.codes, now=now
            )
    return report


class _Entries(Table):
    """Entries in the place of a table's rows; what a text says is not touched."""

    __slots__ = ("entries",)

    entries: Sequence[Entry]

    def placed_rows(self, start: int = 0) -> Iterator[tuple[int, int, dict[str, str]]]:
        for number, entry in enumerate(self.entries, 1):
            yield number, entry.line, dict(entry.fields)


def _rows(
    entries: Sequence[Entry], columns: Sequence[Column], report: ImportReport
) -> Iterator[Row]:
    names = tuple(column.name for column in columns)
    for entry in entries:
        for name in entry.fields.keys() - set(names):
            report.fail(entry.line, name[:60], _("there is no such field"))
    table = _Entries(Path(), names, "utf-8")
    object.__setattr__(table, "entries", entries)
    return read_rows(table, columns, report)


def _drop_consequences(report: ImportReport) -> None:
    """A provision that could not be read is missing for the numbers it sets: told once."""
    kept = [one for one in report.errors if one.column not in ("provision", "provision_version")]
    report.error_count -= len(report.errors) - len(kept)
    report.errors = kept


def _merge(report: ImportReport, other: ImportReport) -> None:
    report.added += other.added
    report.changed += other.changed
    report.unchanged += other.unchanged
    report.error_count += other.error_count
    report.errors += other.errors
    report.errors.sort(key=lambda error: error.row)
