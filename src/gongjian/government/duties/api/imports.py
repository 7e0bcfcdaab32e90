"""Filling the register from files."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from ninja import File, Form, Router, UploadedFile

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_imports import TableImportIn, TableReport, report_response
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.uploads import on_disk
from gongjian.government.duties import policies
from gongjian.government.duties.actions import import_register as importing

router = Router()


@router.post("/register-imports/{kind}", response=TableReport, operation_id="import_register")
@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES)
def import_register(
    request: HttpRequest,
    kind: importing.ImportKind,
    file: File[UploadedFile],
    options: Form[TableImportIn],
) -> JsonResponse:
    """Import areas, categories, provisions, duties, days or parameters: CSV, XLSX, or for areas
    GeoJSON; administrators of the town.

    The same file again changes nothing, so this needs no `Idempotency-Key`.
    """
    policies.require_can_edit_town(actor_of(request))
    with on_disk(file, limit_bytes=settings.UPLOAD_LIMIT_BYTES) as path:
        report = importing.import_register(
            actor=actor_of(request),
            kind=kind,
            path=path,
            now=now(),
            is_dry_run=options.is_dry_run,
        )
    return report_response(report)
