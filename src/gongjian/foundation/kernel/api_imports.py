"""Tables sent by programme: what to do with one, and what was done."""

from __future__ import annotations

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import StrictSchema
from gongjian.foundation.kernel.errors import Invalid, Text
from gongjian.foundation.kernel.imports import ImportReport

NOTHING_WRITTEN = _("Rows of this table are wrong, so nothing of it was written.")


class TableImportIn(StrictSchema):
    is_dry_run: bool = Field(default=False, description="say what would change, change nothing")


class TableRowError(Schema):
    row: int = Field(description="line of the file: the heading is 1; of a GeoJSON the feature")
    column: str
    value: str = Field(description="what stands there")
    message: str


class TableReport(Schema):
    """What an import did, or would do. Rows that are wrong are listed for a dry run only; else they
    are the errors of a problem, `rows.2.code`, and nothing was written."""

    is_dry_run: bool
    added: int
    changed: int
    unchanged: int
    error_count: int
    errors: list[TableRowError] = Field(description="the first 200")


def report_response(report: ImportReport) -> JsonResponse:
    """The fields of TableReport.

    Raises
    ------
    Invalid
        Rows were wrong, and the import was meant.
    """
    if report.error_count and not report.is_dry_run:
        wrong: dict[str, list[Text]] = {}
        for bad in report.errors:
            wrong.setdefault(f"rows.{bad.row}.{bad.column}".rstrip("."), []).append(bad.text)
        raise Invalid(NOTHING_WRITTEN, fields=wrong)
    shown = {
        "is_dry_run": report.is_dry_run,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "error_count": report.error_count,
        "errors": [
            {
                "row": bad.row,
                "column": bad.column,
                "value": bad.value,
                "message": str(bad.message),
            }
            for bad in report.errors
        ],
    }
    return JsonResponse(shown)
