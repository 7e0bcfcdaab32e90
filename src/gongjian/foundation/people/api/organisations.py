"""Administration: public bodies and companies."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import File, Form, Query, Router, UploadedFile
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.api_fields import PageQuery, Text
from gongjian.foundation.kernel.api_imports import TableImportIn, TableReport, report_response
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.kernel.tables import open_table
from gongjian.foundation.kernel.uploads import on_disk
from gongjian.foundation.people import policies
from gongjian.foundation.people.actions import import_organisations as importing
from gongjian.foundation.people.actions.save_organisation import (
    OrganisationData,
    save_organisation,
)
from gongjian.foundation.people.api.schemas import (
    DepartmentPage,
    OrganisationChange,
    OrganisationIn,
    OrganisationOut,
    OrganisationPage,
    organisation_name,
    organisation_out,
)
from gongjian.foundation.people.models import OrganisationKind
from gongjian.foundation.people.selectors.organisations import (
    get_organisation,
    list_organisations,
    list_public_bodies,
)

router = Router()


class OrganisationsQuery(PageQuery):
    q: Annotated[Text, Field(max_length=120)] = Field(
        default="", description="how a name begins, or a whole code"
    )
    kind: OrganisationKind | None = None


@router.get("/departments", response=DepartmentPage, operation_id="list_departments")
def list_departments(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """The active public bodies, by name: what a filter for departments can be set to."""
    page = list_public_bodies(cursor=query.cursor, size=query.size)
    items = [organisation_name(body) for body in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/organisations", response=OrganisationPage, operation_id="list_organisations")
def list_many(request: HttpRequest, query: Query[OrganisationsQuery]) -> JsonResponse:
    """Public bodies and companies by name, those no longer active too; for administrators."""
    page = list_organisations(
        actor=actor_of(request), query=query.q, kind=query.kind or "", cursor=query.cursor,
        size=query.size,
    )  # fmt: skip
    items = [organisation_out(body) for body in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/organisations/{uuid:organisation_id}",
    response=OrganisationOut,
    operation_id="get_organisation",
)
def read_organisation(request: HttpRequest, organisation_id: UUID) -> JsonResponse:
    """One of them; for administrators."""
    return _shown(request, organisation_id)


@router.post("/organisations", response={201: OrganisationOut}, operation_id="add_organisation")
@creates(lambda request, made: _shown(request, UUID(made), status=201))
def add_organisation(request: HttpRequest, body: OrganisationIn) -> str:
    """Add a public body or a company; administrators of its area."""
    saved, _outcome = save_organisation(
        actor=actor_of(request), data=OrganisationData(**body.model_dump()), is_new=True, now=now()
    )
    return str(saved.pk)


@router.put(
    "/organisations/{uuid:organisation_id}",
    response=OrganisationOut,
    operation_id="change_organisation",
)
def change_organisation(
    request: HttpRequest, organisation_id: UUID, body: OrganisationChange
) -> JsonResponse:
    """Let everything about it be as said; administrators of its area. `is_active` false ends it."""
    policies.require_administrator(actor_of(request))
    found = get_organisation(organisation_id)
    saved, _outcome = save_organisation(
        actor=actor_of(request),
        data=OrganisationData(
            code=found.code, kind=found.kind, **body.model_dump(exclude={"version"})
        ),
        version=body.version,
        now=now(),
    )
    return JsonResponse(organisation_out(saved))


@router.post("/organisations/import", response=TableReport, operation_id="import_organisations")
@takes_files(each=lambda: importing.LIMIT_BYTES)
def import_organisations(
    request: HttpRequest, file: File[UploadedFile], options: Form[TableImportIn]
) -> JsonResponse:
    """Create and change organisations as a table says (CSV or XLSX); for administrators.

    The same table again changes nothing, so this needs no `Idempotency-Key`. Columns: code, name,
    kind, parent_code, area, phone, email, is_active.
    """
    policies.require_administrator(actor_of(request))
    with on_disk(file, limit_bytes=importing.LIMIT_BYTES) as path:
        report = importing.import_organisations(
            actor=actor_of(request),
            table=open_table(path),
            is_dry_run=options.is_dry_run,
            now=now(),
        )
    return report_response(report)


def _shown(request: HttpRequest, organisation_id: UUID, status: int = 200) -> JsonResponse:
    policies.require_administrator(actor_of(request))
    return JsonResponse(organisation_out(get_organisation(organisation_id)), status=status)
