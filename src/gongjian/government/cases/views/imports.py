"""Bringing in tables of cases: upload, say what the columns are, check, bring in, watch."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.csv_files import csv_response
from gongjian.foundation.kernel.errors import GongjianError, WrongState
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.tables import MAX_BYTES
from gongjian.foundation.kernel.uploads import on_disk
from gongjian.government.cases import policies
from gongjian.government.cases.actions import begin_import as beginning
from gongjian.government.cases.actions.discard_import import discard_import as discard
from gongjian.government.cases.actions.upload_import import upload_import
from gongjian.government.cases.models import ImportJob, ImportRow
from gongjian.government.cases.models.import_job import SETTLED
from gongjian.government.cases.selectors.imports import bad_rows, get_import, list_imports
from gongjian.government.cases.selectors.left_out import left_out_groups
from gongjian.government.cases.selectors.search import is_index_behind

SHOWN_ROWS = 20
FIELD_NAMES = {
    "reference": gettext_lazy("Number in the other system"),
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("Text"),
    "received_at": gettext_lazy("Received at"),
    "kind": gettext_lazy("Kind"),
    "category": gettext_lazy("Category"),
    "area": gettext_lazy("Area"),
    "address": gettext_lazy("Address"),
    "longitude": gettext_lazy("Longitude"),
    "latitude": gettext_lazy("Latitude"),
    "contact_name": gettext_lazy("Requester’s name"),
    "contact_email": gettext_lazy("Requester’s e-mail address"),
    "contact_phone": gettext_lazy("Requester’s telephone"),
    "likes": gettext_lazy("Likes"),
    "dislikes": gettext_lazy("Dislikes"),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy(
            "CSV in UTF-8, UTF-16 or GB 18030, or XLSX. The first row names the columns."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )


class MappingForm(forms.Form):
    """What each column is, and what holds for every row."""

    source = forms.CharField(
        label=gettext_lazy("Which system does it come from?"),
        help_text=gettext_lazy(
            "Then a row is known again by its number there, also if its text has changed. Without "
            "a name, or a number, it is known by what it says."
        ),
        max_length=60,
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the texts"),
        choices=[("", gettext_lazy("as each is written")), *settings.LANGUAGES],
        required=False,
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Everyone may read these cases"),
        help_text=gettext_lazy("Only if those who asked have agreed to that."),
        required=False,
    )

    def __init__(self, *args: Any, job: ImportJob, **options: Any) -> None:
        super().__init__(*args, **options)
        self.columns = job.preview.get("columns", [])
        choices = [("", gettext_lazy("leave it out")), *FIELD_NAMES.items()]
        fields = {column: field for field, column in job.mapping.items()}
        for at, column in enumerate(self.columns):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=column, choices=choices, required=False, initial=fields.get(column, "")
            )
        self.initial.update(
            source=job.source,
            language=job.defaults["language"],
            is_public=job.defaults["is_public"],
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for at, column in enumerate(self.columns):
            field = data.get(f"column_{at}", "")
            if field in seen:
                words = _("“%(column)s” is this already.") % {"column": seen[field]}
                self.add_error(f"column_{at}", words)
            elif field:
                seen[field] = column
        return data

    def mapping(self) -> dict[str, str]:
        """Field of a case → column."""
        chosen = ((self.cleaned_data[f"column_{at}"], at) for at in range(len(self.columns)))
        return {field: self.columns[at] for field, at in chosen if field}

    def rows(self, preview: list[list[str]]) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column's field with what stands in its first rows."""
        return [
            (self[f"column_{at}"], [row[at] for row in preview if row[at]])
            for at in range(len(self.columns))
        ]


@takes_files(each=lambda: MAX_BYTES)
@requires(policies.imports_cases)
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with on_disk(form.cleaned_data["file"], limit_bytes=MAX_BYTES) as path:
                    name = form.cleaned_data["file"].name
                    job = upload_import(actor=actor, path=path, name=name, now=now())
            except GongjianError as error:
                form.add_error("file", str(error.message))
            else:
                return redirect("import_job", job.pk)
    page = list_imports(actor=actor, cursor=request.GET.get("cursor", ""))
    return render(request, "cases/import_list.html", {"form": form, "page": page}, status=status)


@requires(policies.imports_cases)
@require_safe
def import_job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """One import, as it stands; by htmx only how far it is."""
    job = get_import(actor=actor_of(request), job_id=job_id)
    if getattr(request, "htmx", False):
        if not job.is_under_way:
            return HttpResponseClientRefresh()
        return render(request, "cases/import_progress.html", {"job": job})
    return _show(request, job, MappingForm(job=job))


@requires(policies.imports_cases)
@require_POST
def begin_import(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Check all rows, or bring them in."""
    actor = actor_of(request)
    job = get_import(actor=actor, job_id=job_id)
    form = MappingForm(request.POST, job=job)
    if not form.is_valid():
        return _show(request, job, form, status=422)
    try:
        beginning.begin_import(
            actor=actor,
            job_id=job.pk,
            mapping=form.mapping(),
            source=form.cleaned_data["source"],
            is_public=form.cleaned_data["is_public"],
            language=form.cleaned_data["language"],
            is_dry_run=request.POST.get("do") != "import",
            now=now(),
        )
    except WrongState as error:
        return _refused(request, job_id, error)
    except GongjianError as error:
        show_errors(form, error)
        return _show(request, job, form, status=error.status)
    return redirect("import_job", job.pk)


@requires(policies.imports_cases)
@require_POST
def resume_import(request: HttpRequest, job_id: UUID) -> HttpResponse:
    try:
        beginning.resume_import(actor=actor_of(request), job_id=job_id, now=now())
    except WrongState as error:
        return _refused(request, job_id, error)
    return redirect("import_job", job_id)


@requires(policies.imports_cases)
@require_POST
def discard_import(request: HttpRequest, job_id: UUID) -> HttpResponse:
    discard(actor=actor_of(request), job_id=job_id, now=now())
    messages.success(request, _("The table is deleted."))
    return redirect("import_list")


@requires(policies.imports_cases)
@require_safe
def import_errors(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """What was wrong with the rows, and what was left out of them, as CSV."""
    job = get_import(actor=actor_of(request), job_id=job_id)
    heading = ["line", "column", "field", "what", "message"]
    rows = [
        [
            bad.row, job.mapping.get(bad.field, ""), bad.field,
            "warning" if bad.is_warning else "error", bad.message,
        ]
        for bad in bad_rows(job)
    ]  # fmt: skip
    return csv_response(f"import-errors-{job.created_at:%Y-%m-%d}", [heading, *rows])


def _refused(request: HttpRequest, job_id: UUID, error: WrongState) -> HttpResponse:
    """The import as it stands now, and why it does not go that way."""
    messages.error(request, str(error))
    job = get_import(actor=actor_of(request), job_id=job_id)
    return _show(request, job, MappingForm(job=job), status=error.status)


def _show(
    request: HttpRequest, job: ImportJob, form: MappingForm, status: int = 200
) -> HttpResponse:
    errors, warnings = _told(job, is_warning=False), _told(job, is_warning=True)
    shown = {
        "job": job,
        "form": form,
        "columns": form.rows(job.preview.get("rows", [])),
        "errors": errors[:SHOWN_ROWS],
        "more_errors": len(errors) > SHOWN_ROWS,
        "warnings": warnings[:SHOWN_ROWS],
        "more_warnings": len(warnings) > SHOWN_ROWS,
        "left_out": left_out_groups(job),
        "is_index_behind": job.has_brought_in and is_index_behind(),
        "has_ended": job.state in SETTLED and bool(job.finished_at),
    }
    return render(request, "cases/import_job.html", shown, status=status)


def _told(job: ImportJob, *, is_warning: bool) -> list[tuple[ImportRow, str, object]]:
    """What of the first rows is wrong, or left out: row, column, field; one more than is shown."""
    return [
        (bad, job.mapping.get(bad.field, ""), FIELD_NAMES.get(bad.field, ""))
        for bad in bad_rows(job, is_warning=is_warning)[: SHOWN_ROWS + 1]
    ]
