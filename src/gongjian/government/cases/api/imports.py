"""Tables of cases: uploaded, looked at, checked, brought in, watched.

What each column is stands in ``mapping``: field of a case → name of the column; after an upload it
is a guess from the columns' names.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import File, Query, Router, Schema, UploadedFile
from pydantic import Field

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictSchema, Text
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import IdempotencyKey, creates, made_once, replayed
from gongjian.foundation.kernel.tables import MAX_BYTES
from gongjian.foundation.kernel.uploads import on_disk
from gongjian.government.cases import policies
from gongjian.government.cases.actions import begin_import as beginning
from gongjian.government.cases.actions.discard_import import discard_import
from gongjian.government.cases.actions.import_rows import ImportField
from gongjian.government.cases.actions.upload_import import upload_import
from gongjian.government.cases.models import ImportJob
from gongjian.government.cases.models.import_job import ImportState
from gongjian.government.cases.selectors.imports import bad_rows_page, get_import, list_imports
from gongjian.government.cases.selectors.left_out import left_out_groups
from gongjian.government.cases.selectors.search import is_index_behind

router = Router()


class NameOut(Schema):
    """A name that nobody here knows."""

    name: str
    count: int


class LeftOutOut(Schema):
    """Rows that come in without the same thing."""

    field: str
    column: str
    count: int
    names: list[NameOut] = Field(description="of areas and categories, the most frequent first")


class ImportOut(Schema):
    """A table of cases, and how far it is."""

    id: UUID
    name: str
    state: ImportState
    is_dry_run: bool = Field(description="the rows are, or were last, only checked")
    columns: list[str]
    encoding: str = Field(description="as which the file was read; empty: it is XLSX")
    first_rows: list[list[str]] = Field(description="empty once the table is brought in")
    mapping: dict[ImportField, str]
    source: str
    language: str = Field(description="empty: each row as its script says")
    is_public: bool
    total_rows: int = Field(description="0: not yet counted")
    read_rows: int
    created_count: int
    repeated_count: int = Field(description="that were there already")
    error_count: int = Field(description="rows that are left out")
    warning_count: int = Field(description="rows that come in without something")
    left_out: list[LeftOutOut]
    started_by: str
    created_at: datetime
    finished_at: datetime | None
    may_begin: bool
    may_resume: bool
    may_discard: bool
    is_index_behind: bool = Field(
        description="searches and figures do not show all of its cases yet: workers catch up"
    )


class ImportPage(PageOut):
    items: list[ImportOut]


class BeginIn(StrictSchema):
    """What the columns are, and what holds for every row. What is null stays as it was."""

    mapping: dict[ImportField, Annotated[Text, Field(max_length=200)]] | None = None
    source: Annotated[Text, Field(max_length=60)] | None = Field(
        default=None, description="the system it comes from: its rows are known again by number"
    )
    language: Annotated[Text, Field(max_length=10)] | None = Field(
        default=None, description="empty: each row as its script says"
    )
    is_public: bool | None = None
    is_dry_run: bool = Field(default=True, description="only check the rows")


class BadRowOut(Schema):
    """What is wrong with one field of one row, or was left out of it."""

    row: int = Field(description="line of the file: the heading is 1; 0: the file as a whole")
    field: str
    column: str
    message: str
    is_warning: bool = Field(description="the row comes in all the same")


class BadRowPage(PageOut):
    items: list[BadRowOut]


@router.post("", response={201: ImportOut}, operation_id="upload_import")
@takes_files(each=lambda: MAX_BYTES)
def upload(
    request: HttpRequest, file: File[UploadedFile], idempotency_key: IdempotencyKey = ""
) -> HttpResponse:
    """Upload a table, CSV in UTF-8, UTF-16 or GB 18030, or XLSX, whose first row names the
    columns. Nothing is brought in yet."""
    actor = actor_who(policies.imports_cases, request)
    with on_disk(file, limit_bytes=MAX_BYTES) as path:
        made, is_new = made_once(
            request,
            idempotency_key,
            {"file": file},
            lambda: str(upload_import(actor=actor, path=path, name=file.name or "", now=now()).pk),
        )
    job = get_import(actor=actor, job_id=UUID(made))
    return replayed(JsonResponse(import_out(job), status=201), is_new)


@router.get("", response=ImportPage, operation_id="list_imports")
def list_many(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """All imports, the newest first."""
    actor = actor_who(policies.imports_cases, request)
    page = list_imports(actor=actor, cursor=query.cursor, size=query.size)
    # Asked once for all: the index is one.
    is_behind = any(job.has_brought_in for job in page.items) and is_index_behind()
    items = [import_out(job, is_behind=is_behind) for job in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/{uuid:import_id}", response=ImportOut, operation_id="get_import")
def read_import(request: HttpRequest, import_id: UUID) -> JsonResponse:
    """One import, as far as it is."""
    return JsonResponse(import_out(_job(request, import_id)))


@router.get("/{uuid:import_id}/errors", response=BadRowPage, operation_id="list_import_errors")
def list_errors(request: HttpRequest, import_id: UUID, query: Query[PageQuery]) -> JsonResponse:
    """What was wrong with the rows, or left out of them, in their order; the first ten thousand of
    either are kept."""
    job = _job(request, import_id)
    page = bad_rows_page(job, cursor=query.cursor, size=query.size)
    items = [
        {
            "row": bad.row,
            "field": bad.field,
            "column": job.mapping.get(bad.field, ""),
            "message": bad.message,
            "is_warning": bad.is_warning,
        }
        for bad in page.items
    ]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


def _show(request: HttpRequest, made: str) -> HttpResponse:
    return JsonResponse(import_out(_job(request, UUID(made))))


@router.post("/{uuid:import_id}/begin", response=ImportOut, operation_id="begin_import")
@creates(_show)
def begin(request: HttpRequest, import_id: UUID, body: BeginIn) -> str:
    """Have all rows checked, or with ``is_dry_run`` false brought in, by a worker."""
    job = _job(request, import_id)
    given = {name: value for name, value in body.model_dump().items() if value is not None}
    if body.mapping is not None:
        given["mapping"] = {field.value: column for field, column in body.mapping.items()}
    kept = {
        "mapping": job.mapping,
        "source": job.source,
        **{name: job.defaults[name] for name in ("is_public", "language")},
    }
    actor = actor_who(policies.imports_cases, request)
    begun = beginning.begin_import(actor=actor, job_id=job.pk, now=now(), **{**kept, **given})
    return str(begun.pk)


@router.post("/{uuid:import_id}/resume", response=ImportOut, operation_id="resume_import")
@creates(_show)
def resume(request: HttpRequest, import_id: UUID) -> str:
    """Let an import that failed go on where it stood."""
    actor = actor_who(policies.imports_cases, request)
    return str(beginning.resume_import(actor=actor, job_id=import_id, now=now()).pk)


@router.delete("/{uuid:import_id}", response={204: None}, operation_id="discard_import")
def discard(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Delete a table of which nothing was brought in."""
    actor = actor_who(policies.imports_cases, request)
    discard_import(actor=actor, job_id=import_id, now=now())
    return HttpResponse(status=204)


def _job(request: HttpRequest, import_id: UUID) -> ImportJob:
    return get_import(actor=actor_who(policies.imports_cases, request), job_id=import_id)


def import_out(job: ImportJob, *, is_behind: bool | None = None) -> dict[str, object]:
    """The fields of ImportOut; ``is_behind`` where it is known already."""
    if is_behind is None:
        is_behind = job.has_brought_in and is_index_behind()
    return {
        "id": job.pk,
        "name": job.name,
        "state": job.state,
        "is_dry_run": job.is_dry_run,
        "columns": job.preview.get("columns", []),
        "encoding": job.preview.get("encoding", ""),
        "first_rows": job.preview.get("rows", []),
        "mapping": job.mapping,
        "source": job.source,
        "language": job.defaults["language"],
        "is_public": job.defaults["is_public"],
        "total_rows": job.total_rows,
        "read_rows": job.next_row,
        "created_count": job.created_count,
        "repeated_count": job.repeated_count,
        "error_count": job.error_count,
        "warning_count": job.warning_count,
        "left_out": [
            {
                "field": group.field,
                "column": group.column,
                "count": group.count,
                "names": [{"name": name, "count": count} for name, count in group.names],
            }
            for group in left_out_groups(job)
        ],
        "started_by": job.started_by.name if job.started_by else "",
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "may_begin": job.may_begin,
        "may_resume": job.may_resume,
        "may_discard": job.may_discard,
        "is_index_behind": job.has_brought_in and is_behind,
    }
