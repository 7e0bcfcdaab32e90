"""The law as one file: taken home by anybody, brought back by administrators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.imports import ImportReport
from gongjian.foundation.law import policies
from gongjian.foundation.law.actions import import_law as importing
from gongjian.foundation.law.actions.import_parameters import COLUMNS as PARAMETER_COLUMNS
from gongjian.foundation.law.actions.import_provisions import COLUMNS as PROVISION_COLUMNS
from gongjian.foundation.law.forms import ImportLawForm
from gongjian.foundation.law.selectors import law_export
from gongjian.methods.law_file import MAX_BYTES


@public
@require_safe
def export_law(request: HttpRequest) -> HttpResponse:
    """Every version of every provision, and every value of every parameter, as YAML."""
    response = HttpResponse(law_export.export_law(), content_type="application/yaml")
    name = f"law-{local_day(now()).isoformat()}.yaml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@takes_files(each=lambda: MAX_BYTES)
@requires(policies.can_edit_law)
def import_law(request: HttpRequest) -> HttpResponse:
    """Try or import a file; the answer says what would change or did, or why nothing was done."""
    form = ImportLawForm(posted(request), request.FILES or None)
    report: ImportReport | None = None
    if request.method == "POST" and form.is_valid():
        try:
            report = importing.import_law(
                actor=actor_of(request),
                data=form.cleaned_data["file"].read(),
                now=now(),
                is_dry_run=form.cleaned_data["is_dry_run"],
            )
        except GongjianError as error:
            show_errors(form, error)
    is_wrong = form.is_bound and (report is None or report.error_count)
    columns = [("provisions", PROVISION_COLUMNS), ("parameters", PARAMETER_COLUMNS)]
    shown = {"form": form, "report": report, "columns": columns}
    return render(request, "law/import_law.html", shown, status=422 if is_wrong else 200)
