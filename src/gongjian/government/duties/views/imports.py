"""Administration: filling the register from files."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.imports import ImportReport
from gongjian.foundation.kernel.uploads import on_disk
from gongjian.government.duties import policies
from gongjian.government.duties.actions import import_register as importing
from gongjian.government.duties.forms import ImportRegisterForm


@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES)
@requires(policies.can_edit_town)
def import_register(request: HttpRequest) -> HttpResponse:
    """Try or import a file; the answer says what would change or did, or why nothing was done."""
    form = ImportRegisterForm(
        posted(request),
        request.FILES or None,
        initial={"kind": request.GET.get("kind", importing.ImportKind.DUTIES)},
    )
    report: ImportReport | None = None
    if request.method == "POST" and form.is_valid():
        try:
            report = _import(request, form)
        except GongjianError as error:
            show_errors(form, error)
    is_wrong = form.is_bound and (report is None or report.error_count)
    columns = [(importing.KIND_NAMES[kind], listed) for kind, listed in importing.COLUMNS.items()]
    shown = {"form": form, "report": report, "columns": columns}
    status = 422 if is_wrong else 200
    return render(request, "duties/import_register.html", shown, status=status)


def _import(request: HttpRequest, form: ImportRegisterForm) -> ImportReport:
    with on_disk(form.cleaned_data["file"], limit_bytes=settings.UPLOAD_LIMIT_BYTES) as path:
        return importing.import_register(
            actor=actor_of(request),
            kind=form.cleaned_data["kind"],
            path=path,
            now=now(),
            is_dry_run=form.cleaned_data["is_dry_run"],
        )
