"""The catalogue by programme."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from ninja import File, Form, Query, Router, UploadedFile

from gongjian.foundation.kernel.access import actor_who
from gongjian.foundation.kernel.api_imports import TableImportIn, TableReport, report_response
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.kernel.tables import open_table
from gongjian.foundation.kernel.uploads import on_disk
from gongjian.government.exchange import policies
from gongjian.government.exchange.actions import save_dataset as saving
from gongjian.government.exchange.actions.import_catalogue import import_catalogue
from gongjian.government.exchange.api.schemas import (
    ChangedDatasetIn,
    DatasetFieldIn,
    DatasetOut,
    DatasetPage,
    DatasetsQuery,
    NewDatasetIn,
    dataset_out,
)
from gongjian.government.exchange.selectors.datasets import (
    DatasetFilters,
    get_dataset,
    list_datasets,
)

router = Router()


def _shown(request: HttpRequest, made: str) -> JsonResponse:
    return JsonResponse(dataset_out(get_dataset(made)), status=201)


@router.get("/datasets", response=DatasetPage, operation_id="list_datasets")
def list_many(request: HttpRequest, query: Query[DatasetsQuery]) -> JsonResponse:
    """Datasets and services of departments, by title; as DCAT 3: `/data/catalogue.jsonld`."""
    filters = DatasetFilters(
        words=query.q,
        owner_id=query.owner_id,
        sharing=query.sharing.value if query.sharing else "",
    )
    page = list_datasets(filters, cursor=query.cursor, size=query.size)
    items = [dataset_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/datasets/{slug:dataset_code}", response=DatasetOut, operation_id="get_dataset")
def read_dataset(request: HttpRequest, dataset_code: str) -> JsonResponse:
    """One dataset with its fields."""
    return JsonResponse(dataset_out(get_dataset(dataset_code)))


@router.post("/datasets", response={201: DatasetOut}, operation_id="add_dataset")
@creates(_shown)
def add_dataset(request: HttpRequest, body: NewDatasetIn) -> str:
    """Add a dataset: supervisors of the department that holds it."""
    actor = actor_who(policies.can_edit_catalogue, request)
    return saving.save_dataset(actor=actor, data=body.dataset_data(body.code), now=now()).code


@router.put("/datasets/{slug:dataset_code}", response=DatasetOut, operation_id="change_dataset")
def change_dataset(request: HttpRequest, dataset_code: str, body: ChangedDatasetIn) -> JsonResponse:
    """Change what is said of a dataset; what is left out is as for a new one."""
    actor = actor_who(policies.can_edit_catalogue, request)
    found = get_dataset(dataset_code)
    saving.save_dataset(
        actor=actor,
        dataset_id=found.pk,
        data=body.dataset_data(dataset_code),
        version=body.version,
        now=now(),
    )
    return JsonResponse(dataset_out(get_dataset(dataset_code)))


@router.put(
    "/datasets/{slug:dataset_code}/fields/{slug:field_name}",
    response=DatasetOut,
    operation_id="save_field",
)
def save_field(
    request: HttpRequest, dataset_code: str, field_name: str, body: DatasetFieldIn
) -> JsonResponse:
    """Add a field, or change the one of that name; the schema has another version then."""
    actor = actor_who(policies.can_edit_catalogue, request)
    found = get_dataset(dataset_code)
    saving.save_field(actor=actor, dataset_id=found.pk, data=body.field_data(field_name), now=now())
    return JsonResponse(dataset_out(get_dataset(dataset_code)))


@router.post(
    "/datasets/{slug:dataset_code}/fields/{slug:field_name}/withdraw",
    response=DatasetOut,
    operation_id="withdraw_field",
)
def withdraw_field(request: HttpRequest, dataset_code: str, field_name: str) -> JsonResponse:
    """Take a field out of the schema; agreements that name it get no more of it."""
    actor = actor_who(policies.can_edit_catalogue, request)
    found = get_dataset(dataset_code)
    saving.withdraw_field(actor=actor, dataset_id=found.pk, name=field_name, now=now())
    return JsonResponse(dataset_out(get_dataset(dataset_code)))


@router.post("/dataset-imports", response=TableReport, operation_id="import_datasets")
@takes_files(each=lambda: settings.UPLOAD_LIMIT_BYTES)
def import_datasets(
    request: HttpRequest, file: File[UploadedFile], options: Form[TableImportIn]
) -> JsonResponse:
    """Import the catalogue, a row a field: CSV or XLSX.

    The same file again changes nothing, so this needs no `Idempotency-Key`.
    """
    actor = actor_who(policies.can_edit_catalogue, request)
    with on_disk(file, limit_bytes=settings.UPLOAD_LIMIT_BYTES) as path:
        report = import_catalogue(
            actor=actor, table=open_table(path), now=now(), is_dry_run=options.is_dry_run
        )
    return report_response(report)
