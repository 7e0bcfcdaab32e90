"""Administration: public bodies and companies."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, Invalid, StaleVersion
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.imports import ImportReport
from gongjian.foundation.kernel.tables import open_table
from gongjian.foundation.kernel.uploads import on_disk
from gongjian.foundation.people.actions import import_organisations as importing
from gongjian.foundation.people.actions.save_organisation import (
    OrganisationData,
    save_organisation,
)
from gongjian.foundation.people.forms import (
    ImportOrganisationsForm,
    OrganisationFilterForm,
    OrganisationForm,
)
from gongjian.foundation.people.policies import is_administrator
from gongjian.foundation.people.selectors.organisations import (
    get_organisation,
    list_organisations,
)


@requires(is_administrator)
def organisation_list(request: HttpRequest) -> HttpResponse:
    form = OrganisationFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = list_organisations(
        actor=actor_of(request),
        query=wanted.get("query", ""),
        kind=wanted.get("kind", ""),
        cursor=request.GET.get("cursor", ""),
    )
    return render(request, "people/organisation_list.html", {"form": form, "page": page})


@requires(is_administrator)
def add_organisation(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None, is_new=True)
    return _save(request, form, _("Add an organisation"), is_new=True)


@requires(is_administrator)
def organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    found = get_organisation(organisation_id)
    data = OrganisationData(
        code=found.code, name=found.name, kind=found.kind, area_path=found.area_path,
        parent_code=found.parent.code if found.parent else "", phone=found.phone,
        email=found.email, is_active=found.is_active,
    )  # fmt: skip
    initial = asdict(data) | {"version": found.version}
    form = OrganisationForm(request.POST or None, is_new=False, initial=initial)
    return _save(request, form, found.name, is_new=False)


@takes_files(each=lambda: importing.LIMIT_BYTES)
@requires(is_administrator)
def import_organisations(request: HttpRequest) -> HttpResponse:
    """Try or import a table; the answer says what each row does, or why nothing was done."""
    form = ImportOrganisationsForm(request.POST or None, request.FILES or None)
    report: ImportReport | None = None
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                report = _import(request, form)
            except GongjianError as error:
                show_errors(form, error)
        status = 200 if report and not report.error_count else 422
    context = {"form": form, "report": report, "columns": importing.COLUMNS}
    return render(request, "people/import_organisations.html", context, status=status)


def _import(request: HttpRequest, form: ImportOrganisationsForm) -> ImportReport:
    with on_disk(form.cleaned_data["file"], limit_bytes=importing.LIMIT_BYTES) as path:
        return importing.import_organisations(
            actor=actor_of(request),
            table=open_table(path),
            is_dry_run=form.cleaned_data["is_dry_run"],
            now=now(),
        )


def _save(
    request: HttpRequest, form: OrganisationForm, title: str, *, is_new: bool
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            version = form.cleaned_data.pop("version")
            try:
                saved, _outcome = save_organisation(
                    actor=actor_of(request),
                    data=OrganisationData(**form.cleaned_data),
                    is_new=is_new,
                    version=version,
                    now=now(),
                )
            except (Invalid, StaleVersion) as error:
                show_errors(form, error)
                status = error.status
            else:
                messages.success(request, _("Saved."))
                return redirect("organisation", saved.pk)
    context = {"form": form, "title": title}
    return render(request, "people/organisation.html", context, status=status)
