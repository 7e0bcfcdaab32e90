"""Keeping the catalogue: supervisors of the department that holds the data."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Conflict, GongjianError, Invalid, StaleVersion
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.imports import ImportReport
from gongjian.foundation.kernel.tables import open_table
from gongjian.foundation.kernel.uploads import on_disk
from gongjian.foundation.people import interface as people
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import save_dataset as saving
from gongjian.government.exchange.actions.import_catalogue import COLUMNS, import_catalogue
from gongjian.government.exchange.forms import DatasetForm, FieldForm, ImportCatalogueForm
from gongjian.government.exchange.models import Dataset
from gongjian.government.exchange.selectors.datasets import get_dataset

FRESH = {"kind": "dataset", "sharing": "unconditional", "update_hours": 24, "is_active": True}
FRESH_FIELD = {"sharing": "unconditional", "sensitivity": "personal", "is_authoritative": True}


@requires(policies.can_edit_catalogue)
def add_dataset(request: HttpRequest) -> HttpResponse:
    return _edit_dataset(request, None)


@requires(policies.can_edit_catalogue)
def change_dataset(request: HttpRequest, dataset_code: str) -> HttpResponse:
    found = get_dataset(dataset_code)
    policies.require_can_edit_datasets_of(actor_of(request), found.owner_id)
    return _edit_dataset(request, found)


@requires(policies.can_edit_catalogue)
def save_field(request: HttpRequest, dataset_code: str) -> HttpResponse:
    """Add a field, or with ``?name=`` change one."""
    found = get_dataset(dataset_code)
    policies.require_can_edit_datasets_of(actor_of(request), found.owner_id)
    moment = now()
    name = request.GET.get("name", "")
    field = next((one for one in found.fields.all() if one.name == name), None)
    initial = FieldForm.initial_of(field) if field else FRESH_FIELD
    form = FieldForm(posted(request), on=local_day(moment), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saving.save_field(
                actor=actor_of(request), dataset_id=found.pk, data=form.field_data(), now=moment
            )
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The field was saved."))
            return redirect("dataset", dataset_code)
    shown = {"form": form, "dataset": found, "field": field}
    status = 422 if form.is_bound else 200
    return render(request, "exchange/save_field.html", shown, status=status)


@require_POST
@requires(policies.can_edit_catalogue)
def withdraw_field(request: HttpRequest, dataset_code: str, field_name: str) -> HttpResponse:
    found = get_dataset(dataset_code)
    saving.withdraw_field(actor=actor_of(request), dataset_id=found.pk, name=field_name, now=now())
    messages.success(request, _("The field was taken out of the schema."))
    return redirect("dataset", dataset_code)


@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES)
@requires(policies.can_edit_catalogue)
def import_data_catalogue(request: HttpRequest) -> HttpResponse:
    """Try or import a file; the answer says what would change or did, or why nothing was done."""
    form = ImportCatalogueForm(posted(request), request.FILES or None)
    report: ImportReport | None = None
    if request.method == "POST" and form.is_valid():
        try:
            with on_disk(
                form.cleaned_data["file"], limit_bytes=settings.UPLOAD_LIMIT_BYTES
            ) as path:
                report = import_catalogue(
                    actor=actor_of(request),
                    table=open_table(path),
                    now=now(),
                    is_dry_run=form.cleaned_data["is_dry_run"],
                )
        except GongjianError as error:
            show_errors(form, error)
    is_wrong = form.is_bound and (report is None or report.error_count)
    shown = {"form": form, "report": report, "columns": COLUMNS}
    status = 422 if is_wrong else 200
    return render(request, "exchange/import_data_catalogue.html", shown, status=status)


def _edit_dataset(request: HttpRequest, found: Dataset | None) -> HttpResponse:
    moment = now()
    actor = actor_of(request)
    owners = [
        (str(body.pk), body.name)
        for body in people.public_bodies()
        if policies.can_edit_datasets_of(actor, body.pk)
    ]
    initial = DatasetForm.initial_of(found) if found else FRESH
    form = DatasetForm(posted(request), on=local_day(moment), owners=owners, initial=initial)
    if found:
        form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            saved = saving.save_dataset(
                actor=actor,
                dataset_id=found.pk if found else None,
                data=form.data_of(found),
                version=form.cleaned_data["version"] if found else None,
                now=moment,
            )
        except (Invalid, Conflict, StaleVersion) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The dataset was saved."))
            return redirect("dataset", saved.code)
    shown = {"form": form, "dataset": found}
    status = 422 if form.is_bound else 200
    return render(request, "exchange/save_dataset.html", shown, status=status)
